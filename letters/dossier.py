"""Everything about one file as one ZIP: answers, attachments, notes, history and letters.

It holds what the person may read on the file's pages, nothing else: an agency finds neither the
office's inner steps and remarks nor a letter before it is signed.
"""

from html import unescape

from django.utils import timezone
from django.utils.html import strip_tags

from events.models import Event
from files.cells import Table
from files.kept import Damaged, opened
from files.names import plain
from files.tables import csv_parts
from files.zipping import CONTENTS, Zip, read
from letters.models import Letter
from requests_app.models import Note

ANSWERS = ("Blok", "Nomor", "Rincian", "Jawaban", "Baris tabel")
NOTES = ("Versi", "Rincian", "Catatan", "Status", "Dikirim", "Tanggapan")
HISTORY = ("Waktu", "Kejadian")
REMARKS = ("Waktu", "Siapa", "Isi")
LISTED = ("Berkas", "Ukuran (byte)", "SHA-256")
LOST = b"Berkas ini tidak ditemukan di penyimpanan. Hubungi admin satuan kerja.\n"


def dossier(submission, user):
    """The pieces of the ZIP, made while they are sent."""
    zone = submission.office.zone
    pack = Zip(timezone.localtime(timezone=zone))
    for name, chunks in _entries(submission, user, zone):
        yield from pack.add(name, chunks)
    yield from pack.add(CONTENTS, _csv(LISTED, list(pack.contents)))
    yield from pack.close()


def _entries(submission, user, zone):
    """``(name, chunks)``, one after the other; what is behind a name is read when it is sent."""
    versions = submission.revisions_for(user).order_by("number").prefetch_related("attachments")
    numbers = {version.pk: version.number for version in versions}
    for version in versions:
        version.submission = submission
        yield from _version(version)
    notes = Note.objects.read_by(user, submission)
    yield "catatan.csv", _csv(NOTES, [_note(note, numbers, zone) for note in notes])
    timeline = Event.objects.timeline(submission, user)
    events = ((_moment(event.at, zone), _said(event)) for event in timeline)
    yield "riwayat.csv", _csv(HISTORY, events)
    if user.office_id == submission.office_id:  # what colleagues say stays with them
        remarks = submission.remarks.select_related("by")
        lines = [(_moment(one.at, zone), one.by.name, one.text) for one in remarks]
        yield "internal/pembicaraan.csv", _csv(REMARKS, lines)
    letters = Letter.objects.visible_to(user).published().filter(submission=submission)
    for letter in letters.order_by("pk"):
        letter.submission = submission
        yield f"surat/{plain(letter.filename)}", _document(letter)


def _version(version):
    folder = f"versi-{version.number}"
    yield f"{folder}/isian.csv", _csv(ANSWERS, _answers(version))
    for file in version.attachments.all():
        yield f"{folder}/lampiran/{plain(file.name)}", _stored(file)


def _answers(version):
    for block, readings in version.read():
        for reading in readings:
            line = (block.title, reading.number, reading.label)
            if reading.rows is None:
                yield (*line, reading.spoken, "")
            for number, cells in enumerate(reading.rows or (), 1):
                pairs = zip(reading.columns, cells, strict=True)
                yield (*line, "; ".join(f"{column}: {cell}" for column, cell in pairs), number)


def _note(note, numbers, zone):
    talk = " | ".join(f"{entry.get_kind_display()}: {entry.text}" for entry in note.talk)
    sent = _moment(note.sent_at, zone) if note.sent_at else ""
    version = numbers.get(note.revision_id, "")
    return (version, note.heading, note.text, note.shown_state.label, sent, talk)


def _said(event):
    return " ".join(unescape(strip_tags(event.sentence)).split())


def _moment(moment, zone):
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"


def _csv(columns, lines):
    return (part.encode() for part in csv_parts(Table("", columns, lines)))


def _stored(kept):
    """A stored file in chunks; a damaged one is told in words and holds up no other."""
    try:
        with opened(kept) as file:
            yield from read(file)
    except Damaged:
        yield LOST


def _document(letter):
    try:
        yield letter.document()
    except Damaged:
        yield LOST
