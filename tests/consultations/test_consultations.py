"""Advice on a planned activity: asked for, given, kept (service.md, decision 21)."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from time_machine import travel

from complaints.models import Complaint
from consultations.keys import KEYS
from consultations.models import Consultation
from consultations.tasks import tend_consultations
from consultations.workflow import STEPS
from events.models import Event, Mail, Notice
from events.refusals import NotAllowed, NotNow
from norms.keeping import sweep
from tests.cast import make_staff
from tests.consultations.making import FACTS, make_consultation, make_guests
from tests.pages import soup
from workdays.models import Holiday

MONDAY = "2026-03-02 02:00Z"  # ten o'clock in Kotabaru


@pytest.fixture(autouse=True)
def monday():
    with travel(MONDAY, tick=False) as clock:
        yield clock


def subjects(to):
    return [mail.subject for mail in Mail.objects.filter(to=to).order_by("pk")]


def actions(consultation):
    return [event.action for event in Event.objects.about(consultation)]


def test_the_answer_is_promised_within_five_working_days_of_the_office(sari):
    assert make_consultation(sari).due_on == date(2026, 3, 9)
    Holiday.objects.create(day="2026-03-04", name="Pilkada", office=sari.agency.office)
    assert make_consultation(sari).due_on == date(2026, 3, 10)


def test_a_day_off_moves_what_waits_with_the_next_round(sari):
    consultation = make_consultation(sari)
    Holiday.objects.create(day="2026-03-04", name="Pilkada", office=sari.agency.office)

    tend_consultations()

    consultation.refresh_from_db()
    assert consultation.due_on == date(2026, 3, 10)


def test_the_agency_asks_and_the_office_answers(sari, ratna, budi):
    consultation = make_consultation(sari)
    assert subjects(sari.email) == [
        f"Konsultasi {consultation.code}: kami jawab paling lambat 9 Maret 2026"
    ]
    assert subjects(ratna.email) == [
        "Konsultasi baru: jawab paling lambat 9 Maret 2026 – Survei Kepuasan Masyarakat 2027"
    ]
    assert subjects(budi.email) == []

    consultation.answer(by=ratna, text="Sekurang-kurangnya 150 responden.")

    assert (consultation.state, consultation.officer) == ("answered", ratna)
    assert consultation.closed_in_time is True
    _, mail, rating = Mail.objects.filter(to=sari.email).order_by("pk")
    assert mail.subject == (
        f"Jawaban konsultasi {consultation.code} – Survei Kepuasan Masyarakat 2027"
    )
    assert rating.subject == "Nilai layanan kami, satu menit: Survei Kepuasan Masyarakat 2027"
    assert "Sekurang-kurangnya 150 responden." in mail.text
    assert actions(consultation) == ["consultation.ask", "consultation.answer"]


def test_a_question_more_begins_the_promise_anew(sari, ratna, monday):
    consultation = make_consultation(sari)
    consultation.answer(by=ratna, text="150 responden.")
    monday.move_to("2026-03-12 02:00Z")

    consultation.ask_more(by=sari, text="Juga untuk kecamatan?")

    assert (consultation.state, consultation.due_on) == ("waiting", date(2026, 3, 26))
    assert subjects(ratna.email)[-1] == (
        "Pertanyaan lanjutan: jawab paling lambat 26 Maret 2026 – Survei Kepuasan Masyarakat 2027"
    )


def test_what_waits_is_reminded_of_once_for_each_due_date(sari, ratna, monday):
    consultation = make_consultation(sari)
    monday.move_to("2026-03-05 02:00Z")
    tend_consultations()
    assert len(subjects(ratna.email)) == 1

    monday.move_to("2026-03-06 02:00Z")
    tend_consultations()
    tend_consultations()

    assert subjects(ratna.email)[1:] == [
        f"Sisa 1 hari kerja: jawab konsultasi {consultation.code} – batas 9 Maret 2026"
    ]


def test_an_answer_after_the_due_date_is_late(sari, ratna, monday):
    consultation = make_consultation(sari)
    monday.move_to("2026-03-10 02:00Z")
    assert list(Consultation.objects.late(date(2026, 3, 10))) == [consultation]

    consultation.answer(by=ratna, text="150.")

    assert consultation.closed_in_time is False


def test_who_takes_it_alone_is_told_afterwards(sari, ratna):
    second = make_staff("Yoga Pratama", "examiner", office=ratna.office)
    consultation = make_consultation(sari)
    consultation.take(by=second)
    consultation.ask_more(by=sari, text="Satu hal lagi.")

    assert (len(subjects(ratna.email)), len(subjects(second.email))) == (1, 2)
    assert list(Consultation.objects.waiting_for(ratna)) == []
    assert list(Consultation.objects.waiting_for(second)) == [consultation]


def test_what_is_on_no_activity_goes_on_as_a_request_for_information(office, ratna, maya):
    consultation, _ = make_guests(office, text="Di mana data inflasi?")

    consultation.refer(by=ratna)

    complaint = Complaint.objects.get()
    assert (complaint.code, complaint.kind) == (consultation.code, "information")
    assert (complaint.secret_digest, complaint.text) == (
        consultation.secret_digest,
        "Di mana data inflasi?",
    )
    assert complaint.due_on == date(2026, 3, 9)
    assert (consultation.state, consultation.closed_in_time) == ("referred", True)


def test_a_member_is_not_sent_to_type_a_secret_that_nobody_gave_him(client, sari, ratna, maya):
    consultation = make_consultation(sari)
    consultation.refer(by=ratna)
    client.force_login(sari)

    page = soup(client.get(consultation.get_absolute_url())).select_one("main")

    said = " ".join(page.select_one(".message").get_text().split())
    assert said.endswith(f"tautan yang membukanya kami kirim ke {sari.email}.")
    assert not page.select("a[href*='lacak']")
    mail = Mail.objects.get(kind="complaint_received", to=sari.email)
    assert "kata kunci" not in said + mail.text


def test_it_is_not_referred_where_nobody_would_answer(office, ratna):
    consultation, _ = make_guests(office)

    with pytest.raises(NotNow):
        consultation.refer(by=ratna)

    consultation.refresh_from_db()
    assert (consultation.state, Complaint.objects.count()) == ("waiting", 0)


OF_ONE = [verb for verb, step in STEPS.items() if step.noun and step.side != "both"]


@pytest.mark.parametrize("verb", OF_ONE)
def test_each_step_is_of_one_side(verb, sari, ratna):
    consultation = make_consultation(sari)
    wrong = {"office": sari, "asker": ratna}[STEPS[verb].side]
    words = {"text": "Teks"} if verb not in {"take", "refer", "withdraw"} else {}
    if verb == "become_note":
        consultation.answer(by=ratna, text="150.")
        words["submission"] = None
    before = actions(consultation)

    with pytest.raises(NotAllowed):
        getattr(consultation, verb)(by=wrong, **words)

    assert actions(consultation) == before


def test_what_is_closed_cannot_be_withdrawn(sari, ratna):
    consultation = make_consultation(sari)
    consultation.answer(by=ratna, text="150.")

    with pytest.raises(NotNow):
        consultation.withdraw(by=sari)


def test_who_sees_it(sari, stranger, ratna, dewi, official_of_another_office, pending_member):
    consultation = make_consultation(sari)
    people = [sari, stranger, ratna, dewi, official_of_another_office, pending_member]

    seen = [Consultation.objects.visible_to(person).exists() for person in people]

    assert seen == [True, False, True, False, False, False]
    consultation, _ = make_guests(sari.agency.office)
    assert not Consultation.objects.visible_to(sari).filter(pk=consultation.pk).exists()


def test_every_word_looked_for_stands_in_it_somewhere(sari, ratna):
    consultation = make_consultation(sari)
    consultation.answer(by=ratna, text="Gunakan tabel Krejcie dan Morgan.")
    found = Consultation.objects.visible_to(sari)

    assert list(found.matching("morgan kepuasan")) == [consultation]
    assert list(found.matching(consultation.code.lower())) == [consultation]
    assert list(found.matching("morgan inflasi")) == []


def test_the_answer_stands_with_its_question_or_not_at_all(sari, ratna, monkeypatch):
    consultation = make_consultation(sari)
    monkeypatch.setattr("consultations.models.consultation.kept", _no_room)

    with pytest.raises(OSError, match="No room"):
        consultation.answer(by=ratna, text="150.")

    consultation.refresh_from_db()
    assert (consultation.state, consultation.messages.count()) == ("waiting", 1)


def _no_room(*args):
    raise OSError("No room")


def test_guests_are_forgotten_a_year_after_the_answer_with_all_they_wrote(
    office, sari, ratna, budi, monday, django_capture_on_commit_callbacks
):
    guests, secret = make_guests(office, organization="Yayasan Contoh", phone="0518-1234")
    members = make_consultation(sari)
    typed, _ = Consultation.objects.ask(
        by=budi, office=office, agency=sari.agency, **FACTS, name="Wulan", phone="0518-1"
    )
    waiting, _ = make_guests(office)
    stored = (
        guests.messages.get()
        .files.create(
            name="rancangan.pdf",
            file=ContentFile(b"%PDF-", "rancangan.pdf"),
            content_type="application/pdf",
            size=5,
            sha256="0" * 64,
        )
        .file.name
    )
    for one in (guests, members, typed):
        one.answer(by=ratna, text="150 responden.")
    monday.move_to("2027-03-02 01:00Z")
    sweep("keep.consultations")
    assert not Consultation.objects.filter(erased_at__isnull=False).exists()

    monday.move_to("2027-03-02 03:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        assert [one.count for one in sweep("keep.consultations")] == [2]
        assert [one.count for one in sweep("keep.consultations")] == [0]

    for one in (guests, members, typed, waiting):
        one.refresh_from_db()
    assert [guests.name, guests.organization, guests.email, guests.phone] == [""] * 4
    assert [typed.name, typed.phone] == ["", ""]
    assert (members.name, members.email) == (sari.name, sari.email)
    assert waiting.name == "Wulan Contoh"  # nobody has answered it
    assert actions(guests).count("consultation.erase") == 1
    assert KEYS.opens(guests, secret)  # it tells that it was, and nothing of what it said
    assert [said.text for said in guests.messages.all()] == ["", ""]
    assert (guests.activity, guests.state, guests.closed_in_time) == ("", "answered", True)
    assert not default_storage.exists(stored)
    assert not Notice.objects.about(guests).exists()
    for one in (members, typed):  # what an agency asked is the agency's
        assert [said.text for said in one.messages.all()] == [FACTS["text"], "150 responden."]
        assert one.activity == FACTS["activity"]
