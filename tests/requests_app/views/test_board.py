"""The head's board: exact figures of a small story, and the same few queries for any number."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests_app.models import Submission
from tests.cast import make_staff
from tests.submissions import at, make_examined, make_proposed, make_returned, make_submitted

pytestmark = pytest.mark.django_db


def board(client, person, **given):
    client.force_login(person)
    return client.get(reverse("board"), given)


def decide(file, verb, head, **facts):
    getattr(file, verb)(by=head, letter_number="B-001", dated_on=date(2026, 4, 1), **facts)


@pytest.fixture
def spring(sari, ratna, hasan, time_machine):
    """March and April 2026 at the office; today is Monday, 27 April 2026.

    Decided: one after 10 working days (2–16 March), one declined late after 33 (2 March–24 April),
    one in two rounds: 5 days here (9–16 March) and 4 at the agency (2–9 March). Open: one overdue,
    one submitted on 24 April, one at the agency since 16 March.
    """
    time_machine.move_to(at(2026, 3, 2))
    quick, slow, late = (make_examined(sari, ratna) for _ in range(3))
    twice = make_returned(sari, ratna)  # on the same day: no day at the office
    quick.propose_recommendation(by=ratna)
    time_machine.move_to(at(2026, 3, 9))
    twice.notes.get().answer(by=sari, text="Sudah.")
    twice.submit(by=sari)
    twice.begin_examination(by=ratna)
    twice.notes.get().accept(by=ratna)
    twice.propose_recommendation(by=ratna)
    time_machine.move_to(at(2026, 3, 16))
    make_returned(sari, ratna)
    decide(quick, "recommend", hasan, identity="V-26.6302.001")
    decide(twice, "recommend", hasan, identity="V-26.6302.002")
    slow.propose_decline(by=ratna, reason="Termasuk statistik dasar.")
    time_machine.move_to(at(2026, 4, 24))
    decide(slow, "decline", hasan)
    fresh = make_submitted(sari, edition="fpkpa_2021")
    time_machine.move_to(at(2026, 4, 27))
    return {"late": late, "fresh": fresh}


def test_the_board_tells_what_happened(client, hasan, ratna, spring):
    page = board(client, hasan).context

    assert [words for _, words, _ in page["figures"]] == [
        *("3", "1", "0"),  # open, overdue, to sign
        *("3", "67 %"),  # decided, in time
        *("10", "0", "1,3"),  # median at the office and at the agency; rounds
        "0",  # consultations that were answered
    ]
    assert [file.code for file in page["overdue_files"]] == [spring["late"].code]
    assert [(load.person, load.total, load.overdue, load.due.left) for load in page["loads"]] == [
        (ratna, 2, 1, -4),
        (None, 1, 0, 30 - 1),
    ]
    charts = {chart.slug: chart for chart in [*page["now"], *page["charts"]]}
    assert charts["per-bulan"].rows[-2:] == [("Mar", "5", "2", "0"), ("Apr", "1", "0", "1")]
    assert charts["hari"].rows[-2:] == [("Mar", "7,5", "2"), ("Apr", "33", "0")]
    assert charts["tepat-waktu"].rows[-2:] == [("Mar", "100 %"), ("Apr", "0 %")]
    assert charts["putaran"].rows == [("1", "2"), ("2", "1"), ("3", "0"), ("> 3", "0")]
    assert charts["umur-di-instansi"].rows[2] == ("6–10", "1")
    assert charts["umur-di-bps"].rows[0] == ("lewat", "0", "1", "0")


def test_the_address_chooses_year_and_form(client, hasan, spring):
    assert board(client, hasan, tahun="2025").context["figures"][3][1] == "0"
    assert board(client, hasan, tahun="2026").context["figures"][3][1] == "3"
    assert board(client, hasan, jenis="survey").context["figures"][0][1] == "2"
    assert board(client, hasan, jenis="compilation").context["overdue_files"] == []
    for odd in ("x", "1200", "99999", "\x00", "٢٠٢٦"):
        page = board(client, hasan, tahun=odd, jenis=odd)
        assert page.context["figures"][3][1] == "3"


def test_an_empty_board_says_so_in_words(client, hasan):
    page = board(client, hasan).content.decode()

    assert "Tidak ada berkas yang lewat batas waktu." in page
    assert "Belum ada keputusan dalam 12 bulan terakhir." in page
    assert "Belum ada catatan yang dikirim" in page


def test_each_office_has_a_board_of_its_own(client, spring):
    from tests.cast import make_office

    elsewhere = make_staff("Kepala Lain", "head", office=make_office("6301"))

    assert [words for _, words, _ in board(client, elsewhere).context["figures"]][:4] == ["0"] * 4


def test_a_board_asks_the_same_few_queries_however_many_files(client, hasan, ratna, sari):
    def queries():
        board(client, hasan)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("board")).status_code == 200
        return len(asked)

    make_returned(sari, ratna)
    make_proposed(sari, ratna)
    one = queries()
    for name in ("Yoga", "Intan"):
        for _ in range(2):
            make_returned(sari, make_staff(name, "examiner", office=ratna.office))
            make_submitted(sari)
    Submission.objects.filter(state="submitted").update(due_on=date(2026, 1, 5))

    assert queries() == one
    assert one <= 12
