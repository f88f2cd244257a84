"""A file moves with its clock: what goes along, what stays behind, and several at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Role
from batches.models import Batch
from events.models import Event, Mail
from letters.models import Letter
from requests_app.models import Note, Standing, Submission
from requests_app.workflow import State
from tests.appeals.making import number
from tests.cast import make_office, make_staff
from tests.submissions import make_examined, make_proposed, make_submitted
from workdays.calendar import calendar_for
from workdays.models import Holiday

WHY = {"reason": "Wilayahnya Tanah Bumbu."}


@pytest.fixture
def there(office):
    """The other office lives by another clock, promises more days, and has a day off of its own."""
    return make_office(
        "6310", name="BPS Kabupaten Tanah Bumbu", time_zone="Asia/Jakarta", allowance_days=40
    )


@pytest.fixture
def rini(there):
    return make_staff("Rini Astuti", Role.EXAMINER, office=there, email="rini@example.go.id")


def test_the_clock_goes_on_by_the_other_offices_calendar(sari, hasan, there):
    survey = make_submitted(sari)
    here, submitted_at = survey.due_on, survey.submitted_at
    first = calendar_for(there).add_workdays(there.today(), 3)
    Holiday.objects.create(day=first, name="Hari jadi", kind="closed", office=there)

    survey.transfer(to=there, by=hasan, **WHY)

    on_its_clock = submitted_at.astimezone(there.zone).date()
    expected = calendar_for(there).add_workdays(on_its_clock, 40)
    survey.refresh_from_db()
    assert (survey.due_on, survey.submitted_at) == (expected, submitted_at)
    assert survey.due_on > here
    assert Standing.objects.get(submission=survey).office == there


def test_notes_and_findings_go_along_and_nobody_is_left_with_it(sari, ratna, hasan, rini, there):
    survey = make_examined(sari, ratna)
    survey.notes.write(by=ratna, text="Jelaskan.", question="design.training")
    survey.transfer(to=there, by=hasan, **WHY)

    survey.begin_examination(by=rini)
    survey.return_for_revision(by=rini)

    assert Note.objects.get(submission=survey).sent_at is not None
    assert not Submission.objects.visible_to(ratna).exists()
    mails = Mail.objects.about(survey).filter(kind="submission_left")
    assert list(mails.values_list("to", flat=True)) == [ratna.email]


def test_numbers_that_a_letter_had_here_are_void_there(sari, ratna, hasan, rini, there):
    survey = make_proposed(sari, ratna)
    letter = number(survey.letters.get(), hasan)
    letter.send_back(by=hasan, note="Wilayahnya bukan di sini.")
    survey.refresh_from_db()

    survey.transfer(to=there, by=hasan, **WHY)
    survey.begin_examination(by=rini)
    survey.propose_recommendation(by=rini)

    letter.refresh_from_db()
    newest = Letter.objects.current_for(survey)
    assert (letter.state, letter.office_id) == (Letter.State.VOID, "6302")
    assert (newest.office, newest.number) == (there, "")


def test_where_nobody_examines_its_head_and_admin_are_told(sari, hasan, there):
    admin = make_staff("Umi", Role.ADMIN, office=there, email="umi@example.go.id")
    survey = make_submitted(sari)
    survey.transfer(to=there, by=hasan, **WHY)
    mails = Mail.objects.about(survey).filter(kind="submission_to_examine", to=admin.email)
    assert mails.count() == 1


def test_several_files_go_at_once_after_a_look_at_each(client, sari, ratna, dewi, there, rini):
    files = [make_submitted(sari), make_examined(sari, ratna)]
    stays = make_proposed(sari, ratna)
    client.force_login(dewi)
    listed = client.get(reverse("submissions"), {"pilih": "1"}).content.decode()
    assert "Limpahkan" in listed
    chosen = {"tindakan": "limpahkan", "berkas": [one.code for one in [*files, stays]]}

    asked = client.get(reverse("batch_new"), chosen).content.decode()
    assert "Satuan kerja tujuan" in asked
    looked = client.get(reverse("batch_new"), chosen | {"kepada": "6310"}).content.decode()
    assert looked.count("Satuan kerja: BPS Kabupaten Tanah Bumbu (sebelumnya") == 2
    assert "Tidak dapat dilakukan (1)" in looked
    assert Event.objects.filter(action="submission.transfer").count() == 0
    client.post(reverse("batch_new"), chosen | {"kepada": "6310"} | WHY)
    Batch.objects.get().carry_out()

    moved = Submission.objects.filter(office=there)
    assert {one.code for one in moved} == {one.code for one in files}
    assert {one.state for one in moved} == {State.SUBMITTED}
    result = client.get(Batch.objects.get().get_absolute_url()).content.decode()
    assert "2 dari 3 pengajuan dilimpahkan" in result


def test_an_office_alone_has_nowhere_to_send_them(client, hasan, dewi, survey):
    client.force_login(hasan)
    assert "Limpahkan<" not in client.get(reverse("submissions"), {"pilih": "1"}).content.decode()
    client.force_login(dewi)
    chosen = {"tindakan": "limpahkan", "berkas": [survey.code]}
    assert client.get(reverse("batch_new"), chosen).status_code == 403
    assert "Pilih beberapa" not in client.get(reverse("submissions")).content.decode()


def test_what_a_head_may_not_see_is_not_offered(client, hasan, there, sari):
    survey = make_submitted(sari)
    stranger = make_staff("Umar", Role.HEAD, office=there)
    client.force_login(stranger)
    chosen = {"tindakan": "limpahkan", "berkas": [survey.code], "kepada": "6302"} | WHY
    assert client.post(reverse("batch_new"), chosen).url == reverse("submissions")
    assert Event.objects.filter(action="submission.transfer").count() == 0


def test_the_day_after_is_still_the_first_submission(sari, hasan, there):
    """Moved twice and back, the clock is where it would be without it."""
    survey = make_submitted(sari)
    due_on = survey.due_on
    head = make_staff("Umar", Role.HEAD, office=there)
    survey.transfer(to=there, by=hasan, **WHY)
    survey.transfer(to=hasan.office, by=head, reason="Ternyata Kotabaru.")
    assert (survey.due_on, survey.submitted_at.date()) == (due_on, survey.submitted_at.date())
    assert timedelta(0) == survey.clock().due_on - due_on
