"""An opinion of a Walidata: written note by note, given, read at the field, answered."""

import pytest
from django.urls import reverse

from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from requests_app.models import Note, Submission
from tests.cast import anew
from tests.pages import queries, soup, told, words
from tests.submissions import make_recommended, make_submitted
from tests.walidata.making import DEED, FRAME, SAID, make_kominfo, make_statement, mark, switch_on
from walidata.models import Custody, Point, Statement

TOKEN = {"csrfmiddlewaretoken": "page-1"}
GENERAL = "Sejalan dengan daftar data daerah."


def beside(client, file, name="examination", *args):
    page = soup(client.get(reverse(name, args=[file.code, *args])))
    return " ".join(page.select_one("#q-sampling_frame").get_text(" ").split())


@pytest.fixture
def given(examined, andi, heard):
    make_statement(examined, andi)
    return Point.objects.in_full().get()


def test_it_is_written_at_the_questions_and_given_as_a_whole(
    client, andi, heard, examined, ratna, sari
):
    due_on = examined.due_on
    page = reverse("walidata_file", args=[examined.code])
    write = reverse("walidata_note_new", args=[examined.code])
    give = reverse("walidata_opinion", args=[examined.code])
    client.force_login(andi)
    assert soup(client.get(page)).select_one(f"#q-sampling_frame a[href='{write}?rincian={FRAME}']")
    form = soup(client.get(f"{write}?rincian={FRAME}"))
    assert form.select_one("[name=question] [selected]")["value"] == FRAME
    assert "Tulis pendapat Anda" in words(client.post(give, {"text": ""}))  # nothing to give

    for text in ("Pertama.", "Dihapus lagi."):
        client.post(write, {"question": FRAME, "text": text})
    first, second = Point.objects.all()
    client.post(reverse("walidata_note", args=[examined.code, first.pk]), {"text": SAID})
    client.post(reverse("walidata_note_removal", args=[examined.code, second.pk]))
    assert "1 catatan belum disampaikan." in words(client.get(page))
    for person in (ratna, sari):
        client.force_login(person)
        assert SAID not in client.get(reverse("submission", args=[examined.code])).text
    assert Mail.objects.filter(kind="walidata_opinion").count() == 0

    client.force_login(andi)
    answer = client.post(give, {"text": GENERAL})

    assert told(answer)[-1] == "Pendapat disampaikan kepada pemeriksa dan instansi."
    statement = Statement.objects.get()
    assert (statement.given_by, statement.version) == (andi, 1)
    assert list(statement.points.values_list("question", "text")) == [(FRAME, SAID), ("", GENERAL)]
    event = Event.objects.about(examined).last()
    assert " ".join(event.sentence.split()) == (
        "Walidata (Dinas Kominfo Kotabaru) memberi pendapat atas versi 1, 2 catatan."
    )
    assert (event.by, event.on_behalf_of) == (andi, andi.agency)
    mail = Mail.objects.get(kind="walidata_opinion")
    assert (mail.to, mail.subject) == (
        ratna.email,
        f"Baca pendapat Walidata: {examined.spoken_title}",
    )
    examined.refresh_from_db()
    assert (examined.state, examined.due_on) == ("under_examination", due_on)
    sent = reverse("walidata_note", args=[examined.code, first.pk])
    assert client.post(sent, {"text": "Lain."}).status_code == 404


def test_the_examiner_and_the_agency_read_it_at_the_field_marked_as_walidatas(
    client, given, examined, ratna, sari
):
    client.force_login(ratna)
    assert f"Walidata Dinas Kominfo Kotabaru, 2 Mar 2026 Pendapat {SAID}" in beside(
        client, examined
    )
    page = client.get(reverse("submission", args=[examined.code]))
    assert SAID in soup(page).select_one("#walidata").get_text()
    examined.return_for_revision(by=ratna, note="Lengkapi.")
    client.force_login(sari)

    assert SAID in soup(client.get(page.request["PATH_INFO"])).select_one("#walidata").get_text()
    field = beside(client, examined, "answers", "sampling")

    assert SAID in field
    assert "Tanggapi" not in field
    assert "Jadikan catatan" not in field


def test_the_examiner_answers_it_and_the_walidata_reads_that(client, given, examined, ratna, andi):
    client.force_login(ratna)
    address = reverse("walidata_answer", args=[examined.code, given.pk])
    assert soup(client.get(reverse("examination", args=[examined.code]))).select(
        f"#q-sampling_frame a[href='{address}']"
    )
    assert "Tuliskan tanggapan Anda." in words(client.post(address, {"text": " "}))

    answer = client.post(address, {"text": "Sudah sesuai SDSN."})

    assert answer.url.endswith(f"#walidata-{given.pk}")
    assert "Ditanggapi" in beside(client, examined)
    assert "Sudah sesuai SDSN." in beside(client, examined)
    mail = Mail.objects.get(kind="walidata_answered")
    assert (mail.to, "Sudah sesuai SDSN." in mail.text) == (andi.email, True)
    again = client.post(address, {"text": "Lain."})
    assert "sudah ditanggapi" in words(again)
    client.force_login(andi)
    assert "Sudah sesuai SDSN." in client.get(reverse("walidata_file", args=[examined.code])).text


def test_the_examiner_takes_it_over_as_his_own_note(client, given, examined, ratna, sari, andi):
    client.force_login(ratna)
    address = reverse("walidata_taking", args=[examined.code, given.pk])
    assert soup(client.get(address)).select_one("textarea").get_text().strip() == SAID

    client.post(address, {"text": "Samakan istilah dengan SDSN."})

    note = Note.objects.get()
    assert (note.by, note.question, note.text) == (ratna, FRAME, "Samakan istilah dengan SDSN.")
    assert "Menjadi catatan pemeriksa" in beside(client, examined)
    client.force_login(andi)  # who learns of no note before the agency does
    page = reverse("walidata_file", args=[examined.code])
    assert "Menjadi catatan" not in client.get(page).text
    examined.refresh_from_db()
    examined.return_for_revision(by=ratna)
    assert "Menjadi catatan pemeriksa" in client.get(page).text
    assert Event.objects.timeline(examined, sari)[-2].action == "walidata.give"


def test_a_note_taken_back_leaves_the_voice_to_be_answered(given, ratna):
    given.take_over(by=ratna, text="Samakan.").withdraw(by=ratna)

    assert Point.objects.get().is_settled is False


def test_it_blocks_nothing(given, examined, ratna, hasan):
    examined.refresh_from_db()
    examined.propose_recommendation(by=ratna)

    assert Submission.objects.get().state == "awaiting_signature"


def test_it_may_be_given_from_submission_until_a_verdict_is_proposed(
    andi, heard, sari, ratna, hasan
):
    file = make_submitted(sari)
    make_statement(file, andi)
    file.begin_examination(by=ratna)
    make_statement(file, andi)
    file.return_for_revision(by=ratna, note="Lengkapi.")
    make_statement(file, andi)
    for note in file.notes.all():
        note.answer(by=sari, text="Sudah.")
    file.submit(by=sari)
    assert make_statement(file, andi).version == 2
    file.begin_examination(by=ratna)
    for note in file.notes.all():
        note.accept(by=ratna)
    file.propose_recommendation(by=ratna)

    with pytest.raises(NotAllowed):
        make_statement(file, andi)
    assert Statement.objects.count() == 4


def test_what_was_begun_stays_when_the_verdict_was_quicker(client, andi, heard, examined, ratna):
    examined.statements.write(by=andi, question=FRAME, text=SAID)
    examined.propose_recommendation(by=ratna)
    client.force_login(andi)

    answer = client.post(reverse("walidata_opinion", args=[examined.code]), {"text": GENERAL})

    assert answer.status_code == 403
    page = words(client.get(reverse("walidata_file", args=[examined.code])))
    assert f"Belum disampaikan {SAID}" in page


def test_it_needs_the_step_a_mark_and_a_file_of_another_agency(
    office, dewi, kominfo, examined, sari
):
    def may(file=examined, person=kominfo):
        file.refresh_from_db()
        return file.statements.custody_of(anew(person)) is not None

    assert not may()
    custody = mark(kominfo, dewi)
    assert not may()
    switch_on(office, dewi)
    assert may()
    assert not may(make_submitted(kominfo))
    assert not may(person=sari)
    custody.end(by=dewi, reason="Selesai.")
    assert not may()
    with pytest.raises(NotAllowed):
        examined.statements.give(by=kominfo, text=GENERAL)


def test_nothing_is_written_on_a_question_about_persons(andi, heard, examined, client):
    key = "contacts.responsible_name"
    with pytest.raises(NotNow):
        examined.statements.write(by=andi, question=key, text=SAID)
    client.force_login(andi)

    refused = client.post(
        reverse("walidata_note_new", args=[examined.code]), {"question": key, "text": SAID}
    )

    assert refused.status_code == 200
    assert Point.objects.count() == 0


def test_who_does_not_examine_it_settles_nothing(client, given, examined, sari, andi, hasan, ratna):
    addresses = [
        reverse(name, args=[examined.code, given.pk])
        for name in ("walidata_answer", "walidata_taking")
    ]
    for person, code in ((sari, 403), (hasan, 403), (andi, 404)):
        client.force_login(person)
        assert [client.post(page, {"text": "X"}).status_code for page in addresses] == [code] * 2
        with pytest.raises(NotAllowed):
            given.answer(by=person, text="X")
    client.force_login(ratna)
    other = make_submitted(sari)
    other.begin_examination(by=ratna)
    assert client.get(reverse("walidata_answer", args=[other.code, given.pk])).status_code == 404


def test_a_former_walidatas_words_stay_and_nobody_is_mailed(given, examined, ratna, dewi, client):
    Custody.objects.get().end(by=dewi, reason="Selesai.")

    given.answer(by=ratna, text="Baik.")

    assert Mail.objects.filter(kind="walidata_answered").count() == 0
    client.force_login(ratna)
    assert SAID in beside(client, examined)


def test_a_file_without_a_word_of_it_costs_no_query_more(
    client, heard, andi, examined, ratna, sari
):
    other = make_submitted(sari)
    other.begin_examination(by=ratna)
    client.force_login(ratna)
    pages = [reverse(name, args=[other.code]) for name in ("submission", "examination")]
    before = [(client.get(page), queries(client, page))[1] for page in pages]

    make_statement(examined, andi)

    assert [queries(client, page) for page in pages] == before
    page = reverse("submission", args=[examined.code])
    client.get(page)  # its notice is read
    one = queries(client, page)
    make_statement(examined, andi, question="design.pilot", general=GENERAL)
    client.get(page)
    assert queries(client, page) == one


def test_a_recommended_file_hears_no_more(andi, heard, sari, ratna, hasan):
    file = make_recommended(sari, ratna, hasan)

    assert file.statements.custody_of(andi) is None


def test_sent_twice_each_form_does_its_deed_once(
    client, andi, heard, examined, ratna, dewi, office
):
    def twice(person, name, *args, **typed):
        client.force_login(person)
        pages = [client.post(reverse(name, args=args), typed | TOKEN) for _ in range(2)]
        assert pages[0].status_code == 302
        assert pages[0].url == pages[1].url

    twice(andi, "walidata_note_new", examined.code, question=FRAME, text=SAID)
    twice(andi, "walidata_opinion", examined.code, text=GENERAL)
    first, second = Point.objects.all()
    twice(ratna, "walidata_answer", examined.code, first.pk, text="Baik.")
    twice(ratna, "walidata_taking", examined.code, second.pk, text="Samakan.")
    other = make_kominfo(office, "Bappeda Kotabaru")
    Custody.objects.get().end(by=dewi, reason="Pindah.")
    facts = {"region": "6302", "deed": DEED, "starts_on": "2026-03-02"}
    twice(dewi, "walidata_marking", other.agency_id, **facts)

    assert [model.objects.count() for model in (Point, Statement, Note)] == [2, 1, 1]
    assert Custody.objects.open().count() == 1
