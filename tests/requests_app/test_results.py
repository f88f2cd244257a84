"""After the activity: publication and metadata reach BPS, once asked, looked at, corrected."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from requests_app.deadlines.reminding import remind_of_results
from requests_app.models import Result, Submission
from tests.complaints.conftest import decided
from tests.submissions import PDF, make_proposed

LINK = "https://perikanan.example.go.id/publikasi.pdf"


@pytest.fixture
def file(sari, ratna):
    """Recommended; the form promised the results for last week."""
    submission = decided(sari, ratna)
    submission.available_on = timezone.localdate() - timedelta(days=7)
    submission.save(update_fields=["available_on"])
    return submission


def actions(submission):
    return [event.action.partition(".")[2] for event in Event.objects.about(submission)]


def test_the_promised_day_is_kept_with_the_recommendation(sari, ratna, hasan):
    submission = make_proposed(sari, ratna)
    today = submission.office.today()

    submission.recommend(by=hasan, identity="V-26.6302.009", letter_number="B-9", dated_on=today)

    assert Submission.objects.get().available_on.isoformat() == "2026-09-15"


def test_the_agency_is_reminded_once_when_the_promised_day_has_come(file, sari):
    Submission.objects.update(available_on=timezone.localdate() + timedelta(days=1))
    remind_of_results()
    assert not Mail.objects.filter(kind="results_wanted").exists()
    Submission.objects.update(available_on=timezone.localdate())

    for _ in range(3):
        remind_of_results()

    mail = Mail.objects.get(kind="results_wanted")
    assert (mail.to, mail.about) == (sari.email, file)
    assert reverse("results", args=[file.code]) in mail.text
    assert actions(file)[-1:] == ["ask_results"]


@pytest.mark.parametrize(
    "facts",
    [{"revocation": "withdrawn"}, {"results_on": "2026-01-02"}, {"state": "declined"}],
)
def test_nobody_is_reminded_of_what_is_there_or_not_wanted(file, facts):
    Submission.objects.update(**facts)

    remind_of_results()

    assert not Mail.objects.filter(kind="results_wanted").exists()


def test_the_agency_hands_over_both_and_the_officer_confirms(client, file, sari, ratna):
    address = reverse("results", args=[file.code])
    client.force_login(sari)
    assert "Hasil belum diserahkan" in client.get(file.get_absolute_url()).content.decode()

    client.post(address, {"kind": "publication", "link": LINK})
    file.refresh_from_db()
    assert (file.results_on, file.results_words) == (None, "Hasil belum diserahkan")
    upload = SimpleUploadedFile("metadata.pdf", PDF)
    client.post(address, {"kind": "metadata", "file": upload})

    file.refresh_from_db()
    assert (file.results_on, file.state) == (file.office.today(), "recommended")
    assert [mail.to for mail in Mail.objects.filter(kind="results_handed_over")] == [ratna.email]
    kept = file.results.get(kind="metadata")
    shown = client.get(reverse("result", args=[file.code, kept.pk]))
    assert b"".join(shown.streaming_content) == PDF
    assert shown["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert client.post(reverse("results_confirmation", args=[file.code])).status_code == 403
    client.force_login(ratna)
    client.post(reverse("results_confirmation", args=[file.code]))
    file.refresh_from_db()
    assert file.results_words == "Hasil diserahkan dan diperiksa"
    assert actions(file)[-3:] == ["hand_over", "hand_over", "confirm_results"]


def test_an_officer_takes_back_what_is_wrong_and_the_agency_reads_why(client, file, sari, ratna):
    publication = file.hand_over(by=sari, kind="publication", link=LINK)
    file.hand_over(by=ratna, kind="metadata", link=LINK)  # brought to the counter
    file.confirm_results(by=ratna)
    address = reverse("result_return", args=[file.code, publication.pk])
    client.force_login(ratna)
    assert list(client.post(address, {"reason": " "}).context["form"].errors) == ["reason"]

    client.post(address, {"reason": "Tautan ini mati."})

    file.refresh_from_db()
    assert (file.results_on, file.results_confirmed_on) == (None, None)
    assert "Tautan ini mati." in Mail.objects.get(kind="result_taken_back").text
    with pytest.raises(NotNow):
        file.take_result_back(publication, by=ratna, reason="Lagi.")
    with pytest.raises(NotNow):
        file.confirm_results(by=ratna)
    with pytest.raises(NotAllowed):
        file.take_result_back(file.results.last(), by=sari, reason="Salah.")
    page = client.get(reverse("results", args=[file.code])).content.decode()
    assert "Tautan ini mati." in page


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "publication"}, "file"),
        ({"kind": "ms-ind", "link": LINK}, "kind"),
        ({"kind": "metadata", "link": "javascript:alert(1)"}, "link"),
        ({"kind": "metadata", "link": "ftp://example.go.id/x"}, "link"),
        ({"kind": "metadata", "link": "https://" + "x" * 600 + ".go.id"}, "link"),
        ({"kind": "metadata", "link": "<b>tautan</b>"}, "link"),
        ({"kind": "metadata", "file": SimpleUploadedFile("a.exe", b"MZ")}, "file"),
        ({"kind": "metadata", "file": SimpleUploadedFile("a.pdf", b"MZ\x90")}, "file"),
        ({"kind": "metadata", "link": LINK, "file": SimpleUploadedFile("a.pdf", PDF)}, "file"),
    ],
)
def test_what_is_neither_a_file_nor_an_address_is_refused(client, file, sari, given, field):
    client.force_login(sari)

    page = client.post(reverse("results", args=[file.code]), given)

    assert list(page.context["form"].errors) == [field]
    assert Result.objects.count() == 0


def test_strangers_and_unfinished_files_have_no_results(client, file, stranger, sari, ratna):
    waiting = make_proposed(sari, ratna)
    client.force_login(sari)
    assert client.get(reverse("results", args=[waiting.code])).status_code == 404
    client.force_login(stranger)
    assert client.get(reverse("results", args=[file.code])).status_code == 404
    with pytest.raises(NotAllowed):
        file.hand_over(by=stranger, kind="publication", link=LINK)


def test_the_desk_finds_files_whose_results_are_awaited_or_there(client, file, sari, ratna):
    other = decided(sari, ratna)
    for kind in Result.Kind.values:
        other.hand_over(by=sari, kind=kind, link=LINK)
    client.force_login(ratna)

    def found(value):
        page = client.get(reverse("submissions"), {"hasil": value})
        return [row.code for row in page.context["rows"]]

    assert found("ditunggu") == [file.code]
    assert found("diserahkan") == [other.code]
    assert set(found("x")) == {file.code, other.code}


def test_many_results_ask_no_more_queries_than_one(
    client, file, sari, ratna, django_assert_num_queries
):
    client.force_login(ratna)
    address = reverse("results", args=[file.code])
    file.hand_over(by=sari, kind="publication", link=LINK)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(4):
        file.hand_over(by=sari, kind="metadata", link=LINK)

    with django_assert_num_queries(len(one)):
        client.get(address)
    assert len(one) <= 12
