"""A session ends by itself; a new password, factor or role ends the others."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from accounts.models import Role, User
from letters.models import Mandate
from norms.keeping import sweep
from romantik.celery import app
from tests.accounts.test_second_factor import set_up_app
from tests.cast import PASSWORD, make_staff
from tests.pages import soup
from tests.submissions import make_draft

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
DESK = reverse("desk")
ANY_PAGE = reverse("accessibility")  # quickly drawn


@pytest.fixture
def clock():
    with travel("2026-03-02 00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture(params=[("ratna", 30), ("sari", 60)], ids=["staff", "agency"])
def working(request, client, clock, db):
    """(minutes without activity after which the session ends); who works here is logged in."""
    client.force_login(request.getfixturevalue(request.param[0]))
    return request.param[1]


def is_inside(client):
    return client.get(reverse("session")).json()["person"] is not None


def said(page):
    return soup(page).select_one(".messages").get_text(" ", strip=True)


def log_in(person, password=PASSWORD):
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": password})
    return client


def test_without_activity_it_ends_to_the_second(client, clock, working):
    clock.shift(working * MINUTE - SECOND)
    assert client.get(reverse("session")).json()["left"] == 1

    clock.shift(SECOND)
    assert client.get(DESK).url == f"{reverse('account_login')}?next={DESK}"


def test_the_log_in_says_why(client, clock, working):
    clock.shift(working * MINUTE)

    page = client.get(DESK, follow=True)

    assert said(page) == (
        f"Sesi Anda berakhir karena {working} menit tanpa kegiatan. Silakan masuk lagi."
    )


def test_whoever_opens_pages_stays(client, clock, working):
    for _ in range(4):
        clock.shift(working * MINUTE - SECOND)
        assert client.get(DESK).status_code == 200


def test_typing_counts_and_asking_for_the_time_left_does_not(client, clock, working):
    clock.shift((working - 1) * MINUTE)
    assert client.get(reverse("session")).json()["left"] == 60
    assert client.post(reverse("session")).json()["left"] == working * 60


def test_saving_counts(client, clock, sari):
    client.force_login(sari)
    save = reverse("answer", args=[make_draft(sari).code, "purpose", "survey_purpose"])
    for _ in range(3):
        clock.shift(59 * MINUTE)
        assert client.post(save, {"survey_purpose": "Tujuan.", "base": "0"}).status_code != 302


@pytest.mark.parametrize("how", ["queue", "sitting", "kiosk", "screen"])
def test_what_a_page_or_a_device_asks_for_does_not_count(client, clock, office, budi, hasan, how):
    asked = {"queue": "queue", "sitting": "sitting", "kiosk": "guestbook", "screen": "queue_board"}
    client.force_login(hasan if how == "sitting" else budi)
    by_itself = {"HX-Request": "true"} if how in {"queue", "sitting"} else {}
    for _ in range(29):
        clock.shift(MINUTE)
        client.get(reverse(asked[how]), headers=by_itself)

    assert client.get(reverse("session")).json()["left"] == 60


def test_after_twelve_hours_it_ends_whatever_is_done(client, clock, working):
    for _ in range(12 * 60 // 20 - 1):
        clock.shift(20 * MINUTE)
        assert client.get(ANY_PAGE).status_code == 200
    left = client.post(reverse("session")).json()
    assert (left["left"], left["longest"]) == (20 * 60, True)

    clock.shift(20 * MINUTE)
    page = client.get(DESK, follow=True)
    assert said(page) == "Sesi Anda berakhir karena sudah berlangsung 12 jam. Silakan masuk lagi."


def test_a_part_of_a_page_is_refused_and_the_page_stays(client, clock, working):
    clock.shift(working * MINUTE)

    assert client.get(reverse("queue"), headers={"HX-Request": "true"}).status_code == 401


def test_what_was_sent_too_late_is_given_back(client, clock, sari):
    client.force_login(sari)
    page = reverse("answers", args=[make_draft(sari).code, "purpose"])
    clock.shift(60 * MINUTE)
    led = client.post(page, {"survey_purpose": "Tujuan baru.", "person": sari.pk})
    assert led.url.startswith(reverse("account_login"))

    client.post(reverse("account_login"), {"login": sari.email, "password": PASSWORD})

    assert "Tujuan baru." in client.get(page).text


def test_activity_is_written_down_once_a_minute(client, clock, working):
    def writes():
        with CaptureQueriesContext(connection) as asked:
            client.get(DESK)
        return [one for one in asked if not one["sql"].startswith("SELECT")]

    client.get(DESK)
    assert writes() == []
    clock.shift(59 * SECOND)
    assert writes() == []
    clock.shift(SECOND)
    assert [one for one in writes() if "UPDATE" in one["sql"]] != []
    assert writes() == []


def test_a_session_from_before_has_its_time_from_now(client, clock, working):
    session = client.session
    del session["began"], session["seen"]
    session.save()

    assert client.get(DESK).status_code == 200
    clock.shift(working * MINUTE)
    assert client.get(DESK).status_code == 302


def test_a_new_password_ends_the_others(client, sari):
    elsewhere, here = log_in(sari), log_in(sari)
    new = "sambal-acan-pedas-sekali"
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert (is_inside(elsewhere), is_inside(here)) == (False, True)


def test_a_second_factor_ends_the_others(sari, django_capture_on_commit_callbacks):
    elsewhere, here = log_in(sari), log_in(sari)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(here)
    assert (is_inside(elsewhere), is_inside(here)) == (False, True)

    with django_capture_on_commit_callbacks(execute=True):
        here.post(reverse("mfa_deactivate_totp"))
    assert is_inside(here)


def test_a_second_factor_taken_off_by_the_admin_ends_all(
    client, dewi, ratna, django_capture_on_commit_callbacks
):
    hers = log_in(ratna)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(hers)
    client.force_login(dewi)
    client.post(reverse("office_person_factor", args=[ratna.pk]))

    assert not is_inside(hers)


def test_a_role_given_or_taken_ends_all_but_ones_own(office, dewi, ratna):
    make_staff("Admin lain", "admin", office=office)
    hers, admin = log_in(ratna), log_in(dewi)
    about = {"name": ratna.name, "email": ratna.email}

    def give(person, *roles):
        admin.post(reverse("office_person", args=[person.pk]), about | {"roles": roles})

    give(ratna, "examiner")
    assert is_inside(hers)
    give(ratna, "examiner", "front_desk")
    assert not is_inside(hers)

    about = {"name": dewi.name, "email": dewi.email}
    give(dewi, "admin", "examiner")
    assert User.objects.get(pk=dewi.pk).roles == {Role.ADMIN, Role.EXAMINER}
    assert is_inside(admin)


def test_a_mandate_ends_all_of_its_holder(office, dewi):
    person = make_staff("Wahyu", office=office)
    his = log_in(person)
    Mandate.objects.appoint(
        by=dewi,
        office=office,
        person=person,
        kind="plt",
        post="Kepala",
        starts_on=office.today() + timedelta(days=9),
        ends_on=office.today() + timedelta(days=9),
        deed="SK 1",
    )

    assert not is_inside(his)


@pytest.mark.parametrize("name", ["desk", "profile", "catalogue", "submissions_csv"])
def test_no_browser_keeps_a_page_of_who_is_logged_in(client, sari, name):
    client.force_login(sari)

    kept = client.get(reverse(name))["Cache-Control"].split(", ")

    assert {"private", "no-store"} <= set(kept)


def test_a_page_for_everybody_may_be_kept(client, office):
    assert "no-store" not in client.get(reverse("catalogue"))["Cache-Control"]


def test_logging_out_clears_what_was_kept_of_pages_and_nothing_else(sari):
    client = log_in(sari)
    devices = client.cookies["perangkat"].value

    answer = client.post(reverse("account_logout"))

    assert answer["Clear-Site-Data"] == '"cache"'
    assert client.cookies["perangkat"].value == devices


def test_sessions_that_are_over_are_forgotten(clock, sari, ratna):
    log_in(sari)
    clock.shift(timedelta(hours=11))
    log_in(ratna)
    assert (Session.objects.count(), UserSession.objects.count()) == (2, 2)

    clock.shift(timedelta(hours=2))
    sweep("keep.sessions")

    assert [one.user for one in UserSession.objects.all()] == [ratna]
    assert Session.objects.filter(expire_date__lt=timezone.now()).count() == 0
    assert app.conf.beat_schedule["sweep_kept"]["task"] == "norms.tasks.sweep_kept"


def test_a_session_gets_another_key_at_the_log_in(client, sari):
    client.get(reverse("account_login"))
    client.session.save()
    before = client.session.session_key

    client.post(reverse("account_login"), {"login": sari.email, "password": PASSWORD})

    assert client.session.session_key not in (before, None)


def test_a_session_that_was_left_opens_nothing_more(client, sari):
    client.post(reverse("account_login"), {"login": sari.email, "password": PASSWORD})
    key = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))

    client.cookies["sessionid"] = key

    assert client.get(reverse("desk")).status_code == 302
