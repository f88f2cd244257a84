"""The office's library of standard notes."""

import pytest
from django.urls import reverse

from requests_app.models import StandardNote
from tests.cast import make_office
from tests.pages import queries, soup, told, words

LIBRARY, NEW = reverse("office_standard_notes"), reverse("office_standard_note_new")


def make(office, by, name="Kerangka", **facts):
    return StandardNote.objects.create(office=office, by=by, name=name, text="Jelaskan.", **facts)


def test_an_empty_library_says_how_to_begin(client, ratna):
    client.force_login(ratna)

    assert "Tulis catatan yang sering Anda pakai, atau mulai dari contoh." in words(
        client.get(LIBRARY)
    )
    assert soup(client.get(NEW)).h1.get_text(strip=True) == "Catatan baku baru"


def test_one_is_written_for_a_question_as_people_name_it(client, ratna, office):
    client.force_login(ratna)
    kept = client.post(NEW, {"name": "Kerangka", "place": "fs3 6.2", "text": "{judul}: jelaskan."})

    assert (kept.url, told(kept)) == (LIBRARY, ["Catatan baku tersimpan."])
    note = StandardNote.objects.get()
    assert (note.office, note.by, note.name, note.text, note.edition, note.question) == (
        *(office, ratna, "Kerangka", "{judul}: jelaskan."),
        *("fs3_2021", "sampling.sampling_frame"),
    )
    row = soup(client.get(LIBRARY)).select_one("tbody tr")
    assert [cell.get_text() for cell in row.select("td")[:2]] == ["FS3 6.2", "0 kali"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "KERANGKA"}, "Sudah ada catatan baku bernama itu."),
        ({"name": " "}, "Belum diisi."),
        ({"place": "FS3 99"}, "Rincian ini tidak ada."),
        ({"place": "formulir"}, "Rincian ini tidak ada."),
        ({"text": "{nip}"}, "“{nip}” tidak dikenal."),
    ],
)
def test_what_is_wrong_is_told_and_the_text_kept(client, ratna, office, typed, wrong):
    make(office, ratna)
    client.force_login(ratna)
    page = client.post(NEW, {"name": "Lain", "place": "", "text": "Jelaskan {isian}."} | typed)

    assert wrong in words(page)
    kept = soup(page).select_one("textarea[name=text]").get_text().strip()
    assert kept == typed.get("text", "Jelaskan {isian}.")
    assert StandardNote.objects.count() == 1


def test_a_note_may_keep_its_own_name(client, ratna, office):
    note = make(office, ratna, edition="fs3_2021", question="sampling.sampling_frame")
    client.force_login(ratna)
    page = soup(client.get(reverse("office_standard_note", args=[note.pk])))
    typed = {"name": "kerangka", "place": page.select_one("input[name=place]")["value"]}

    client.post(reverse("office_standard_note", args=[note.pk]), typed | {"text": "Jelaskan!"})

    note.refresh_from_db()
    assert typed["place"] == "FS3 6.2"
    assert (note.name, note.text, note.question) == (
        *("kerangka", "Jelaskan!"),
        "sampling.sampling_frame",
    )


def test_one_is_offered_no_longer_and_again(client, ratna, office, examined):
    note = make(office, ratna)
    client.force_login(ratna)
    writing = reverse("note_new", args=[examined.code])

    def offered():
        options = soup(client.get(writing)).select("datalist#catatan-baku option")
        return [option["value"] for option in options]

    def press():
        form = soup(client.get(LIBRARY)).select_one("tbody form")
        client.post(form["action"])
        return form.get_text(" ", strip=True)

    assert offered() == ["Kerangka"]
    assert press() == "Hentikan Kerangka"
    assert offered() == []
    assert press() == "Tawarkan lagi Kerangka"
    assert offered() == ["Kerangka"]
    note.refresh_from_db()
    assert note.retired_at is None


def test_one_row_and_three_cost_the_same_queries(client, ratna, office):
    make(office, ratna)
    client.force_login(ratna)
    client.get(LIBRARY)
    one = queries(client, LIBRARY)
    make(office, ratna, "Sampel"), make(office, ratna, "Peubah")

    assert len(soup(client.get(LIBRARY)).select("tbody tr")) == 3
    assert queries(client, LIBRARY) == one


def test_the_samples_are_loaded_once_and_own_words_stay(client, ratna, office):
    own = make(office, ratna, "Kerangka sampel")
    client.force_login(ratna)
    for _ in range(2):
        loaded = client.post(reverse("office_standard_notes_samples"))

    assert told(loaded)[0].endswith("contoh catatan baku dimuat. Sesuaikan seperlunya.")
    assert StandardNote.objects.count() == 13
    own.refresh_from_db()
    assert own.text == "Jelaskan."


def test_another_offices_library_does_not_exist(client, ratna):
    theirs = make(make_office("6301"), ratna)
    client.force_login(ratna)

    assert soup(client.get(LIBRARY)).select("tbody tr") == []
    for name in ("office_standard_note", "office_standard_note_closing"):
        assert client.post(reverse(name, args=[theirs.pk]), {"text": "Lain."}).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.text, theirs.retired_at) == ("Jelaskan.", None)


@pytest.mark.parametrize("person", ["sari", "budi", "hasan"])
def test_only_examiners_and_admins_keep_it(client, ratna, office, person, request):
    note = make(office, ratna)
    client.force_login(request.getfixturevalue(person))
    for name, args in (
        *(("office_standard_notes", []), ("office_standard_note_new", [])),
        *((name, [note.pk]) for name in ("office_standard_note", "office_standard_note_closing")),
        ("office_standard_notes_samples", []),
    ):
        assert client.post(reverse(name, args=args)).status_code == 403, name
    assert StandardNote.objects.get().retired_at is None
