"""The online story in a real browser (service standard, steps 12–18): by mouse, and by keyboard."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from editions import EDITIONS
from events.models import Mail
from letters.signing import demonstration
from requests_app.models import Submission
from tests.answers import fs3_answers
from tests.browser.hands import explain
from tests.submissions import PDF, make_examined

PASSWORD = "ikan-asin-dan-bawang-7"
FORM = EDITIONS["fs3_2021"]
NUMBERS = {key: number for key, number, *_ in FORM.questions()}
AREA = {"province": "Kalimantan Selatan", "regency": "Kabupaten Kotabaru"}
ANSWERS = fs3_answers(
    survey_title="Survei Biaya Nelayan 2026",
    organizer_regency="Kabupaten Kotabaru",
    organizer_province="Kalimantan Selatan",
    areas=[AREA],
    survey_purpose="Dasar penyaluran bantuan bahan bakar.",
    variables=[
        {"name": "Biaya per trip", "reference_period": "Sebulan terakhir"},
        {"name": "Hari melaut", "reference_period": "Sebulan terakhir"},
    ],
)


def letter_file(tmp_path, name="surat-pengantar.pdf"):
    """A file on the agency's disk."""
    path = tmp_path / name
    path.write_bytes(PDF)
    return path


def test_the_online_story(
    hands, arrive, become, page, live_server, office, budi, ratna, hasan, tmp_path
):
    # 12. An account on the portal, with an active mailbox
    page.goto(live_server.url + reverse("account_signup"))
    arrive("Daftarkan instansi Anda")
    sign_up(hands)
    arrive("Periksa surel Anda")
    page.goto(live_server.url + path_in(Mail.objects.get(kind="account_confirmation")))
    arrive("Konfirmasi alamat surel")
    hands.press("Konfirmasi")
    become(budi)
    page.goto(live_server.url + reverse("agency_approvals"))
    arrive("Instansi")
    hands.press("Dinas Perikanan Kabupaten Kotabaru")
    arrive("Dinas Perikanan Kabupaten Kotabaru")
    hands.press("Setujui")
    page.context.clear_cookies()
    page.goto(live_server.url + reverse("account_login"))
    arrive("Masuk")
    hands.write("Alamat surel", "lina@example.go.id")
    hands.write("Kata sandi", PASSWORD)
    hands.press("Masuk")
    arrive("Pengajuan instansi Anda")

    # 13. Fill in FS3 and submit it with the cover letter: in 13 actions, the choice of the form too
    hands.presses = 0
    hands.press("Pengajuan baru")
    arrive("Pengajuan baru")
    hands.choose("Jenis kegiatan", f"FS3 – {FORM.title}")
    hands.press("Buat draf")
    for block in FORM.blocks:
        expect(page.locator("h1")).to_have_text(block.title)
        hands.fill_in(NUMBERS, block, ANSWERS[block.code])
        arrive(block.title)
        hands.press("Simpan dan lanjut")
    arrive("Lampiran")
    hands.attach("Berkas", letter_file(tmp_path))
    hands.press("Unggah dan periksa kelengkapan")
    survey = Submission.objects.get()
    assert survey.missing() == []
    assert hands.presses + len(["Jenis kegiatan", "Ajukan"]) == 13
    arrive("Isian sudah lengkap, dengan 2 pertentangan")
    hands.press("ringkasan isian")
    arrive("Ringkasan isian FS3")
    page.go_back()
    hands.press("Ajukan")
    expect(page.locator(".has-error")).to_have_count(2)
    explain(hands)
    hands.press("Ajukan")
    arrive("Tanda terima pengajuan")

    # 14. The officer examines, and 15. sends the form back with a note
    become(ratna)
    arrive("Menunggu saya")
    hands.press(survey.title)
    arrive(survey.title)
    hands.press("Mulai memeriksa")
    arrive(survey.title)
    hands.unfold("Tulis catatan untuk 7.3 Metode analisis hasil survei")
    hands.write("Catatan untuk 7.3 Metode analisis hasil survei", "Sebutkan tabelnya.")
    hands.unfold("Simpan catatan")
    expect(page.get_by_text("1 belum dikirim").first).to_be_visible()
    arrive(survey.title)
    hands.press("Kembalikan untuk perbaikan")
    arrive("Kembalikan untuk perbaikan")
    hands.press("Kembalikan kepada instansi")
    arrive("Menunggu saya")

    # 15. The agency corrects, answers, and submits again
    become(survey.created_by)
    hands.press(survey.title)
    arrive(survey.title)
    hands.press("7.3 Metode analisis hasil survei")
    arrive(FORM.block("processing").title)
    hands.write("7.3 Metode analisis hasil survei", "Tabel biaya menurut alat tangkap.")
    hands.press("Simpan")
    hands.choose("Apa yang Anda lakukan?", "Sudah diperbaiki")
    hands.write("Tanggapan Anda", "Tabel sudah disebutkan.")
    hands.press("Kirim tanggapan")
    hands.press("Periksa kelengkapan")
    arrive("Isian sudah lengkap, dengan 2 pertentangan")
    hands.press("Ajukan kembali")
    arrive("Tanda terima pengajuan")

    # 16. The design is feasible: the officer drafts the letter
    become(ratna)
    hands.press(survey.title)
    hands.press("Mulai memeriksa")
    arrive("Yang berubah pada versi 2")
    hands.press("Terima")
    arrive("Yang berubah pada versi 2")
    hands.press("Buka pemeriksaan")
    hands.press("Usulkan keputusan")
    arrive("Usulkan keputusan")
    hands.choose("Hasil pemeriksaan", "Layak")
    hands.press("Kirim usulan kepada Kepala")
    arrive(survey.title)

    # 17. Kepala BPS keeps his own certificate, reads and signs
    keep_certificate(hands, arrive, become, page, live_server, hasan, tmp_path)
    sign(hands, arrive, become, hasan, survey)
    letter = survey.letters.get()
    arrive(letter.content["subject"])

    # 18. The letter is sent, and can be checked
    assert Mail.objects.filter(kind="letter_delivered").count() == 1
    become(ratna)
    page.goto(live_server.url + reverse("delivery", args=[survey.code]))
    arrive("Pengiriman surat")
    fetch_and_check(hands, arrive, become, page, live_server, survey, letter)


@pytest.mark.parametrize("way", ["mouse-desk", "keyboard-phone"], indirect=True)
def test_a_letter_that_says_no(
    hands, arrive, become, page, live_server, sari, ratna, hasan, tmp_path
):
    survey = make_examined(sari, ratna)
    become(ratna)
    hands.press(survey.title)
    hands.press("Usulkan keputusan")
    hands.choose("Hasil pemeriksaan", "Tidak layak")
    hands.write("Alasan tidak layak", "Data yang sama sudah dikumpulkan setiap tahun.")
    hands.press("Kirim usulan kepada Kepala")

    keep_certificate(hands, arrive, become, page, live_server, hasan, tmp_path)
    sign(hands, arrive, become, hasan, survey)

    survey.refresh_from_db()
    letter = survey.letters.get()
    assert (survey.state, survey.identity) == ("declined", "")
    fetch_and_check(hands, arrive, become, page, live_server, survey, letter)


def sign_up(hands):
    """Fill in the sign-up form."""
    hands.write("Nama instansi", "Dinas Perikanan Kabupaten Kotabaru")
    hands.write("Alamat kantor", "Jalan Contoh Bahari Nomor 10, Kotabaru")
    hands.write("Kabupaten/kota", "Kabupaten Kotabaru")
    hands.write("Telepon kantor", "0518-000123")
    hands.write("Nama lengkap", "Lina Marlina")
    hands.write("Alamat surel", "lina@example.go.id")
    hands.write("Kata sandi", PASSWORD)
    hands.write("Kata sandi sekali lagi", PASSWORD)
    hands.tick_box("Saya telah membaca dan menyetujui")
    hands.press("Daftar")


def keep_certificate(hands, arrive, become, page, live_server, hasan, tmp_path):
    """The head uploads his PKCS#12 once."""
    container = tmp_path / "sertifikat.p12"
    container.write_bytes(demonstration.container_for(hasan))
    become(hasan)
    page.goto(live_server.url + reverse("certificate"))
    arrive("Sertifikat saya")
    hands.attach("Berkas sertifikat (.p12 atau .pfx)", container)
    hands.write("Kata sandi sertifikat", demonstration.PASSPHRASE)
    hands.press("Periksa dan simpan")
    arrive("Sertifikat saya")


def sign(hands, arrive, become, hasan, survey):
    """The head reads the draft, takes it up, and signs with his passphrase."""
    become(hasan)
    hands.press(survey.title)
    hands.press("Baca dan tanda tangani")
    arrive("Baca konsep surat")
    hands.press("Siapkan untuk ditandatangani")
    arrive("Baca dan tanda tangani")
    hands.write("Kata sandi sertifikat", demonstration.PASSPHRASE)
    hands.press("Tanda tangani")


def fetch_and_check(hands, arrive, become, page, live_server, survey, letter):
    """The agency downloads its letter; the public page knows it."""
    become(survey.created_by)
    page.goto(live_server.url + survey.get_absolute_url())
    arrive(survey.title)
    hands.press("Surat")
    arrive(letter.content["subject"])
    assert Path(hands.download("Unduh surat")).read_bytes() == letter.document()
    hands.press("Halaman keaslian surat")
    arrive("Keaslian surat")
    expect(page.locator("main")).to_contain_text(letter.number)


def path_in(mail):
    """The path of the first address of the portal in a mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.text)[1]
