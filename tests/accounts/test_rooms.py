"""How much an agency's files may take: counted once, refused in words, given by the admin."""

import hashlib

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.models import Room
from accounts.models.rooms import MB
from accounts.tasks import count_rooms
from appeals.models import Appeal
from consultations.models import Consultation
from events.models import Event
from events.refusals import NotNow
from files.taking import Taken
from requests_app.models import Attachment
from tests.appeals.making import TYPED as OBJECTION
from tests.appeals.making import make_declined
from tests.cast import make_agency, make_member
from tests.consultations.making import make_consultation
from tests.pages import queries, words
from tests.submissions import PDF, attach, make_draft, make_returned, upload

SIZE = len(PDF)
pytestmark = pytest.mark.django_db


def room_of(agency):
    return Room.objects.get(agency=agency)


def counted(agency):
    room = room_of(agency)
    return room.kept, room.files, room.today, room.files_today


def taken(name="bukti.pdf"):
    return Taken(upload(name), "application/pdf")


@pytest.fixture
def tight(settings):
    """Room for about a megabyte, of which a tenth a day."""
    settings.AGENCY_MB = 1


def full_but(agency, left):
    """An agency that has so many bytes left, all of them its own."""
    draft = make_draft(agency.members.first())
    Attachment.objects.filter(revision=draft.revision).update(size=MB - left)
    Room.objects.filter(agency=agency).update(kept=MB - left)
    return draft


def test_whatever_comes_from_an_agency_counts_once(sari, ratna, hasan, budi, agency):
    returned = make_returned(sari, ratna)  # the second version shares the file of the first
    make_consultation(sari, uploads=[taken()])
    Appeal.objects.file(make_declined(sari, ratna, hasan), by=sari, uploads=[taken()], **OBJECTION)
    make_draft(budi, agency=agency)  # what an officer enters for it

    before = counted(agency)
    count_rooms()

    assert returned.revisions.count() == 2
    assert before == counted(agency) == (5 * SIZE, 5, 5 * SIZE, 5)


def test_what_the_office_says_and_guests_bring_counts_for_nobody(sari, ratna, office, agency):
    consultation = make_consultation(sari)
    consultation.answer(by=ratna, text="Begini.", uploads=[taken()])
    Consultation.objects.ask(
        office=office, name="Wulan", activity="Survei", topic="sample", channel="web",
        text="Berapa?", uploads=[taken()],
    )  # fmt: skip

    count_rooms()

    assert not Room.objects.exists()


def test_a_removed_file_makes_room_at_once(sari, draft, agency):
    file = attach(draft, by=sari, name="lain.pdf")
    assert counted(agency)[:2] == (2 * SIZE, 2)

    file.remove()

    assert counted(agency)[:2] == (SIZE, 1)


def test_who_is_full_reads_what_is_left_and_what_to_do(client, sari, agency, tight):
    draft = full_but(agency, left=100)
    client.force_login(sari)

    answer = client.post(
        reverse("attachments", args=[draft.code]), {"kind": "other", "file": upload("b.pdf")}
    )

    assert (
        "“b.pdf”: Ruang berkas instansi Anda tinggal 100 B dari 1 MB, sedangkan kiriman ini "
        f"{SIZE} B. Hapus lampiran draf yang tidak diperlukan atau perkecil berkasnya; "
        "bila masih kurang, "
        "minta BPS Kabupaten Kotabaru menambah ruang."
    ) in words(answer)
    assert draft.revision.attachments.count() == 1


def test_an_officer_who_enters_for_it_is_refused_alike(budi, sari, agency, tight):
    full_but(agency, left=SIZE)  # one more goes
    entered = make_draft(budi, agency=agency)

    with pytest.raises(NotNow, match="tinggal 0 B dari 1 MB"):
        attach(entered, by=budi, name="lain.pdf")


def test_a_day_has_its_own_limits(sari, draft, agency, settings):
    settings.AGENCY_DAILY_FILES = 2
    attach(draft, by=sari, name="dua.pdf")

    with pytest.raises(NotNow, match="Hari ini instansi Anda sudah mengirim 2 dari 2 berkas"):
        attach(draft, by=sari, name="tiga.pdf")
    with travel(
        draft.office.now().replace(hour=12) + draft.office.now().resolution * 86_400_000_000
    ):
        attach(draft, by=sari, name="tiga.pdf")

    assert counted(agency)[2:] == (SIZE, 1)


def test_a_count_that_went_wrong_refuses_nobody(sari, draft, agency, settings):
    settings.AGENCY_FILES = 3
    Room.objects.update(files=3, kept=5)

    attach(draft, by=sari, name="dua.pdf")

    assert counted(agency) == (2 * SIZE, 2, 2 * SIZE, 2)


def test_a_consultation_that_is_refused_keeps_what_was_typed(client, sari, agency, tight):
    full_but(agency, left=10)
    client.force_login(sari)
    typed = {"topic": "sample", "activity": "Survei", "text": "Berapa responden?"}

    answer = client.post(reverse("consultation_new"), typed | {"files": upload("b.pdf")})

    assert "Ruang berkas instansi Anda tinggal" in words(answer)
    assert "Berapa responden?" in answer.text
    assert not Consultation.objects.exists()


def test_what_is_on_its_way_counts_too(client, sari, agency, tight):
    make_draft(sari)
    client.force_login(sari)
    content = PDF + b"%" * 700_000

    def send(content, piece):
        digest = hashlib.sha256(content).hexdigest()
        where = f"{reverse('arrival', args=[digest])}?mulai=0&panjang={len(content)}"
        head = {"X-Person": str(sari.pk)}
        return client.post(where, piece, content_type="application/octet-stream", headers=head)

    first = send(content, content)
    second = send(content + b"%", content[:400_000])

    assert first.json() == {"offset": len(content)}
    assert second.status_code == 422
    assert "tinggal 340 kB dari 1 MB, sedangkan kiriman ini 390 kB" in second.json()["words"]


def test_what_has_arrived_and_was_taken_does_not_count_twice(client, sari, agency, tight):
    draft = make_draft(sari)
    client.force_login(sari)
    content = PDF + b"%" * 600_000
    digest = hashlib.sha256(content).hexdigest()
    where = f"{reverse('arrival', args=[digest])}?mulai=0&panjang={len(content)}"
    head = {"X-Person": str(sari.pk)}
    client.post(where, content, content_type="application/octet-stream", headers=head)
    named = {"kind": "other", "file-kiriman": f"{digest}/surat.pdf"}
    client.post(reverse("attachments", args=[draft.code]), named)
    assert draft.revision.attachments.count() == 2

    more = hashlib.sha256(b"x" * 300_000).hexdigest()
    where = f"{reverse('arrival', args=[more])}?mulai=0&panjang=300000"
    answer = client.post(
        where, b"x" * 300_000, content_type="application/octet-stream", headers=head
    )

    assert answer.json() == {"offset": 300_000}


def test_the_admin_sees_the_use_and_gives_more(client, dewi, sari, agency, tight):
    draft = full_but(agency, left=10)
    client.force_login(dewi)
    listed = words(client.get(reverse("office_rooms")))

    answer = client.post(reverse("office_room", args=[agency.pk]), {"times": "2"})
    attach(draft, by=sari, name="lain.pdf")

    assert "Dinas Perikanan Kabupaten Kotabaru 1 MB 1 MB 1 99 %" in listed
    assert answer.headers["Location"] == reverse("office_rooms")
    assert room_of(agency).times == 2
    event = Event.objects.get(action="agency.give_room")
    assert (event.particulars["before"], event.particulars["times"]) == (1, 2)
    assert "2 kali ruang berkas biasa (sebelumnya 1)" in event.sentence


def test_the_list_asks_as_much_for_three_agencies_as_for_one(client, dewi, sari, office):
    make_draft(sari)
    client.force_login(dewi)
    one = queries(client, reverse("office_rooms"))
    for _ in range(2):
        make_draft(make_member(agency=make_agency(office=office)))

    assert queries(client, reverse("office_rooms")) == one <= 12


def test_another_offices_admin_sees_none_of_it(client, dewi_of_another_office, agency, sari):
    make_draft(sari)
    client.force_login(dewi_of_another_office)

    assert "Dinas Perikanan" not in client.get(reverse("office_rooms")).text
    assert client.get(reverse("office_room", args=[agency.pk])).status_code == 404


@pytest.fixture
def dewi_of_another_office():
    from accounts.models import Role
    from tests.cast import make_office, make_staff

    return make_staff("Dewi Lain", Role.ADMIN, office=make_office("6301"))


def test_what_is_given_while_the_night_counts_stays(sari, dewi, office, monkeypatch):
    """The count of one agency takes a moment; meanwhile another is given more room."""
    other = make_agency(office=office)
    for person in (sari, make_member(agency=other)):
        make_draft(person)
    count = Room.recount

    def slowly(room):
        if room.agency != other:
            room_of(other).give(5, by=dewi)
        count(room)

    monkeypatch.setattr(Room, "recount", slowly)
    count_rooms()

    assert room_of(other).times == 5
