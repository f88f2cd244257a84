"""A new draft from an earlier activity: nothing that changes, and of others nothing private."""

import pytest
from django.urls import reverse
from django.utils import timezone

from editions import EDITIONS
from editions.copying import without_year
from events.refusals import NotAllowed
from requests_app.models import Submission
from requests_app.workflow import State
from tests.answers import fpkpa_answers, fs3_answers
from tests.cast import make_agency, make_member
from tests.submissions import make_draft, make_returned, make_submitted

ANSWERS = {"fs3_2021": fs3_answers, "fpkpa_2021": fpkpa_answers}
MARKER = "RAHASIA-INSTANSI"


def recommend(submission, identity="V-26.6302.001"):
    """As if its letter had been signed, without the letter."""
    Submission.objects.filter(pk=submission.pk).update(
        state=State.RECOMMENDED, identity=identity, decided_at=timezone.now()
    )
    submission.refresh_from_db()
    return submission


def start_like(source, by, **facts):
    return Submission.objects.start(source=source, agency=by.agency, by=by, **facts)


def spied_answers(slug):
    """Complete answers whose every private text carries a marker."""
    form, answers = EDITIONS[slug], ANSWERS[slug]()
    for block in form.blocks:
        for name, value in answers.get(block.code, {}).items():
            if f"{block.code}.{name}" not in form.public_keys and isinstance(value, str):
                answers[block.code][name] = f"{MARKER} {value}"
    return answers


@pytest.mark.parametrize("slug", EDITIONS)
def test_what_is_named_to_change_or_to_be_public_is_a_question(slug):
    form = EDITIONS[slug]

    assert set(form.public_keys) <= set(form.keys())
    assert {".".join(key.split(".")[:2]) for key in form.usually_changes} <= set(form.keys())


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Survei Nelayan Kotabaru Tahun 2026", "Survei Nelayan Kotabaru"),
        ("Survei Nelayan 2025/2026 Kotabaru", "Survei Nelayan Kotabaru"),
        ("Survei Nelayan, 2026", "Survei Nelayan"),
        ("Survei 120 Desa", "Survei 120 Desa"),
        ("2026", "2026"),
    ],
)
def test_a_title_is_copied_without_its_year(title, expected):
    assert without_year(title) == expected


def test_like_last_year_copies_all_but_what_usually_changes(sari, survey):
    draft = start_like(survey, sari)

    old, new = survey.revision.answers, draft.revision.answers
    assert draft.started_from == survey
    assert draft.edition == survey.edition
    assert draft.title == "Survei Biaya Operasional Nelayan Kabupaten Kotabaru"
    assert new["contacts"] == old["contacts"]
    assert new["purpose"]["variables"][0] == {
        "name": "Biaya bahan bakar per trip",
        "concept": "Biaya operasional",
        "definition": "Pengeluaran untuk bahan bakar kapal dalam satu trip melaut.",
    }
    left_out = {
        f"{block}.{name}" for block in old for name in old[block] if name not in new.get(block, {})
    }
    assert left_out == {key for key in draft.form.usually_changes if key.count(".") == 1}
    assert not draft.revision.attachments.exists()
    assert draft.identity == ""


def test_the_agencys_record_of_today_wins_over_the_old_form(sari, survey):
    draft = start_like(survey, sari)

    assert draft.revision.answers["organizer"]["organizer_phone"] == sari.agency.phone


def test_only_a_submitted_version_is_copied_and_drafts_are_no_source(sari, ratna, draft):
    with pytest.raises(NotAllowed):
        start_like(draft, sari)

    returned = make_returned(sari, ratna)
    returned.revision.store("general", {"repetition": "once"}, by=sari)
    assert start_like(returned, sari).revision.answers["general"]["repetition"] == "repeated"


def test_another_agencys_file_lends_nothing_before_it_is_recommended(stranger, survey):
    with pytest.raises(NotAllowed):
        start_like(survey, stranger)


@pytest.mark.parametrize("slug", EDITIONS)
def test_of_a_recommended_activity_no_private_answer_arrives(client, stranger, sari, slug):
    source = make_draft(sari, edition=slug)
    source.revisions.update(answers=spied_answers(slug))
    Submission.objects.filter(pk=source.pk).update(submitted_at=timezone.now())
    source.revisions.update(submitted_at=timezone.now())
    recommend(source)
    client.force_login(stranger)
    address = reverse("submission_new") + f"?dari={source.identity}"

    picker = client.get(reverse("submission_source"))
    page = client.get(address)
    made = client.post(address)
    assert made.status_code == 302, made.content.decode()[-9000:]

    draft = Submission.objects.get(started_from=source)
    file = client.get(made.url)
    shown = [picker, page, file, client.get(reverse("answers", args=[draft.code, "organizer"]))]
    assert [response.status_code for response in shown] == [200] * 4
    assert MARKER not in str(draft.revision.answers)
    assert [MARKER in response.content.decode() for response in shown] == [False] * 4
    assert source.code not in "".join(response.content.decode() for response in shown)
    copied = {f"{b}.{n}" for b, given in draft.revision.answers.items() for n in given}
    assert {key for key in copied if not key.startswith("organizer.")} <= set(
        draft.form.public_keys
    )


def test_a_public_answer_that_reaches_somebody_is_left_out(stranger, sari):
    source = recommend(
        make_submitted(sari, survey_purpose="Tanya Ibu Aminah, aminah@example.go.id.")
    )

    draft = start_like(source, stranger)

    assert "survey_purpose" not in draft.revision.answers["purpose"]


def test_a_stranger_cannot_tell_that_an_activity_exists(client, stranger, survey):
    client.force_login(stranger)

    response = client.get(reverse("submission_new") + f"?dari={survey.code}")

    assert response.status_code == 404


def test_what_was_emptied_is_shown_until_it_is_filled_in(client, sari, survey):
    draft = start_like(survey, sari)
    client.force_login(sari)
    block = reverse("answers", args=[draft.code, "design"])
    review = reverse("answers_review", args=[draft.code]) + "?hanya=isi-ulang"

    page = client.get(block).content.decode()
    assert "Perlu diisi ulang</strong>; tahun lalu: 12" in page
    assert "18 perlu diisi ulang" in client.get(draft.get_absolute_url()).content.decode()
    assert client.get(review).content.decode().count("sebelumnya: ") == 18

    design = draft.revision.answers["design"]
    draft.revision.store("design", design | {"enumerator_count": 14}, by=sari)
    assert "tahun lalu: 12" not in client.get(block).content.decode()
    assert "17 perlu diisi ulang" in client.get(draft.get_absolute_url()).content.decode()


def test_the_front_desk_does_it_for_the_agency_at_the_counter(client, budi, survey):
    client.force_login(budi)
    address = reverse("submission_new") + f"?dari={survey.code}"

    made = client.post(address, {"agency": survey.agency.name})

    draft = Submission.objects.get(started_from=survey)
    assert made.url == reverse("counter_begin", args=[draft.code])
    assert draft.entered_by == budi
    assert draft.revision.answers["contacts"] == survey.revision.answers["contacts"]


def test_the_front_desk_does_not_carry_answers_to_another_agency(client, budi, survey):
    other = make_agency("Dinas Pasar Kabupaten Kotabaru", office=budi.office)
    client.force_login(budi)

    answer = client.post(reverse("submission_new") + f"?dari={survey.code}", {"agency": other.name})

    assert answer.status_code == 200
    assert "tidak dapat disalin" in answer.content.decode()
    assert not Submission.objects.filter(agency=other).exists()


def test_of_a_recommended_one_the_front_desk_carries_only_public_answers(client, budi, survey):
    other = make_agency("Dinas Pasar Kabupaten Kotabaru", office=budi.office)
    recommend(survey)
    client.force_login(budi)

    client.post(reverse("submission_new") + f"?dari={survey.code}", {"agency": other.name})

    draft = Submission.objects.get(agency=other)
    assert "contacts" not in draft.revision.answers
    assert draft.revision.answers["organizer"]["organizer_name"] == other.name


def test_the_history_says_from_which_file_it_began(client, sari, survey):
    draft = start_like(survey, sari)
    client.force_login(sari)

    page = client.get(draft.get_absolute_url()).content.decode()

    assert f"disalin dari kegiatan terdahulu {survey.code}." in page


@pytest.mark.parametrize("files", [1, 3])
def test_the_picker_asks_few_queries_however_many(
    client, sari, stranger, files, django_assert_max_num_queries
):
    for _ in range(files):
        make_submitted(sari)
    recommend(make_submitted(stranger, survey_title="Survei Kebun Tahun 2026"))
    client.force_login(sari)

    with django_assert_max_num_queries(8):
        page = client.get(reverse("submission_source"))
    found = client.get(reverse("submission_source") + "?cari=kebun")
    own = client.get(reverse("submission_source") + "?milik=sendiri")

    assert len(page.context["rows"]) == files + 1
    assert [row.title for row in found.context["rows"]] == ["Survei Kebun Tahun 2026"]
    assert len(own.context["rows"]) == files


def test_a_colleague_of_another_agency_in_the_same_name_sees_nothing_own(client, survey, office):
    namesake = make_member(agency=make_agency(survey.agency.name, office=office))
    client.force_login(namesake)

    assert client.get(reverse("submission_source")).context["rows"] == []
