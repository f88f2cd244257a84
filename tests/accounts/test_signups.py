"""Sign-ups that nobody confirms are warned of and removed; the office is reminded of the others."""

from datetime import timedelta

import pytest
from time_machine import travel

from accounts.models import Agency, User
from accounts.signups import remind_of_applications, warn_signups
from events.models import Event, Mail
from norms.keeping import sweep
from tests.cast import make_agency, make_member
from tests.submissions import at

SIGNED_UP = at(2026, 3, 2)


@pytest.fixture
def signup(office):
    """Somebody signed up and never opened the link in his mail."""
    with travel(SIGNED_UP, tick=False):
        agency = make_agency("Dinas Pasar", office=office, state="pending", confirmed_at=None)
        member = make_member("Tono", agency=agency)
        member.emailaddress_set.update(verified=False)
    return agency


def tend():
    """The morning's round, and the night after it."""
    warn_signups()
    sweep("keep.signups")


def run(verb, *days):
    for day in days:
        with travel(SIGNED_UP + timedelta(days=day), tick=False):
            verb()


def test_it_is_warned_once_with_a_link_that_works_and_removed_a_week_later(signup, client):
    run(tend, 13)
    assert not Mail.objects.exists()
    run(tend, 14, 14, 20, 21)
    mail = Mail.objects.get()
    assert (mail.kind, mail.subject[:36]) == (
        "signup_expiring",
        "Konfirmasi surel Anda sebelum 24 Mar",
    )
    assert Agency.objects.filter(pk=signup.pk).exists()

    run(tend, 22, 23)

    assert not Agency.objects.filter(pk=signup.pk).exists()
    assert not User.objects.filter(agency_id=signup.pk).exists()
    event = Event.objects.get(action="office.remove_signup")
    assert event.sentence.startswith("Pendaftaran tanggal 2 Maret 2026 yang surelnya")
    assert "Dinas Pasar" in Event.objects.get(action="agency.warn_of_removal").sentence


def test_a_late_run_warns_first_and_whoever_confirms_then_stays(signup, client, settings):
    run(tend, 300)
    with travel(SIGNED_UP + timedelta(days=301), tick=False):
        link = next(
            word for word in Mail.objects.get().text.split() if "/daftar/konfirmasi/" in word
        )
        client.post(link.removeprefix(settings.PORTAL_URL))
    run(tend, 310, 320)

    signup.refresh_from_db()
    assert signup.confirmed_at is not None


def test_the_office_is_reminded_of_an_application_that_waits(office, db):
    with travel(SIGNED_UP, tick=False):
        agency = make_agency("Dinas Pasar", office=office, state="pending")
    run(remind_of_applications, 2, 3, 3, 4, 10, 17, 18, 100)  # 3 and 10 working days

    events = Event.objects.about(agency).filter(action="agency.remind_office")
    assert [event.particulars["stage"] for event in events] == [3, 10]
    assert {mail.to for mail in Mail.objects.filter(kind="agency_awaiting")} == {office.email}
    assert Mail.objects.filter(kind="agency_awaiting").count() == 2
