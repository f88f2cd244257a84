"""The pages on which opinions are asked and given: desk, examination, mailed link, strangers."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.models import Role
from events.models import Event, Mail
from opinions.models import Opinion
from tests.cast import anew, make_office, make_staff
from tests.opinions.making import SAID, TEXT, link_path, make_opinion, make_units
from tests.pages import queries, soup, told, words
from tests.submissions import make_submitted

FRAME = "sampling.sampling_frame"
SECRET = "Rahasia antarkantor."


@pytest.fixture(autouse=True)
def clock():
    with travel("2026-03-02 02:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def yoga(office):
    return make_staff("Yoga Pratama", Role.EXAMINER, office=office, email="yoga@bps.example.go.id")


@pytest.fixture
def rahmat(official_of_another_office):
    return official_of_another_office


def ask(client, submission, kind="rekan", **typed):
    address = reverse("opinion_new", args=[submission.code])
    given = {"text": TEXT, "due_on": "2026-03-05", "question": FRAME}
    return client.post(f"{address}?kepada={kind}", given | typed)


def tasks(client):
    rows = soup(client.get(reverse("desk"))).select(".tasks .task")
    return [" ".join(row.get_text(" ").split()) for row in rows]


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

    [link] = soup(note).select("[data-leaves]")

    assert link["href"] == f"{reverse('opinion_new', args=[examined.code])}?rincian={FRAME}"
    assert not soup(client.get(reverse("note_new", args=[examined.code]))).select("[data-leaves]")


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


def test_the_agency_never_learns_of_it(client, examined, ratna, yoga, sari):
    make_opinion(examined, ratna, yoga, text=SECRET).answer(by=yoga, text=SECRET)
    make_opinion(examined, ratna, yoga, text=SECRET).press(by=ratna)
    examined.return_for_revision(by=ratna, note="Lengkapi.")
    client.force_login(sari)

    for name in ("submission", "notes", "resume", "dossier", "form_pdf", "clock", "receipt"):
        page = client.get(reverse(name, args=[examined.code]))
        content = b"".join(page).decode("utf-8", "replace")
        assert page.status_code == 200
        assert not re.search(rf"\bpendapat\b|{SECRET}", content, re.IGNORECASE), name
    assert not Mail.objects.filter(to=sari.email, kind__startswith="opinion").exists()
    assert not Event.objects.timeline(examined, sari)[-1].action.startswith("opinion")
    for opinion in Opinion.objects.all():
        assert client.get(opinion.get_absolute_url()).status_code == 404
    assert client.get(reverse("opinion_new", args=[examined.code])).status_code == 403


def test_another_office_sees_the_file_until_it_has_answered(client, examined, ratna, rahmat):
    examined.remarks.write(by=ratna, text=SECRET)
    opinion = make_opinion(examined, ratna, office=rahmat.office)
    page = opinion.get_absolute_url()
    client.force_login(rahmat)
    [row] = tasks(client)
    assert "Beri pendapat" in row
    opened = client.get(page)
    assert soup(opened).select("#q-survey_purpose")
    assert not soup(opened).select("#blok-contacts")
    assert SECRET not in opened.text
    for name in ("submission", "examination", "resume", "attachments", "notes"):
        assert client.get(reverse(name, args=[examined.code])).status_code == 404

    client.post(page, {"text": SAID})

    closed = client.get(page)
    assert SAID in words(closed)
    assert not soup(closed).select(".summary-list")
    assert tasks(client) == []


def test_what_the_agency_is_still_writing_is_shown_to_nobody_who_is_asked(
    client, examined, ratna, yoga, sari
):
    examined.return_for_revision(by=ratna, note="Lengkapi.")
    opinion = make_opinion(examined, ratna, yoga)
    examined.revision.store("purpose", {"survey_purpose": SECRET}, by=sari)
    client.force_login(yoga)

    assert SECRET not in client.get(opinion.get_absolute_url()).text


def test_a_unit_reads_and_answers_by_its_link_and_nothing_else(client, examined, ratna):
    examined.remarks.write(by=ratna, text=SECRET)
    opinion = make_units(examined, ratna, question=FRAME)
    address = link_path(opinion)
    assert address in Mail.objects.get(kind="opinion_asked").text
    opened = client.get(address)
    assert [one["id"] for one in soup(opened).select(".summary-list > div")] == ["q-sampling_frame"]
    assert opened.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(opinion.get_absolute_url()).status_code == 302  # to the log-in
    assert client.post(address, {"text": SAID}).status_code == 200  # without a name

    client.post(address, {"text": SAID, "name": "Wulan, Ketua Tim Sosial"})

    opinion.refresh_from_db()
    assert (opinion.answer_text, opinion.answerer) == (SAID, "Wulan, Ketua Tim Sosial")
    closed = client.get(address)
    assert SAID in words(closed)
    assert not soup(closed).select(".summary-list")
    client.post(address, {"text": "Lain.", "name": "Orang lain"})
    assert Opinion.objects.get().answer_text == SAID
    sentence = Event.objects.get(action="opinion.answered").sentence
    assert " ".join(sentence.split()).startswith(
        "Sistem mencatat pendapat Tim Statistik Sosial tentang"
    )


def test_a_withdrawn_link_shows_nothing_and_a_forged_or_old_one_is_unknown(
    client, examined, ratna, yoga, clock
):
    opinion, other = make_units(examined, ratna), make_opinion(examined, ratna, yoga)
    opinion.withdraw(by=ratna)

    page = client.get(link_path(opinion))

    assert "Pendapat ini tidak diperlukan lagi." in words(page)
    assert TEXT not in page.text
    assert examined.spoken_title not in page.text
    assert client.post(link_path(opinion), {"text": SAID, "name": "A"}).status_code == 200
    assert Opinion.objects.get(pk=opinion.pk).state == "withdrawn"
    address = link_path(make_units(examined, ratna))
    assert client.get(address[:-2] + "x/").status_code == 404
    assert link_path(other) == other.get_absolute_url()
    clock.shift(timedelta(days=91))
    assert client.get(address).status_code == 404


def test_persons_stay_inside_the_office(client, examined, ratna, yoga, rahmat):
    contact = examined.revision.answers["contacts"]["responsible_name"]
    unit, inside = make_units(examined, ratna), make_opinion(examined, ratna, yoga)
    assert contact not in client.get(link_path(unit)).text
    client.force_login(yoga)
    assert contact in client.get(inside.get_absolute_url()).text

    client.force_login(ratna)
    typed = {"question": "contacts.responsible_name", "office": rahmat.office_id}
    refused = ask(client, examined, kind="kantor", **typed)
    taken = ask(client, examined, colleague=yoga.pk, question="contacts.responsible_name")

    assert "tidak dibagikan ke luar kantor" in words(refused)
    assert taken.status_code == 302


def test_strangers_find_nothing(client, examined, ratna, yoga, stranger, rahmat):
    opinion = make_opinion(examined, ratna, yoga)
    for person in (stranger, rahmat):
        client.force_login(person)
        assert client.get(opinion.get_absolute_url()).status_code == 404
        for name in ("opinion_withdrawal", "opinion_reminder"):
            assert client.post(reverse(name, args=[opinion.pk])).status_code == 404
        assert client.get(reverse("opinion_new", args=[examined.code])).status_code == 404


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


def test_only_offices_where_somebody_examines_can_be_asked(client, examined, ratna):
    client.force_login(ratna)
    address = reverse("opinion_new", args=[examined.code])
    make_staff("Tono", Role.FRONT_DESK, office=make_office("6301"))
    assert "Satuan kerja BPS lain" not in client.get(address).text


def test_the_head_asks_about_a_file_that_nobody_has_taken(client, sari, hasan, yoga):
    waiting = make_submitted(sari)
    client.force_login(hasan)

    assert ask(client, waiting, colleague=yoga.pk).status_code == 302
