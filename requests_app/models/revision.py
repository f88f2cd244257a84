import hashlib
import json
from dataclasses import replace

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.utils import timezone

from editions.advice.advice import keep
from editions.reading import Missing, Progress
from editions.regions import RegionBook
from events.refusals import Incomplete, NotNow
from requests_app.models.attachment import Attachment
from requests_app.models.conflict import Conflict

KEPT_FOR = 24 * 60 * 60  # seconds


class Unexplained(Incomplete):
    """Contradictions stand in the answers, and nobody has said why; ``missing`` lists them."""

    def __init__(self, contradictions):
        super().__init__(
            f"Masih ada {len(contradictions)} pertentangan. Perbaiki isiannya, atau tulis mengapa "
            "tetap begini.",
            contradictions,
        )


def mark(answer):
    """A short mark of an answer, for a page to remember what it was made from."""
    text = json.dumps(answer, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


class Revision(models.Model):
    """One version of the answers: the newest is written until ``submit`` freezes it for ever.

    ``answers`` is one document, ``{"block": {"question": value}}``. ``saves`` counts how often it
    was stored, and ``versions`` says at which count each question last changed, so that two
    people or tabs never overwrite each other silently.
    """

    submission = models.ForeignKey(
        "requests_app.Submission", models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    saves = models.PositiveIntegerField(default=0)
    versions = models.JSONField(default=dict, blank=True)  # {"block.question": saves}
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    kept = models.JSONField(default=list, blank=True)  # contradictions: editions.advice.keep

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="revision_number", fields=["submission", "number"]),
            models.CheckConstraint(
                name="revision_returned_after_submission",
                condition=models.Q(returned_at=None) | models.Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"versi {self.number}"

    # Questions

    @property
    def form(self):
        return self.submission.form

    @property
    def is_frozen(self):
        return self.submitted_at is not None

    def missing(self):
        """What keeps it from being complete: answers, the cover letter, answers to notes."""
        missing = list(self.form.missing(self.answers))
        kinds = {attachment.kind for attachment in self.attachments.all()}
        if Attachment.Kind.COVER_LETTER not in kinds:
            missing.append(
                Missing(
                    block="attachments",
                    key="attachments.cover_letter",
                    number="",
                    label="Surat pengantar",
                    message="Unggah surat pengantar dari instansi (wajib).",
                )
            )
        for note in self.submission.notes.all():
            if note.awaits_answer:
                missing.append(
                    Missing(
                        block="notes",
                        key=f"notes.catatan-{note.pk}",
                        number=note.number,
                        label=note.label,
                        message="Catatan pemeriksa ini belum dijawab.",
                    )
                )
        return missing

    def advice(self):
        """What the rules say of it on the day of its submission, while it is a draft of today."""
        office = self.submission.office
        at = self.submitted_at
        today = at.astimezone(office.zone).date() if at else office.today()
        return self.form.advise(self.answers, today=today, kept=self.kept)

    def contradictions(self):
        """What is to be mended or to be kept with a reason, each with the reason given so far."""
        return [item for item in self.advice() if item.is_contradiction]

    def marks(self, block):
        """The answers of a block as their marks, which the page sends back: {question: mark}."""
        return {question: mark(answer) for question, answer in self.answers.get(block, {}).items()}

    def progress(self):
        """How far each block is filled in, in the form's order (see ``Edition.progress``).

        Of a version that nobody writes any more it is kept: every answer is cleaned for it.
        """
        if not self.is_frozen:
            return self.form.progress(self.answers)
        key = f"progress:{self.submission.code}:{self.number}:{self.saves}"
        kept = cache.get_or_set(key, self._kept_progress, timeout=KEPT_FOR)
        return [Progress(self.form.block(code), *facts) for code, *facts in kept]

    def _kept_progress(self):
        found = self.form.progress(self.answers)
        return [(one.code, one.filled, one.asked, one.complete) for one in found]

    @property
    def unfinished(self):
        """The first block that is not complete, None where all are; kept until somebody writes."""
        key = f"unfinished:{self.submission.code}:{self.number}:{self.saves}"
        code = cache.get_or_set(key, self._unfinished)
        return self.form.block(code) if code else None

    def _unfinished(self):
        return next((one.code for one in self.progress() if one.state != "complete"), "")

    def read(self, notes=None):
        """Everything answered, in words, with the notes of each question (``Edition.read``)."""
        kept = self.kept
        if kept and not self.is_frozen:
            kept = keep(self.contradictions())
        identity = self.submission.identity
        return self.form.read(self.answers, notes=notes, identity=identity, kept=kept)

    # Verbs, called by the submission's

    def store(self, block, answers, *, by, base=None, untouched=()):
        """Save one block; returns the conflicts, whose stored text stays as it is.

        ``base`` is the ``saves`` that the person's page was made from, or `{question: saves}`
        where it knows better by question; None overwrites.
        ``untouched`` are the questions he left as he found them: others may have written there.
        Raises ``NotNow`` when the version is frozen.
        """
        with transaction.atomic():
            self._lock()
            stored = self.answers.get(block, {})
            changed, conflicts = {}, []
            for question, typed in answers.items():
                if stored.get(question) == typed:
                    continue
                key = f"{block}.{question}"
                if question in untouched:
                    continue
                known = base[question] if isinstance(base, dict) else base
                if known is None or self.versions.get(key, 0) <= known:
                    changed[question] = typed
                else:
                    conflicts.append(self._conflict(key, stored.get(question), typed))
            if changed:
                self._write(block, stored | changed, changed, by)
        return conflicts

    def know(self, block, facts):
        """Begin with what the office knows already; nobody has typed it, and what stands stays."""
        stored = self.answers.get(block, {})
        missing = {question: fact for question, fact in facts.items() if not stored.get(question)}
        self.answers = self.form.clean({**self.answers, block: stored | missing})
        self.save(update_fields=["answers"])
        self._tell_file()

    def explain(self, reasons):
        """Why contradictions stay as they are, ``{rule: reason}``; a blank one is taken back.

        Raises ``NotNow`` when the version is frozen.
        """
        with transaction.atomic():
            self._lock()
            self.kept = keep(
                replace(item, reason=reasons.get(item.rule, item.reason))
                for item in self.contradictions()
            )
            self.save(update_fields=["kept"])

    def freeze(self, *, by, at):
        """Submitted: write-once from now on, with its files and the reasons given.

        Raises ``Unexplained`` while a contradiction stands without a reason.
        """
        contradictions = self.contradictions()
        if open_ones := [item for item in contradictions if not item.reason]:
            raise Unexplained(open_ones)
        self.attachments.update(is_submitted=True)
        self.submitted_at, self.submitted_by, self.kept = at, by, keep(contradictions)
        self.save(update_fields=["submitted_at", "submitted_by", "kept"])

    def go_on_from(self, decided, *, at):
        """The same answers are examined once more: frozen as they were, and nobody's to write."""
        self.attachments.update(is_submitted=True)
        self.submitted_at, self.submitted_by = at, decided.submitted_by
        self.save(update_fields=["submitted_at", "submitted_by"])

    def hand_back(self, *, at):
        """Returned to the agency; the next version takes its place."""
        self.returned_at = at
        self.save(update_fields=["returned_at"])

    def _lock(self):
        """The file's row first, as every verb does, then itself anew: two queries.

        Raises ``NotNow`` when it may not be written any more.
        """
        submission = type(self.submission).objects.select_for_update(of=("self",))
        known = submission.only("state", "title", "contact").get(pk=self.submission_id)
        for name in ("state", "title", "contact"):
            setattr(self.submission, name, getattr(known, name))
        self.refresh_from_db(
            fields=["answers", "saves", "versions", "saved_at", "saved_by", "submitted_at", "kept"]
        )
        if self.is_frozen or not self.submission.is_editable:
            raise NotNow(
                "Isian versi ini sudah diajukan dan tidak dapat diubah lagi. Salin teks Anda "
                "bila masih diperlukan."
            )

    def _write(self, block, answers, changed, by):
        self.saves += 1
        self.answers = self.form.clean({**self.answers, block: answers})
        self.versions = {**self.versions, **{f"{block}.{name}": self.saves for name in changed}}
        self.saved_at, self.saved_by = timezone.now(), by
        self.save(update_fields=["answers", "saves", "versions", "saved_at", "saved_by"])
        self._tell_file()

    def _tell_file(self):
        """Title and contact stand in the file's own row, too."""
        title, contact = self.form.title_of(self.answers), self.form.contact_of(self.answers)
        if (title, contact) != (self.submission.title, self.submission.contact):
            self.submission.title, self.submission.contact = title, contact
            self.submission.save(update_fields=["title", "contact"])

    def _conflict(self, key, stored, typed):
        block, _, name = key.partition(".")
        question = self.form.block(block).base_fields[name]
        spoken = question.speak(stored, RegionBook()) if stored is not None else ""
        return Conflict(
            key=key,
            number=self.form.number(key),
            label=self.form.label(key),
            stored=stored,
            typed=typed,
            stored_spoken=spoken,
            saves=self.versions.get(key, 0),
            by=self.saved_by.name if self.saved_by else "",
            at=self.saved_at,
        )
