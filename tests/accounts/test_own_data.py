"""Everybody sees what the portal holds of him, takes it away, and asks for what is wrong."""

import json

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.models import DataRequest
from accounts.tasks import tend_accounts
from events.models import Event, Mail
from events.refusals import NotNow
from guestbook.models import Visit
from tests.appeals.making import make_appeal
from tests.cast import make_office, make_staff
from tests.complaints.making import make_complaint
from tests.consultations.making import make_consultation, make_guests
from tests.pages import facts, soup, words
from tests.submissions import WITA, at, make_draft

ASKED = {"kind": "erasure", "words": "Hapus nomor telepon lama saya."}


@pytest.fixture
def asked(client, sari):
    with travel("2026-03-02 02:00Z", tick=False):
        client.force_login(sari)
        client.post(reverse("own_data"), ASKED)
        client.logout()
    return DataRequest.objects.get()


def test_the_page_tells_what_is_held_and_nothing_of_others(client, sari, ratna):
    make_draft(sari)
    client.force_login(sari)
    page = client.get(reverse("own_data"))
    account = facts(soup(page))

    assert (account["Nama"], account["Surel"]) == (sari.name, sari.email)
    assert "Sari" in account["Nama"]
    assert "Yang Anda lakukan di portal (1)" in words(page)
    assert ratna.email not in words(page)


def test_the_same_is_taken_away_as_json(client, sari):
    client.force_login(sari)
    answer = client.get(reverse("own_data_json"))
    data = json.loads(answer.content)
    account = {fact["nama"]: fact["nilai"] for fact in data["data"][0]["isi"]}

    assert answer["Content-Disposition"] == 'attachment; filename="data-saya.json"'
    assert "no-store" in answer["Cache-Control"]
    assert account["Surel"] == "sari@example.go.id"
    assert account["Terdaftar sejak"] == sari.joined_at.isoformat()


def test_each_app_tells_what_it_holds_of_the_person_and_nothing_of_others(
    client, sari, ratna, hasan, maya, budi
):
    appeal = make_appeal(sari, ratna, hasan)
    consultation = make_consultation(sari, activity="Survei Pasar")
    make_guests(sari.agency.office)
    mine, _ = make_complaint(office=maya.office, email=sari.email.upper(), name="Sari")
    others, _ = make_complaint(office=maya.office, email="lain@example.com", name="Rahmi")
    Visit.objects.arrive(office=budi.office, service="R", name="Sari", contact=sari.email)
    Visit.objects.arrive(office=budi.office, service="R", name="Yusuf", contact="0899")
    client.force_login(sari)
    data = json.loads(client.get(reverse("own_data_json")).content)["data"]
    told = {part["judul"]: [fact["nama"] for fact in part["isi"]] for part in data}

    assert appeal.submission.code in told["Pengajuan yang Anda buat, jalankan, atau periksa"][0]
    assert told["Konsultasi yang Anda minta"] == [f"{consultation.code} Survei Pasar ({sari.name})"]
    assert [name[:8] for name in told["Pengaduan dengan surel Anda"]] == [mine.code]
    assert told["Kunjungan Anda pada buku tamu"] == ["Rekomendasi kegiatan statistik, Sari"]
    assert told["Keberatan yang Anda ajukan"] == [f"{appeal.code}: Diajukan"]
    assert told["Surat yang Anda susun atau tandatangani"] == []
    page = client.get(reverse("own_data")).text
    assert not [name for name in ("Yusuf", "Rahmi", "Wulan Contoh", others.code) if name in page]


def test_a_telephone_number_that_one_typed_opens_nobodys_visits(client, sari, budi):
    """Anybody may write another's number into his own account."""
    sari.phone = "0812 0000 0001"
    sari.save()
    Visit.objects.arrive(office=budi.office, service="R", name="Yusuf", contact=sari.phone)
    client.force_login(sari)

    assert "Yusuf" not in client.get(reverse("own_data")).text
    assert "Yusuf" not in client.get(reverse("own_data_json")).text
    assert "Yusuf" not in client.get(reverse("own_data_text")).text


def test_who_signs_reads_of_his_letters_and_mandates(client, sari, ratna, hasan):
    make_appeal(sari, ratna, hasan)
    client.force_login(hasan)
    data = json.loads(client.get(reverse("own_data_json")).content)["data"]
    told = {part["judul"]: part["isi"] for part in data}

    assert len(told["Surat yang Anda susun atau tandatangani"]) == 1
    assert told["Penugasan penanda tangan"][0]["nama"].startswith("Definitif Kepala BPS")
    assert told["Sertifikat tanda tangan"] == []  # he signed as a trial


def test_the_same_is_taken_away_to_be_read(client, sari):
    sari.name = "Sari & Rekan <Dinas>"
    sari.save()
    client.force_login(sari)
    answer = client.get(reverse("own_data_text"))

    assert answer["Content-Disposition"] == 'attachment; filename="data-saya.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "- Nama: Sari & Rekan <Dinas>\n" in answer.text
    assert "PENGADUAN DENGAN SUREL ANDA\n  Tidak ada.\n" in answer.text


def test_three_times_24_hours_are_hours_of_the_clock_over_a_weekend(asked, time_machine, sari):
    with travel("2026-03-06 09:30Z", tick=False):  # a Friday afternoon
        friday = DataRequest.objects.ask(by=sari, kind="correction", words="Nama saya salah.")
    assert f"{friday.due_at:%a %d %H.%M}" == "Mon 09 09.30"
    assert friday.rule.cited == "UU 27/2022 Pasal 6 dan Pasal 30 ayat (1)"
    assert asked.rule.cited == "janji layanan kantor ini"  # an erasure has no limit in the law

    time_machine.move_to("2026-03-09 09:29Z", tick=False)
    assert (friday.is_late, friday.hours_left) == (False, 0)
    time_machine.move_to("2026-03-09 09:31Z", tick=False)
    assert (friday.is_late, friday.hours_left) == (True, 0)


def test_what_is_asked_waits_for_the_admin_three_days_at_most(client, asked, dewi, sari):
    assert (asked.by, asked.words) == (sari, ASKED["words"])
    assert f"{asked.due_at:%d %H}" == "05 02"
    assert [event.action for event in Event.objects.about(sari)] == ["user.ask_about_data"]
    assert ASKED["words"] not in str(Event.objects.about(sari).get().particulars)

    client.force_login(dewi)
    assert "permintaan atas data pribadi" in words(client.get(reverse("desk")))
    assert ASKED["words"] in words(client.get(reverse("office_data_requests")))


def test_the_answer_is_mailed_and_shown(client, asked, dewi, sari):
    client.force_login(dewi)
    client.post(reverse("office_data_request", args=[asked.pk]), {"answer": "Sudah dihapus."})

    mail = Mail.objects.get(kind="data_answered")
    assert (mail.to, "Sudah dihapus." in mail.text) == (sari.email, True)
    client.force_login(sari)
    assert "Jawaban: Sudah dihapus." in words(client.get(reverse("own_data")))
    with pytest.raises(NotNow):
        asked.settle(by=dewi, answer="Lagi.")


def test_an_admin_elsewhere_does_not_see_it(client, asked):
    elsewhere = make_staff("Admin lain", "admin", office=make_office("6371"))
    client.force_login(elsewhere)

    assert client.get(reverse("office_data_request", args=[asked.pk])).status_code == 404
    assert ASKED["words"] not in words(client.get(reverse("office_data_requests")))


def test_whoever_has_to_answer_is_mailed_before_it_is_late_and_after(sari, dewi):
    """A correction is due within three times 24 hours: once before, once when it is over."""
    elsewhere = make_staff("Wati Lestari", "admin", office=make_office("6301"))
    asked_at = at(2026, 3, 2, 10)
    with travel(asked_at, tick=False) as clock:
        asked = DataRequest.objects.ask(by=sari, kind="correction", words="Nama saya salah.")
        for day in range(1, 7):
            clock.move_to(at(2026, 3, 2 + day, 8))
            tend_accounts()
            tend_accounts()

    mails = Mail.objects.filter(kind="data_unanswered").order_by("pk")
    assert {mail.to for mail in mails} == {dewi.email} != {elsewhere.email}
    assert [mail.subject for mail in mails] == [
        "Jawab permintaan atas data pribadi paling lambat 5 Maret 2026 pukul 10.00 WITA",
        "Terlambat: permintaan atas data pribadi belum dijawab",
    ]
    assert [mail.created_at.astimezone(WITA).day for mail in mails] == [4, 6]
    assert reverse("office_data_request", args=[asked.pk]) in mails[0].text
    assert "Nama saya salah" not in mails[0].text + mails[0].html


def test_who_has_answered_is_not_pressed(sari, dewi):
    with travel(at(2026, 3, 2, 10), tick=False) as clock:
        asked = DataRequest.objects.ask(by=sari, kind="correction", words="Nama saya salah.")
        asked.settle(by=dewi, answer="Sudah diperbaiki.")
        clock.move_to(at(2026, 3, 9, 8))
        tend_accounts()

    assert not Mail.objects.filter(kind="data_unanswered").exists()
