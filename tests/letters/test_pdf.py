"""The pages: the same bytes for the same content, tagged, and nothing fetched from elsewhere."""

import base64
import json
import os
import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from django.conf import settings
from weasyprint.urls import FatalURLFetchingError

from letters.page import pdf
from paper import qr
from paper.printing import MissingImageError, print_pdf

CONTENT = {
    "template_version": 1,
    "office": {
        "name": "BPS Kabupaten Kotabaru",
        "area": "Kabupaten Kotabaru",
        "address": "Jalan Jamrud, Dirgahayu, Kotabaru",
        "city": "Kotabaru",
        "phone": "0856-1116-302",
        "email": "bps6302@bps.example.go.id",
    },
    "number": "B-012/63020/KS.000/03/2026",
    "identity": "V-26.6302.012",
    "dated_on": "2026-03-20",
    "submitted_on": "2026-03-02",
    "subject": "Rekomendasi Kegiatan Statistik “Survei Biaya Nelayan 2026”",
    "agency": "Dinas Perikanan Kabupaten Kotabaru",
    "title": "Survei Biaya Nelayan 2026",
    "form": "FS3",
    "activity": "survei statistik sektoral",
    "instrument": "kuesioner",
    "verdict": "recommend",
    "reason": "",
    "advice": [],
    "copies": [],
    "signer": {"name": "Hasan Basri", "nip": "", "position": "Kepala BPS Kabupaten Kotabaru"},
    "is_trial": False,
    "code": "ABCDE-FGHJK-MNPQR",
    "verification_url": "https://romantik.example.go.id/surat/ABCDEFGHJKMNPQR/",
}


def text_of(document, *options):
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=document, capture_output=True, check=True).stdout.decode()


def facts_of(document, tmp_path, *options):
    path = tmp_path / "surat.pdf"
    path.write_bytes(document)
    command = ["pdfinfo", *options, str(path)]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_the_same_content_gives_the_same_bytes():
    assert pdf.render(CONTENT, draft=False) == pdf.render(CONTENT, draft=False)


RENDERED_ELSEWHERE = """
import base64, json, sys
import django; django.setup()
from letters.page import pdf
content, seen = json.load(sys.stdin), []
pdf.render(content | {"subject": "Lain"}, draft=False)
watched = ("open", "socket.connect", "subprocess.Popen", "urllib.Request")
sys.addaudithook(lambda event, args: event in watched and seen.append(str(args[0])))
document = pdf.render(content, draft=False)
print(json.dumps([base64.b64encode(document).decode(), seen]))
"""


@pytest.mark.parametrize("title", [CONTENT["title"], "Survei ꦗꦮ, الإحصاء, 統計 dan 👩‍🌾 ∀x∈ℝ"])
def test_another_process_gives_the_same_bytes_and_reads_no_network_and_no_foreign_file(
    tmp_path, title
):
    """Python's own hook sees every open() and connect() of that process, whoever calls it."""
    content = CONTENT | {"title": title}
    fonts = tmp_path / "fonts.conf"  # a machine without any font
    fonts.write_text("<?xml version='1.0'?><fontconfig></fontconfig>")
    said = subprocess.run(
        [sys.executable, "-c", RENDERED_ELSEWHERE],
        input=json.dumps(content).encode(),
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "FONTCONFIG_FILE": str(fonts),
            "SOURCE_DATE_EPOCH": "1700000000",
            "TZ": "Asia/Jayapura",
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
    ).stdout
    document, seen = json.loads(said)
    assert base64.b64decode(document) == pdf.render(content, draft=False)
    own = ("data:", str(settings.BASE_DIR / "templates"), str(Path(weasyprint.__file__).parent))
    assert [path for path in seen if not path.startswith(own)] == []


def test_its_fonts_are_those_of_the_packages_all_embedded(tmp_path):
    path = tmp_path / "surat.pdf"
    path.write_bytes(pdf.render(CONTENT | {"title": "漢字 ✓ ≥ “Ñ”"}, draft=False))
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True).stdout
    fonts = listed.decode().splitlines()[2:]
    families = {font.split()[0].split("+")[1].partition("-")[0] for font in fonts}
    assert families == {"Arimo", "Noto"}
    assert {font.split()[-5] for font in fonts} == {"yes"}


def test_it_says_what_the_letter_has_to_say():
    text = text_of(pdf.render(CONTENT, draft=False), "-layout")

    for words in (
        "KABUPATEN KOTABARU",
        "B-012/63020/KS.000/03/2026",
        "Kotabaru, 20 Maret 2026",
        "Yth. Kepala Dinas Perikanan Kabupaten Kotabaru",
        "LAYAK",
        "V-26.6302.012",
        "mencantumkan nomor rekomendasi di atas pada kuesioner",
        "Hasan Basri",
        "https://romantik.example.go.id/surat/ABCDEFGHJKMNPQR/",
        "ABCDE-FGHJK-MNPQR",
    ):
        assert words in text
    for words in ("KONSEP", "UJI", "Tembusan", "Catatan Hasil"):
        assert words not in text


def test_a_draft_and_a_trial_letter_say_what_they_are():
    draft = text_of(pdf.render(CONTENT | {"number": "", "dated_on": None}, draft=True))
    assert "KONSEP – belum ditandatangani" in draft
    assert "romantik.example.go.id" not in draft
    assert "UJI – TIDAK BERLAKU" in text_of(pdf.render(CONTENT | {"is_trial": True}, draft=False))


def test_tidak_layak_gives_the_reason_and_no_identity():
    content = CONTENT | {"verdict": "decline", "identity": "", "reason": "Sudah ada <b>survei</b>."}
    text = text_of(pdf.render(content, draft=False))
    assert "TIDAK LAYAK" in text
    assert "Sudah ada <b>survei</b>." in text
    assert "No. Rekomendasi" not in text


def test_advice_becomes_an_annex():
    advice = [{"number": "5.3", "label": "Wilayah", "text": f"Saran {n}."} for n in range(60)]
    document = pdf.render(CONTENT | {"advice": advice}, draft=False)
    text = text_of(document)
    assert "1 (satu) set" in text
    assert "Catatan Hasil Pemeriksaan Rancangan Kegiatan Statistik" in text
    assert "Saran 59." in text


def test_it_is_tagged_titled_in_indonesian_and_marked_as_archival(tmp_path):
    document = pdf.render(CONTENT, draft=False)
    facts = facts_of(document, tmp_path)
    assert "Tagged:          yes" in facts
    assert "Title:           Rekomendasi Kegiatan Statistik" in facts
    marks = facts_of(document, tmp_path, "-meta")
    for mark in ('pdfaid:part="3"', 'pdfaid:conformance="A"', 'pdfuaid:part="1"'):
        assert mark in marks
    assert "H1" in facts_of(document, tmp_path, "-struct")

    with pikepdf.open(BytesIO(document)) as opened:
        assert str(opened.Root.Lang) == "id"


def test_nothing_is_fetched_from_the_network_or_from_disk():
    for address in ("https://example.org/a.png", "file:///etc/hostname", "http://127.0.0.1/x"):
        with pytest.raises(FatalURLFetchingError):
            print_pdf(f'<html lang="id"><title>x</title><img alt="x" src="{address}">')


def test_a_page_whose_image_cannot_be_drawn_is_no_page():
    for image in ("data:image/svg+xml,%3Csvg", "data:image/png;base64,AAAA"):
        with pytest.raises(MissingImageError):
            print_pdf(f'<html lang="id"><title>x</title><img alt="x" src="{image}">')


def test_no_letter_is_made_without_its_code():
    with pytest.raises(KeyError):
        pdf.render({k: v for k, v in CONTENT.items() if k != "verification_url"}, draft=False)


def test_threads_render_side_by_side():
    wanted, made = pdf.render(CONTENT, draft=False), []
    threads = [
        threading.Thread(target=lambda: made.append(pdf.render(CONTENT, draft=False)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [wanted] * 4


def test_the_code_is_drawn_as_any_reader_of_its_svg_would_draw_it(tmp_path):
    code = qr.Code(CONTENT["verification_url"])
    page = f'<html lang="id"><title>x</title><img width="200" alt="x" src="{code.address}">'
    pictures = []
    for images in ({}, {code.address: code}):
        path = tmp_path / f"{len(images)}.pdf"
        path.write_bytes(print_pdf(page, images))
        command = ["pdftoppm", "-r", "150", "-gray", str(path)]
        pictures.append(subprocess.run(command, capture_output=True, check=True).stdout)

    assert len(set(pictures)) == 1


def test_the_code_can_be_read_from_the_printed_page(tmp_path):
    (tmp_path / "surat.pdf").write_bytes(pdf.render(CONTENT, draft=False))
    subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-png", "surat.pdf", "halaman"],
        cwd=tmp_path,
        check=True,
    )
    (page,) = tmp_path.glob("halaman*.png")
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", str(page)], capture_output=True, check=True
    ).stdout.decode()
    assert read.strip() == CONTENT["verification_url"]
