"""A file of an office beneath is read when the office or a deed allows it, with the reason told."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from accounts.models import Office, Role
from events.models import Event, Read
from events.refusals import NotAllowed, NotNow
from events.tasks import enter_reads
from letters.models import Letter
from supervision.forms import OrderForm
from supervision.models import Coaching
from tests.answers import fs3_answers
from tests.appeals.making import sign
from tests.cast import anew, make_staff
from tests.pages import soup
from tests.submissions import make_proposed
from tests.supervision.country import CENTRE, FAR, NEAR, OWN, PROVINCE


def opened(client, file):
    return client.get(reverse("supervised_file", args=[file.code])).status_code


@pytest.fixture
def admin(country):
    return make_staff("Admin Provinsi", Role.ADMIN, office=country.offices[PROVINCE])


def deed(country, admin, code=OWN, **facts):
    today = admin.office.today()
    given = {"deed": "ST-12/63000/2026", "dated_on": today, "reason": "Tindak lanjut evaluasi."}
    given |= {"starts_on": today, "ends_on": today + timedelta(days=7), "submission": None}
    office = country.offices[code]
    return Coaching.objects.order(by=admin, office=office, **given | facts)


def test_without_a_reason_no_file_is_read(client, busy, quick_refusals):
    for person in (busy.wati, busy.adi):
        client.force_login(person)
        assert [opened(client, file) for file in (busy.late, busy.near, busy.far)] == [404] * 3


def test_a_permission_opens_the_files_of_that_office_to_that_office_alone(
    client, busy, quick_refusals
):
    busy.permit(busy.head)

    client.force_login(busy.wati)
    assert [opened(client, file) for file in (busy.near, busy.late, busy.far)] == [200, 404, 404]
    client.force_login(busy.adi)
    assert opened(client, busy.near) == 404
    colleague = make_staff("Tanpa Peran", Role.EXAMINER, office=busy.offices[PROVINCE])
    client.force_login(colleague)
    assert opened(client, busy.near) == 403


def test_a_permission_for_one_file_opens_no_other(client, busy):
    other = busy.file(NEAR)
    busy.permit(busy.head, submission=busy.near)
    client.force_login(busy.wati)

    assert (opened(client, busy.near), opened(client, other)) == (200, 404)


def test_it_begins_and_ends_with_its_days(client, busy):
    busy.permit(busy.head, days=2)
    client.force_login(busy.wati)
    assert opened(client, busy.near) == 200

    with travel(busy.head.office.now() + timedelta(days=3), tick=False):
        client.force_login(busy.wati)
        assert opened(client, busy.near) == 404


def test_the_office_takes_its_permission_back(client, busy):
    coaching = busy.permit(busy.head)
    client.force_login(busy.head)
    page = client.post(reverse("coaching_end", args=[coaching.pk]), {"reason": "Selesai."})

    assert page.status_code == 302
    client.force_login(busy.wati)
    assert opened(client, busy.near) == 404
    busy.near.office.refresh_from_db()
    assert busy.near.office.coached_until is None


def test_a_deed_is_ended_by_who_entered_it_alone(client, busy, admin, hasan):
    coaching = deed(busy, admin)
    client.force_login(busy.wati)
    assert (opened(client, busy.late), opened(client, busy.near)) == (200, 404)

    with pytest.raises(NotAllowed):
        coaching.end(by=hasan, reason="Tidak perlu.")
    client.force_login(hasan)
    assert client.get(reverse("coaching_end", args=[coaching.pk])).status_code == 403
    coaching.end(by=admin, reason="Sudah dievaluasi.")
    client.force_login(busy.wati)
    assert opened(client, busy.late) == 404


def test_nobody_permits_or_orders_for_an_office_that_is_not_his(busy, admin, dewi, ratna):
    today = dewi.office.today()
    days = {"starts_on": today, "ends_on": today, "reason": "Ingin tahu."}
    named = {"deed": "ST-1", "dated_on": today}
    permit, order = Coaching.objects.permit, Coaching.objects.order
    far, near = busy.offices[FAR], busy.offices[NEAR]
    refused = [
        lambda: permit(by=ratna, superior=busy.offices[PROVINCE], submission=None, **days),
        lambda: permit(by=dewi, superior=near, submission=None, **days),
        lambda: order(by=admin, office=far, submission=None, **named, **days),
        lambda: order(by=dewi, office=near, submission=None, **named, **days),
        lambda: order(by=busy.wati, office=near, submission=None, **named, **days),
    ]
    for deed_of in refused:
        with pytest.raises(NotAllowed):
            deed_of()
    with pytest.raises(NotNow):
        permit(by=dewi, superior=busy.offices[CENTRE], submission=busy.near, **days)
    assert Coaching.objects.count() == 0


def test_a_file_that_went_to_another_office_is_not_read_there(client, busy):
    busy.permit(busy.head, submission=busy.near)
    busy.near.transfer(by=busy.head, to=busy.offices[FAR], reason="Wilayah lain.")
    client.force_login(busy.wati)

    assert opened(client, busy.near) == 404


def test_the_page_shows_answers_and_steps_without_people_and_words(client, busy):
    reach = "Hubungi Rahmat di 0812-0000-0002 bila ragu."
    answers = fs3_answers(survey_title="Survei 6301", training_explanation=reach)
    file = busy.file(NEAR, answers=answers)
    file.notes.write(by=busy.examiners[NEAR], text="Jelaskan kerangka sampel Anda.", question="")
    file.return_for_revision(by=busy.examiners[NEAR])
    busy.permit(busy.head)
    client.force_login(busy.wati)
    page = soup(client.get(reverse("supervised_file", args=[file.code])))
    said = page.get_text(" ", strip=True)

    hidden = [
        "Aminah Contoh",
        "Rahmat",
        "0812-0000",
        "kotabaru.example.go.id",
        "Jalan Contoh Bahari",
    ]
    hidden += ["Jelaskan kerangka sampel Anda", "Petugas 6301", "Anggota 6301"]
    assert [words for words in hidden if words in said] == []
    shown = [
        "Survei 6301",
        "Memperoleh rata-rata biaya",
        "Dikembalikan untuk perbaikan",
        "Dinas 6301",
    ]
    shown += [
        "(tidak ditampilkan: memuat kontak)",
        "Pembinaan mutu.",
        "Daftar rumah tangga nelayan",
    ]
    assert [words for words in shown if words not in said] == []


def test_a_signed_letter_is_read_and_a_draft_is_not(client, busy, admin, sari, ratna, hasan):
    file = make_proposed(sari, ratna)
    letter = file.letters.get()
    deed(busy, admin)
    client.force_login(busy.wati)
    address = reverse("supervised_letter", args=[file.code, letter.pk])
    assert client.get(address).status_code == 404

    sign(letter, hasan)
    with patch.object(Letter, "document", return_value=b"%PDF-1.7"):
        assert client.get(address).content == b"%PDF-1.7"
    assert letter.number in client.get(reverse("supervised_file", args=[file.code])).text
    other = reverse("supervised_letter", args=[busy.late.code, letter.pk])
    assert client.get(other).status_code == 404


def test_the_reason_stands_on_the_page_of_the_file_for_both_sides(client, busy, admin):
    member, near = busy.members[NEAR], reverse("submission", args=[busy.near.code])
    for person in (member, busy.head):
        client.force_login(person)
        assert "Pembinaan mutu." not in client.get(near).text

    busy.permit(busy.head, submission=busy.near)
    deed(busy, admin, NEAR)
    for person in (member, busy.head):
        client.force_login(person)
        said = soup(client.get(near)).get_text(" ", strip=True)
        assert "Pembinaan mutu." in said
        assert "Keputusan ST-12/63000/2026" in said
        assert "Tindak lanjut evaluasi." in said
    actions = Event.objects.about(busy.near).values_list("action", flat=True)
    assert "coaching.permit" in list(actions)


def test_both_sides_read_who_has_read(busy):
    with travel(busy.head.office.now(), tick=False) as clock:
        busy.permit(busy.head)
        client = Client()
        client.force_login(busy.wati)
        opened(client, busy.near)
        clock.shift(timedelta(minutes=3))
        enter_reads()
        read = Read.objects.get()
        told = (read.what, read.kind, read.about)
        assert told == ("Pengajuan, untuk pembinaan", "submission", busy.near.code)

        client.force_login(busy.members[NEAR])
        page = client.get(reverse("submission_reads", args=[busy.near.code])).text
        assert "Pengajuan, untuk pembinaan" in page
        assert "Wati Pengawas" not in page
        client.force_login(busy.head)
        assert "Wati Pengawas" in client.get(reverse("coachings")).text


def test_the_office_permits_in_the_browser(client, busy):
    client.force_login(busy.head)
    today = busy.head.office.today()
    typed = {"superior": PROVINCE, "code": busy.near.code.lower(), "reason": "Belajar bersama."}
    typed |= {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=400)).isoformat()}
    page = client.post(reverse("coaching_permission"), typed).text
    assert "Pilih masa paling lama setahun." in page
    assert "Belajar bersama." in page
    typed["ends_on"] = today.isoformat()
    missed = client.post(reverse("coaching_permission"), typed | {"code": busy.late.code})
    assert "tidak ditemukan pada kantor itu" in missed.text
    assert client.post(reverse("coaching_permission"), typed).status_code == 302
    coaching = Coaching.objects.get()
    assert (coaching.superior_id, coaching.submission) == (PROVINCE, busy.near)
    assert coaching.basis == "Izin BPS Kabupaten Daerah 6301"


def test_the_province_orders_in_the_browser(client, busy, admin):
    client.force_login(admin)
    today = admin.office.today().isoformat()
    typed = {"office": FAR, "reason": "Evaluasi.", "deed": "ST-7", "dated_on": today}
    typed |= {"starts_on": today, "ends_on": today}
    assert client.post(reverse("coaching_order"), typed).status_code == 200
    assert client.post(reverse("coaching_order"), typed | {"office": OWN}).status_code == 302
    assert Coaching.objects.get().office_id == OWN


def test_nobody_reads_at_an_office_that_has_closed_and_none_such_is_coached(busy, admin):
    Office.objects.filter(pk__in=[PROVINCE, FAR]).update(closed_at=timezone.now(), successor=NEAR)
    with pytest.raises(NotAllowed):
        busy.permit(busy.head)
    assert busy.permit(busy.head, superior=CENTRE)
    centre = make_staff("Admin Pusat", Role.ADMIN, office=busy.offices[CENTRE])
    busy.offices[FAR].refresh_from_db()
    assert busy.offices[FAR] not in OrderForm(user=centre).fields["office"].queryset
    with pytest.raises(NotNow, match="sudah ditutup"):
        deed(busy, centre, FAR)


def test_who_looks_at_the_list_sees_his_own_sides_alone(client, busy, admin, hasan):
    busy.permit(busy.head)
    deed(busy, admin)
    said = {}
    for person in (busy.head, hasan, admin, busy.wati):
        client.force_login(person)
        page = soup(client.get(reverse("coachings"))).get_text(" ", strip=True)
        said[person] = ("Pembinaan mutu." in page, "Tindak lanjut evaluasi." in page)

    assert list(said.values()) == [(True, False), (False, True), (True, True), (True, True)]


def test_an_office_alone_knows_nothing_of_it(client, hasan, dewi, quick_refusals):
    for person in (hasan, dewi):
        client.force_login(person)
        assert client.get(reverse("coachings")).status_code == 404
        assert client.get(reverse("coaching_permission")).status_code == 404
    assert "Pembinaan" not in client.get(reverse("office")).text
    assert "Pengawas" not in client.get(reverse("office_person_new")).text


def test_the_role_is_given_at_the_centre_and_in_a_province_alone(client, country, admin, dewi):
    budi = make_staff("Budi Baru", office=country.offices[PROVINCE])
    client.force_login(admin)
    page = client.get(reverse("office_person", args=[budi.pk]))
    assert "Pengawas" in page.text
    client.post(
        reverse("office_person", args=[budi.pk]), {"name": "Budi Baru", "roles": ["supervisor"]}
    )
    assert anew(budi).roles == {Role.SUPERVISOR}

    client.force_login(dewi)
    rina = make_staff("Rina", office=dewi.office)
    typed = {"name": "Rina", "roles": ["supervisor"]}
    refused = client.post(reverse("office_person", args=[rina.pk]), typed)
    assert refused.status_code == 200
    assert anew(rina).roles == frozenset()
