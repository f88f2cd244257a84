"""The examiner's page: taken, judged, let go of, handed to a colleague."""

import pytest
from django.urls import reverse

from events.models import Event
from requests_app.examining.checklist import items_for
from requests_app.models import Submission
from requests_app.workflow import State
from tests.cast import make_staff
from tests.pages import queries, soup, told, words
from tests.submissions import make_draft, make_examined, make_returned, make_submitted


@pytest.fixture
def yoga(office):
    """Examines beside Ratna."""
    return make_staff("Yoga Pratama", "examiner", office=office)


def post(client, person, name, submission, **typed):
    client.force_login(person)
    return client.post(reverse(name, args=[submission.code]), typed)


def who_examines(submission):
    submission = Submission.objects.get(pk=submission.pk)
    return submission.state, submission.examiner


def test_a_file_is_taken_once_and_by_one(client, survey, ratna, yoga):
    taken = post(client, ratna, "examination", survey)
    late = post(client, yoga, "examination", survey)

    assert taken.url == late.url == reverse("examination", args=[survey.code])
    assert told(taken) == ["Anda sekarang memeriksa pengajuan ini."]
    assert "“Mulai memeriksa”" in told(late)[0]
    assert who_examines(survey) == (State.UNDER_EXAMINATION, ratna)
    assert Event.objects.filter(action="submission.begin_examination").count() == 1


def test_a_resubmitted_file_begins_with_what_changed(client, sari, ratna):
    file = make_returned(sari, ratna)
    file.notes.get().answer(by=sari, text="Sudah dijelaskan.")
    file.submit(by=sari)

    taken = post(client, ratna, "examination", file)

    assert taken.url == reverse("changes", args=[file.code, 2])


def test_a_draft_is_not_examined_yet(client, budi, agency, ratna, sari, stranger):
    page = reverse("examination", args=[make_draft(budi, agency=agency).code])
    answers = []
    for person in (ratna, sari, stranger):
        client.force_login(person)
        answers.append(client.get(page))

    assert [answer.status_code for answer in answers] == [403, 403, 404]
    assert "belum diajukan, jadi belum dapat diperiksa" in answers[0].content.decode()
    assert "hanya untuk petugas pemeriksa dan Kepala BPS" in answers[1].content.decode()


def test_one_note_and_three_cost_the_examiner_the_same_queries(client, examined, ratna):
    client.force_login(ratna)
    page = reverse("examination", args=[examined.code])
    examined.notes.write(by=ratna, text="Jelaskan.", question="design.training")
    client.get(page)
    one = queries(client, page)
    for question in ("purpose.variables", "cover.survey_title"):
        examined.notes.write(by=ratna, text="Jelaskan.", question=question)

    assert queries(client, page) == one


def test_what_waits_is_drawn_and_the_rest_is_opened(client, sari, ratna):
    file = make_returned(sari, ratna)
    note = file.notes.get()
    note.answer(by=sari, text="Sudah dijelaskan.")
    file.submit(by=sari)
    file.begin_examination(by=ratna)
    client.force_login(ratna)
    page = reverse("examination", args=[file.code])

    folded = soup(client.get(page))
    opened = soup(client.get(page, {"buka": "sampling"}))

    assert "10 rincian, tidak berubah sejak versi 1" in " ".join(
        folded.select_one("#bagian-sampling").get_text().split()
    )
    assert len(folded.select("#bagian-sampling dl > div")) == 0
    assert len(opened.select("#bagian-sampling dl > div")) == 10
    assert [step.get_text(strip=True) for step in folded.select("#langkah .btn-primary")] == [
        "Periksa 1 tanggapan"
    ]


@pytest.mark.parametrize(
    ("kinds", "primary"),
    [
        ({}, "Nilai butir A"),
        ({"schedule": ""}, "Nilai butir I"),
        ({"schedule": "unfit"}, "Kembalikan untuk perbaikan"),
        ({"schedule": "fit"}, "Usulkan keputusan"),
    ],
)
def test_the_next_step_follows_from_what_is_judged(client, examined, ratna, kinds, primary):
    found = {item.code: "fit" for item in items_for("survey")} | kinds if kinds else {}
    examined.revision.findings.judge(by=ratna, findings=found)
    client.force_login(ratna)

    page = soup(client.get(reverse("examination", args=[examined.code])))

    assert [step.get_text(strip=True) for step in page.select("#langkah .btn-primary")] == [primary]


def test_what_is_no_item_or_no_finding_is_left_out(client, examined, ratna):
    saved = post(client, ratna, "findings", examined, variables="fit", sampling="baik", lain="fit")

    assert saved.url == reverse("examination", args=[examined.code]) + "#daftar-periksa"
    assert told(saved) == ["Daftar periksa tersimpan."]
    assert examined.revision.findings.by_item() == {"variables": "fit"}


def test_a_colleague_judges_nothing_and_is_told_so(client, examined, yoga):
    refused = post(client, yoga, "findings", examined, variables="fit")

    assert refused.status_code == 302
    assert told(refused) == [
        "Langkah “Kembalikan untuk perbaikan” hanya dapat dilakukan oleh petugas pemeriksa yang "
        "ditugasi: Ratna Dewanti."
    ]
    assert examined.revision.findings.by_item() == {}


def test_a_file_is_let_go_of_with_a_reason(client, examined, ratna):
    client.force_login(ratna)
    asked = client.get(reverse("release", args=[examined.code]))
    blank = post(client, ratna, "release", examined, reason="  ")
    released = post(client, ratna, "release", examined, reason="Cuti sampai Senin.")

    assert "Pengajuan kembali menunggu pemeriksa lain; batas waktunya tetap." in words(asked)
    assert list(blank.context["form"].errors) == ["reason"]
    assert released.url == reverse("desk")
    assert told(released) == ["Pengajuan dilepaskan dan menunggu pemeriksa lain."]
    assert who_examines(examined) == (State.SUBMITTED, None)
    event = Event.objects.about(examined).get(action="submission.give_back")
    assert event.particulars["reason"] == "Cuti sampai Senin."


def test_a_file_is_handed_to_a_colleague_who_is_told_why(client, examined, ratna, yoga):
    client.force_login(ratna)
    page = soup(client.get(reverse("assignment", args=[examined.code])))
    choices = [option.get_text() for option in page.select("select[name=to] option")]

    assigned = post(client, ratna, "assignment", examined, to=yoga.pk, reason="Ahli perikanan.")

    assert choices == ["Pilih petugas", "Yoga Pratama"]
    assert assigned.url == reverse("submission", args=[examined.code])
    assert told(assigned) == ["Pengajuan dialihkan kepada Yoga Pratama."]
    assert who_examines(examined) == (State.UNDER_EXAMINATION, yoga)


def test_whom_it_cannot_be_handed_to_is_told_and_the_reason_kept(client, examined, ratna, budi):
    refused = post(client, ratna, "assignment", examined, to=budi.pk, reason="Ahli perikanan.")

    assert list(refused.context["form"].errors) == ["to"]
    assert soup(refused).select_one("textarea[name=reason]").get_text().strip() == (
        "Ahli perikanan."
    )
    assert who_examines(examined) == (State.UNDER_EXAMINATION, ratna)


@pytest.mark.parametrize("name", ["release", "assignment"])
def test_what_is_over_is_told_on_the_page_of_the_file(client, sari, ratna, name):
    file = make_examined(sari, ratna)
    file.propose_recommendation(by=ratna)

    late = post(client, ratna, name, file, reason="Cuti.", to=ratna.pk)

    assert late.url == reverse("submission", args=[file.code])
    assert "tidak dapat dilakukan" in told(late)[0]


def test_another_offices_examiner_learns_of_no_file(client, sari, official_of_another_office):
    file = make_submitted(sari)
    for name in ("examination", "findings", "release", "assignment"):
        refused = post(client, official_of_another_office, name, file, reason="Cuti.")
        assert refused.status_code == 404, name


def test_a_folded_block_says_that_a_contradiction_was_kept_in_it(client, sari, ratna):
    survey = make_examined(sari, ratna, training="no")
    address = reverse("examination", args=[survey.code])
    client.force_login(ratna)
    kept = {item["key"]: item["reason"] for item in survey.revision.kept}
    assert kept["design.training"] == "Sudah dibicarakan."

    fit = {item.code: "fit" for item in items_for(survey.kind)}
    survey.revision.findings.judge(by=ratna, findings=fit)

    page = soup(client.get(address))
    assert "alasan" not in page.select_one("#bagian-sampling").get_text()
    block = page.select_one("#bagian-design")
    assert block.select_one("p.hint").get_text().endswith(", sudah dinilai · 1 alasan pertentangan")


def test_a_note_brings_the_ways_to_the_parts_with_it(client, examined, ratna):
    client.force_login(ratna)
    examined.notes.write(by=ratna, text="Sebutkan tahunnya.", question="sampling.sampling_frame")
    address = reverse("examination", args=[examined.code]) + "?bagian=q-sampling_frame"

    piece = soup(client.get(address, headers={"HX-Request": "true"}))

    ways = piece.select_one("#daftar-bagian")
    assert [hint.get_text() for hint in ways.select(".hint")] == ["catatan: 1 belum dikirim"]
