"""The service standard, step by step: an agency that files online (SK 118/2023, steps 12–18)."""

import pytest
from django.utils import timezone

from accounts.models import User
from editions import EDITIONS
from events.models import Event, Mail
from letters.signing import demonstration
from requests_app.models import Submission
from tests.answers import fs3_answers
from tests.letters.conftest import equip
from tests.letters.test_pdf import text_of
from tests.stories.person import Person
from tests.submissions import upload

PASSWORD = "ikan-asin-dan-bawang-7"
FORM = EDITIONS["fs3_2021"]

# Everything FS3 can ask of somebody who does not draw a probability sample …
EVERYTHING = fs3_answers(
    organizer_fax="0518-000124",
    responsible_fax="0518-000125",
    manager_address="Jalan Contoh Bahari Nomor 10, Kotabaru",
    manager_fax="0518-000126",
    walidata_unit="Dinas Komunikasi dan Informatika",
    walidata_email="walidata@kotabaru.example.go.id",
    frequency="other",
    frequency_other="Setiap musim barat",
    collection_methods=["face_to_face", "other"],
    collection_methods_other="Catatan harian nelayan",
    sampling_kind="nonprobability",
    nonprobability_method="Nelayan yang ditemui di tempat pelelangan ikan.",
    collectors=["partners", "other"],
    collectors_other="Penyuluh perikanan",
    collector_education=["tertiary"],
    collector_education_level="D3",
    estimation_levels=["regency", "other"],
    estimation_levels_other="Desa pesisir",
    product_other="yes",
    product_other_text="Infografik",
)
SAMPLING = EVERYTHING.pop("sampling")  # … and what it asks as soon as he does


@pytest.fixture
def key(hasan):
    """The head keeps his own certificate."""
    return equip(hasan)


def test_an_agency_files_online_and_gets_its_letter(office, budi, ratna, hasan, key):
    # 12. An account on the portal, with an active mailbox
    lina = Person().open("account_signup")
    lina.press(
        "Daftar",
        agency_name="Dinas Perikanan Kabupaten Kotabaru",
        agency_address="Jalan Contoh Bahari Nomor 10, Kotabaru",
        agency_region="Kabupaten Kotabaru",
        agency_phone="0518-000123",
        name="Lina Marlina",
        position="Analis data",
        email="lina@example.go.id",
        password1=PASSWORD,
        password2=PASSWORD,
        consent="on",
    )
    lina.follow_mail("account_confirmation").press("Konfirmasi")
    lina.press("Masuk", login="lina@example.go.id", password=PASSWORD)
    assert "Menunggu persetujuan" in lina.text
    counter = Person(budi).open("agency_approvals").follow("Dinas Perikanan Kabupaten Kotabaru")
    counter.press("Setujui")
    assert Mail.objects.filter(kind="agency_approved").count() == 1

    # 13. Fill in FS3: first a draft, block by block, every question that is asked
    lina.open("desk").follow("Pengajuan baru").press("Buat draf", edition="fs3_2021")
    survey = Submission.objects.get()
    for block, answers in EVERYTHING.items():
        lina.fill_in(survey, block, answers)
    assert lina.heading == "Lampiran"
    assert survey.revisions.get().answers == EVERYTHING
    typed = {f"{block}.{question}" for block, given in EVERYTHING.items() for question in given}
    typed |= {f"sampling.{question}" for question in SAMPLING}
    assert {key for key, *_ in FORM.questions()} - typed == {"cover.recommendation_identity"}
    assert len(typed) == 77  # all 78 but the identity, which the office gives

    # 13. … with the cover letter, which is compulsory
    lina.open("answers_review", survey.code)
    assert lina.heading == "Masih ada 1 hal yang perlu dilengkapi"
    assert not lina.sees("Ajukan")
    lina.follow("Surat pengantar").press(
        "Unggah", kind="cover_letter", file=upload("surat-pengantar.pdf")
    )
    lina.press("Unggah", kind="instrument", file=upload("kuesioner.pdf"))
    assert [file.kind for file in survey.revision.attachments.all()] == [
        "cover_letter",
        "instrument",
    ]

    # 13. … read it over, and submit it
    lina.open("resume", survey.code)
    assert "Nelayan yang ditemui di tempat pelelangan ikan." in lina.text
    lina.open("answers_review", survey.code)
    for item in survey.revision.contradictions():
        assert item.text in lina.text
    why = {"alasan-R-III-04": "Jadwal bergeser.", "alasan-R-III-09": "Menyusul."}
    lina.press("Ajukan", **why)
    assert lina.heading == "Tanda terima pengajuan"
    survey.refresh_from_db()
    assert f"Kode {survey.code}" in lina.text
    assert survey.due_on == survey.clock().due_on
    assert Mail.objects.filter(kind="submission_received").exists()

    # 14. The officer examines and verifies
    examiner = Person(ratna).open("desk").follow(survey.title)
    examiner.press("Mulai memeriksa")
    assert "Nelayan yang ditemui di tempat pelelangan ikan." in examiner.text
    assert (
        "Tetap begini, karena: Jadwal bergeser." in examiner.open("examination", survey.code).text
    )

    # 15. The design must be improved: notes, and the form goes back
    write_note(
        examiner, survey, "design.sampling_kind", "Pakailah sampel acak agar hasil mewakili."
    )
    write_note(examiner, survey, "processing.analysis_method", "Sebutkan tabel yang direncanakan.")
    examiner.open("return", survey.code).press("Kembalikan kepada instansi", note="")
    survey.refresh_from_db()
    assert (survey.state, survey.due_on) == ("returned", None)
    assert Mail.objects.filter(kind="submission_returned").exists()

    # 15. The agency corrects, answers each note, and submits again
    lina.open("submission", survey.code)
    assert "2 catatan pemeriksa belum selesai" in lina.text
    probability = EVERYTHING["design"] | {"sampling_kind": "probability"}
    del probability["nonprobability_method"]
    lina.fill_in(survey, "design", probability)
    lina.fill_in(survey, "sampling", SAMPLING)
    lina.open("notes", survey.code)
    for note in ("Pakailah sampel acak", "Sebutkan tabel"):
        lina.press(
            "Kirim tanggapan", near=note, outcome="fixed", text=f"Sudah kami perbaiki: {note}."
        )
    lina.open("answers_review", survey.code).press("Ajukan kembali")
    assert lina.heading == "Tanda terima pengajuan"

    # 14. It comes back to the same officer, who sees what was changed
    survey = Submission.objects.get()
    assert (survey.state, survey.examiner) == ("submitted", ratna)
    examiner.open("desk").follow(survey.title).press("Mulai memeriksa")
    assert examiner.heading == "Yang berubah pada versi 2"
    assert "Probabilitas" in examiner.text or "Probability" in examiner.text
    examiner.open("examination", survey.code)
    examiner.press("Terima", near="Pakailah sampel acak")
    examiner.press("Jadikan saran", near="Sebutkan tabel")

    # 16. The design is feasible: the officer drafts the letter
    examiner.open("decision", survey.code)
    assert "1 saran pada lampiran surat" in examiner.text
    examiner.press("Kirim usulan kepada Kepala", verdict="recommend")
    letter = survey.letters.get()
    assert letter.state == "draft"
    assert Mail.objects.filter(kind="letter_to_sign").exists()

    # 17. Kepala BPS reads it, takes it up, and signs it with his own certificate
    head = Person(hasan).open("desk").follow(survey.title)
    head.follow("Baca dan tanda tangani")
    assert head.heading == "Baca konsep surat"
    head.press("Siapkan untuk ditandatangani")
    assert head.heading == "Baca dan tanda tangani"
    head.press("Tanda tangani", passphrase=demonstration.PASSPHRASE)
    survey, letter = Submission.objects.get(), survey.letters.get()
    assert survey.state == "recommended"
    assert survey.identity == f"V-{timezone.localdate():%y}.6302.001"
    assert f"Surat nomor {letter.number} sudah ditandatangani." in head.text

    # 18. The letter is sent by mail, with the PDF
    mails = Mail.objects.filter(kind="letter_delivered")
    assert [mail.to for mail in mails] == ["lina@example.go.id"]
    (attached,) = mails[0].attachments
    assert letter.filename in str(attached)

    # 18. The agency downloads it; anybody may check it
    lina.open("submission", survey.code)
    assert survey.identity in lina.text
    lina.follow("Surat").follow("Unduh surat")
    assert lina.response.content == letter.document()
    printed = " ".join(text_of(letter.document()).split())
    assert survey.identity in printed
    assert "Sebutkan tabel yang direncanakan." in printed
    public = Person().open("letter_verification", letter.token)
    assert letter.number in public.text
    assert survey.code not in public.text

    # Everything that happened is on the file, in order, with who did it
    assert deeds(survey) == [
        ("submission.start", "Lina Marlina"),
        ("submission.submit", "Lina Marlina"),
        ("submission.begin_examination", "Ratna Dewanti"),
        ("submission.return_for_revision", "Ratna Dewanti"),
        ("note.answered", "Lina Marlina"),
        ("note.answered", "Lina Marlina"),
        ("submission.submit", "Lina Marlina"),
        ("submission.begin_examination", "Ratna Dewanti"),
        ("note.accepted", "Ratna Dewanti"),
        ("note.advice", "Ratna Dewanti"),
        ("submission.propose_recommendation", "Ratna Dewanti"),
        ("letter.take_up", "Hasan Basri"),
        ("letter.sign", "Hasan Basri"),
        ("submission.recommend", "Hasan Basri"),
    ]
    assert {event.on_behalf_of for event in Event.objects.about(survey)} == {None}
    assert User.objects.get(email="lina@example.go.id").agency == survey.agency


def test_a_design_that_is_not_feasible_gets_a_letter_too(sari, ratna, hasan, key, survey):
    # 14. The officer examines
    examiner = Person(ratna).open("submission", survey.code).press("Mulai memeriksa")

    # 16. … and finds the design not feasible, with the reason
    examiner.open("decision", survey.code)
    examiner.press("Kirim usulan kepada Kepala", verdict="decline")
    assert "Tuliskan alasan tidak layak." in examiner.text
    reason = "Data yang sama sudah dikumpulkan setiap tahun."
    examiner.press("Kirim usulan kepada Kepala", verdict="decline", reason=reason)

    # 17. The head sends the letter back once, then signs it
    head = Person(hasan).open("issuance", survey.code).follow("Kembalikan kepada pemeriksa")
    head.press("Kembalikan kepada pemeriksa", note="Sebutkan survei yang dimaksud.")
    examiner.open("submission", survey.code)
    assert "Sebutkan survei yang dimaksud." in examiner.text
    reason = "Data yang sama dikumpulkan Survei Perikanan Tangkap setiap tahun."
    examiner.open("decision", survey.code)
    examiner.press("Kirim usulan kepada Kepala", verdict="decline", reason=reason)
    head.open("issuance", survey.code).press("Siapkan untuk ditandatangani")
    head.press("Tanda tangani", passphrase=demonstration.PASSPHRASE)

    # 18. The agency reads the reason: a letter number, no recommendation identity
    survey = Submission.objects.get()
    letter = survey.letters.get()
    assert (survey.state, survey.identity, letter.identity) == ("declined", "", "")
    assert letter.number.startswith("B-001/")
    agency = Person(sari).open("submission", survey.code)
    assert "Tidak layak" in agency.text
    assert "Sebutkan survei yang dimaksud." not in agency.text
    assert Mail.objects.filter(kind="letter_delivered").exists()
    assert reason in " ".join(text_of(letter.document()).split())


def write_note(examiner, survey, question, text):
    """Write a note on a question, by the link beside it on the examination page."""
    examiner.open("examination", survey.code)
    number, label = survey.form.number(question), survey.form.label(question)
    examiner.follow(f"Tulis catatan untuk {number} {label}")
    examiner.press("Simpan catatan", text=text)


def deeds(survey):
    """Action and person of each event, oldest first."""
    return [(event.action, event.by.name) for event in Event.objects.about(survey)]
