"""Staff change at an agency, too: a file is handed over to a colleague, who gets its mails."""

import pytest
from django.urls import reverse

from events.models import Event, Mail
from events.refusals import NotNow
from requests_app.models import Submission
from tests.cast import make_member
from tests.pages import facts, soup, told, words
from tests.submissions import make_draft, make_examined


@pytest.fixture
def wati(sari):
    return make_member("Wati Handayani", agency=sari.agency)


def test_mails_go_to_who_runs_the_file_from_now_on(client, sari, ratna, wati):
    file = make_examined(sari, ratna)
    client.force_login(sari)

    response = client.post(reverse("passing_on", args=[file.code]), {"to": wati.pk})

    assert told(response) == ["Pengajuan sekarang diurus Wati Handayani."]
    file = Submission.objects.get(pk=file.pk)
    assert (file.created_by, file.run_by) == (sari, wati)
    file.return_for_revision(by=ratna, note="Jelaskan kerangka sampel.")
    assert Mail.objects.get(kind="submission_returned").to == wati.email
    assert Mail.objects.get(kind="file_passed_on").to == wati.email


def test_the_page_says_who_runs_it_and_the_timeline_who_handed_it_over(client, sari, wati):
    file = make_draft(sari)
    file.pass_on(to=wati, by=sari)
    client.force_login(sari)

    page = client.get(reverse("submission", args=[file.code]))

    assert facts(soup(page))["Diurus oleh"] == "Wati Handayani"
    assert "Sari Wulandari menyerahkan pengajuan ini kepada Wati Handayani" in words(page)


def test_a_colleague_takes_over_what_somebody_else_ran_and_he_is_told(sari, wati):
    file = make_draft(sari)

    file.pass_on(to=wati, by=wati)

    assert Mail.objects.filter(kind="file_passed_on").count() == 0
    assert Mail.objects.get(kind="file_taken_over").to == sari.email


def test_nobody_else_can_be_given_it(sari, ratna, wati, stranger):
    file = make_draft(sari)
    for person in (ratna, stranger, make_member("Agus", agency=sari.agency, is_active=False)):
        with pytest.raises(NotNow, match="bukan anggota"):
            file.pass_on(to=person, by=sari)
    with pytest.raises(NotNow, match="sudah diurus Sari"):
        file.pass_on(to=sari, by=sari)

    assert not Event.objects.filter(action="submission.pass_on").exists()


def test_when_who_ran_it_leaves_the_admins_are_told_as_before(sari, wati):
    file = make_draft(sari)
    file.pass_on(to=wati, by=sari)
    sari.agency.deactivate_member(wati, by=sari)

    assert Submission.objects.get(pk=file.pk).agency_addresses() == [sari.email]


def test_without_a_colleague_the_page_says_how_to_get_one(client, sari, draft):
    client.force_login(sari)
    page = client.get(reverse("passing_on", args=[draft.code]))

    assert "Belum ada rekan" in words(page)
    assert soup(page).select("main form[method=post]") == []
