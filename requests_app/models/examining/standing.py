"""Who may let one office examine for another, and which days may stand side by side."""

from contextlib import contextmanager

from django.db import transaction
from django.utils.dateformat import format as formatted

from accounts.models import Office, Role
from events.holding import hold
from events.recording import together
from events.refusals import NotAllowed, NotNow
from requests_app.workflow import State

SPEAKERS = (Role.HEAD, Role.ADMIN)  # who speak for an office
IN_HAND = (State.SUBMITTED, State.UNDER_EXAMINATION, State.RETURNED)  # with somebody, undecided


def spoken(day):
    """A date as sentences say it: "2 Maret 2026"."""
    return formatted(day, "j F Y")


def speaks_for(user, office):
    """Does he speak for this office, at it or at one that looks after it?"""
    return user.has_role(*SPEAKERS) and _looks_after(user.office, office)


def _looks_after(one, office):
    return one.pk == office.pk or Office.objects.beneath(one).filter(pk=office.pk).exists()


def whom_to_ask(by, office, helper):
    """The side whose word is still needed; None where he speaks for both.

    Raises ``NotAllowed`` for who speaks for neither.
    """
    mine = [each for each in (office, helper) if speaks_for(by, each)]
    if not mine:
        raise NotAllowed(
            "Bantuan pemeriksaan diatur Kepala atau admin salah satu satuan kerja itu, "
            "provinsinya, atau BPS pusat."
        )
    return next((each for each in (office, helper) if each not in mine), None)


def require_sense(stand_in):
    """Raises ``NotNow`` when the days cannot be."""
    today = stand_in.helper.today()
    if stand_in.office_id == stand_in.helper_id:
        raise NotNow("Satuan kerja tidak membantu dirinya sendiri. Pilih satuan kerja lain.")
    sides = Office.objects.filter(pk__in=[stand_in.office_id, stand_in.helper_id])
    if closed := sides.exclude(closed_at=None).first():  # perhaps just now
        raise NotNow(f"{closed.name} sudah ditutup. Pilih satuan kerja lain.")
    if stand_in.starts_on < today:
        raise NotNow(f"Hari pertama paling awal hari ini, {spoken(today)}.")
    if stand_in.ends_on < stand_in.starts_on:
        raise NotNow(
            f"Hari terakhir ({spoken(stand_in.ends_on)}) lebih awal dari hari pertama "
            f"({spoken(stand_in.starts_on)}). Periksa kembali salah satunya."
        )
    if stand_in.deed_on > today:
        raise NotNow(f"Tanggal surat ({spoken(stand_in.deed_on)}) belum tiba. Periksa kembali.")


def require_room(stand_in, others):
    """Raises ``NotNow`` when the same office helps on some of these days already."""
    overlaps = others.filter(starts_on__lte=stand_in.ends_on, ends_on__gte=stand_in.starts_on)
    if other := overlaps.first():
        raise NotNow(
            f"{stand_in.helper.name} sudah tercatat membantu {stand_in.office.name} "
            f"{other.days}. Akhiri yang itu lebih dulu, atau ubah tanggalnya."
        )


def require_open(offices):
    """Raises ``NotNow`` when one of them, read anew, has closed: nobody would examine or sign."""
    if closed := next((office for office in offices if office.is_closed), None):
        raise NotNow(f"{closed.name} sudah ditutup. Pilih satuan kerja lain.")


def lock(*offices):
    """Hold the offices while it changes who examines for whom, always in the same order; as they
    are now."""
    codes = [office.pk for office in offices]
    held = Office.objects.select_for_update(no_key=True).filter(pk__in=codes)
    return list(held.order_by("pk"))


@contextmanager
def taking(stand_in):
    """The frame of its verbs, with both offices: they and its row held, and read anew."""
    with transaction.atomic(), together():
        offices = lock(stand_in.office, stand_in.helper)
        hold(stand_in)
        yield offices
