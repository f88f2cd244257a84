"""Several photographs where one scan is asked: put in order, joined into one PDF."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from requests_app.models import Attachment
from tests.files.photographing import BLUE, GREEN, RED, colour_at, photograph
from tests.files.test_phones import TURNED
from tests.pages import soup, told
from tests.submissions import PDF, make_draft, upload

COLOURS = {"satu.jpg": RED, "dua.jpg": GREEN, "tiga.png": BLUE}


def address(file):
    return reverse("photographs", args=[file.code])


def choose(client, file, *names, **shape):
    chosen = [photograph(name, colour=COLOURS[name], **shape) for name in names]
    return client.post(address(file), {"photos": chosen})


def listed(client, file):
    """The names in their order, and the value of each one's buttons."""
    items = soup(client.get(address(file))).select(".photographs > li")
    buttons = [item.select_one("[name=hapus]") for item in items]
    names = [item.select_one(".hint").get_text() for item in items]
    return {name: button["value"] for name, button in zip(names, buttons, strict=True)}


def join(client, file, kind="cover_letter", name="surat-pengantar"):
    return client.post(address(file), {"gabung": "ya", "kind": kind, "name": name})


def colours(attachment):
    with pikepdf.open(BytesIO(attachment.file.open().read())) as pdf:
        pictures = [pikepdf.PdfImage(page.Resources.XObject.Foto) for page in pdf.pages]
        return [colour_at(picture.as_pil_image(), 0.5, 0.2) for picture in pictures]


@pytest.fixture
def draft(sari, client):
    client.force_login(sari)
    return make_draft(sari)


def test_photographs_become_one_pdf_in_the_order_chosen(client, draft):
    chosen = choose(client, draft, "satu.jpg", "dua.jpg", "tiga.png", orientation=6)
    joined = join(client, draft)

    kept = draft.revision.attachments.last()
    assert chosen.url == address(draft) + "#halaman"
    assert (joined.url, told(joined)) == (
        reverse("attachments", args=[draft.code]),
        ["“surat-pengantar.pdf” sudah tersimpan."],
    )
    assert (kept.kind, kept.name) == ("cover_letter", "surat-pengantar.pdf")
    assert colours(kept) == ["red", "green", "blue"]
    assert listed(client, draft) == {}


def test_the_order_is_changed_and_a_page_taken_off_without_a_script(client, draft):
    choose(client, draft, "satu.jpg", "dua.jpg")
    choose(client, draft, "tiga.png")
    pages = listed(client, draft)
    assert list(pages) == ["satu.jpg", "dua.jpg", "tiga.png"]

    client.post(address(draft), {"naik": pages["tiga.png"]})
    moved = client.post(address(draft), {"turun": pages["satu.jpg"]})
    assert list(listed(client, draft)) == ["tiga.png", "satu.jpg", "dua.jpg"]
    assert moved.url == f"{address(draft)}#turun-{pages['satu.jpg']}"

    client.post(address(draft), {"hapus": pages["satu.jpg"]})
    join(client, draft)
    assert colours(draft.revision.attachments.last()) == ["blue", "green"]


def test_moving_beyond_either_end_changes_nothing(client, draft):
    choose(client, draft, "satu.jpg", "dua.jpg")
    pages = listed(client, draft)
    client.post(address(draft), {"naik": pages["satu.jpg"]})
    client.post(address(draft), {"turun": pages["dua.jpg"]})
    client.post(address(draft), {"naik": "0" * 64})

    assert list(listed(client, draft)) == ["satu.jpg", "dua.jpg"]


def test_the_good_ones_are_kept_and_each_refused_one_is_named(client, draft):
    same = photograph("lagi.jpg", colour=RED)
    sent = [photograph("satu.jpg", colour=RED), upload("surat.pdf", PDF), same]
    answer = client.post(address(draft), {"photos": sent})

    assert list(listed(client, draft)) == ["satu.jpg"]
    assert [words.split("” ")[0] for words in told(answer)] == ["“surat.pdf", "“lagi.jpg"]


def test_nothing_chosen_and_nothing_to_join_are_told(client, draft):
    nothing = client.post(address(draft), {})
    joined = join(client, draft)

    assert told(nothing) == ["Pilih foto yang akan ditambahkan."]
    assert "Tambahkan dahulu fotonya." in joined.content.decode()
    assert draft.revision.attachments.count() == 1


def test_a_second_press_after_back_makes_no_second_file(client, draft):
    choose(client, draft, "satu.jpg")
    token = {"csrfmiddlewaretoken": "a" * 64, "gabung": "ya", "kind": "other", "name": "foto"}
    first, second = client.post(address(draft), token), client.post(address(draft), token)

    assert first.url == second.url
    assert draft.revision.attachments.filter(kind="other").count() == 1


def test_the_officer_joins_a_scan_of_the_paper_form(client, budi, agency):
    entered = make_draft(budi, agency=agency)
    client.force_login(budi)
    page = soup(client.get(address(entered) + "?jenis=pindaian"))
    assert page.select_one("[name=kind]") is None  # nothing to join yet
    choose(client, entered, "satu.jpg", "dua.jpg")
    joined = join(client, entered, kind=Attachment.Kind.SCAN, name="formulir.pdf")

    scan = entered.revision.attachments.scans().get()
    assert (joined.url, scan.name) == (reverse("scans", args=[entered.code]), "formulir.pdf")
    assert colours(scan) == ["red", "green"]


def test_an_agency_makes_no_scan_of_the_office(client, draft):
    choose(client, draft, "satu.jpg")

    assert join(client, draft, kind=Attachment.Kind.SCAN).status_code == 200
    assert not draft.revision.attachments.scans().exists()


def test_photographs_on_their_way_are_their_owner_s_alone(client, draft, sari, ratna, stranger):
    choose(client, draft, "satu.jpg")
    digest = listed(client, draft)["satu.jpg"]
    picture = reverse("arrival_picture", args=[digest])
    assert client.get(picture)["Content-Type"] == "image/jpeg"
    (kept,) = Path(default_storage.path(f"kiriman/{sari.pk}")).glob(f"{digest}*")
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)

    for person in (ratna, stranger):
        client.force_login(person)
        assert client.get(picture).status_code == 404


def test_photographs_of_phones_become_pages_too(client, draft):
    held_upright = upload("IMG_0412.HEIC", TURNED)
    client.post(address(draft), {"photos": [held_upright]})
    join(client, draft)

    with pikepdf.open(BytesIO(draft.revision.attachments.last().file.open().read())) as pdf:
        across, upright = (float(side) for side in pdf.pages[0].mediabox[2:])
    assert across < upright


@pytest.mark.parametrize("way", ["../../{}", "{root}/{}"])
def test_taking_a_page_off_removes_nothing_but_that_page(client, draft, way):
    choose(client, draft, "satu.jpg")
    join(client, draft)
    letter = draft.revision.attachments.last().file
    choose(client, draft, "satu.jpg")
    client.post(address(draft), {"hapus": way.format(letter.name, root=default_storage.location)})

    assert default_storage.exists(letter.name)
    assert list(listed(client, draft)) == ["satu.jpg"]
