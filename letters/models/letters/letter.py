import re

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from events.holding import hold
from events.readers import keep_inside
from events.recording import record
from events.refusals import NotNow
from letters import archive, codes
from letters.codes import TOKEN_LENGTH, new_token
from letters.models.letters.composing import compose
from letters.models.letters.delivering import Delivered
from letters.models.letters.letter_queryset import LetterQuerySet
from letters.models.letters.provable import Provable
from letters.models.letters.revoking import Revocable
from letters.models.letters.rules import RULES
from letters.models.letters.ruling import Ruled
from letters.models.letters.signatory import Signed
from letters.models.letters.taking_up import TakenUp
from letters.models.mandate import Mandate
from letters.models.report import Report
from letters.page import paragraphs, pdf
from requests_app.models import Submission

keep_inside("letter.void")


class Letter(TakenUp, Signed, Delivered, Ruled, Revocable, Provable):
    """The office's answer to a submission: drafted, numbered, signed, delivered, revoked."""

    class State(models.TextChoices):
        DRAFT = "draft", "Konsep"
        NUMBERED = "numbered", "Bernomor, menunggu tanda tangan"
        SIGNED = "signed", "Ditandatangani"
        DELIVERED = "delivered", "Terkirim"
        SENT_BACK = "sent_back", "Dikembalikan kepada pemeriksa"
        VOID = "void", "Batal"
        WITHDRAWN = "withdrawn", "Dicabut"
        REPLACED = "replaced", "Diganti"

    IN_FORCE = (State.SIGNED, State.DELIVERED)
    PUBLISHED = (*IN_FORCE, State.WITHDRAWN, State.REPLACED)
    WAITING = (State.DRAFT, State.NUMBERED)

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="letters")
    proposal = models.ForeignKey("requests_app.Proposal", models.PROTECT, related_name="letters")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="letters")
    verdict = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    content = models.JSONField(default=dict)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token)
    is_trial = models.BooleanField()

    number = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    identity = models.CharField(max_length=20, blank=True)
    identity_register = models.CharField(max_length=10, blank=True)
    identity_sequence = models.PositiveIntegerField(null=True)
    dated_on = models.DateField(null=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="letters")
    unsigned_sha256 = models.CharField(max_length=64, blank=True)

    signed_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    signed_at = models.DateTimeField(null=True)
    certificate_subject = models.TextField(blank=True)
    certificate_issuer = models.TextField(blank=True)
    certificate_serial = models.CharField(max_length=64, blank=True)
    certificate_fingerprint = models.CharField(max_length=64, blank=True)
    void_reason = models.CharField(max_length=255, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["number"], name="letter_by_number")]
        constraints = RULES

    def __str__(self):
        return self.number or f"Konsep surat {self.submission.code}"

    def get_absolute_url(self):
        """The page of the issued letter, or the one on which the file's letter is drafted."""
        code = self.submission.code
        if self.is_published:
            return reverse("letter_issued", args=[code, self.token])
        return reverse("letter", args=[code])

    # Questions

    @property
    def is_published(self):
        return self.state in self.PUBLISHED

    @property
    def is_numbered(self):
        return self.state == self.State.NUMBERED

    @property
    def is_sent_back(self):
        return self.state == self.State.SENT_BACK

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_recommendation(self):
        return self.verdict == "recommend" and self.says_verdict

    @property
    def waits_for_head(self):
        return self.state in self.WAITING

    @property
    def spoken_token(self):
        """The code as it is printed, with its check characters: "ABCDEF-GHJKMN-PQRSTV"."""
        return codes.spoken(self.token)

    @property
    def filename(self):
        """The name under which people keep the file."""
        identity = "" if self.is_act else self.identity
        name = identity or self.number or f"konsep-{self.submission.code}"
        return f"surat-{name.replace('/', '-')}.pdf"

    @property
    def issuer_name(self):
        """Who issued the signer's certificate, without the rest of the distinguished name."""
        named = re.search(r"CN=((?:\\.|[^,+])+)", self.certificate_issuer)
        return named[1].replace("\\", "") if named else self.certificate_issuer

    @property
    def read_mark(self):
        """What a tick beside it says: this letter, and the very file that was shown."""
        return f"{self.pk}:{self.unsigned_sha256}"

    def is_being_signed(self):
        return self.attempts.running().exists()

    def place_in_queue(self):
        """Where its signature stands among those under way, and how many these are; or None."""
        queue = list(self.attempts.model.objects.queue().values_list("letter", flat=True))
        return (queue.index(self.pk) + 1, len(queue)) if self.pk in queue else None

    def document(self):
        """The PDF as it stands: signed, fixed for signing, or a draft stamped KONSEP.

        Raises `Damaged` where the stored file is gone or changed.
        """
        if self.is_published:
            return archive.read_of(self, self.signed_sha256)
        if self.unsigned_sha256 and self.is_numbered:
            return archive.read_of(self, self.unsigned_sha256)
        return pdf.render(self.content, draft=True)

    # Verbs

    def draft_again(self, proposal, by=None):
        """A letter sent back goes to the head once more, with the new proposal's words."""
        self.proposal, self.drafted_by = proposal, by or proposal.by
        self.drafted_at = timezone.now()
        self.state, self.unsigned_sha256 = self.State.DRAFT, ""
        self.signer = self.mandate = None
        self.content = compose(self)
        self.save()
        return self

    def send_back(self, *, by, note, paragraph=""):
        """The head does not sign: the file returns to the examiner, the letter follows it.

        `paragraph` is the key of the part of the letter that the note is about (`paragraphs.py`).
        """
        with transaction.atomic():
            self.lock()
            self.require_signer(by)
            if self.is_being_signed():
                raise NotNow("Surat ini sedang ditandatangani. Tunggu hasilnya lebih dulu.")
            part = paragraphs.find(self.content, paragraph) if paragraph else {}
            if self.is_ruling:
                self.follow_back()  # whoever keeps the objection tells of it
            elif self.is_act:
                self.send_act_back(by=by, note=note, part=part)
            else:
                self.submission.send_back(by=by, note=note, part=part)

    def follow_back(self):
        """The proposal is no longer open: wait for the next one, numbers kept."""
        self.state = self.State.SENT_BACK
        self.save(update_fields=["state"])

    def give_up(self, *, by, reason):
        """Never send this letter; what was numbered stays in the register as void."""
        if not self.number:
            self.delete()
            return
        self._leave_void(reason)
        self._record_void(by)

    def publish(self, *, by, seal, signed_sha256):
        """Settle what has been signed and verified, with the submission's own decision."""
        self.state, self.signed_sha256 = self.State.SIGNED, signed_sha256
        self.signed_at = timezone.now()
        self._take_certificate(seal)
        self.take_stamp(seal)
        if self.is_act:
            self.revoke_about()
        self.save()
        Report.keep(self, seal)
        record(
            self.submission,
            "letter.sign",
            by=by,
            letter=self.pk,
            number=self.number,
            sha256=signed_sha256,
        )
        self.record_missing_stamp()
        facts = {"letter_number": self.number, "dated_on": self.dated_on}
        if self.is_ruling:
            return  # what follows from it is done by whoever keeps the objection
        if self.is_act:
            self.settle_act(by=by)
        elif self.is_recommendation:
            self.submission.recommend(by=by, identity=self.identity, **facts)
        else:
            self.submission.decline(by=by, **facts)

    def _take_certificate(self, seal):
        certificate = seal.certificate
        self.certificate_subject = certificate.subject.rfc4514_string()
        self.certificate_issuer = certificate.issuer.rfc4514_string()
        self.certificate_serial = f"{certificate.serial_number:x}"
        self.certificate_fingerprint = seal.fingerprint

    # What the verbs ask first

    def lock(self):
        """Hold the file, then the letter, and see both as they are now; not so the office."""
        office = self.office
        submission = Submission.objects.select_for_update(of=("self",)).get(pk=self.submission_id)
        hold(self)
        self.submission = submission
        for one in (self, submission):
            if one.office_id == office.pk:
                one.office = office

    def _leave_void(self, reason):
        self.state, self.void_reason = self.State.VOID, reason
        self.save(update_fields=["state", "void_reason"])

    def _record_void(self, by):
        facts = {"number": self.number, "reason": self.void_reason}
        record(self.submission, "letter.void", by=by, letter=self.pk, **facts)
