"""The table of next steps: each cell is told to whom it is meant for, and its button works."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from events.models import Mail
from requests_app.models import Submission
from requests_app.next_step import REASONS, TABLE, Facts, next_step
from requests_app.sides import side_of
from tests.cast import make_staff
from tests.pages import queries
from tests.pages import words as read
from tests.requests_app.standings import (
    TODAY,
    answered,
    begun,
    cancelled,
    copied,
    declined,
    drafted,
    entered,
    examined,
    objected,
    owing,
    proposed,
    recommended,
    returned,
    revised,
    sent_back,
    silent,
    started,
    submitted,
    taken_over,
    undelivered,
    unfinished,
    withdrawn,
    without_letter,
)
from tests.submissions import at, make_draft, make_proposed, make_submitted


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(TODAY)
    return time_machine


CLOSED = "Rancangan dinyatakan tidak layak. Alasannya tercantum pada surat."
NOT_ARRIVED = "Surel dengan surat tidak sampai kepada instansi."
OBJECTED = "Instansi menyatakan keberatan dan menunggu jawaban."
GONE = "Surat pengajuan ini sudah dicabut dan tidak berlaku lagi."
BEING_EXAMINED = (
    "Petugas BPS sedang memeriksa rancangan Anda; hasilnya paling lambat 21 April 2026."
)
WALK = [
    (started, "sari", "empty", "Belum ada isian.", "Mulai dari Sampul"),
    (copied, "sari", "begun", "Lengkapi isian dan lampiran, lalu ajukan.", "Lanjutkan Blok IV"),
    (begun, "sari", "begun", "Lengkapi isian dan lampiran, lalu ajukan.", "Lanjutkan Blok II"),
    (
        *(without_letter, "sari", "without_letter"),
        *("Isian lengkap. Unggah surat pengantar, lalu ajukan.", "Unggah surat pengantar"),
    ),
    (drafted, "sari", "complete", "Isian dan lampiran lengkap.", "Periksa kelengkapan dan ajukan"),
    (
        *(returned, "sari", "asked"),
        "Jawab setiap catatan dan perbaiki isian, lalu ajukan kembali paling lambat 2 Juni 2026. "
        "Sesudah itu BPS menyelesaikannya dalam 30 hari kerja.",
        "Jawab catatan (1 dari 3)",
    ),
    (
        *(silent, "sari", "asked"),
        "Jawab setiap catatan dan perbaiki isian, lalu ajukan kembali secepatnya, karena batas "
        "2 Juni 2026 sudah lewat. Sesudah itu BPS menyelesaikannya dalam 30 hari kerja.",
        "Jawab catatan (0 dari 1)",
    ),
    (
        *(unfinished, "sari", "unfinished"),
        "Semua catatan sudah dijawab, tetapi isian belum lengkap. Ajukan kembali paling lambat "
        "2 Juni 2026.",
        "Lanjutkan Blok IV",
    ),
    (
        *(answered, "sari", "answered"),
        "Semua catatan sudah dijawab. Ajukan kembali paling lambat 2 Juni 2026.",
        "Periksa kelengkapan dan ajukan kembali",
    ),
    (
        *(submitted, "sari", "submitted"),
        "Petugas BPS akan memeriksa rancangan Anda; hasilnya paling lambat 21 April 2026. "
        "Tidak ada yang perlu dilakukan.",
        "",
    ),
    (examined, "sari", "under_examination", BEING_EXAMINED, ""),
    (proposed, "sari", "awaiting_signature", BEING_EXAMINED, ""),
    (
        *(recommended, "sari", "recommended"),
        *("Rancangan layak. Cantumkan identitas rekomendasi pada kuesioner.", "Buka surat"),
    ),
    (
        *(owing, "sari", "results"),
        "Kegiatan seharusnya sudah selesai. Serahkan publikasi dan metadatanya.",
        "Serahkan hasil kegiatan",
    ),
    (declined, "sari", "declined", CLOSED, "Buka surat"),
    (cancelled, "sari", "cancelled", "", ""),
    (withdrawn, "sari", "withdrawn", GONE, "Buka surat"),
    (submitted, "ratna", "new", "Belum ada yang memeriksa.", "Mulai memeriksa"),
    (revised, "ratna", "revised", "Instansi sudah memperbaiki.", "Mulai memeriksa"),
    (examined, "ratna", "examining", "Anda yang memeriksa.", "Lanjutkan pemeriksaan"),
    (
        *(sent_back, "ratna", "sent_back"),
        *("Kepala mengembalikan usulan.", "Baca catatan Kepala"),
    ),
    (
        *(taken_over, "yoga", "sent_back"),
        *("Kepala mengembalikan usulan.", "Baca catatan Kepala"),
    ),
    (objected, "budi", "objected", OBJECTED, "Selesaikan keberatan"),
    (objected, "ratna", "examining", "Anda yang memeriksa.", "Lanjutkan pemeriksaan"),
    (
        *(proposed, "hasan", "to_sign"),
        *("Menunggu Anda membaca dan menandatangani surat.", "Baca dan tanda tangani"),
    ),
    (entered, "dewi", "draft", "Menunggu isian dilengkapi dan diajukan.", ""),
    (submitted, "hasan", "submitted", "Menunggu petugas pemeriksa.", ""),
    (revised, "hasan", "submitted", "Menunggu Ratna Dewanti.", ""),
    (examined, "hasan", "under_examination", "Sedang diperiksa Ratna Dewanti.", ""),
    (
        *(returned, "ratna", "returned"),
        *("Menunggu perbaikan dari instansi, paling lambat 2 Juni 2026.", ""),
    ),
    (
        *(silent, "ratna", "silent"),
        *("Instansi tidak menjawab sampai 2 Juni 2026; pengajuan boleh dibatalkan.", ""),
    ),
    (
        *(proposed, "ratna", "awaiting_signature"),
        *("Menunggu Kepala membaca dan menandatangani surat.", ""),
    ),
    (recommended, "ratna", "recommended", "", "Buka surat"),
    (declined, "ratna", "declined", "", "Buka surat"),
    (cancelled, "ratna", "cancelled", "", ""),
    (withdrawn, "ratna", "withdrawn", GONE, "Buka surat"),
    (undelivered, "budi", "undelivered", NOT_ARRIVED, "Kirim ulang surat"),
    (undelivered, "dewi", "recommended", "", "Buka surat"),
]


@pytest.fixture
def yoga(office):
    return make_staff("Yoga", "examiner", office=office)


@pytest.fixture
def cast(sari, ratna, yoga, hasan, budi, dewi, today):
    class Cast:
        pass

    for name, person in locals().items():
        setattr(Cast, name, person)
    return Cast


@pytest.mark.parametrize("case", WALK, ids=lambda case: f"{case[1]}-{case[0].__name__}")
def test_each_cell_is_told_on_the_page_and_on_the_row(client, cast, case):
    make, name, reason, words, label = case
    person, file = getattr(cast, name), make(cast)
    client.force_login(person)
    page = client.get(reverse("submission", args=[file.code]))

    step = page.context["next_step"]
    assert (step.words, step.label) == (words, label)
    assert words in read(page)
    if label:
        assert label in read(page)
    rows = client.get(reverse("submissions")).context["rows"]
    assert next(row.next_step for row in rows if row.code == file.code) == step
    file = Submission.objects.with_verdict().get(pk=file.pk)
    assert REASONS[side_of(file, person)](Facts(file, *asked_of(file))) == reason
    if step.href and not step.posted and step.label != "Buka surat":
        assert client.get(step.href).status_code == 200


def asked_of(file):
    unsettled = file.notes.unsettled()
    answered = unsettled.filter(state="answered").count()
    return unsettled.count() - answered, answered


def test_the_walk_goes_through_the_whole_table():
    sides = {
        "sari": ("writer", "agency"),
        "ratna": ("examiner", "office"),
        "yoga": ("examiner",),
        "budi": ("settler", "sender"),
        "hasan": ("signer", "office"),
        "dewi": ("office",),
    }
    walked = {(side, str(reason)) for _, name, reason, _, _ in WALK for side in sides[name]}
    cells = {(str(side), str(reason)) for side, reasons in TABLE.items() for reason in reasons}

    elsewhere = {("agency", "draft"), ("agency", "returned"), ("writer", "unapproved")}
    acts = {("signer", "act_to_sign"), ("examiner", "act_sent_back")}
    # on slips only, in test_awaiting_approval.py, and in tests/letters/test_withdrawal.py
    assert cells - walked == elsewhere | acts


def test_who_proposed_waits_for_another_head(client, sari, ratna, hasan, office):
    both = make_staff("Umar", "examiner", "head", office=office)
    file = make_proposed(sari, both)

    assert next_step(file, both).label == ""
    assert next_step(file, hasan).label == "Baca dan tanda tangani"


def test_the_mail_of_a_return_has_the_same_button(cast):
    returned(cast)
    mail = Mail.objects.filter(kind="submission_returned").get()

    assert mail.subject.startswith("Jawab paling lambat 2 Juni 2026: Survei Biaya")
    assert "ajukan kembali paling lambat Selasa, 2 Juni 2026." in mail.text
    assert "hasilnya terbit dalam 30 hari kerja" in mail.text
    button = BeautifulSoup(mail.html, "html.parser").select_one("a.button")
    assert button.get_text() == "Jawab catatan (0 dari 3)"
    assert re.search(r"/catatan/$", button["href"])


def test_the_mail_of_a_silence_says_what_its_button_says(cast):
    unfinished(cast).remind()
    cast.today.move_to(at(2026, 3, 17))
    Submission.objects.get().remind()
    mail = Mail.objects.filter(kind="submission_silent").get()

    assert "tetapi isian belum lengkap" in mail.text
    assert "Lanjutkan Blok IV:" in mail.text
    assert "tinggal mengajukan kembali" not in mail.text + mail.html


def test_an_agency_finds_all_its_open_files_those_to_answer_above_the_drafts(client, cast):
    files = [make_submitted(cast.sari), make_draft(cast.sari), returned(cast)]
    client.force_login(cast.sari)
    page = client.get(reverse("desk"))

    assert [row.code for row in page.context["rows"]] == [
        files[2].code,
        files[1].code,
        files[0].code,
    ]
    assert "Belum ada yang perlu Anda kerjakan" not in read(page)


def test_drafts_cost_no_more_questions_once_they_were_looked_at(client, cast):
    drafted(cast)
    client.force_login(cast.sari)
    client.get(reverse("desk"))
    one = queries(client, reverse("desk"))
    for _ in range(3):
        begun(cast)
    client.get(reverse("desk"))

    assert queries(client, reverse("desk")) <= one <= 12
