"""The registers: every number once, none missing, and what became of each."""

import csv
from copy import copy
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from events.models import Event, Mail
from letters.models import Counter, Letter
from letters.models.letters.letter import new_token
from letters.registers import entries, faults
from letters.tasks import check_registers
from requests_app.codes import new_code
from tests.cast import appoint, make_office, make_staff
from tests.letters.conftest import at_once
from tests.letters.test_pages import words

pytestmark = pytest.mark.usefixtures("key")  # numbers are for who can sign


def another(letter, office=None, **facts):
    """The same letter once more, about a file of its own, at this office."""
    submission, proposal, letter = copy(letter.submission), copy(letter.proposal), copy(letter)
    for row in (submission, proposal, letter):
        row.pk, row._state.adding = None, True
    submission.office = letter.office = office or letter.office
    submission.code, letter.token = new_code(), new_token()
    submission.save()
    proposal.submission = letter.submission = submission
    proposal.save()
    letter.proposal = proposal
    letter.content = letter.content | facts
    letter.save()
    return letter


def numbered_letters(letter, hasan, count, **facts):
    return [another(letter, **facts).reserve_numbers(by=hasan) for _ in range(count)]


def register(client, **given):
    return client.get(reverse("letter_register"), given)


def shown(response):
    return [row.sequence for row in response.context["rows"]]


def test_the_register_shows_every_number_and_why_one_is_void(client, letter, hasan, ratna):
    first = letter.reserve_numbers(by=hasan)
    first.send_back(by=hasan, note="Kegiatan ini sudah ada.")
    first.submission.propose_decline(by=ratna, reason="Sudah ada.")
    second = first.submission.letters.get(state="draft").reserve_numbers(by=hasan)
    client.force_login(ratna)

    page = register(client)
    assert shown(page) == [2, 1]
    assert "Usulan keputusan berubah." in words(page)
    assert [row.pk for row in register(client, seri="identitas").context["rows"]] == [first.pk]
    assert shown(register(client, status="batal")) == [1]
    assert shown(register(client, status="void")) == [1]  # as addresses named it at first
    assert shown(register(client, keadaan="void")) == [1]  # an address of before
    assert shown(register(client, cari=second.number)) == [2]
    assert shown(register(client, cari="ikan perikanan")) == [2, 1]
    assert shown(register(client, cari="karet")) == []
    assert shown(register(client, tahun=str(second.year + 1))) == []
    assert shown(register(client, tahun="x", status="x", seri="x", sesudah="9.x.-1")) == [2, 1]


def test_a_number_stays_through_being_sent_back_for_the_same_verdict(letter, hasan, ratna):
    letter.reserve_numbers(by=hasan)
    for note in ("Perbaiki alinea pertama.", "Perbaiki alinea kedua."):
        letter.refresh_from_db()
        letter.send_back(by=hasan, note=note)
        assert entries(letter.office, "surat").get().state == Letter.State.SENT_BACK
        letter.submission.propose_recommendation(by=ratna)
        letter.submission.letters.get().reserve_numbers(by=hasan)
    assert [row.sequence for row in entries(letter.office, "surat")] == [1]
    assert faults() == []


def test_it_is_read_page_by_page_with_few_questions(
    client, letter, hasan, ratna, django_assert_max_num_queries
):
    numbered_letters(letter, hasan, 3)
    Letter.objects.bulk_create(_row(letter, sequence) for sequence in range(4, 123))
    client.force_login(ratna)

    for series in ("surat", "identitas"):
        seen, page = [], register(client, seri=series)
        while True:
            seen += shown(page)
            if not page.context["next_href"]:
                break
            with django_assert_max_num_queries(12):
                page = client.get(page.context["next_href"])
        assert seen == list(range(122, 0, -1))


def _row(letter, sequence):
    row = copy(letter)
    row.pk, row._state.adding, row.token = None, True, new_token()
    row.state, row.void_reason = Letter.State.VOID, "Terlalu banyak."
    row.year, row.sequence, row.number = letter.office.today().year, sequence, f"B-{sequence}"
    row.dated_on = letter.office.today()
    row.identity_register, row.identity_sequence = "V", sequence
    return row


def test_another_office_reads_its_own_register(client, letter, hasan, official_of_another_office):
    letter.reserve_numbers(by=hasan)
    client.force_login(official_of_another_office)
    assert shown(register(client)) == []
    assert letter.number.encode() not in client.get(reverse("letter_register_csv")).getvalue()


def test_it_leaves_as_a_file_that_no_spreadsheet_calculates(client, letter, hasan, ratna):
    evil = '=HYPERLINK("http://jahat.example";"klik")'
    one = another(letter, title=evil, agency="@SUM(1+1)")
    one.reserve_numbers(by=hasan)
    Letter.objects.filter(pk=one.pk).update(
        content=one.content | {"title": evil, "agency": "@SUM(1+1)"}
    )
    letter.reserve_numbers(by=hasan)
    client.force_login(ratna)

    answer = client.get(reverse("letter_register_csv"), {"cari": one.number})
    assert answer.streaming
    lines = list(csv.reader(StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 2
    line = dict(zip(*lines, strict=True))
    assert (line["Kegiatan"], line["Instansi"]) == (f"'{evil}", "'@SUM(1+1)")
    assert line["Nomor surat"] == one.number

    answer = client.get(reverse("letter_register_xlsx"))
    rows = list(load_workbook(BytesIO(answer.getvalue())).active.iter_rows())
    assert [row[1].value for row in rows] == ["Nomor urut", 2, 1]
    assert [(row[6].value, row[6].data_type) for row in rows[2:]] == [(evil, "s")]


def test_the_nightly_check_is_content_with_whole_registers(letter, hasan, capsys):
    letter.reserve_numbers(by=hasan)
    call_command("check_registers")
    check_registers()
    assert "whole" in capsys.readouterr().out
    assert not Event.objects.filter(action="register.alarm").exists()


def test_the_nightly_check_tells_the_admin_of_a_gap(letter, hasan, dewi):
    letter.reserve_numbers(by=hasan)
    Counter.objects.filter(register="letter").update(last=3)

    with pytest.raises(CommandError, match="1 registers"):
        call_command("check_registers", stderr=StringIO())
    check_registers()

    event = Event.objects.get(action="register.alarm")
    year = letter.office.today().year
    sentence = (
        f"Register nomor surat tahun {year}: 3 nomor diberikan, tetapi 1 surat tercatat "
        "(1 nomor berbeda, terbesar 1)."
    )
    assert (event.subject, event.particulars) == (letter.office, {"faults": [sentence]})
    mail = Mail.objects.get(kind="register_alarm")
    assert (mail.to, sentence in mail.text) == (dewi.email, True)


def take_up_at_once(pairs):
    return at_once(lambda pair: pair[0].reserve_numbers(by=pair[1]), pairs)


def test_fifty_heads_of_fifty_offices_at_once(postgresql, letter, key):
    pairs = []
    for number in range(1, 51):
        office = make_office(f"73{number:02}")
        head = make_staff(None, "head", office=office)
        appoint(head)
        key.name = head.name
        key.keep_for(head)
        pairs += [(another(letter, office), head)]

    assert take_up_at_once(pairs) == []

    taken = Letter.objects.filter(state="numbered").values_list("sequence", "identity_sequence")
    assert list(taken) == [(1, 1)] * 50
    assert Letter.objects.values("number").distinct().count() == 51  # with the draft of 6302
    assert faults() == []


def test_fifty_threads_in_one_series(postgresql, letter, hasan):
    letters = [another(letter) for _ in range(50)]

    assert take_up_at_once([(one, hasan) for one in letters]) == []

    taken = Letter.objects.filter(state="numbered")
    assert sorted(taken.values_list("sequence", flat=True)) == list(range(1, 51))
    assert sorted(taken.values_list("identity_sequence", flat=True)) == list(range(1, 51))
    assert faults() == []
