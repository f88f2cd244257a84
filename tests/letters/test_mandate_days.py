"""A mandate begins and ends by itself: pages, mails and signature follow its days."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from time_machine import travel

from accounts.models import SIGNERS, Role, StaffRole, User
from events.models import Mail
from events.write_once import lifted
from letters.models import Letter, Mandate
from requests_app.models import Submission
from tests.cast import anew, appoint, make_office, make_staff
from tests.letters.conftest import PASSPHRASE, equip
from tests.letters.test_mandates import POST
from tests.submissions import make_examined, make_proposed

FIRST, LAST = date(2026, 3, 6), date(2026, 3, 10)
DAYS = {
    "the day before": (datetime(2026, 3, 5, 15, 59, tzinfo=UTC), False),  # 23.59 in Kotabaru
    "the first day": (datetime(2026, 3, 5, 16, 0, tzinfo=UTC), True),
    "the last day": (datetime(2026, 3, 10, 15, 59, tzinfo=UTC), True),
    "the day after": (datetime(2026, 3, 10, 16, 0, tzinfo=UTC), False),
}
WITHIN, AFTER = DAYS["the last day"][0], DAYS["the day after"][0]
on_each_day = pytest.mark.parametrize(("moment", "holds"), DAYS.values(), ids=DAYS)
DEPUTY = {"own_post": "Kepala Subbagian Umum"}
PAGES = ["sitting", "certificate", "office_mandates", "board", "complaint_desk"]


def answers(client, *names, code=None):
    """What these pages answer."""
    args = [code] if code else []
    return [client.get(reverse(name, args=args)).status_code for name in names]


def menu(client):
    """The words of the navigation and of what belongs to the person."""
    page = BeautifulSoup(client.get(reverse("desk")).content, "html.parser")
    return {" ".join(link.get_text().split()) for link in page.select("header a")}


@on_each_day
@pytest.mark.parametrize("kind", ["plt", "plh"])
def test_a_head_for_some_days_has_the_pages_of_a_head_on_them(
    kind, moment, holds, client, wati, hasan, letter
):
    if kind == "plt":  # the post is vacant
        with lifted(connection):
            hasan.mandates.all().delete()
    appoint(wati, kind, starts_on=FIRST, ends_on=LAST)
    code = letter.submission.code
    with travel(moment):
        client.force_login(wati)

        assert anew(wati).has_role(Role.HEAD) is holds
        assert answers(client, *PAGES) == [200 if holds else 403] * 5
        assert answers(client, "issuance", code=code) == [200 if holds else 403]
        assert answers(client, "submission", "letter", code=code) == [200 if holds else 404] * 2
        theirs = {"Papan", "Register", "Pengaduan", "Sertifikat tanda tangan"}
        assert menu(client) & theirs == (theirs if holds else set())
        assert (letter.obstacle_for(anew(wati)) == "") is holds


def test_the_days_are_those_of_the_office_wherever_it_is(db):
    papua = make_office("9401", time_zone="Asia/Jayapura")
    yohana = make_staff("Yohana", office=papua)
    appoint(yohana, starts_on=FIRST)
    with travel(datetime(2026, 3, 5, 14, 59, tzinfo=UTC)):
        assert anew(yohana).roles == set()
        assert not User.objects.with_role(*SIGNERS).exists()
    with travel(datetime(2026, 3, 5, 15, 0, tzinfo=UTC)):  # midnight there, 23.00 in Kotabaru
        assert anew(yohana).roles == {Role.HEAD}
        assert User.objects.with_role(Role.HEAD).get() == yohana
        assert not User.objects.with_role(Role.SIGNER).exists()


@on_each_day
def test_on_behalf_opens_the_letters_that_may_be_signed_and_nothing_else(
    moment, holds, client, wati, hasan, sari, ratna, letter
):
    appoint(wati, "an", starts_on=FIRST, ends_on=LAST, **DEPUTY)
    other = make_examined(sari, ratna)
    with travel(moment):
        client.force_login(wati)

        assert anew(wati).roles == ({Role.SIGNER} if holds else set())
        assert answers(client, *PAGES) == [200 if holds else 403] * 2 + [403] * 3
        code = letter.submission.code
        readable = ["submission", "letter", "examination"]
        assert answers(client, *readable, code=code) == [200 if holds else 404] * 3
        assert answers(client, "issuance", code=code) == [200 if holds else 403]
        assert answers(client, "submission", code=other.code) == [404]
        assert menu(client) & {"Papan", "Register", "Pengaduan"} == set()
        assert ("Sertifikat tanda tangan" in menu(client)) is holds


def test_who_signs_on_behalf_goes_on_reading_what_he_signed(client, wati, hasan, letter):
    appoint(wati, "an", starts_on=FIRST, ends_on=LAST, **DEPUTY)
    equip(wati)
    client.force_login(wati)
    with travel(WITHIN):
        letter.take_up(by=anew(wati))
        given = {"passphrase": PASSPHRASE, "unsigned_sha256": letter.unsigned_sha256}
        signing = client.post(reverse("issuance", args=[letter.submission.code]), given)

        assert (signing.status_code, signing.url) == (
            302,
            reverse("letter", args=[letter.submission.code]),
        )
        assert answers(client, "letter", code=letter.submission.code) == [200]
    with travel(AFTER):
        assert answers(client, "letter", code=letter.submission.code) == [404]


def test_who_signs_on_behalf_may_send_a_letter_back(wati, hasan, letter):
    appoint(wati, "an", **DEPUTY)

    letter.send_back(by=anew(wati), note="Nomor surat pengantar keliru.")

    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT_BACK


@on_each_day
def test_mails_go_to_who_is_head_that_day(moment, holds, wati, hasan, sari, ratna, office):
    appoint(wati, "plh", starts_on=FIRST, ends_on=LAST)
    with travel(moment):
        file = make_proposed(sari, ratna)

        told = Mail.objects.about(file).filter(kind="letter_to_sign")
        assert set(told.values_list("to", flat=True)) == {(wati if holds else hasan).email}
        heads = User.objects.staff_of(office).with_role(Role.HEAD)
        assert set(heads) == ({wati, hasan} if holds else {hasan})


def test_ending_takes_the_rights_away_at_once(client, dewi, wati, hasan, letter):
    with travel(datetime(2026, 3, 7, 2, tzinfo=UTC)):
        mandate = appoint(wati, "plh", starts_on=FIRST, ends_on=LAST)
        client.force_login(wati)
        assert answers(client, *PAGES) == [200] * 5

        mandate.end(by=dewi, last_on=date(2026, 3, 6), reason="Kepala sudah kembali.")

        assert answers(client, *PAGES) == [302] * 5  # she logs in again, then without the rights
        client.force_login(anew(wati))
        assert answers(client, *PAGES) == [403] * 5
        assert answers(client, "submission", code=letter.submission.code) == [404]
        assert answers(client, "desk") == [200]
        assert letter.obstacle_for(hasan) == ""


def test_one_called_off_never_gives_anything(client, dewi, wati, hasan):
    with travel(datetime(2026, 3, 5, 2, tzinfo=UTC)):
        mandate = appoint(wati, "plh", starts_on=FIRST, ends_on=LAST)
        mandate.end(by=dewi, last_on=date(2026, 3, 5), reason="Salah orang.")
    with travel(WITHIN):
        client.force_login(anew(wati))
        assert answers(client, *PAGES) == [403] * 5
    assert not wati.staff_roles.exists()


def test_the_holder_keeps_his_pages_while_another_acts_but_does_not_sign(
    client, wati, hasan, letter
):
    appoint(wati, "plh", starts_on=FIRST, ends_on=LAST)
    with travel(WITHIN):
        client.force_login(hasan)
        assert answers(client, *PAGES) == [200] * 5
        assert letter.obstacle_for(anew(hasan)).startswith("Hari ini Wati Lestari menandatangani")


def test_mandates_after_each_other_are_one_right_and_a_gap_is_none(wati, hasan):
    appoint(wati, "plh", starts_on=FIRST, ends_on=FIRST)
    appoint(wati, "an", starts_on=LAST, ends_on=LAST, **DEPUTY)
    held = []
    for day in (6, 7, 10, 11):
        with travel(datetime(2026, 3, day, 2, tzinfo=UTC)):
            held.append(set(anew(wati).roles))
    assert held == [{Role.HEAD}, set(), {Role.SIGNER}, set()]


def test_the_admin_neither_gives_nor_takes_the_rights_of_a_head(client, dewi, hasan, ratna):
    client.force_login(dewi)
    for person, roles in ((ratna, ["head"]), (ratna, ["signer"]), (hasan, ["examiner"])):
        typed = {"name": person.name, "roles": roles}
        client.post(reverse("office_person", args=[person.pk]), typed)

    assert anew(ratna).roles == {Role.EXAMINER}
    assert anew(hasan).roles == {Role.HEAD, Role.EXAMINER}
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffRole.objects.create(user=ratna, role=Role.HEAD)


def test_the_upgrade_takes_the_role_from_those_without_a_mandate(hasan, wati, office):
    appoint(wati, "an", starts_on=FIRST, ends_on=LAST, **DEPUTY)
    tono = make_staff("Tono Wibowo", office=office)
    called_off = appoint(tono, "plh", starts_on=date(2099, 1, 1))
    called_off.end(by=None, last_on=date(2098, 12, 31), reason="Batal.")
    StaffRole.objects.all().delete()

    import_module("letters.migrations.0012_rights_follow_mandates").follow_the_days(apps, None)

    assert set(StaffRole.objects.values_list("user", "role", "starts_on", "ends_on")) == {
        (hasan.pk, "head", date(2020, 1, 1), None),
        (wati.pk, "signer", FIRST, LAST),
    }


def test_rights_of_a_head_cost_no_query_more(wati, hasan, django_assert_num_queries):
    for person in (User.objects.select_related("office").get(pk=one.pk) for one in (wati, hasan)):
        with django_assert_num_queries(1):
            assert person.has_role(Role.HEAD) is (person == hasan)
            assert person.has_role(*SIGNERS) is (person == hasan)


def test_who_signs_today_tomorrow_and_next_week_is_shown(client, hasan, wati, dewi):
    appoint(wati, "plh", starts_on=FIRST, ends_on=LAST)
    holder = f"Hasan Basri, {POST} (sejak 1 Januari 2020)"
    acting = f"Wati Lestari, Plh. {POST} (6 Maret 2026 – 10 Maret 2026)"
    for person in (hasan, dewi):
        client.force_login(person)
        with travel(datetime(2026, 3, 5, 2, tzinfo=UTC)):  # a Thursday
            page = BeautifulSoup(client.get(reverse("office_mandates")).content, "html.parser")
        rows = page.select("section[aria-labelledby=siapa] tbody tr")
        assert [" ".join(row.get_text().split()) for row in rows] == [
            f"Hari ini, Kamis, 5 Maret 2026 {holder}",
            f"Besok, Jumat, 6 Maret 2026 {acting}",
            f"7 Maret 2026 – 10 Maret 2026 {acting}",
            f"11 Maret 2026 – 15 Maret 2026 {holder}",
        ]
        assert bool(page.select(f"a[href='{reverse('office_mandate_new')}']")) is (person == dewi)


def test_a_day_on_which_nobody_signs_is_told(client, hasan, wati, dewi, office):
    hasan.mandates.get().end(by=dewi, last_on=office.today(), reason="Pindah tugas.")
    spans = Mandate.objects.forecast(office)

    assert [len(span.signing) for span in spans][:2] == [1, 0]
    client.force_login(dewi)
    page = client.get(reverse("office_mandates")).content.decode()
    assert "Tidak ada yang dapat menandatangani surat." in page


def test_who_proposed_is_shut_out_from_signing_on_behalf_too(letter, ratna, hasan):
    appoint(ratna, "an", **DEPUTY)

    assert "orang lain" in letter.obstacle_for(anew(ratna))
    assert Submission.objects.visible_to(anew(ratna)).filter(pk=letter.submission_id).exists()
