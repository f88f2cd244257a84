"""Two people at one complaint, and an examiner who takes a file while he handles a complaint."""

from complaints.models import Complaint
from tests.cast import make_staff
from tests.complaints.making import make_complaint
from tests.submissions import make_submitted
from tests.threads import (  # noqa: F401  fixtures
    count,
    database_of_threads,
    doing,
    refused,
    together,
    whole_chain,
)


def verifying(complaint, by):
    mine = Complaint.objects.get(pk=complaint.pk)
    return lambda: mine.verify(by=by, kind="complaint", has_supervision=False)


def test_one_of_two_handlers_verifies_it(office, maya, galih):
    complaint, _ = make_complaint(office=office)

    outcomes = together(verifying(complaint, maya), verifying(complaint, galih))

    assert len(refused(outcomes)) == 1
    assert count(complaint, "complaint.verify") == 1


def test_whoever_is_quicker_no_examiner_handles_a_complaint_about_his_file(sari, office, maya):
    survey = make_submitted(sari)
    both = make_staff("Wira Adi", "complaint_handler", "examiner", office=office)
    complaint, _ = make_complaint(office=office, submission=survey)

    together(doing(survey, "begin_examination", by=both), verifying(complaint, both))

    survey.refresh_from_db()
    complaint.refresh_from_db()
    assert (survey.examiner, complaint.handler) == (both, None)
    assert not Complaint.objects.visible_to(both).exists()
