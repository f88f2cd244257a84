"""A file leaves the office or its life: cancelled, or handed to the office it belongs to."""

from django.urls import reverse

from events.models import Event
from requests_app.models import Submission
from requests_app.workflow import State
from tests.cast import make_office
from tests.pages import soup, told, words
from tests.submissions import make_examined


def post(client, person, name, file, **typed):
    client.force_login(person)
    return client.post(reverse(name, args=[file.code]), typed)


def reason_kept(page):
    return soup(page).select_one("textarea[name=reason]").get_text().strip()


def test_an_agency_gives_up_without_a_reason_and_the_office_with_one(client, sari, survey, budi):
    blank = post(client, budi, "cancellation", survey, reason=" ")
    assert list(blank.context["form"].errors) == ["reason"]

    given_up = post(client, sari, "cancellation", survey, reason="")

    survey.refresh_from_db()
    assert given_up.url == reverse("submission", args=[survey.code])
    assert told(given_up) == ["Pengajuan dibatalkan."]
    assert survey.state == State.CANCELLED


def test_a_second_click_is_told_and_cancels_nothing_twice(client, sari, survey):
    post(client, sari, "cancellation", survey, reason="")
    twice = post(client, sari, "cancellation", survey, reason="")

    assert twice.url == reverse("submission", args=[survey.code])
    assert "“Batalkan pengajuan” tidak dapat dilakukan" in told(twice)[0]
    assert Event.objects.filter(action="submission.cancel").count() == 1


def test_what_is_examined_is_not_cancelled(client, examined, sari):
    client.force_login(sari)
    late = client.get(reverse("cancellation", args=[examined.code]))

    assert late.url == reverse("submission", args=[examined.code])
    assert len(told(late)) == 1
    assert Submission.objects.get(pk=examined.pk).state == State.UNDER_EXAMINATION


def test_a_file_goes_to_another_office_and_away_from_here(client, sari, ratna, hasan):
    there, file = make_office("6371"), make_examined(sari, ratna)

    handed = post(client, hasan, "transfer", file, to=there.pk, reason="Wilayahnya Banjarbaru.")

    assert handed.url == reverse("desk")
    assert told(handed) == [f"Pengajuan {file.code} dilimpahkan kepada {there.name}."]
    assert client.get(reverse("submission", args=[file.code])).status_code == 404
    assert Submission.objects.get(pk=file.pk).office == there


def test_where_it_cannot_go_is_told_and_the_reason_kept(client, survey, hasan, office):
    make_office("6371")
    for nowhere in (office.pk, "0001", ""):
        page = post(client, hasan, "transfer", survey, to=nowhere, reason="Wilayahnya lain.")
        assert list(page.context["form"].errors) == ["to"]
        assert reason_kept(page) == "Wilayahnya lain."
    assert Submission.objects.get(pk=survey.pk).office == office


def test_only_head_and_admin_hand_files_on(client, survey, sari, ratna, stranger):
    there = make_office("6371")
    for person, code in ((sari, 403), (ratna, 403), (stranger, 404)):
        refused = post(client, person, "transfer", survey, to=there.pk, reason="Wilayahnya.")
        assert refused.status_code == code
    assert "hanya dapat dilakukan oleh Kepala BPS" in words(
        post(client, ratna, "transfer", survey, to=there.pk, reason="Wilayahnya.")
    )


def test_offices_are_suggested_by_name_or_code_and_never_the_own(client, dewi, sari):
    make_office("6371"), make_office("6301")
    client.force_login(dewi)

    def found(words):
        page = client.get(reverse("office_suggestions"), {"to": words})
        return [option["value"] for option in soup(page).select("option")]

    assert found("6371") == ["BPS Kabupaten Daerah 6371 (6371)"]
    assert found("daerah") == [
        "BPS Kabupaten Daerah 6301 (6301)",
        "BPS Kabupaten Daerah 6371 (6371)",
    ]
    assert found("kotabaru") == found(" \x00") == found("") == []
    client.force_login(sari)
    assert client.get(reverse("office_suggestions"), {"to": "6371"}).status_code == 403
