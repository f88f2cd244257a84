"""Every kind of mail, and whatever one of them may name."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from django.utils import timezone

from tests.consultations.making import make_consultation
from tests.opinions.making import make_units
from tests.submissions import make_examined

TEMPLATES = Path(__file__).parents[1] / "templates"
PARTS_OF_A_MAIL = ["body.html", "body.txt", "subject.txt"]


def kinds_of_mail():
    return sorted(folder.name for folder in (TEMPLATES / "emails").iterdir() if folder.is_dir())


def what_mails_name(sari, ratna):
    """The context of a mail about a file of Sari's that Ratna examines."""
    survey = make_examined(sari, ratna)
    note = survey.notes.write(question="design.pilot", text="Jelaskan.", by=ratna)
    event = SimpleNamespace(particulars={"reason": "Rangkap."}, by=ratna, on_behalf_of=None)
    link = "https://romantik.example.go.id/x/"
    return {
        "submission": survey,
        "agency": sari.agency,
        "office": ratna.office,
        "person": sari,
        "user": sari,
        "by": ratna,
        "event": event,
        "particulars": event.particulars,
        "notes": [note],
        "letter": SimpleNamespace(
            number="B-001",
            identity="V-26",
            is_recommendation=True,
            token="A" * 15,
            is_trial=False,
            outcome="keputusan dikuatkan",
        ),
        "consultation": make_consultation(sari),
        "opinion": make_units(survey, ratna, due_on=ratna.office.today()),
        "point": SimpleNamespace(heading="5.1 Kerangka sampel", answer_text="Sudah sesuai."),
        "message": SimpleNamespace(text="Cukup 150 responden."),
        "what": "Konsultasi baru",
        "words": "menunggu jawaban Anda",
        "appeal": SimpleNamespace(
            code="KBRT4N26", due_on=date(2026, 3, 16), decision=SimpleNamespace(number="B-001")
        ),
        "starts_at": timezone.now(),
        "activity": "Survei Kepuasan Masyarakat 2027",
        "invitation": SimpleNamespace(agency=sari.agency, by=sari, email="tono@example.go.id"),
        **dict.fromkeys(
            ("link", "activate_url", "password_reset_url", "signup_url", "portal_url"), link
        ),
    }
