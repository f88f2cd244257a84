"""Checking a stored letter once more: its bytes, its signature, and what is recorded of it."""

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from events.models import Event
from files.storing.trouble import StoreAway
from letters import archive, statements
from letters.models.attempt import Attempt
from letters.models.report import Report
from letters.signing.reading.reading import what_signatures_tell

AGREED = {"number": "nomor", "identity": "identitas"}  # in the row and in the words of the letter


def faults_of(letter, roots):
    """What is wrong with an issued letter, in sentences; none if everything agrees.

    `roots` are PEM texts. The signature is judged as of the day on which it was made: what was
    valid then stays so when a certificate runs out.
    """
    try:
        document = archive.read(letter.signed_sha256)
        unsigned = archive.read(letter.unsigned_sha256)
    except StoreAway:
        raise
    except OSError:
        return ["berkasnya hilang atau berubah"]
    found = [_fault_of_signature(letter, document, roots), *_faults_of_facts(letter)]
    attempt = Attempt.objects.filter(letter=letter, state=Attempt.State.DONE).last()
    if attempt is None or attempt.signed_sha256 != letter.signed_sha256:
        found.append("tidak ada penandatanganan selesai yang menghasilkan berkas ini")
    elif attempt.kept_bytes and not document.startswith(unsigned):
        found.append("berkas bertanda tangan tidak berawal dengan berkas yang dibaca")
    found += _faults_of_archive(letter, document)
    return [fault for fault in found if fault]


def _fault_of_signature(letter, document, roots):
    try:
        told = what_signatures_tell(document, roots, letter.signed_at.isoformat())
    except Exception as error:  # a reader may raise anything
        return f"berkasnya tidak dapat dibaca ({type(error).__name__})"
    seals = told.get("signatures", [])
    if len(seals) != 1:
        return f"berkasnya memuat {told.get('count', 0)} tanda tangan, bukan satu"
    (seal,) = seals
    if not (seal["intact"] and seal["whole_file"]):
        return "tanda tangannya tidak cocok dengan berkasnya"
    if not seal["trusted"]:
        return "sertifikat penanda tangan tidak berujung pada akar yang dipercaya"
    if seal["fingerprint"] != letter.certificate_fingerprint:
        return "berkasnya ditandatangani dengan sertifikat orang lain"
    return ""


def _faults_of_archive(letter, document):
    """Every archival revision begins with the file before it, the first with the signed one."""
    for revision in letter.revisions.all():
        earlier = document
        try:
            document = revision.document()
        except StoreAway:
            raise
        except OSError:
            yield "salinan arsip hilang atau berubah"
            return
        if not document.startswith(earlier):
            yield "salinan arsip tidak berawal dengan berkas yang dilanjutkannya"


def _faults_of_facts(letter):
    content = letter.content
    for name, spoken in AGREED.items():
        if content.get(name) != getattr(letter, name):
            yield f"{spoken} lain daripada yang tertulis pada surat"
    if content.get("dated_on") != letter.dated_on.isoformat():
        yield "tanggal lain daripada yang tertulis pada surat"
    report = Report.objects.filter(letter=letter, sha256=letter.signed_sha256)
    if letter.signed_at >= reports_kept_since() and not report.exists():
        yield "laporan tanda tangannya hilang"
    signed = Event.objects.about(letter.submission).filter(
        action="letter.sign", particulars__letter=letter.pk
    )
    if [event.particulars["sha256"] for event in signed] != [letter.signed_sha256]:
        yield "riwayat tidak menyebut berkas ini"
    if content.get("statement"):
        yield from _faults_of_statement(letter, content["statement"])


def reports_kept_since():
    """When this installation began to keep reports: older letters have none."""
    applied = MigrationRecorder(connection).Migration.objects
    return applied.get(app="letters", name="0007_report").applied


def _faults_of_statement(letter, statement):
    try:
        read = statements.read(letter.token, statement)
    except statements.NotGenuine:
        yield "pernyataan dalam kode QR tidak dibuat dengan kunci portal ini"
        return
    if (read.number, read.dated_on) != (letter.number, letter.dated_on):
        yield "pernyataan dalam kode QR berisi lain"
