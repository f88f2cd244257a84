"""The pages on which opinions are asked and given: desk, examination, mailed link, strangers."""

from django.urls import reverse

from events.models import Mail
from opinions.models import Opinion
from tests.cast import anew
from tests.opinions.making import FRAME, SAID, SECRET, TEXT, ask, make_opinion, tasks
from tests.pages import queries, soup, told, words
from tests.submissions import make_submitted


def test_nobody_sends_mails_without_end(client, examined, ratna, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"opinion_new": "2/h/user"}
    client.force_login(ratna)
    units = [
        {"unit": f"Tim {number}", "email": f"tim{number}@example.go.id"} for number in range(3)
    ]

    codes = [ask(client, examined, kind="tim", **unit).status_code for unit in units]

    assert codes == [302, 302, 429]


def test_it_is_asked_from_the_examination_and_stands_beside_its_question(
    client, examined, ratna, yoga
):
    client.force_login(ratna)
    examination = reverse("examination", args=[examined.code])
    address = reverse("opinion_new", args=[examined.code])
    assert address in [link["href"] for link in soup(client.get(examination)).select("main a")]
    form = soup(client.get(f"{address}?rincian={FRAME}"))
    assert form.select_one("[name=question] [selected]")["value"] == FRAME
    assert form.select_one("[name=due_on]")["value"] == "2026-03-05"  # three working days

    answer = ask(client, examined, colleague=yoga.pk)

    opinion = Opinion.objects.get()
    assert answer.url == f"{examination}#pendapat-{opinion.pk}"
    assert told(answer) == ["Pendapat diminta dari Yoga Pratama; surel dikirim."]
    beside = soup(client.get(examination)).select_one(f"#q-sampling_frame #pendapat-{opinion.pk}")
    assert TEXT in beside.get_text()
    assert "jawab paling lambat 5 Mar 2026" in beside.get_text()


def test_the_form_of_a_note_leads_there_with_its_question(client, examined, ratna):
    client.force_login(ratna)
    note = client.get(reverse("note_new", args=[examined.code]) + f"?rincian={FRAME}")

    [link] = soup(note).select("main [data-leaves]")

    assert link["href"] == f"{reverse('opinion_new', args=[examined.code])}?rincian={FRAME}"
    assert not soup(client.get(reverse("note_new", args=[examined.code]))).select(
        "main [data-leaves]"
    )


def test_sent_twice_it_is_asked_once(client, examined, ratna, yoga):
    client.force_login(ratna)
    for _ in range(2):
        ask(client, examined, colleague=yoga.pk, csrfmiddlewaretoken="page-1")

    assert Opinion.objects.count() == 1
    assert Mail.objects.filter(kind="opinion_asked").count() == 1


def test_a_day_after_the_clock_is_warned_of_and_a_day_gone_is_refused(
    client, examined, ratna, yoga
):
    client.force_login(ratna)

    late = ask(client, examined, colleague=yoga.pk, due_on="2026-12-01")
    gone = ask(client, examined, colleague=yoga.pk, due_on="2026-02-27")

    assert told(late)[1:] == [
        "Tanggal jawabannya sesudah batas waktu pengajuan ini. Waktunya tetap berjalan."
    ]
    assert "Tanggal ini sudah lewat." in words(gone)
    assert Opinion.objects.count() == 1


def test_near_the_end_of_the_clock_its_last_day_is_proposed(client, examined, ratna, clock):
    clock.move_to("2026-04-20 02:00Z")
    client.force_login(ratna)

    form = soup(client.get(reverse("opinion_new", args=[examined.code])))

    assert form.select_one("[name=due_on]")["value"] == examined.due_on.isoformat() == "2026-04-21"


def test_who_is_asked_has_it_on_his_desk_and_answers(client, examined, ratna, yoga):
    opinion = make_opinion(examined, ratna, yoga, question=FRAME)
    client.force_login(yoga)
    [row] = tasks(client)
    assert row.startswith(f"Pendapat diminta tentang {opinion.about}")
    assert "sisa 3 hari · 5 Mar 2026" in row
    page = client.get(opinion.get_absolute_url())
    assert [reading["id"] for reading in soup(page).select(".summary-list > div")] == [
        "q-sampling_frame"
    ]

    answer = client.post(opinion.get_absolute_url(), {"text": SAID})

    assert answer.url == opinion.get_absolute_url()
    assert tasks(client) == []


def test_the_answer_stands_on_the_desk_of_who_asked_until_he_reads_it(
    client, examined, ratna, yoga, hasan
):
    opinion = make_opinion(examined, ratna, yoga)
    client.force_login(ratna)
    assert tasks(client) == []
    opinion.answer(by=yoga, text=SAID)
    [row] = tasks(client)
    assert row.startswith("Pendapat Yoga Pratama tentang seluruh pengajuan")
    client.force_login(hasan)
    client.get(opinion.get_absolute_url())  # not his

    client.force_login(ratna)
    assert len(tasks(client)) == 1
    assert SAID in words(client.get(opinion.get_absolute_url()))
    assert tasks(client) == []


def test_a_request_costs_the_desk_no_query_while_there_is_none(client, examined, ratna, yoga):
    client.force_login(yoga)
    client.get(reverse("desk"))
    none = queries(client, reverse("desk"))
    make_opinion(examined, ratna, yoga)
    one = queries(client, reverse("desk"))
    for _ in range(2):
        make_opinion(examined, ratna, yoga)

    assert queries(client, reverse("desk")) == one == none + 2  # the rows, and the calendar


def test_the_examination_costs_the_same_with_many(client, examined, ratna, yoga):
    client.force_login(ratna)
    page = reverse("examination", args=[examined.code])
    client.get(page)
    before = queries(client, page)
    for question in ("", FRAME, FRAME, "design.pilot", "processing.analysis_method"):
        make_opinion(examined, ratna, yoga, question=question)

    assert queries(client, page) == before
    file = reverse("submission", args=[examined.code])
    client.get(file)
    one = queries(client, file)
    make_opinion(examined, ratna, yoga)
    assert queries(client, file) == one


def test_the_file_page_tells_all_and_asks_for_nothing_while_nobody_was_asked(
    client, examined, ratna, yoga
):
    client.force_login(ratna)
    file = reverse("submission", args=[examined.code])
    client.get(file)
    before = queries(client, file)
    assert "judul-pendapat" not in client.get(file).text
    make_opinion(examined, ratna, yoga, question=FRAME).answer(by=yoga, text=SAID)

    section = soup(client.get(file)).select_one("#pendapat").get_text()

    assert SAID in section
    assert queries(client, file) == before + 1


def test_what_the_agency_is_still_writing_is_shown_to_nobody_who_is_asked(
    client, examined, ratna, yoga, sari
):
    examined.return_for_revision(by=ratna, note="Lengkapi.")
    opinion = make_opinion(examined, ratna, yoga)
    examined.revision.store("purpose", {"survey_purpose": SECRET}, by=sari)
    client.force_login(yoga)

    assert SECRET not in client.get(opinion.get_absolute_url()).text


def test_who_is_asked_neither_withdraws_nor_reminds(client, examined, ratna, yoga):
    opinion = make_opinion(examined, ratna, yoga)
    client.force_login(yoga)
    page = client.get(opinion.get_absolute_url())
    assert "Cabut permintaan" not in page.text

    for name in ("opinion_withdrawal", "opinion_reminder"):
        client.post(reverse(name, args=[opinion.pk]))

    assert Opinion.objects.get().is_open
    client.force_login(ratna)
    client.post(reverse("opinion_reminder", args=[opinion.pk]))
    client.post(reverse("opinion_withdrawal", args=[opinion.pk]))
    assert Opinion.objects.get().state == "withdrawn"
    assert Mail.objects.filter(to=yoga.email, kind="opinion_due").count() == 1


def test_an_answer_becomes_a_note_on_its_question_by_one_button(client, examined, ratna, yoga):
    opinion = make_opinion(examined, ratna, yoga, question=FRAME)
    opinion.answer(by=yoga, text=SAID)
    client.force_login(ratna)
    address = reverse("opinion_note", args=[examined.code, opinion.pk])
    assert address in client.get(reverse("examination", args=[examined.code])).text

    form = soup(client.get(address)).select_one("#tulis-catatan")
    client.post(
        form["action"],
        {
            field["name"]: field.get("value", field.text)
            for field in (form.select_one("[name=question]"), form.select_one("[name=text]"))
        },
    )

    note = examined.notes.get()
    assert (note.question, note.text.strip()) == (FRAME, SAID)
    client.force_login(anew(yoga))
    assert client.get(address).status_code == 403


def test_the_head_asks_about_a_file_that_nobody_has_taken(client, sari, hasan, yoga):
    waiting = make_submitted(sari)
    client.force_login(hasan)

    assert ask(client, waiting, colleague=yoga.pk).status_code == 302
