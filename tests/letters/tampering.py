"""What can be done to a signed letter: each function takes the file and returns another one."""

import re
import zlib
from io import BytesIO
from unittest import mock

import pikepdf
from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from letters.signing import demonstration

name = generic.NameObject


# Signatures of others


def signed_by(document, container, field="Lain", reason="Persetujuan"):
    """Somebody's valid signature under any document."""
    described = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        reason=reason,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    writer = IncrementalPdfFileWriter(BytesIO(document))
    return signers.sign_pdf(writer, described, signer=signer_of(container)).getvalue()


def signed_again(document, container):
    """A second key signs as if the letter did not forbid it."""
    brake = "_enforce_certification_constraints"
    with mock.patch.object(signers.PdfSigner, brake, return_value=None):
        return signed_by(document, container, "Kedua")


def signer_of(container):
    """A pyHanko signer with the key of a PKCS#12 container."""
    secret = demonstration.PASSPHRASE.encode()
    key, certificate, others = pkcs12.load_key_and_certificates(container, secret)
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple([as_read(other) for other in others])
    return signers.SimpleSigner(
        signing_cert=as_read(certificate),
        signing_key=keys.PrivateKeyInfo.load(raw),
        cert_registry=store,
    )


def as_read(certificate):
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


# Changed bytes


def bit_in_object_stream(document):
    return flipped(document, document.index(b"stream", document.index(b"/ObjStm")) + 60)


def bit_in_old_cross_references(document):
    return flipped(document, document.index(b"startxref") + len("startxref\n"))


def digit_of_padding(document):
    end = document.index(b">", document.index(b"/Contents <")) - 8
    assert document[end : end + 1] == b"0"
    return document[:end] + b"1" + document[end + 1 :]


def flipped(document, at, bit=1):
    return document[:at] + bytes([document[at] ^ bit]) + document[at + 1 :]


def appended_bytes(document):
    return document + b"\n% catatan\n"


def cut_off(document):
    return document[:-100]


def without_signature(document):
    """The first revision: what there was before somebody signed."""
    return document[: re.search(rb"%%EOF\r?\n?", document).end()]


# Incremental updates


def other_title(document):
    def change(writer):
        writer.set_info(DictionaryObject({name("/Title"): generic.pdf_string("Lain")}))

    return updated(document, change)


def painted_over(document):
    def change(writer):
        page = page_of(writer)
        red = writer.add_object(StreamObject(stream_data=b"1 0 0 rg 100 500 300 200 re f"))
        page["/Contents"] = ArrayObject([page.raw_get("/Contents"), red])
        writer.update_container(page)

    return updated(document, change)


def hidden(document):
    """Shadow attack, hide: the words give way to a white sheet."""

    def change(writer):
        page = page_of(writer)
        white = StreamObject(stream_data=b"1 g 0 0 595 842 re f")
        page["/Contents"] = writer.add_object(white)
        writer.update_container(page)

    return updated(document, change)


def replaced(document):
    """Shadow attack, replace: a stamp with other words lies over the page."""

    def change(writer):
        form = {"/Type": name("/XObject"), "/Subtype": name("/Form"), "/BBox": box(0, 0, 400, 99)}
        look = StreamObject(as_dictionary(form), stream_data=b"1 1 0 rg 0 0 400 99 re f")
        look = as_dictionary({"/N": writer.add_object(look)})
        stamp = {"/Type": name("/Annot"), "/Subtype": name("/Stamp"), "/AP": look}
        stamp = as_dictionary(stamp | {"/Rect": box(100, 400, 500, 499)})
        page = page_of(writer)
        page["/Annots"] = ArrayObject([writer.add_object(stamp)])
        writer.update_container(page)

    return updated(document, change)


def hidden_and_replaced(document):
    """Shadow attack, hide and replace: the catalogue points to other pages altogether."""

    def change(writer):
        page = DictionaryObject({key: page_of(writer).raw_get(key) for key in page_of(writer)})
        other = StreamObject(stream_data=b"0 1 0 rg 50 50 400 700 re f")
        page["/Contents"] = writer.add_object(other)
        kids = ArrayObject([writer.add_object(page)])
        pages = {"/Type": name("/Pages"), "/Kids": kids, "/Count": NumberObject(1)}
        writer.root["/Pages"] = writer.add_object(as_dictionary(pages))
        writer.update_root()

    return updated(document, change)


def updated(document, change):
    """An update appended to the file, as any editor could."""
    writer = IncrementalPdfFileWriter(BytesIO(document))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def page_of(writer):
    return writer.root["/Pages"]["/Kids"][0]


def box(*sides):
    return ArrayObject(NumberObject(side) for side in sides)


def as_dictionary(entries):
    return DictionaryObject({name(key): value for key, value in entries.items()})


# Whole files


def saved_anew(document):
    return saved(pikepdf.open(BytesIO(document)))


def locked(document):
    lock = pikepdf.Encryption(owner="a", user="b", metadata=True)
    return saved(pikepdf.open(BytesIO(document)), encryption=lock)


def plain_pdf():
    """A small PDF of nobody's."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return saved(pdf)


def saved(pdf, **options):
    with pdf, BytesIO() as out:
        pdf.save(out, **options)
        return out.getvalue()


# Hostile files


def deeply_nested(size):
    return framed(b"[" * (size - 200))


def object_stream_bomb(size):
    """Object streams that name each other as the place of their objects."""
    parts = [b"%PDF-1.7\n"]
    count = (size - 400) // 160
    for number in range(1, count):
        body = b"1 0 " * 16
        parts.append(
            b"%d 0 obj\n<</Type/ObjStm/N 16/First 64/Extends %d 0 R/Length %d>>\nstream\n%s\n"
            b"endstream\nendobj\n" % (number, number % count + 1, len(body), body)
        )
    return b"".join(parts) + b"trailer\n<</Root 1 0 R/Size 9999999>>\nstartxref\n0\n%%EOF\n"


def decompression_bomb(size):
    """Ten megabytes that unpack to ten thousand."""
    packer = zlib.compressobj(9, wbits=-15)
    piece = packer.compress(bytes(10**7)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = b"\x78\xda" + piece * ((size - 400) // len(piece)) + packer.flush()
    body = (
        b"%%PDF-1.7\n1 0 obj\n<</Type/XRef/W[1 8 2]/Index[0 900000000]/Size 900000000/Root 2 0 R"
        b"/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    )
    return body + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def cross_reference_loop(size):
    loop = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\n"
    start = b"%PDF-1.7\n" + loop
    return start + b" " * (size - len(start) - 40) + b"startxref\n9\n%%EOF\n"


def many_revisions(size):
    return framed(b"startxref\n9\n%%EOF\n" * ((size - 200) // 18))


def framed(body):
    head = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages "
    return head + body + b">>\nendobj\ntrailer\n<</Root 1 0 R/Size 2>>\nstartxref\n9\n%%EOF\n"
