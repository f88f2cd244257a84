"""What people do: one submission from draft to letter as tests/stories has it, and what is read."""

import re

from django.urls import reverse

from accounts.models import User
from bench.scaling.meter import MeteredPerson
from letters.signing.demonstration import PASSPHRASE
from requests_app.models import Submission
from tests.answers import fs3_answers
from tests.submissions import upload

PASSWORD = "kotabaru-peragaan"  # noqa: S105  everybody's in the demonstration
TYPED = "Statistik deskriptif dan tabel silang menurut kecamatan."


class People:
    """Of the demonstration: an agency, an examiner, a head, and anybody."""

    def __init__(self, meter):
        self.meter = meter
        self.sari, self.ratna, self.hasan = (
            MeteredPerson(meter, User.objects.get(email=email))
            for email in (
                "sari@example.go.id",
                "ratna@bps.example.go.id",
                "hasan@bps.example.go.id",
            )
        )
        self.anybody = MeteredPerson(meter)

    def log_in(self):
        somebody = MeteredPerson(self.meter)
        somebody.open("account_login").press("Masuk", login="sari@example.go.id", password=PASSWORD)

    def draft(self):
        self.sari.open("submission_new").press("Buat draf", edition="fs3_2021")
        return Submission.objects.latest("pk")

    def file(self, number):
        """One survey: typed, submitted, sent back once with two notes, mended, proposed."""
        title = (
            f"Survei Kepuasan Layanan Pasar Ikan Kecamatan {number} Kabupaten Kotabaru Tahun 2026"
        )
        sari, ratna = self.sari, self.ratna
        sari.open("desk")
        survey = self.draft()
        for block, answers in fs3_answers(survey_title=title).items():
            sari.fill_in(survey, block, answers)
        sari.open("attachments", survey.code)
        for kind in ("cover_letter", "instrument"):
            sari.press("Unggah", kind=kind, file=upload(f"{kind}.pdf"))
        self.submit(survey, "Ajukan")
        ratna.open("desk").open("submission", survey.code).press("Mulai memeriksa")
        for question in ("design.sampling_kind", "processing.analysis_method"):
            self.write_note(survey, question)
        ratna.open("return", survey.code).press("Kembalikan kepada instansi", note="")
        sari.open("submission", survey.code)
        sari.fill_in(survey, "processing", {"analysis_method": TYPED})
        for text in ("design.sampling_kind", "processing.analysis_method"):
            sari.open("notes", survey.code)
            sari.press("Kirim tanggapan", near=text, outcome="fixed", text="Sudah diperbaiki.")
        self.submit(survey, "Ajukan kembali")
        ratna.open("desk").open("submission", survey.code).press("Mulai memeriksa")
        for text in ("design.sampling_kind", "processing.analysis_method"):
            ratna.open("examination", survey.code).press("Terima", near=text)
        ratna.open("decision", survey.code)
        ratna.press("Kirim usulan kepada Kepala", verdict="recommend")
        return survey

    def submit(self, survey, button):
        self.sari.open("answers_review", survey.code)
        boxes = self.sari.page.select("[name^=alasan-]")
        self.sari.press(button, **{box["name"]: "Sudah dibicarakan." for box in boxes})

    def write_note(self, survey, question):
        number, label = survey.form.number(question), survey.form.label(question)
        self.ratna.open("examination", survey.code)
        self.ratna.follow(f"Tulis catatan untuk {number} {label}")
        self.ratna.press("Simpan catatan", text=f"Jelaskan {question}.")

    def sign(self, survey):
        """The head reads and signs; the agency fetches its letter, and somebody checks it."""
        self.hasan.open("desk").open("issuance", survey.code)
        self.hasan.press("Siapkan untuk ditandatangani")
        self.hasan.press("Tanda tangani", passphrase=PASSPHRASE)
        letter = survey.letters.get()
        if letter.state not in letter.IN_FORCE:
            raise SystemExit(f"not signed: {self.hasan.text[:300]}")
        self.sari.open("submission", survey.code).open("letter", survey.code)
        self.sari.open("letter_pdf", survey.code)
        self.anybody.open("letter_verification", letter.token)

    def save(self, survey, times):
        """What the browser saves by itself while somebody types."""
        person, block = self.sari, "processing"
        person.open("answers", survey.code, block)
        token = person.page.select_one("[name=csrfmiddlewaretoken]")["value"]
        address = reverse("answers", args=[survey.code, block]) + "analysis_method/"
        base, whose = 0, User.objects.get(email="sari@example.go.id").pk
        for count in range(times):
            typed = {"csrfmiddlewaretoken": token, "person": whose, "base": base}
            answer = person.client.post(address, typed | {"analysis_method": f"{TYPED} {count}"})
            base = int(re.search(rb'"saves": (\d+)', answer.content)[1])

    def look(self, survey):
        """What staff open all day, once each."""
        self.ratna.open("desk").open("submissions").open("submission", survey.code)
        self.ratna.open("examination", survey.code)
        self.hasan.open("desk").open("board")

    def read(self):
        """A visitor: first page, catalogue, an entry of it, a search."""
        self.anybody.open("home").open("catalogue")
        entry = self.anybody.page.select_one(
            "main a[href^='/katalog/V-'], main a[href*='/katalog/']"
        )
        if entry:
            self.anybody._show(self.anybody.client.get(entry["href"], follow=True))
        search = f"{reverse('catalogue')}?cari=padi"
        self.anybody._show(self.anybody.client.get(search, follow=True))
