"""A complaint from its receipt to its end: verbs, clock by class, what the portal does itself."""

from datetime import date, timedelta

import pytest

from complaints.models import Complaint
from complaints.published.summary import years_of
from complaints.tending import tend
from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from files.taking import Taken
from norms.keeping import sweep
from tests.complaints.making import make_complaint, make_handled
from tests.submissions import at, upload


@pytest.fixture
def clock(time_machine):
    """`clock(at(2026, 3, 2))`: it is that moment from now on."""
    return lambda moment: time_machine.move_to(moment, tick=False)


def actions(complaint):
    return [event.action.removeprefix("complaint.") for event in Event.objects.about(complaint)]


@pytest.mark.parametrize(
    ("kind", "has_supervision", "due_on"),
    [
        ("information", False, date(2026, 3, 9)),
        ("complaint", False, date(2026, 3, 27)),  # Nyepi, Idul Fitri and cuti bersama left out
        ("aspiration", False, date(2026, 3, 27)),
        ("complaint", True, date(2026, 6, 10)),
    ],
)
def test_each_class_has_its_working_days(maya, clock, kind, has_supervision, due_on):
    clock(at(2026, 3, 2))
    complaint, _ = make_complaint(office=maya.office, kind=kind)
    assert complaint.verify_by == date(2026, 3, 5)

    complaint.verify(by=maya, kind=kind, has_supervision=has_supervision)

    assert complaint.due_on == due_on


def test_the_clock_rests_while_the_reporter_is_asked(maya, clock):
    clock(at(2026, 2, 2))
    complaint = make_handled(maya, kind="information")
    assert complaint.due_on == date(2026, 2, 9)

    clock(at(2026, 2, 4))
    complaint.ask(by=maya, text="Surat tanggal berapa?")
    assert (complaint.due_on, complaint.answer_by) == (None, date(2026, 2, 14))
    clock(at(2026, 2, 11))
    complaint.reply(text="Tanggal 5 Januari.")

    assert (complaint.state, complaint.due_on) == ("handled", date(2026, 2, 18 + 1))
    days = {day.day: day.reason for day in complaint.clock().explain(date(2026, 2, 12))}
    assert days[date(2026, 2, 4)] == "Hari pertanyaan dikirim"
    assert days[date(2026, 2, 6)] == "Menunggu keterangan pelapor"
    assert days[date(2026, 2, 12)] == "Hari kerja ke-2"


def test_answered_rated_and_reopened_once(maya, clock):
    clock(at(2026, 2, 2))
    complaint = make_handled(maya, email="warga@example.go.id")
    complaint.answer(by=maya, text="Surat Anda sudah terbit.")
    complaint.rate(grade=2, text="Lama.")
    assert (complaint.state, complaint.closed_in_time, complaint.due_on) == ("answered", True, None)

    clock(at(2026, 3, 2))
    complaint.reopen(text="Surat itu bukan untuk kami.")
    assert (complaint.state, complaint.due_on, complaint.grade) == (
        "handled",
        date(2026, 3, 27),
        None,
    )
    complaint.answer(by=maya, text="Sudah kami betulkan.")

    with pytest.raises(NotNow, match="SP4N-LAPOR!"):
        complaint.reopen(text="Belum juga.")
    assert actions(complaint) == [
        *("file", "verify", "answer", "rate", "reopen", "answer"),
    ]
    kinds = Mail.objects.about(complaint).values_list("kind", "to")
    assert list(kinds) == [
        ("complaint_received", "warga@example.go.id"),
        ("complaint_to_handle", maya.email),
        ("complaint_settled", "warga@example.go.id"),
        ("complaint_to_handle", maya.email),
        ("complaint_settled", "warga@example.go.id"),
    ]


def test_who_does_not_handle_it_does_not_answer_and_what_is_over_is_over(maya, galih):
    complaint = make_handled(maya)

    with pytest.raises(NotAllowed, match="Ambil alih"):
        complaint.answer(by=galih, text="Sudah.")
    complaint.assign(by=galih, to=galih)
    complaint.refuse(by=galih, text="Hubungi Dinas Perhubungan.")
    with pytest.raises(NotNow, match="Bukan kewenangan kami"):
        complaint.answer(by=galih, text="Sudah.")
    with pytest.raises(NotNow):
        complaint.withdraw()


def test_a_late_complaint_reaches_the_head_once(maya, hasan, clock):
    clock(at(2026, 2, 2))
    complaint, _ = make_complaint(office=maya.office)
    about_head, _ = make_complaint(office=maya.office, target="head")
    clock(at(2026, 2, 5))
    tend()
    assert not Complaint.objects.filter(escalated_at__isnull=False).exists()

    clock(at(2026, 2, 6))
    tend()
    tend()

    assert actions(complaint) == ["file", "escalate"]
    late = Mail.objects.filter(kind="complaint_late")
    assert [mail.to for mail in late.filter(about_id=complaint.pk)] == [hasan.email]
    assert [mail.to for mail in late.filter(about_id=about_head.pk)] == [maya.email]
    complaint.refresh_from_db()
    complaint.verify(by=hasan, kind="complaint", has_supervision=False)
    assert complaint.handler == hasan


def test_a_silent_reporter_is_warned_then_it_is_closed(maya, clock):
    clock(at(2026, 2, 2))
    complaint = make_handled(maya, email="warga@example.go.id")
    complaint.ask(by=maya, text="Yang mana?")
    for day in (8, 9, 10, 12, 13, 14):
        clock(at(2026, 2, day))
        tend()

    complaint.refresh_from_db()
    assert (complaint.state, complaint.is_reopenable) == ("lapsed", True)
    assert actions(complaint)[2:] == ["ask", "warn", "lapse"]


def test_personal_data_go_after_the_months_of_the_table(maya, clock):
    clock(at(2024, 1, 6))
    pdf = Taken(upload(), "application/pdf", False)
    complaint = make_handled(maya, name="Rahmi", phone="0812", uploads=[pdf])
    file = complaint.files.get()
    complaint.answer(by=maya, text="Rahmi, sudah terbit.")
    clock(at(2026, 1, 5))
    assert sweep("keep.complaints")[0].count == 0
    assert Complaint.objects.get().name == "Rahmi"

    clock(at(2026, 1, 7))
    assert sweep("keep.complaints")[0].count == 1

    complaint.refresh_from_db()
    assert (complaint.name, complaint.phone, complaint.text) == ("", "", "")
    assert [entry.text for entry in complaint.entries.all()] == [""]
    assert (complaint.files.count(), complaint.state) == (0, "answered")
    assert file.file.storage.exists(file.file.name) is True  # until the transaction stands


def test_the_yearly_figures_do_not_tell_of_few(maya, clock):
    clock(at(2026, 2, 2))
    office = maya.office
    for _ in range(4):
        make_handled(maya).answer(by=maya, text="Sudah.")
    (year,) = years_of(office)
    assert (year.is_told, year.classes, year.share_in_time) == (False, [], None)

    for _ in range(2):
        make_handled(maya).answer(by=maya, text="Sudah.")
    make_complaint(office=office, kind="information")
    (year,) = years_of(office)
    assert (year.total, year.classes, year.share_in_time) == (7, [], 100)

    for _ in range(4):
        make_complaint(office=office, kind="information")
    (year,) = years_of(office)
    assert year.classes == [
        ("Pengaduan", 6),
        ("Permintaan informasi", 5),
        ("Aspirasi atau saran", 0),
    ]


def test_days_are_counted_anew_when_the_calendar_changes(maya, clock):
    from workdays.models import Holiday

    clock(at(2026, 2, 2))
    complaint = make_handled(maya, kind="information")
    Holiday.objects.create(day=date(2026, 2, 5), name="Banjir", office=maya.office)

    clock(at(2026, 2, 3))
    tend()

    complaint.refresh_from_db()
    assert complaint.due_on == date(2026, 2, 9) + timedelta(days=1)
