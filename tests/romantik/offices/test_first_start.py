"""After the first admin: a list of what the office needs, read from what is there."""

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import Office, Role
from backups.models import Backup
from events.models import Event, Mail
from guestbook.models import GuestBook
from letters.models import Certificate
from romantik.offices.first_steps import outcome_of, steps_of
from tests.cast import appoint, make_staff
from tests.letters.conftest import equip
from tests.pages import soup, words

TITLES = [
    "Data kantor",
    "Petugas dan perannya",
    "Penugasan penanda tangan",
    "Sertifikat tanda tangan",
    "Uji surel",
    "Hari libur",
    "Cadangan",
    "Buku tamu dan layar",
]


@pytest.fixture
def new_office(office, settings):
    """As `first_admin` leaves it, in production."""
    settings.DEMONSTRATION = False
    office.ready_at, office.postal_code = None, ""
    office.save()
    return office


def done(office, person):
    cache.clear()
    return [
        step.title for step in steps_of(Office.objects.get(pk=office.pk), person) if step.is_done
    ]


def rows(page):
    return {
        row.select_one("a").get_text(strip=True): " ".join(
            row.select_one(".task-step").stripped_strings
        )
        for row in soup(page).select(".tasks .task")
    }


def test_the_list_stands_on_the_admins_desk_until_all_is_done(
    client, new_office, dewi, settings, django_capture_on_commit_callbacks
):
    client.force_login(dewi)
    desk = rows(client.get(reverse("desk")))
    assert desk["Menyiapkan kantor"].startswith("0 dari 8 selesai")
    assert [title for title in desk if title in TITLES] == TITLES
    assert "Periksa data" in desk["Data kantor"]

    client.post(reverse("office_saying", args=["data"]))
    assert Event.objects.count() == 0  # the postal code is missing
    new_office.keep_facts({"postal_code": "72113"}, by=dewi, about="alamat")
    client.post(reverse("office_saying", args=["data"]))
    assert done(new_office, dewi) == TITLES[:1]

    for role in (Role.FRONT_DESK, Role.EXAMINER, Role.COMPLAINT_HANDLER):
        make_staff(None, role, office=new_office)
    head = make_staff("Hasan Basri", Role.HEAD, office=new_office)
    appoint(head)
    assert done(new_office, dewi) == TITLES[:3]
    settings.DEMONSTRATION = True
    equip(head)
    settings.DEMONSTRATION = False
    assert done(new_office, dewi) == TITLES[:3]  # a certificate of a trial signs no letter here
    Certificate.objects.update(chain="")  # as one without a root to lead to
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("office_mail_trial"))
    assert done(new_office, dewi) == TITLES[:5]

    for what in ("libur", "perangkat"):
        client.post(reverse("office_saying", args=[what]))
    assert done(new_office, dewi) == [title for title in TITLES if title != "Cadangan"]
    settings.BACKUP_TARGET, settings.BACKUP_KEYS = "/srv/cadangan", ["age1…"]
    assert "Cadangan" not in done(new_office, dewi)  # set up, and none is there yet
    Backup.objects.create(state=Backup.State.GOOD, name="a", taken_at=timezone.now())
    assert done(new_office, dewi) == TITLES

    cache.clear()
    assert [title for title in rows(client.get(reverse("desk"))) if title in TITLES] == []
    new_office.refresh_from_db()
    assert new_office.ready_at is not None
    settings.BACKUP_TARGET = ""
    assert [title for title in rows(client.get(reverse("desk"))) if title in TITLES] == []


def test_who_said_it_and_when_is_told(client, new_office, dewi, time_machine):
    time_machine.move_to("2026-03-02T02:42Z", tick=False)
    client.force_login(dewi)
    client.post(reverse("office_saying", args=["libur"]))

    page = words(client.get(reverse("office_start")))

    assert "Dinyatakan Dewi Anggraini, 2 Maret 2026 pukul 10.42 WITA." in page
    assert client.post(reverse("office_saying", args=["lain"])).status_code == 404
    time_machine.move_to("2027-03-02T02:42Z", tick=False)
    assert "Hari libur" not in done(new_office, dewi)  # of another year


def test_only_the_admin_sees_it(client, new_office, budi):
    client.force_login(budi)

    assert rows(client.get(reverse("desk"))) == {}


def test_a_ready_office_asks_nothing(client, office, dewi, django_assert_num_queries):
    from romantik.offices.starting import to_begin_with

    assert dewi.has_role(Role.ADMIN)  # known by then to whoever draws the page
    with django_assert_num_queries(0):
        assert list(to_begin_with(dewi)) == []


def test_the_list_costs_few_queries(new_office, dewi, hasan, django_assert_max_num_queries):
    make_staff("Plh.", office=new_office)
    with django_assert_max_num_queries(17):
        steps_of(new_office, dewi)


# The mail on trial


def test_a_mail_really_leaves_and_its_outcome_is_told(
    client, new_office, dewi, django_capture_on_commit_callbacks
):
    client.force_login(dewi)
    assert "Belum pernah diuji" in words(client.get(reverse("office_mail_trial")))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("office_mail_trial"))

    [sent] = outbox.outbox
    assert (sent.to, sent.subject) == (
        ["dewi@bps.example.go.id"],
        "Surel uji dari portal BPS Kabupaten Kotabaru",
    )
    page = words(client.get(reverse("office_mail_trial")))
    assert "Diterima server surel" in page
    assert "untuk dewi@bps.example.go.id." in page


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Sedang dikirim. Periksa lagi sebentar lagi."),
        (
            {"attempts": 1, "last_error": "Server surel belum dapat dihubungi."},
            "Belum terkirim: Server surel belum dapat dihubungi. Dicoba lagi sendiri.",
        ),
        (
            {"state": "failed", "last_error": "Server surel menolak (kode 550)."},
            "Tidak terkirim. Server surel menolak (kode 550).",
        ),
    ],
)
def test_what_became_of_it_in_words(new_office, dewi, facts, said):
    new_office.try_mail(by=dewi)
    Mail.objects.update(**facts)

    assert outcome_of(Mail.objects.get()) == said


def test_a_portal_that_sends_nothing_is_told_so(client, new_office, dewi, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    client.force_login(dewi)

    assert "tidak mengirim surel ke mana pun" in words(client.get(reverse("office_mail_trial")))


def test_a_link_for_devices_is_told_of(new_office, dewi):
    GuestBook.objects.of(new_office).renew_key(by=dewi)

    devices = steps_of(new_office, dewi)[-1]

    assert (devices.is_done, devices.words) == (
        False,
        "Tautan perangkat sudah dibuat. Buka tautannya sekali di tablet dan layar.",
    )
