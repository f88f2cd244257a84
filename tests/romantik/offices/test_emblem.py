"""The emblem of an office: looked at, kept, worn by letters and pages, and by its own alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Emblem
from accounts.models.emblems import Damaged
from events.models import Event
from guestbook.models import Visit
from tests.cast import make_office
from tests.files.test_emblems import png, svg
from tests.guestbook.conftest import TYPED
from tests.letters.conftest import equip
from tests.pages import soup
from tests.submissions import make_proposed

PAGE = "office_fact"


@pytest.fixture
def send(client, dewi):
    client.force_login(dewi)

    def sent(content=None, name="lambang.svg", **typed):
        if content is not None:
            typed["file"] = SimpleUploadedFile(name, content)
        return client.post(reverse(PAGE, args=["lambang"]), typed)

    return sent


def worn(page):
    return [(each["src"], each["alt"]) for each in soup(page).select(".site-head img.emblem")]


def test_it_is_looked_at_first_and_kept_without_choosing_it_again(send, client, office):
    seen = send(svg(), emblem_alt="Lambang BPS", pratinjau="1")

    [picture, *_] = soup(seen).select(".letterhead img")
    assert (picture["src"][:26], picture["alt"]) == ("data:image/svg+xml;base64,", "Lambang BPS")
    assert (Emblem.objects.count(), Event.objects.count()) == (0, 0)

    carried = soup(seen).select_one("input[name=kept]")["value"]
    send(kept=carried, emblem_alt="Lambang BPS")

    office.refresh_from_db()
    [emblem] = Emblem.objects.all()
    assert (office.emblem, office.emblem_alt) == (emblem, "Lambang BPS")
    assert Event.objects.get().particulars["changes"] == [
        {"label": "Lambang", "old": "", "new": f"gambar {emblem.sha256[:12]}"},
        {"label": "Teks pengganti lambang", "old": "", "new": "Lambang BPS"},
    ]
    client.logout()
    assert worn(client.get(reverse("home"))) == [(f"/lambang/{emblem.sha256}/", "Lambang BPS")]
    shown = client.get(f"/lambang/{emblem.sha256}/")
    assert (shown["Content-Type"], shown.content) == ("image/svg+xml", emblem.picture)
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert "immutable" in shown["Cache-Control"]


def test_what_is_wrong_with_it_is_told_and_the_picture_is_not_lost(send, office):
    answer = send(svg("<script>alert(1)</script>"), emblem_alt="Lambang")
    assert "memuat program atau halaman di dalamnya" in answer.text
    answer = send(b"x" * (2 * 1024 * 1024 + 1), emblem_alt="Lambang")
    assert "lebih besar dari 2 MB" in answer.text
    answer = send(kept="%%%", emblem_alt="Lambang")
    assert answer.status_code in (200, 302)

    answer = send(png(), "lambang.png")

    assert "Tuliskan apa yang terlihat" in answer.text
    assert soup(answer).select_one("input[name=kept]")["value"]
    assert Emblem.objects.count() == 0


def test_what_travels_in_the_page_is_made_harmless_once_more(send):
    from base64 import b64encode

    bad = b64encode(svg('<image href="https://e.example/"/>')).decode()

    assert "memakai gambar atau berkas lain" in send(kept=bad, emblem_alt="Lambang").text
    assert Emblem.objects.count() == 0


def test_a_letter_keeps_the_emblem_with_which_it_was_taken_up(send, office, sari, ratna, hasan):
    equip(hasan)
    send(png(), "lambang.png", emblem_alt="Lambang lama")
    first = Emblem.objects.get()
    letter = make_proposed(sari, ratna).letters.get().take_up(by=hasan)
    assert letter.content["office"]["emblem"] == {"sha256": first.pk, "alt": "Lambang lama"}

    send(none="on")

    office.refresh_from_db()
    assert (office.emblem, office.emblem_alt) == (None, "")
    letter.refresh_from_db()
    from letters.page import pdf

    assert pdf.emblem_of(letter.content["office"]) == first.source
    assert pdf.render(letter.content, draft=False) == letter.document()


def test_a_picture_is_written_once_and_told_when_it_is_another(send, office):
    send(svg(), emblem_alt="Lambang")
    emblem = Emblem.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Emblem.objects.filter(pk=emblem.pk).update(content=b"x")
    emblem.content = b"x"
    with pytest.raises(Damaged):
        emblem.picture  # noqa: B018


def test_a_public_page_wears_the_emblem_of_its_own_office(client, office):
    other = make_office("6301")
    for each, content in ((office, svg()), (other, png())):
        each.emblem, each.emblem_alt = Emblem.of(content).keep(), each.code
        each.save()

    for page in ("service_standard", "complaint_summary", "satisfaction"):
        for code in ("6301", "6302"):
            [(_, alt)] = worn(client.get(reverse(page), {"kantor": code}))
            assert (page, alt) == (page, code)


def test_a_ticket_wears_it(client, office):
    office.emblem, office.emblem_alt = Emblem.of(png()).keep(), "Lambang BPS"
    office.save()
    visit = Visit.objects.arrive(office=office, **TYPED)

    page = soup(client.get(reverse("guestbook_ticket", args=[visit.once])))

    assert [each["alt"] for each in page.select(".ticket-paper img, .screen-head img")] == [
        "Lambang BPS",
        "Lambang BPS",
    ]
