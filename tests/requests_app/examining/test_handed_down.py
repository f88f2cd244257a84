"""Standard notes handed down by the centre or a province: followed, changed, or done without."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Office, Role
from events.models import Event
from events.refusals import NotAllowed
from requests_app.models import StandardNote
from tests.cast import make_office, make_staff
from tests.submissions import make_examined


@pytest.fixture
def centre(db):
    return make_office("0000", name="BPS Pusat")


@pytest.fixture
def citra(centre):
    return make_staff("Citra Dewi", Role.ADMIN, office=centre)


@pytest.fixture
def putri(office):
    return make_staff("Putri Ayu", Role.ADMIN, office=make_office("6300"))


@pytest.fixture
def frame(citra, centre):
    """What the centre hands down."""
    facts = {"name": "Kerangka", "text": "Jelaskan kerangka sampel."}
    note = StandardNote.objects.write(by=citra, office=centre, **facts)
    note.hand_down(by=citra)
    return note


def offered(survey, person):
    found = StandardNote.objects.offered(survey, "design.training", person)
    return [(one.office_id, one.text) for one in found]


def above(office):
    return list(StandardNote.objects.from_above(office))


def test_who_takes_it_as_it_is_follows_what_changes(frame, citra, ratna, sari):
    survey = make_examined(sari, ratna)
    assert offered(survey, ratna) == [("0000", "Jelaskan kerangka sampel.")]
    frame.rewrite(by=citra, text="Sebutkan kerangka sampel dan tahunnya.")
    assert offered(survey, ratna) == [("0000", "Sebutkan kerangka sampel dan tahunnya.")]
    frame.take_back(by=citra)
    assert offered(survey, ratna) == []


def test_an_own_copy_stands_in_its_place_and_hears_of_changes(frame, citra, ratna, office, sari):
    survey = make_examined(sari, ratna)
    mine = frame.copy_to(office, by=ratna, in_use=True)
    mine.rewrite(by=ratna, text="Kerangka dari mana?")
    assert offered(survey, ratna) == [("6302", "Kerangka dari mana?")]
    assert list(StandardNote.objects.overtaken(office)) == []

    frame.rewrite(by=citra, text="Sebutkan tahunnya.")

    mine.refresh_from_db()
    assert list(StandardNote.objects.overtaken(office)) == [mine]
    assert [(one["old"], one["new"]) for one in mine.changed_above()] == [
        ("Jelaskan kerangka sampel.", "Sebutkan tahunnya.")
    ]
    mine.keep_own(by=ratna)
    assert list(StandardNote.objects.overtaken(office)) == []
    assert offered(survey, ratna) == [("6302", "Kerangka dari mana?")]
    mine.follow(by=ratna)
    assert offered(survey, ratna) == [("0000", "Sebutkan tahunnya.")]
    mine = frame.copy_to(office, by=ratna, in_use=True)
    assert (StandardNote.objects.filter(office=office).count(), mine.text) == (
        1,
        "Sebutkan tahunnya.",
    )


def test_an_office_does_without(frame, ratna, office, sari):
    frame.copy_to(office, by=ratna, in_use=False)
    assert offered(make_examined(sari, ratna), ratna) == []
    assert above(make_office("6310")) == [frame]


def test_words_of_that_name_which_the_office_has_already_stay(frame, ratna, office):
    own = StandardNote.objects.write(by=ratna, office=office, name="Kerangka", text="Milik kami.")
    mine = frame.copy_to(office, by=ratna, in_use=True)
    assert (mine, mine.text, above(office)) == (own, "Milik kami.", [])


def test_what_the_province_words_anew_stands_in_place_of_the_centres(
    frame, putri, ratna, office, sari
):
    province = putri.office
    theirs = frame.copy_to(province, by=putri, in_use=True)
    theirs.rewrite(by=putri, text="Kerangka provinsi?")
    assert above(office) == [frame]  # not handed down yet
    theirs.hand_down(by=putri)
    assert above(office) == [theirs]
    assert above(make_office("6201")) == [frame]
    mine = frame.copy_to(office, by=ratna, in_use=True)
    assert (above(office), mine.source) == ([], frame)  # it has words of its own for both


def test_what_the_province_takes_back_or_leaves_behind_brings_no_second_text(
    frame, putri, ratna, office
):
    theirs = frame.copy_to(putri.office, by=putri, in_use=True)
    theirs.hand_down(by=putri)
    Office.objects.filter(pk="6300").update(closed_at=timezone.now(), successor="0000")
    assert above(office) == [frame]  # nobody there can change it any more
    Office.objects.filter(pk="6300").update(closed_at=None, successor=None)
    theirs.copy_to(office, by=ratna, in_use=True)
    theirs.take_back(by=putri)
    assert above(office) == []


def test_only_admins_of_the_centre_and_of_provinces_hand_down(frame, dewi, ratna, putri, office):
    own = StandardNote.objects.write(by=ratna, office=office, name="Petugas", text="Siapa?")
    examiner = make_staff("Eko", Role.EXAMINER, office=putri.office)
    theirs = StandardNote.objects.write(by=examiner, office=putri.office, name="A", text="B")
    for note, person in ((own, dewi), (theirs, examiner), (theirs, dewi), (frame, putri)):
        with pytest.raises(NotAllowed):
            note.hand_down(by=person)


def test_by_the_pages(client, frame, citra, dewi, office):
    client.force_login(citra)
    frame.take_back(by=citra)
    client.post(reverse("office_standard_note_handing", args=[frame.pk]))
    frame.refresh_from_db()
    assert frame.handed_down_at

    client.force_login(dewi)
    page = client.get(reverse("office_standard_notes")).content.decode()
    assert "Dari satuan kerja di atas" in page
    assert client.post(reverse("office_standard_note_copy", args=[frame.pk])).status_code == 302
    mine = StandardNote.objects.get(office=office)
    frame.rewrite(by=citra, text="Sebutkan tahunnya.")
    assert "catatan baku berubah di atas" in client.get(reverse("desk")).content.decode()
    assert (
        "berubah di atas: BPS Pusat"
        in client.get(reverse("office_standard_notes")).content.decode()
    )
    address = reverse("office_standard_note_above", args=[mine.pk])
    compared = client.get(address).content.decode()
    assert "<del>Jelaskan kerangka sampel.</del>" in compared
    client.post(address, {"ikuti": "1"})
    mine.refresh_from_db()
    assert (mine.source, mine.retired_at is None) == (None, False)
    actions = Event.objects.about(mine).values_list("action", flat=True)
    assert list(actions) == ["standard_note.copy", "standard_note.follow"]


def test_what_is_not_above_is_no_ones_to_copy(client, putri, ratna, frame):
    elsewhere = make_staff("Wati", Role.ADMIN, office=make_office("6200"))
    theirs = StandardNote.objects.write(by=elsewhere, office=elsewhere.office, name="X", text="Y")
    theirs.hand_down(by=elsewhere)
    client.force_login(ratna)
    for note in (theirs,):
        assert client.post(reverse("office_standard_note_copy", args=[note.pk])).status_code == 404
        assert client.get(reverse("office_standard_note_above", args=[note.pk])).status_code == 404


def test_an_office_alone_sees_nothing_of_it(client, dewi, office, django_assert_num_queries):
    note = StandardNote.objects.write(by=dewi, office=office, name="Kerangka", text="Jelaskan.")
    client.force_login(dewi)
    client.get(reverse("office_standard_notes"))
    with django_assert_num_queries(4):
        page = client.get(reverse("office_standard_notes")).content.decode()
    assert "di atas" not in page
    assert "Turunkan" not in page
    for name in ("_handing", "_copy"):
        address = reverse(f"office_standard_note{name}", args=[note.pk])
        assert client.post(address).status_code == 404
