"""A file whose letter has arrived, and opinions about the office."""

import pytest

from accounts.models import Role
from complaints.index.unsur import KEYS
from complaints.models import Rating, RatingInvitation
from requests_app.models import Submission
from tests.cast import make_staff
from tests.letters.conftest import key, letter, numbered, signed
from tests.submissions import make_submitted

__all__ = ["key", "letter", "numbered", "signed"]


def decided(by, examiner, **facts):
    """A recommended file, without going through a letter: what is tried here begins after it."""
    submission = make_submitted(by, **facts)
    submission.begin_examination(by=examiner)
    submission.propose_recommendation(by=examiner)
    rows = Submission.objects.filter(pk=submission.pk)
    rows.update(
        state="recommended",
        identity=f"V-26.6302.{submission.pk:03}",
        decided_at=submission.submitted_at,
        letter_number="B-001",
        letter_dated_on=submission.office.today(),
    )
    submission.refresh_from_db()
    return submission


@pytest.fixture
def recommended(sari, ratna):
    return decided(sari, ratna)


@pytest.fixture
def invitation(recommended):
    """Sari's agency has been asked."""
    return RatingInvitation.objects.ask(recommended)


def opinion(value=3, **facts):
    return dict.fromkeys(KEYS, value) | facts


def fill_box(office, count, value=3, **facts):
    """So many answers arrive."""
    for _ in range(count):
        Rating.objects.put_in(office=office, channel="online", **opinion(value, **facts))


@pytest.fixture
def galih(office):
    """Handles complaints, and examines."""
    return make_staff("Galih Nugroho", Role.COMPLAINT_HANDLER, Role.EXAMINER, office=office)
