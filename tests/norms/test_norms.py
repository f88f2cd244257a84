"""Every limit once, with its deed: read by its day, entered by an admin, told when it runs out."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Office
from complaints.index.index import band_of, bands
from complaints.index.unsur import UNSUR
from events.models import Event
from events.refusals import NotNow
from norms import loading, reading
from norms.findings import findings
from norms.models import Norm
from norms.reading import norm
from tests.complaints.making import make_complaint
from tests.submissions import at

READ = {
    "deed_kind": "Peraturan Menteri PANRB",
    "deed_short": "PermenPANRB",
    "deed_number": "5",
    "deed_year": 2025,
    "deed_about": "SP4N",
    "article": "Pasal 12",
}


@pytest.fixture
def law(db):
    loading.load()


def row(key):
    return Norm.objects.filter(key=key).order_by("pk").last()


def law_checked():
    """What the command says, and how it ends."""
    said = StringIO()
    try:
        call_command("check_law", stdout=said)
    except SystemExit as end:
        return said.getvalue(), end.code
    return said.getvalue(), 0


@pytest.mark.parametrize(
    ("key", "words", "cited"),
    [
        ("recommendation.answer", "30 hari kerja", "SK 118/2023 jangka waktu pelayanan"),
        ("complaint.verify", "3 hari kerja", "janji layanan kantor ini"),
        ("complaint.information", "5 hari kerja", "janji layanan kantor ini"),
        ("complaint.complaint", "14 hari kerja", "janji layanan kantor ini"),
        ("complaint.supervision", "60 hari kerja", "janji layanan kantor ini"),
        ("privacy.correction", "3 × 24 jam", "UU 27/2022 Pasal 6 dan Pasal 30 ayat (1)"),
        ("privacy.erasure", "3 × 24 jam", "janji layanan kantor ini"),
        ("keep.visitors", "12 bulan", "janji layanan kantor ini"),
        ("satisfaction.unsur", "9", "PermenPANRB 14/2017"),
        (
            "satisfaction.bands",
            "D 25,00–64,99; C 65,00–76,60; B 76,61–88,30; A 88,31–100,00",
            "PermenPANRB 14/2017",
        ),
    ],
)
def test_a_limit_is_said_with_where_it_stands(key, words, cited):
    assert (norm(key).words, norm(key).cited) == (words, cited)


def test_what_the_code_does_agrees_with_the_table():
    assert Office._meta.get_field("allowance_days").default == norm("recommendation.answer").value
    assert len(UNSUR) == norm("satisfaction.unsur").value
    assert [band.mark for band in bands()] == ["A", "B", "C", "D"]
    assert band_of(bands()[0].low).mark == "A"


def test_loading_twice_changes_nothing_and_leaves_what_an_admin_has_entered(law, dewi):
    count = Norm.objects.count()
    row("complaint.verify").confirm(by=dewi, read_on=date(2026, 11, 30), **READ)

    assert loading.load() == count == len(loading.filed())
    assert row("complaint.verify").cited == "PermenPANRB 5/2025 Pasal 12"


def test_an_installation_whose_table_is_empty_keeps_to_the_file(db):
    reading.forget()
    assert not Norm.objects.exists()
    assert norm("consultation.answer").value == 5


def test_a_page_asks_the_table_once_a_minute_at_most(law):
    reading.forget()
    with CaptureQueriesContext(connection) as captured:
        assert [norm(key).key for key in ("complaint.verify", "keep.reads", "appeal.file")]
    assert len(captured) == 1


def test_the_same_value_read_in_its_deed_is_cited_from_then_on_and_kept_once(law, dewi):
    verify = row("complaint.verify")
    for _ in range(2):
        verify.confirm(by=dewi, read_on=date(2026, 11, 30), **READ)

    assert norm("complaint.verify").cited == "PermenPANRB 5/2025 Pasal 12"
    assert (verify.awaits, verify.checked_by) == ("", dewi)
    (event,) = Event.objects.about(verify)
    assert event.action == "norm.confirm"
    told = {one["label"]: (one["old"], one["new"]) for one in event.particulars["changes"]}
    assert told["Nomor"] == ("", "5")
    assert told["Menunggu dibaca"][1] == ""


def test_a_complaint_keeps_the_limit_under_which_it_came(law, dewi, maya, time_machine):
    time_machine.move_to(at(2026, 3, 2))
    old, _ = make_complaint(office=maya.office, kind="information")
    starts_on = date(2026, 3, 3)
    row("complaint.information").confirm(
        by=dewi, read_on=starts_on, value=10, starts_on=starts_on, **READ
    )
    time_machine.move_to(at(2026, 3, 4))
    new, _ = make_complaint(office=maya.office, kind="information")

    assert (old.allowance, old.rule.cited) == (5, "janji layanan kantor ini")
    assert (new.allowance, new.rule.cited) == (10, "PermenPANRB 5/2025 Pasal 12")
    old.count_anew(), new.count_anew()
    assert (old.due_on, new.due_on) == (date(2026, 3, 9), date(2026, 3, 25))
    assert [one.ends_on for one in Norm.objects.filter(key="complaint.information")] == [
        date(2026, 3, 2),
        None,
    ]


def test_another_value_does_not_reach_back(law, dewi, time_machine):
    time_machine.move_to(at(2026, 3, 4))
    information = row("complaint.information")
    for day in (None, date(2026, 3, 3)):
        with pytest.raises(NotNow):
            information.confirm(by=dewi, read_on=date(2026, 3, 4), value=7, starts_on=day)
    ahead = date(2026, 4, 1)
    information.confirm(by=dewi, read_on=date(2026, 3, 4), value=7, starts_on=ahead)
    with pytest.raises(NotNow):
        information.confirm(by=dewi, read_on=date(2026, 3, 4), value=9, starts_on=ahead)

    assert (norm("complaint.information").value, norm("complaint.information", ahead).value) == (
        5,
        7,
    )


def test_the_command_names_what_is_awaited_and_ends_well_while_nothing_has_run_out(law):
    said, code = law_checked()
    awaited = [one for one in said.splitlines() if "complaint." in one]

    assert code == 0
    assert len(awaited) == 6
    assert all("Nomor 5 Tahun 2025" in one for one in awaited)
    assert "calendar.2027" in said
    assert "basis.sectoral" in said


def test_a_limit_that_ran_out_without_a_successor_ends_the_command_with_1(law, time_machine):
    time_machine.move_to(at(2026, 12, 1))
    consultation = row("consultation.answer")
    consultation.ends_on = date(2026, 11, 30)
    consultation.save()
    said, code = law_checked()

    assert code == 1
    assert said.startswith("Tidak berlaku lagi dan belum ada gantinya: consultation.answer")
    assert norm("consultation.answer").value == 5  # pages go on by what was known last
    assert consultation in Norm.objects.due()
    successor = Norm.objects.get(pk=consultation.pk)
    successor.pk, successor.starts_on, successor.ends_on = None, date(2026, 12, 1), None
    successor.save()
    assert law_checked()[1] == 0
    assert consultation not in Norm.objects.due()


def test_estimates_are_found_late_in_the_year_before(time_machine):
    def estimated(day):
        return [one.key for one in findings(day) if one.sort == "estimated"]

    assert estimated(date(2026, 10, 31)) == []
    assert estimated(date(2026, 11, 1)) == ["calendar.2027"]
    assert estimated(date(2027, 11, 1)) == ["calendar.2027", "calendar.2028"]
