from collections import Counter

from django.db import models

from events.refusals import Incomplete, NotNow
from requests_app.models.examining.note_entry import NoteEntry
from requests_app.models.examining.rows_now import RowsNow

UNSETTLED = ("open", "answered", "reopened")
WAITING = ("belum dikirim", "belum dijawab", "dijawab")


class NoteQuerySet(models.QuerySet):
    """Finding notes through the person looking."""

    def visible_to(self, user):
        """The office sees every note; the agency those that were sent to it."""
        return self if user.office_id else self.filter(sent_at__isnull=False)

    def read_by(self, user, submission):
        """The notes of a file in the form's order, as this person reads them."""
        notes = self.visible_to(user).filter(submission=submission)
        entries = models.Prefetch("entries", _signed(NoteEntry.objects.all()))
        notes = list(_signed(notes).select_related("attachment").prefetch_related(entries))
        rows = RowsNow(submission.revisions_for(user))
        for note in notes:
            note.submission, note.rows_now = submission, rows
        rights = self.rights(user, submission)
        return [note.as_read_by(user, **rights) for note in self.model.in_form_order(notes)]

    @staticmethod
    def rights(user, submission):
        """What this person may do with any note of the file: asked once for ninety of them."""
        return {
            "writes": submission.can_write(user),
            "settles": submission.may("return_for_revision", user),
        }

    def unsettled(self):
        """Neither accepted, turned into advice nor withdrawn."""
        return self.filter(state__in=UNSETTLED)

    def count_by_submission(self):
        """One query: `{submission: (without an answer, answered)}`, settled notes left out."""
        is_answered = models.Q(state="answered")
        rows = (
            self.unsettled()
            .order_by()
            .values("submission")
            .annotate(
                open=models.Count("pk", filter=~is_answered),
                answered=models.Count("pk", filter=is_answered),
            )
        )
        return {row["submission"]: (row["open"], row["answered"]) for row in rows}


class NoteManager(models.Manager.from_queryset(NoteQuerySet)):
    """With ``submission.notes`` the examiner of this file writes to its agency."""

    def as_advice(self):
        """Those kept as advice, in the form's order, as the annex of the letter prints them."""
        notes = self.filter(state="advice")
        return [
            {"number": note.number, "label": note.label, "text": note.text}
            for note in self.model.in_form_order(notes)
        ]

    def send(self, *, at):
        """All unsettled notes reach the agency with the return; raises ``Incomplete`` unless one of
        them asks it for something. Returns them."""
        unsettled = self.unsettled()
        if not unsettled.exclude(state="answered").exists():
            raise Incomplete(
                "Tulis sekurang-kurangnya satu catatan, pada rincian atau catatan umum, "
                "supaya instansi tahu apa yang perlu diperbaiki."
            )
        unsettled.filter(sent_at=None).update(sent_at=at)
        return unsettled

    def require_settled(self):
        """Raises ``Incomplete`` while a note still waits for somebody."""
        if count := self.unsettled().count():
            raise Incomplete(
                f"Masih ada {count} catatan terbuka. Terima, jadikan saran, atau cabut "
                "setiap catatan sebelum mengusulkan layak."
            )

    def write(self, *, by, text, question="", row=None, column="", attachment=None, standard=None):
        """A note of the assigned examiner: on a question, a row or cell of its table, a file.

        With none of these it is on the whole file. `row` counts from 1, `column` names a field of
        that row, `attachment` is one of this version. The agency sees the note once the form is
        returned. Returns the ``Note``; raises ``NotNow`` when that row or file is not there.
        """
        with self.instance.taking("return_for_revision", by):
            revision = self.instance.revision
            place = _place(revision, question, row, column)
            if attachment:
                if attachment.revision_id != revision.pk:
                    raise NotNow("Berkas ini bukan bagian dari versi yang sedang diperiksa.")
                place = attachment.name
            return self.create(
                revision=revision,
                question=question,
                row=row,
                column=column,
                place=place,
                attachment=attachment,
                standard=standard,
                text=text,
                by=by,
            )


def _signed(rows):
    """With who wrote each, of whom no more than the name is read: a hundred rows name three."""
    fields = rows.model._meta.get_field("by").related_model._meta.concrete_fields
    unread = [f"by__{field.name}" for field in fields if field.name not in ("id", "name")]
    return rows.select_related("by").defer(*unread)


def counted(notes):
    """How far a conversation is, of notes as ``read_by`` gives them: `{word: count}`."""
    waiting = [note for note in notes if note.is_unsettled]
    return {
        "all": len(notes),
        "waiting": _in_words(waiting),
        "settled": len(notes) - len(waiting),
    }


def waiting_by_block(notes):
    """The unsettled notes of each block in words: `{"design": "2 belum dijawab, 1 dijawab"}`.

    Of notes as ``read_by`` gives them; the empty code stands for the file and its attachments.
    """
    by_block = {}
    for note in notes:
        if note.is_unsettled:
            by_block.setdefault(note.block, []).append(note)
    return {block: _in_words(waiting) for block, waiting in by_block.items()}


def waiting_counts(notes):
    """How many of these unsettled notes are without an answer, and how many with one."""
    answered = [note.shown_state == "answered" for note in notes if note.is_unsettled]
    return answered.count(False), answered.count(True)


def _place(revision, question, row, column):
    """Where in a table, in words: "baris 3 (Luas lahan), kolom Definisi"; "" for no row."""
    if row is None:
        return ""
    form = revision.form
    rows = form.table(revision.answers, question)
    if not 0 < row <= len(rows):
        raise NotNow(f"Tabel ini tidak mempunyai baris {row}.")
    name = rows[row - 1][0]
    words = f"baris {row} ({name[:120]})" if name else f"baris {row}"
    return f"{words}, kolom {form.column(question, column)}" if column else words


def _in_words(notes):
    """Of unsettled notes: "1 belum dikirim, 2 belum dijawab, 1 dijawab"."""
    found = Counter(note.waits_to_be for note in notes)
    return ", ".join(f"{found[words]} {words}" for words in WAITING if found[words])


def with_notes(files, notes):
    """The attachments of a version as a list, each with the ``notes`` that are about it."""
    files = list(files)
    for file in files:
        file.about = [note for note in notes if note.file_among(files) is file]
    return files
