"""Two files at the same moment do not both take the last place of an agency."""

from accounts.models import Room
from requests_app.models import Attachment, Submission
from tests.cast import make_agency, make_member
from tests.submissions import attach, make_draft
from tests.threads import (  # noqa: F401  fixtures that pytest uses by itself
    database_of_threads,
    refused,
    together,
    whole_chain,
)


def adding(code, by):
    """A file with that draft, as somebody who has it open in a browser."""
    draft = Submission.objects.get(code=code)
    return lambda: attach(draft, by=by, name="bersamaan.pdf")


def test_of_two_uploads_at_once_one_takes_the_last_place(settings):
    agency = make_agency()
    sari, sinta = make_member("Sari", agency=agency), make_member("Sinta", agency=agency)
    drafts = [make_draft(person) for person in (sari, sinta)]
    settings.AGENCY_FILES = 3

    outcomes = together(*(adding(draft.code, draft.created_by) for draft in drafts))

    assert [str(one)[:55] for one in refused(outcomes)] == [
        "Instansi Anda sudah menyimpan 3 dari 3 berkas. Hapus la"
    ]
    assert Attachment.objects.filter(name="bersamaan.pdf").count() == 1
    assert Room.objects.get(agency=agency).files == 3


def test_the_first_two_files_of_an_agency_are_both_counted():
    agency = make_agency()
    sari, sinta = make_member("Sari", agency=agency), make_member("Sinta", agency=agency)
    drafts = [
        Submission.objects.start(edition="fs3_2021", agency=agency, by=one) for one in (sari, sinta)
    ]

    outcomes = together(*(adding(draft.code, draft.created_by) for draft in drafts))

    assert refused(outcomes) == []
    assert Room.objects.get(agency=agency).files == 2
