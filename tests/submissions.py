"""Making submissions in any state through the verbs, for tests that begin in the middle."""

from datetime import date, datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from requests_app.models import Attachment, Submission, Synonym
from tests.answers import fpkpa_answers, fs3_answers

WITA = ZoneInfo("Asia/Makassar")
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
ANSWERS = {"fs3_2021": fs3_answers, "fpkpa_2021": fpkpa_answers}


def at(year, month, day, hour=10):
    """A moment at the office in Kotabaru."""
    return datetime(year, month, day, hour, tzinfo=WITA)


def upload(name="surat-pengantar.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def attach(submission, *, by, kind="cover_letter", **facts):
    """The compulsory cover letter, or another file."""
    return Attachment.add(
        submission.revision,
        kind=kind,
        upload=upload(**facts),
        content_type="application/pdf",
        by=by,
    )


def make_draft(by, *, agency=None, edition="fs3_2021", explained=True, **answers):
    """A draft that only has to be submitted; the fixed days of its schedule may be past."""
    submission = Submission.objects.start(edition=edition, agency=agency or by.agency, by=by)
    for block, given in ANSWERS[edition](**answers).items():
        submission.revision.store(block, given, by=by)
    attach(submission, by=by)
    if explained:
        explain(submission)
    return submission


def explain(submission):
    """Keep whatever contradicts itself in the answers, with a reason."""
    found = submission.revision.contradictions()
    submission.revision.explain({item.rule: "Sudah dibicarakan." for item in found})


def make_submitted(by, **facts):
    submission = make_draft(by, **facts)
    submission.submit(by=by)
    return submission


def make_examined(by, examiner, **facts):
    submission = make_submitted(by, **facts)
    submission.begin_examination(by=examiner)
    return submission


def make_returned(by, examiner, *, note="Jelaskan kerangka sampel.", **facts):
    submission = make_examined(by, examiner, **facts)
    submission.return_for_revision(by=examiner, note=note)
    return submission


def make_proposed(by, examiner, **facts):
    submission = make_examined(by, examiner, **facts)
    submission.propose_recommendation(by=examiner)
    return submission


def make_recommended(by, examiner, head, *, identity="V-26.6302.001", dated_on=None, **facts):
    """Recommended as the letter's settlement does it, without drawing and signing a letter."""
    submission = make_proposed(by, examiner, **facts)
    submission.recommend(
        by=head,
        identity=identity,
        letter_number=f"B-{identity[-3:]}/63020/KS.000/03/2026",
        dated_on=dated_on or date(2026, 3, 16),
    )
    return submission


@pytest.fixture
def draft(sari):
    """Sari's survey, complete but not submitted."""
    return make_draft(sari)


@pytest.fixture
def survey(sari):
    """Sari's survey, submitted."""
    return make_submitted(sari)


@pytest.fixture
def examined(sari, ratna):
    """Sari's survey, taken by Ratna."""
    return make_examined(sari, ratna)


@pytest.fixture
def usual_abbreviations(db):
    """What an installation begins with, also where a test with threads has emptied all tables."""
    Synonym.objects.all().delete()
    for migration in (
        "0009_abbreviations",
        "0016_more_abbreviations",
        "0018_abbreviations_of_titles",
    ):
        import_module(f"requests_app.migrations.{migration}").add(apps, None)
