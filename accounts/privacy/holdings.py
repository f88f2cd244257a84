"""What the portal holds of a person, told to himself: for the page, as JSON and to print.

Each app adds its own kinds in its ``holdings.py``::

    @tells
    def visits(person):
        yield Holding("Kunjungan", [...])

Of other people nothing is told: not who complained of whom, nor whose words something is.
"""

from html import unescape
from typing import NamedTuple

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.providers.linking import name_of
from events.models import Event, Mail, Read

MOST, MOST_DEEDS = 500, 100  # rows of one kind, the newest
tellers = []


class Holding(NamedTuple):
    """One kind of data: what it is called, and pairs of a name and a value."""

    title: str
    facts: list


def tells(function):
    """Decorator: ask the function what its app holds of a person; it yields `Holding`."""
    if function not in tellers:
        tellers.append(function)
    return function


def holdings(person):
    """All kinds; of what was done for the office or an agency, that it was done and when."""
    return [
        Holding("Akun", _account(person)),
        Holding("Instansi atau satuan kerja", _belonging(person)),
        Holding("Faktor kedua", _factors(person)),
        Holding("Perangkat tempat akun sedang masuk", _sessions(person)),
        Holding("Surel yang dikirim kepada Anda", _mails(person)),
        Holding("Yang Anda lakukan di portal", _deeds(person)),
        Holding("Pemberitahuan", [("Jumlah", person.notices.count())]),
        Holding("Pembacaan Anda yang dicatat", _reads(person)),
        *_providers(person),
        *(holding for tell in tellers for holding in tell(person)),
    ]


def as_json(person):
    """The same for a machine: dates by ISO 8601, nothing but texts and numbers."""
    return {
        "dibuat": timezone.now().isoformat(),
        "data": [
            {
                "judul": holding.title,
                "isi": [{"nama": name, "nilai": _plain(value)} for name, value in holding.facts],
            }
            for holding in holdings(person)
        ],
    }


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _account(person):
    return [
        ("Nama", person.name),
        ("Surel", person.email),
        ("Telepon", person.phone or "–"),
        ("NIP", person.nip or "–"),
        ("Jabatan", person.position or "–"),
        ("Terdaftar sejak", person.joined_at),
        ("Menyetujui pemberitahuan data", person.consented_at or "–"),
    ]


def _belonging(person):
    facts = [("Peran", person.role_labels)]
    if person.agency:
        admin = "ya" if person.is_agency_admin else "tidak"
        facts += [("Instansi", person.agency.name), ("Admin instansi", admin)]
    if person.office:
        facts.append(("Satuan kerja", person.office.name))
    return facts


def _factors(person):
    factors = person.authenticator_set.order_by("pk")
    return [(factor.get_type_display(), factor.created_at) for factor in factors]


def _providers(person):
    if settings.SIGN_IN_PROVIDERS:
        links = person.socialaccount_set.order_by("pk")
        facts = [
            (f"{name_of(x.provider)} {x.extra_data.get('email', '')}", x.date_joined) for x in links
        ]
        yield Holding("Akun lain untuk masuk", facts)


def _sessions(person):
    sessions = UserSession.objects.filter(user=person).order_by("-pk")[:MOST]
    return [(f"{one.user_agent} ({one.ip})", one.created_at) for one in sessions]


def _mails(person):
    mails = Mail.objects.filter(to=person.email).order_by("-pk")[:MOST]
    return [(mail.subject, mail.created_at) for mail in mails]


def _deeds(person):
    events = Event.objects.filter(by=person).select_related("by", "on_behalf_of")
    events = events.prefetch_related("subject").order_by("-pk")[:MOST_DEEDS]
    return [(_in_one_line(event.sentence), event.at) for event in events]


def _reads(person):
    """Of staff, for a year: what was opened is the business of whose file it is."""
    return [("Jumlah", Read.objects.filter(by=person).count())] if person.office_id else []


def _in_one_line(html):
    return " ".join(unescape(strip_tags(html)).split())
