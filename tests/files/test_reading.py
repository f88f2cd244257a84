"""What cannot be read here, and what brings programs, is told at upload by name and in words."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from files.sniffing import Unfit
from files.taking import take
from tests.files.making import LAUNCH, SCRIPT, brought, locked, office, ole, pdf, photograph

pytestmark = pytest.mark.one_database
PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


def certified():
    """Locked for the holders of some certificates."""
    plain = pdf(static_id=True)
    lock = b"<</Filter/Adobe.PubSec/V 4/SubFilter/adbe.pkcs7.s5>>"
    return plain.replace(b"trailer <<", b"trailer << /Encrypt " + lock)


def form(packets):
    def change(document):
        stream = document.make_stream(b"<xdp/>")
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=packets(stream))

    return change


def opening(action):
    return lambda document: setattr(document.Root, "OpenAction", pikepdf.Dictionary(action))


def on_a_page(action):
    def change(document):
        note = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Link, "/A": action}
        document.pages[1].Annots = [document.make_indirect(pikepdf.Dictionary(note))]

    return change


def named_script(document):
    tree = pikepdf.Dictionary(Names=["mulai", pikepdf.Dictionary(SCRIPT)])
    document.Root.Names = pikepdf.Dictionary(JavaScript=tree)


def chained(document):
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.GoTo, D=[document.pages[0].obj, pikepdf.Name.Fit], Next=[LAUNCH]
    )


def carrying(name, content):
    return lambda document: document.attachments.update({name: content})


def elsewhere(document):
    """What the action is stands in an object of its own."""
    launch = document.make_indirect(pikepdf.Name.Launch)
    document.Root.OpenAction = pikepdf.Dictionary(S=launch, F="program.exe")


def described(**names):
    return pikepdf.Dictionary(Type=pikepdf.Name.Filespec, **names)


def carrying_in_place(name):
    """As some programs write it: the description stands in the list itself."""

    def change(document):
        paper = described(F=name, EF={"/F": document.make_stream(b"echo")})
        listed = pikepdf.Dictionary(Names=["satu", paper])
        document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=listed)

    return change


def pinned(document):
    paper = described(F="a.exe", EF={"/F": document.make_stream(b"echo")})
    pin = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.FileAttachment, "/FS": paper}
    document.pages[0].Annots = [pikepdf.Dictionary(pin)]


def two_names(document):
    paper = described(UF="a.pdf", F="a.bat", EF={"/F": document.make_stream(b"echo")})
    document.Root.AF = [document.make_indirect(paper)]


def portfolio(document):
    document.Root.Collection = pikepdf.Dictionary(View=pikepdf.Name.D)


PLAIN, STREAMS = pdf(), pdf(pages=30, **PACKED)
UNREADABLE = {
    "kata sandi": [
        *(locked(revision, user="rahasia") for revision in (2, 3, 4, 6)),
        certified(),
    ],
    "XFA": [
        pdf(change=form(lambda stream: stream)),
        pdf(change=form(lambda stream: [pikepdf.String("template"), stream])),
        pdf(change=form(lambda stream: [pikepdf.String("datasets"), stream]), **PACKED),
        pdf(change=form(lambda stream: stream), encryption=pikepdf.Encryption(owner="x", user="")),
    ],
    "terpotong": [
        b"%PDF-1.4\n",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        PLAIN[: len(PLAIN) // 2],
        STREAMS[: len(STREAMS) * 9 // 10],
        pdf(pages=30, linearize=True)[:4000],
        PLAIN[: len(PLAIN) // 2] + bytes(len(PLAIN) // 2),
        PLAIN + b"\n9 0 obj\n<</Type/Sig/Contents<00",  # with a signature that is half there
    ],
    "rusak": [
        b"%PDF-1.4\n%%EOF\n",
        pdf(pages=0),
        PLAIN.replace(b"/Kids", b"/Kidz"),
    ],
    "memuat program": [
        pdf(change=opening(SCRIPT)),
        pdf(change=named_script),
        pdf(change=on_a_page(LAUNCH), **PACKED),
        pdf(change=chained),
        pdf(change=elsewhere),
        pdf(change=opening(SCRIPT)).replace(b"/JavaScript", b"/J#61vaScript"),
        pdf(change=opening(SCRIPT), encryption=pikepdf.Encryption(owner="x", user="")),
    ],
    "berkas lain yang dapat berupa program": [
        pdf(change=carrying("pasang.exe", b"MZ\x90")),
        pdf(change=carrying("lampiran.pdf", b"MZ\x90")),
        pdf(change=carrying("makro.xlsm", b"PK\x03\x04"), **PACKED),
        pdf(change=carrying_in_place("pasang.exe")),
        pdf(change=pinned, **PACKED),
        pdf(change=two_names),
    ],
    "portofolio": [pdf(change=portfolio)],
}


@pytest.mark.parametrize(
    ("words", "content"),
    [(words, content) for words, several in UNREADABLE.items() for content in several],
)
def test_a_pdf_that_cannot_be_used_is_told_with_what_to_do(words, content):
    with pytest.raises(Unfit) as told:
        take(brought("surat tugas.pdf", content))

    assert str(told.value).startswith("“surat tugas.pdf” ")
    assert words in str(told.value)
    assert "nggah" in str(told.value)


@pytest.mark.parametrize(
    "content",
    [
        *(locked(revision) for revision in (2, 3, 4, 6)),
        *(start + PLAIN for start in (b"\xef\xbb\xbf", b"\r\n\r\n", b"X" * 900)),
        PLAIN + b"\n<!-- <object> ditambahkan server -->" * 90,
        PLAIN.rstrip()[:-5],  # the last mark alone is gone
        pdf(pages=40, linearize=True),
        pdf(change=lambda document: document.add_blank_page()),
        pdf(change=carrying("data.xml", b"<faktur/>")),
        pdf(change=carrying_in_place("data.csv")),
        pdf(change=lambda document: document.docinfo.update({"/Title": "Kata /S /JavaScript"})),
    ],
)
def test_a_pdf_that_anybody_can_open_is_taken_as_it_is(content):
    taken = take(brought("surat.pdf", content))

    assert (taken.content_type, taken.file.read()) == ("application/pdf", content)


def test_a_pdf_says_so_within_its_first_1024_bytes():
    with pytest.raises(Unfit, match="tidak sesuai dengan namanya"):
        take(brought("surat.pdf", b"X" * 1100 + PLAIN))


LOCKED = (ole(), ole("EncryptedPackage"), ole("EncryptionInfo", "EncryptedPackage", "DataSpaces"))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        *(("a.docx", content, "terkunci kata sandi") for content in LOCKED),
        *(("a.xlsx", content, "terkunci kata sandi") for content in LOCKED),
        ("a.docx", ole("WordDocument"), "Word jenis lama"),
        ("a.xlsx", ole("Workbook"), "Excel jenis lama"),
        ("a.doc", ole("WordDocument"), "Simpan Sebagai, jenis DOCX"),
        ("a.docx", office(**{"word/vbaProject.bin": b"\xcc\x61"}), "memuat makro"),
        ("a.docm", office(**{"word/vbaProject.bin": b"\xcc\x61"}), "memuat makro"),
        ("a.docx", office(types="<T ContentType='x.macroEnabled.main+xml'/>"), "memuat makro"),
        ("a.docx", office(types="<T C='macroEnabled'/>".encode("utf-16")), "memuat makro"),
        ("a.docx", office(types="<T C='application/vnd.ms-office.vbaProject'/>"), "memuat makro"),
        ("a.docx", office(types="<T C='macro&#69;nabled'/>"), "memuat makro"),
        ("a.docx", office(types=" " * (1 << 20) + "<T C='macroEnabled'/>"), "memuat makro"),
        ("a.docx", office(**{"[content_types].xml": "<T C='macroEnabled'/>"}), "memuat makro"),
        ("a.xlsx", office("xl", **{"xl/macrosheets/sheet1.xml": "<x/>"}), "memuat makro"),
        ("a.xlsm", office("xl"), "memuat makro"),
        ("a.docx", office()[:200], "terpotong atau rusak"),
        ("a.xlsx", office("xl")[:-30], "terpotong atau rusak"),
        ("a.docx", office(**{"word/x.xml": bytes(210_000_000)}), "lebih dari 200 MB"),
        ("a.xlsx", office("xl", **{f"xl/{n}.xml": "" for n in range(5001)}), "lebih dari 200 MB"),
        ("a.docx", office("xl"), "tidak sesuai dengan namanya"),
        ("a.docx", office().replace(b"[Content", b"[Kontent"), "tidak sesuai dengan namanya"),
    ],
)
def test_office_files_that_are_locked_old_broken_or_programs_are_told(name, content, words):
    with pytest.raises(Unfit) as told:
        take(brought(name, content))

    assert f"“{name}”" in str(told.value)
    assert words in str(told.value)


@pytest.mark.parametrize("name", ["a.pdf", "b.docx", "c.jpg", "d.heic"])
@pytest.mark.parametrize("content", [b"", b"\n", bytes(3000)])
def test_an_empty_file_is_told(name, content):
    with pytest.raises(Unfit, match="Berkas ini kosong"):
        take(brought(name, content))


def test_pictures_cut_off_or_too_large_are_told():
    large = BytesIO()
    Image.new("1", (9000, 6000)).save(large, "PNG")
    for name, content, words in [
        ("a.jpg", photograph()[:-300], "terpotong atau rusak"),
        ("b.png", photograph("PNG")[:-40], "terpotong atau rusak"),
        ("c.png", large.getvalue(), "lebih dari 50 megapiksel"),
    ]:
        with pytest.raises(Unfit) as told:
            take(brought(name, content))
        assert words in str(told.value)


def test_a_reader_that_does_not_end_is_killed_and_told(monkeypatch):
    monkeypatch.setattr("files.reading.apart.PATIENCE", 0.001)

    with pytest.raises(Unfit, match="terlalu rumit"):
        take(brought("surat.pdf", PLAIN))
