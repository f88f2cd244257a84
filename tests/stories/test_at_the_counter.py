"""The service standard, step by step: a visitor at the counter of the office (SK 118/2023)."""

import pytest

from accounts.models import Agency, User
from editions import EDITIONS
from events.models import Event, Mail
from guestbook.models import Visit
from letters.signing import demonstration
from requests_app.models import Submission
from tests.answers import fpkpa_answers
from tests.cast import make_office
from tests.letters.conftest import equip
from tests.stories.person import Person
from tests.submissions import upload

PASSWORD = "ikan-asin-dan-bawang-7"
FORM = EDITIONS["fpkpa_2021"]
EVERYTHING = fpkpa_answers(
    organizer_fax="0518-000224",
    responsible_address="Jalan Contoh Sehat Nomor 7, Kotabaru",
    responsible_fax="0518-000225",
    technical_address="Jalan Contoh Sehat Nomor 7, Kotabaru",
    technical_fax="0518-000226",
    walidata_unit="Dinas Komunikasi dan Informatika",
    walidata_email="walidata@kotabaru.example.go.id",
    frequency="other",
    frequency_other="Dua kali setahun",
    collection_methods=["records", "other"],
    collection_methods_other="Unduhan aplikasi puskesmas",
    collectors=["staff", "other"],
    collectors_other="Mahasiswa magang",
    presentation_levels=["regency", "other"],
    presentation_levels_other="Wilayah kerja puskesmas",
)


@pytest.fixture
def key(hasan):
    """The head keeps his own certificate."""
    return equip(hasan)


def test_a_visitor_files_at_the_counter(office, budi, ratna, hasan, key):
    # 1. The visitor comes to the PST and fills in the guest book; 2. he is given a queue number
    tablet = Person().open("guestbook")
    tablet.press(
        "Ambil nomor antrean",
        service="R",
        name="Yusuf Maulana",
        organization="Dinas Kesehatan Kabupaten Kotabaru",
        purpose="Kompilasi data puskesmas",
    )
    assert "R-001" in tablet.text

    # 3. He is called; 4. he asks the officer for a recommendation
    counter = Person(budi).open("queue").press("Panggil berikutnya: R-001")
    assert "R-001" in Person().open("queue_display").text
    counter.press("Mulai melayani").follow("Buka kunjungan dan pengajuannya")

    # 5. The officer helps to make the account: the visitor's own, under the visitor's mailbox
    counter.follow("Buat akun untuk Dinas Kesehatan Kabupaten Kotabaru, lalu formulirnya")
    counter.press(
        "Buat akun dan pilih formulir",
        agency_address="Jalan Contoh Sehat Nomor 7, Kotabaru",
        agency_phone="0518-000223",
        position="Pengelola data",
        email="yusuf@example.go.id",
    )
    agency, yusuf = Agency.objects.get(), User.objects.get(email="yusuf@example.go.id")
    assert (agency.name, yusuf.name) == ("Dinas Kesehatan Kabupaten Kotabaru", "Yusuf Maulana")
    assert agency.state == "approved"
    assert not yusuf.has_usable_password()

    # 6. The officer records the form under his own log-in, on behalf of the agency
    counter.open("queue").follow("Buka kunjungan dan pengajuannya")
    counter.follow(f"Pengajuan baru untuk {agency.name}")
    counter.press("Buat draf", edition="fpkpa_2021")
    compilation = Submission.objects.get()
    assert (compilation.agency, compilation.entered_by) == (agency, budi)
    for block, answers in EVERYTHING.items():
        counter.fill_in(compilation, block, answers)
    assert compilation.revisions.get().answers == EVERYTHING
    typed = {f"{block}.{question}" for block, given in EVERYTHING.items() for question in given}
    assert {key for key, *_ in FORM.questions()} - typed == {"cover.recommendation_identity"}
    assert len(typed) == 59  # all 60 but the identity, which the office gives
    counter.press("Unggah", kind="cover_letter", file=upload("surat-pengantar.pdf"))

    # 6. … and submits it while the visitor stands there
    why = {"alasan-R-III-04": "Catatan dihimpun bertahap.", "alasan-R-III-09": "Menyusul."}
    counter.open("answers_review", compilation.code).press("Ajukan", **why)
    assert counter.answer_to("Diajukan").endswith(
        f"oleh Budi Santoso, petugas {office.name}, atas nama instansi"
    )
    counter.open("submission", compilation.code)
    assert f"Direkam oleh petugas Budi Santoso atas nama {agency.name}." in counter.text
    assert {mail.to for mail in Mail.objects.filter(kind="submission_entered")} == {yusuf.email}

    # The visitor leaves; visit and file know of each other
    counter.follow("R-001")
    assert compilation.title in counter.text
    counter.press("Simpan hasil", outcome="in_progress")
    assert Visit.objects.get().state == "done"

    # 5. At home the visitor sets a password of his own, and reads what was entered in his name
    visitor = Person().follow_mail("agency_welcome")
    visitor.press("Simpan kata sandi", password1=PASSWORD, password2=PASSWORD, consent="on")
    visitor.press("Masuk", login=yusuf.email, password=PASSWORD)
    visitor.open("submission", compilation.code)
    assert f"Direkam oleh petugas Budi Santoso atas nama {agency.name}." in visitor.text
    assert "Budi Santoso mengajukan versi 1 atas nama Dinas Kesehatan" in visitor.text

    # 7. Examined, feasible, signed, sent: as online
    compilation.refresh_from_db()
    examiner = Person(ratna).open("desk").follow(compilation.title).press("Mulai memeriksa")
    examiner.open("return", compilation.code)
    examiner.press("Kembalikan kepada instansi", note="Sebutkan jumlah puskesmas.")

    # The officer may also enter the correction and the answer, again with both names
    counter.open("notes", compilation.code)
    counter.press("Kirim tanggapan", outcome="fixed", text="Disebutkan pada tujuan: 28 puskesmas.")
    counter.open("answers_review", compilation.code).press("Ajukan kembali")
    examiner.open("submission", compilation.code).press("Mulai memeriksa")
    examiner.press("Terima")
    examiner.open("decision", compilation.code)
    examiner.press("Kirim usulan kepada Kepala", verdict="recommend")
    head = Person(hasan).open("issuance", compilation.code).press("Siapkan untuk ditandatangani")
    head.press("Tanda tangani", passphrase=demonstration.PASSPHRASE)
    compilation = Submission.objects.get()
    assert (compilation.state, compilation.identity[:2]) == ("recommended", "K-")

    # Both names are on every event of the form
    assert [
        (event.action, event.by.name, event.on_behalf_of)
        for event in Event.objects.about(compilation)
        if event.by == budi
    ] == [
        ("submission.start", "Budi Santoso", agency),
        ("visit.link", "Budi Santoso", None),  # of the visit, not in the agency's name
        ("submission.submit", "Budi Santoso", agency),
        ("note.answered", "Budi Santoso", agency),
        ("submission.submit", "Budi Santoso", agency),
    ]

    # 8. The letter reaches the agency although the officer started the file
    assert [mail.to for mail in Mail.objects.filter(kind="letter_delivered")] == [yusuf.email]
    visitor.open("letter", compilation.code)
    assert compilation.identity in visitor.text


def test_an_officer_of_another_office_records_nothing_here(budi, agency):
    other = Person(budi).open("submission_new")
    Agency.objects.filter(pk=agency.pk).update(office=make_office("6301"))

    other.press("Buat draf", agency=agency.name, edition="fpkpa_2021")

    assert "Instansi ini tidak ditemukan." in other.text
    assert not Submission.objects.exists()
