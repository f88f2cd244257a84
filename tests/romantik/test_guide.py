"""The guide: read by everybody, found by words, printed whole, and true to the screens."""

import ast
import re
import subprocess

import pytest
from django.urls import reverse

from romantik.guide.reading import BY_PLACE, BY_SLUG, PAGES, matching
from tests.addresses import addresses
from tests.consultations.making import make_consultation
from tests.pages import soup
from tests.test_house import APPS, ROOT, pages, read

NAME = re.compile(r"“([^”]+)”")
TAG = re.compile(r"<[^>]*>|\{%.*?%\}|\{\{.*?\}\}", re.S)


@pytest.fixture(scope="module")
def shown():
    """Every whole piece of words that a template or the code may put on a screen."""
    said = set()
    for name in pages():
        if not name.startswith("romantik/guide/"):
            html = read(name).replace("\\\n", "")
            said |= {" ".join(piece.split()) for piece in TAG.split(html)}
            said |= set(re.findall(r'"([^"]+)"', " ".join(re.findall(r"\{%.*?%\}", html, re.S))))
    for app in APPS:
        for file in (ROOT / app).rglob("*.py"):
            nodes = ast.walk(ast.parse(file.read_text("utf-8")))
            said |= {str(n.value) for n in nodes if isinstance(n, ast.Constant)}
    return said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_every_name_in_quotes_stands_on_a_screen(page, shown):
    assert [name for name in NAME.findall(page.words) if name not in shown] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_a_page_is_short_and_leads_on(page):
    assert bool(page.asked) or 3 <= len(page.steps) <= 8
    assert [slug for slug in page.see if slug not in BY_SLUG] == []
    assert [at for at in page.at if at.split()[0] not in {one.name for one in addresses()}] == []


def test_no_page_has_the_address_or_the_place_of_another():
    assert len(BY_SLUG) == len(PAGES)
    assert len(BY_PLACE) == sum(len(page.at) for page in PAGES)
    assert "cetak" not in BY_SLUG


def test_words_find_pages_in_any_case_and_order():
    found = [page.slug for part in matching("PERBAIKAN catatan") for page in part.pages]

    assert "menjawab-catatan" in found
    assert "cek-surat" not in found
    assert matching("zzz") == []


@pytest.mark.django_db
def test_everybody_reads_index_page_and_booklet(client):
    index = client.get(reverse("guide")).content.decode()
    booklet = client.get(reverse("guide_booklet")).content.decode()

    assert [p.slug for p in PAGES if reverse("guide_page", args=[p.slug]) not in index] == []
    assert [p.title for p in PAGES if f"<h3>{p.title}</h3>" not in booklet] == []
    assert client.get(reverse("guide_page", args=["tidak-ada"])).status_code == 404
    assert "Tidak ada halaman yang cocok" in client.get(reverse("guide"), {"kata": "zzz"}).text


@pytest.mark.django_db
def test_the_page_of_a_task_leads_to_its_guide(client):
    page = client.get(reverse("need_check")).content.decode()

    assert reverse("guide_page", args=["perlu-rekomendasi"]) in page
    assert f'href="{reverse("guide")}"' in page


PICTURED = [page for page in PAGES if page.picture]


@pytest.mark.parametrize("page", PICTURED, ids=lambda page: page.slug)
def test_a_picture_is_small_and_says_which_step_it_shows(page):
    file = ROOT / "static" / page.picture["file"]

    assert file.stat().st_size <= 60_000
    assert 1 <= page.picture["step"] <= len(page.steps)
    assert len(page.picture["shows"]) > 20


def test_there_are_as_many_pictures_as_main_tasks_and_none_is_left_over():
    files = {page.picture["file"] for page in PICTURED}

    assert files == {f"guide/{file.name}" for file in (ROOT / "static/guide").iterdir()}
    assert 8 <= len(files) == len(PICTURED) <= 12


@pytest.mark.django_db
def test_a_picture_stands_at_its_step_and_waits_until_it_is_opened(client):
    page = soup(client.get(reverse("guide_page", args=["memeriksa"])))

    second = page.select("main ol > li")[1]
    assert second.select_one("details:not([open]) > summary").get_text() == "Gambar langkah 2"
    assert second.img["loading"] == "lazy"
    assert second.img["alt"].startswith("Halaman pemeriksaan")
    assert len(page.select("main img")) == 1


@pytest.mark.django_db
def test_the_printed_booklet_begins_with_its_contents_and_their_pages(client):
    answer = client.get(reverse("guide_booklet_pdf"))

    assert answer.headers["Content-Type"] == "application/pdf"
    program = ["pdftotext", "-layout", "-", "-"]
    read = subprocess.run(program, input=answer.content, capture_output=True, check=True)
    sheets = read.stdout.decode().split("\f")
    for page in PAGES:
        (told,) = re.findall(rf"(?m)^{re.escape(page.title)}[ .]*?(\d+)$", sheets[0] + sheets[1])
        assert page.title in sheets[int(told) - 1], page.slug


@pytest.mark.django_db
def test_a_task_of_one_step_leads_to_its_guide(client, sari, ratna):
    consultation = make_consultation(sari)
    client.force_login(ratna)

    page = client.get(reverse("consultation_step", args=[consultation.code, "jawaban"])).text

    assert reverse("guide_page", args=["menjawab-konsultasi"]) in page


@pytest.mark.django_db
def test_the_search_in_the_head_finds_its_pages(client, sari):
    client.force_login(sari)
    groups = client.get(reverse("search"), {"kata": "kode pemulihan"}).context["groups"]

    (guide,) = [group for group in groups if group.title == "Panduan"]
    assert [line.title for line in guide.lines] == ["Memasang faktor kedua"]
    assert "Memasang faktor kedua" in client.get(guide.address).text
