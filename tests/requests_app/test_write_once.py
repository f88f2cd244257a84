"""What was submitted stays as it was: the database itself refuses, whoever asks and however."""

import pytest
from django.db import IntegrityError, connection, transaction

from requests_app.models import Attachment, Revision
from tests.submissions import make_draft, make_returned, make_submitted

TABLE = Revision._meta.db_table


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@pytest.mark.parametrize(
    "change",
    [
        "answers = '{}'",
        "answers = NULL",
        "submitted_at = NULL",
        "submitted_at = '2020-01-01 00:00:00+00:00'",
        "submitted_by_id = NULL",
        "number = 7",
        "submission_id = submission_id + 1",
        "saves = 0, answers = '{\"cover\": {}}'",
    ],
)
def test_a_submitted_version_is_not_changed(survey, change):
    answers = survey.revision.answers

    with pytest.raises(IntegrityError, match="write once"):
        sql(f"UPDATE {TABLE} SET {change} WHERE id = %s", survey.revision.pk)

    assert Revision.objects.get().answers == answers


def test_a_submitted_version_is_not_deleted(survey):
    with pytest.raises(IntegrityError, match="write once"):
        sql(f"DELETE FROM {TABLE} WHERE id = %s", survey.revision.pk)
    with pytest.raises(IntegrityError, match="write once"), transaction.atomic():
        survey.delete()

    assert Revision.objects.filter(submission=survey).count() == 1


def test_a_version_that_came_back_stays_as_it_was_submitted(sari, ratna):
    first, second = make_returned(sari, ratna).revisions.all()

    with pytest.raises(IntegrityError, match="write once"):
        sql(f"UPDATE {TABLE} SET answers = '{{}}' WHERE id = %s", first.pk)
    assert sql(f"UPDATE {TABLE} SET answers = '{{}}' WHERE id = %s", second.pk) == 1


def test_one_frozen_version_among_many_stops_the_whole_statement(sari):
    draft = make_draft(sari)
    make_submitted(sari)

    with pytest.raises(IntegrityError, match="write once"):
        sql(f"UPDATE {TABLE} SET answers = '{{}}'")

    assert Revision.objects.get(submission=draft).answers != {}


def test_a_draft_is_written_until_it_is_submitted(sari):
    draft = make_draft(sari)

    assert sql(f"UPDATE {TABLE} SET number = 1, answers = answers WHERE id = %s", 0) == 0
    assert sql(f"UPDATE {TABLE} SET saved_at = NULL WHERE id = %s", draft.revision.pk) == 1


@pytest.mark.parametrize(
    "change",
    ["name = 'lain.pdf'", "file = 'lampiran/lain'", "is_submitted = FALSE", "revision_id = 0"],
)
def test_a_file_of_a_submitted_version_is_not_changed(survey, change):
    file = survey.revision.attachments.get()

    with pytest.raises(IntegrityError, match="write once"):
        sql(f"UPDATE {Attachment._meta.db_table} SET {change} WHERE id = %s", file.pk)
    with pytest.raises(IntegrityError, match="write once"), transaction.atomic():
        file.delete()

    assert Attachment.objects.filter(pk=file.pk, name=file.name, file=file.file.name).exists()


def test_the_files_of_the_next_version_are_the_agencys_again(sari, ratna):
    first, second = make_returned(sari, ratna).revisions.all()

    second.attachments.get().remove()

    assert (first.attachments.count(), second.attachments.count()) == (1, 0)
