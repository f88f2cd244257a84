"""Appointments for consultations: hours, open slots, booking, reminding, cancelling."""

from datetime import datetime, time

import pytest
from django.urls import reverse
from icalendar import Calendar
from time_machine import travel

from consultations.models import Appointment, Hours
from consultations.tasks import tend_consultations
from events.delivery import build_message
from events.models import Mail
from events.refusals import NotNow
from tests.consultations.making import link_path, make_consultation, make_guests, open_hours
from tests.pages import soup, told
from workdays.models import Holiday


@pytest.fixture(autouse=True)
def monday():
    with travel("2026-03-02 02:00Z", tick=False) as clock:  # ten o'clock in Kotabaru
        yield clock


def at(office, day, hour=9, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=office.zone)


def starts(office):
    return [slot.starts_at for slot in Hours.objects.open_slots(office)]


def mails(to):
    found = Mail.objects.filter(kind__startswith="appointment", to=to).order_by("pk")
    return [mail.subject for mail in found]


def test_slots_are_offered_for_three_weeks_without_days_off(office, dewi):
    open_hours(office, dewi)
    mondays = [at(office, 9), at(office, 9, 9, 30), at(office, 16), at(office, 16, 9, 30)]
    assert starts(office) == mondays  # the 23rd is a cuti bersama

    Holiday.objects.create(day="2026-03-09", name="Pilkada", office=office)

    assert starts(office) == mondays[2:]


def test_hours_do_not_overlap(office, dewi):
    open_hours(office, dewi)

    with pytest.raises(NotNow):
        open_hours(office, dewi, begins=time(9, 30), ends=time(11))

    open_hours(office, dewi, begins=time(10), ends=time(11))
    open_hours(office, dewi, weekday=1)
    assert Hours.objects.count() == 3


def test_a_place_is_taken_and_free_again(office, dewi, sari):
    open_hours(office, dewi)
    consultation = make_consultation(sari)
    consultation.book(by=sari, starts_at=at(office, 9))
    assert at(office, 9) not in starts(office)

    consultation.call_off(by=sari)

    assert at(office, 9) in starts(office)
    assert consultation.appointment() is None


def test_as_many_come_at_a_time_as_there_are_places(office, dewi, sari):
    open_hours(office, dewi, places=2)
    for _ in range(2):
        make_consultation(sari).book(by=sari, starts_at=at(office, 9))

    with pytest.raises(NotNow):
        make_consultation(sari).book(by=sari, starts_at=at(office, 9))

    assert sorted(one.place for one in Appointment.objects.all()) == [1, 2]


def test_who_has_booked_keeps_his_place_when_the_hours_change(office, dewi, sari):
    hours = open_hours(office, dewi)
    make_consultation(sari).book(by=sari, starts_at=at(office, 9, 9, 30))
    hours.remove(by=dewi)
    open_hours(office, dewi, begins=time(8, 45), ends=time(11, 15), minutes=60)

    assert starts(office)[0] == at(office, 16, 8, 45)  # both of the 9th meet 9.30 to 10.00
    for begins in (at(office, 9, 8, 45), at(office, 9, 9, 45)):
        with pytest.raises(NotNow):
            make_consultation(sari).book(by=sari, starts_at=begins)


def test_one_appointment_at_a_time_and_only_in_an_open_slot(office, dewi, sari):
    open_hours(office, dewi)
    consultation = make_consultation(sari)
    for wrong in (at(office, 9, 9, 15), at(office, 10), at(office, 2), at(office, 30)):
        with pytest.raises(NotNow):
            consultation.book(by=sari, starts_at=wrong)
    consultation.book(by=sari, starts_at=at(office, 9))

    with pytest.raises(NotNow):
        consultation.book(by=sari, starts_at=at(office, 16))


def test_both_are_told_of_booking_cancelling_and_the_day_before(office, dewi, ratna, monday):
    open_hours(office, dewi)
    consultation, _ = make_guests(office)
    consultation.book(starts_at=at(office, 9))
    tend_consultations()
    monday.move_to("2026-03-08 00:00Z")
    tend_consultations()
    tend_consultations()
    consultation.call_off(by=ratna)

    code, when = consultation.code, "9 Maret 2026 pukul 09.00 WITA"
    assert mails(consultation.email) == [
        f"Datanglah {when} – konsultasi {code}",
        f"Besok 09.00 WITA: janji temu konsultasi {code}",
        f"Batal: janji temu {when} – konsultasi {code}",
    ]
    assert mails(ratna.email) == [
        f"Janji temu baru: {when} – konsultasi {code}",
        f"Janji temu besok: {when} – konsultasi {code}",
    ]


def test_a_day_that_is_closed_afterwards_cancels_it(office, dewi, sari):
    open_hours(office, dewi)
    consultation = make_consultation(sari)
    consultation.book(by=sari, starts_at=at(office, 9))
    Holiday.objects.create(day="2026-03-09", name="Pilkada", office=office)

    tend_consultations()

    assert consultation.appointment() is None
    cancelled = Mail.objects.get(kind="appointment_cancelled")
    assert "karena kantor tutup pada hari itu" in cancelled.text


def test_a_day_closed_on_that_day_cancels_at_once_and_offers_others(
    office, dewi, sari, monday, django_capture_on_commit_callbacks
):
    open_hours(office, dewi)
    early, late = make_consultation(sari), make_consultation(sari)
    early.book(by=sari, starts_at=at(office, 9))
    late.book(by=sari, starts_at=at(office, 9, 9, 30))
    monday.move_to("2026-03-09 01:10Z")  # ten past nine: one is there already

    with django_capture_on_commit_callbacks(execute=True):
        Holiday.objects.create(day="2026-03-09", name="Banjir", office=office)

    assert (early.appointment().starts_at, late.appointment()) == (at(office, 9), None)
    cancelled = Mail.objects.get(kind="appointment_cancelled")
    assert cancelled.to == sari.email
    assert (
        "Waktu terdekat yang masih terbuka:\n"
        "- 16 Maret 2026 pukul 09.00 WITA\n"
        "- 16 Maret 2026 pukul 09.30 WITA\n"
    ) in cancelled.text


def test_the_calendar_file_comes_with_the_mail_of_both(office, dewi, sari, ratna):
    open_hours(office, dewi)
    consultation = make_consultation(sari)

    consultation.book(by=sari, starts_at=at(office, 9))

    kinds = ["appointment_booked", "appointment_for_office"]
    for mail, to in zip(Mail.objects.filter(kind__in=kinds), [sari, ratna], strict=True):
        (file,) = build_message(mail).attachments
        assert (mail.to, file.filename, file.mimetype) == (
            to.email,
            "janji-temu.ics",
            "text/calendar",
        )
        (entry,) = Calendar.from_ical(file.content).walk("VEVENT")
        assert entry.decoded("dtstart") == at(office, 9)


def test_hours_on_a_day_off_say_when_they_are_offered(client, office, dewi):
    client.force_login(dewi)
    open_hours(office, dewi)
    said = "bukan hari kerja: hanya ditawarkan pada tanggal yang dibuka"
    assert said not in client.get(reverse("office_hours")).text
    open_hours(office, dewi, weekday=5)

    assert said in client.get(reverse("office_hours")).text
    assert at(office, 7) not in starts(office)
    Holiday.objects.create(day="2026-03-07", name="Piket", office=office, kind="open")
    assert at(office, 7) in starts(office)


def test_who_withdraws_does_not_come(office, dewi, sari):
    open_hours(office, dewi)
    consultation = make_consultation(sari)
    consultation.book(by=sari, starts_at=at(office, 9))

    consultation.withdraw(by=sari)

    assert not Appointment.objects.booked().exists()


def test_a_guest_books_on_his_page_and_takes_the_calendar_file_along(client, office, dewi):
    open_hours(office, dewi)
    consultation, _ = make_guests(office)
    client.get(link_path(consultation))
    address = reverse("consultation_step", args=[consultation.code, "janji-temu"])
    groups = soup(client.get(address)).select("optgroup")
    assert [group["label"] for group in groups] == ["Senin, 9 Maret 2026", "Senin, 16 Maret 2026"]

    answer = client.post(address, {"starts_at": groups[0].option["value"]})

    assert told(answer) == ["Janji temu tercatat."]
    page = soup(client.get(consultation.get_absolute_url()))
    assert "Senin, 9 Maret 2026, pukul 09.00 WITA" in page.select_one(".panel").get_text()
    file = client.get(reverse("consultation_calendar", args=[consultation.code]))
    (entry,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert entry.decoded("dtstart") == at(office, 9)
    assert consultation.name not in file.content.decode()


def test_a_slot_that_was_taken_meanwhile_is_told(client, office, dewi, sari):
    open_hours(office, dewi)
    consultation = make_consultation(sari)
    client.force_login(sari)
    address = reverse("consultation_step", args=[consultation.code, "janji-temu"])
    value = soup(client.get(address)).select_one("optgroup option")["value"]
    make_consultation(sari).book(by=sari, starts_at=at(office, 9))

    page = soup(client.post(address, {"starts_at": value}))

    assert "Waktu ini baru saja terisi" in page.select_one(".error-summary").get_text()


def test_without_hours_no_appointment_is_offered(client, sari, office):
    consultation = make_consultation(sari)
    client.force_login(sari)

    assert "Buat janji temu" not in soup(client.get(consultation.get_absolute_url())).get_text()


def test_the_admin_opens_and_closes_hours(client, dewi, office):
    client.force_login(dewi)
    typed = {"weekday": 1, "begins": "09:00", "ends": "11:30", "minutes": 30, "places": 2}
    late = client.post(reverse("office_hours"), typed | {"ends": "08:00"})
    assert list(late.context["form"].errors) == ["ends"]

    client.post(reverse("office_hours"), typed)

    hours = Hours.objects.get()
    assert str(hours) == "Selasa 09.00–11.30, 30 menit, 2 tempat"
    client.post(reverse("office_hours_removal", args=[hours.pk]))
    assert not Hours.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_offering_slots_asks_the_same_few_queries(office, dewi, count, django_assert_num_queries):
    for weekday in range(count):
        open_hours(office, dewi, weekday=weekday)

    with django_assert_num_queries(3):
        Hours.objects.open_slots(office)


def test_the_desk_tells_who_comes_today(client, office, dewi, sari, ratna, monday):
    open_hours(office, dewi)
    make_consultation(sari).book(by=sari, starts_at=at(office, 9))
    monday.move_to("2026-03-09 00:00Z")
    client.force_login(ratna)

    tiles = [one.get_text(" ", strip=True) for one in soup(client.get("/meja/")).select(".tiles a")]

    assert "1 janji temu hari ini" in tiles
