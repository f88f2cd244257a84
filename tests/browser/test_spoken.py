"""Eight tasks as a screen reader says them (tests/data/spoken): computed, and compared exactly.

After a change that is meant: SPOKEN=write .venv/bin/pytest tests/browser/test_spoken.py, and read.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from accounts.forms import stamped
from complaints.models import Complaint
from requests_app.models import Submission
from tests.browser.ears import Ears
from tests.cast import PASSWORD
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import (
    make_draft,
    make_examined,
    make_proposed,
    make_recommended,
)

CONTACT = {"Nama Penanggung Jawab": "Ir. Aminah Contoh", "Jabatan": "Kepala Bidang"}
SCRIPTS = Path(__file__).parents[1] / "data/spoken"


@pytest.fixture
def ears(page, request, live_server, sign_in):
    """What is heard in a test, compared with the script of its name at the end."""
    ears = Ears(page, live_server.url)
    yield ears
    script = SCRIPTS / f"{request.node.originalname.removeprefix('test_')}.txt"
    if os.environ.get("SPOKEN") == "write":
        script.write_text(ears.script())
    assert ears.script() == script.read_text()


def beside(work):
    """Made beside the browser's loop, as signing needs it."""

    def made():
        result = work()
        connection.close()
        return result

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(made).result()


def test_1_logging_in(ears, sari):
    ears.open("account_login")
    ears.skip()
    ears.walk("Alamat surel")
    ears.type(sari.email)
    ears.walk("Kata sandi")
    ears.type("bukan-ini")
    ears.press()
    ears.walk("Kata sandi")
    ears.type(PASSWORD)
    ears.press()
    ears.skip()
    ears.key("Tab")


def test_2_filling_a_block_and_mending_an_error(ears, sign_in, sari):
    draft = Submission.objects.start(edition="fs3_2021", agency=sari.agency, by=sari)
    sign_in(sari)
    ears.open("answers", draft.code, "contacts")
    ears.skip()
    for question, answer in CONTACT.items():
        ears.walk(f"2.1 {question}")
        ears.type(answer)
        ears.key("Tab")
        ears.hear("tersimpan")
    ears.walk("2.1 E-mail")
    ears.type("aminah.kotabaru")
    ears.key("Tab")
    ears.hear("Belum tersimpan")
    ears.walk("Simpan dan lanjut")
    ears.press()
    ears.walk("2.1 E-mail")
    ears.key("Enter")
    ears.type("aminah@kotabaru.example.go.id")
    ears.key("Tab")
    ears.hear("tersimpan")
    ears.walk("Simpan dan lanjut")
    ears.press()


def test_3_submitting(ears, sign_in, sari):
    draft = make_draft(sari)
    sign_in(sari)
    ears.open("submission", draft.code)
    ears.skip()
    ears.walk("Periksa kelengkapan dan ajukan")
    ears.press()
    ears.skip()
    ears.walk("Ajukan")
    ears.press()
    ears.skip()
    ears.key("Tab")


def test_4_answering_a_note(ears, sign_in, sari, ratna):
    survey = make_examined(sari, ratna)
    survey.notes.write(by=ratna, text="Sebutkan tabelnya.", question="processing.analysis_method")
    survey.return_for_revision(by=ratna)
    sign_in(sari)
    ears.open("desk")
    ears.skip()
    ears.walk("Jawab catatan")
    ears.press()
    ears.skip()
    ears.walk("Sudah diperbaiki")
    ears.key("Space")
    ears.walk("Tanggapan Anda")
    ears.type("Tabel sudah disebutkan.")
    ears.walk("Kirim tanggapan")
    ears.press()


def test_5_writing_a_note_and_returning(ears, sign_in, sari, ratna):
    survey = make_examined(sari, ratna)
    sign_in(ratna)
    ears.open("examination", survey.code)
    ears.skip()
    for _ in range(6):
        ears.key("j")
    ears.key("c")
    ears.come_to("#tulis-catatan textarea")
    ears.type("Jelaskan singkatannya.")
    ears.key("Control+Enter")
    ears.come_to("#q-organizer_province")
    ears.hear("belum dikirim")
    ears.walk_back("Kembalikan untuk perbaikan")
    ears.press()
    ears.skip()
    ears.walk("Kembalikan kepada instansi")
    ears.press()


def test_6_reading_and_signing(ears, sign_in, sari, ratna, hasan):
    beside(lambda: (equip(hasan), make_proposed(sari, ratna)))
    sign_in(hasan)
    ears.open("desk")
    ears.skip()
    ears.walk("Baca dan tanda tangani")
    ears.press()
    ears.skip()
    ears.key("Tab")
    ears.key("Enter")
    ears.walk("Siapkan untuk ditandatangani")
    ears.press()
    ears.skip()
    ears.key("Tab")
    ears.key("Enter")
    ears.walk("Kata sandi sertifikat")
    ears.type(PASSPHRASE)
    ears.walk("Tanda tangani")
    ears.press()


def test_7_searching_and_checking_a_letter(ears, sari, ratna, hasan):
    survey = make_recommended(sari, ratna, hasan)
    ears.open("catalogue")
    ears.skip()
    ears.walk("Cari kegiatan")
    ears.type("biaya nelayn")
    ears.press()
    ears.skip()
    ears.walk(survey.title)
    ears.press()
    ears.open("letter_check")
    ears.skip()
    ears.key("Tab")
    ears.type("V-26.6302.009")
    ears.walk("Periksa surat")
    ears.press()


def test_8_complaining(ears, monkeypatch, maya):
    monkeypatch.setattr(stamped, "TOO_QUICK", 0)
    ears.open("complaint_new")
    ears.skip()
    ears.walk("Pengaduan")
    ears.key("Space")
    ears.walk("Ceritakan")
    ears.type("Antrean terlalu lama.")
    ears.walk("Rahasia")
    ears.key("ArrowDown")
    ears.walk("Kirim")
    ears.press()
    assert Complaint.objects.count() == 1
