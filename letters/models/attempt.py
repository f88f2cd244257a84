from contextlib import contextmanager

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from events.recording import together
from events.refusals import NotNow
from files.storing.trouble import StoreAway
from letters import archive
from letters.models.attempt_queryset import AttemptManager
from letters.models.certificate import Certificate
from letters.models.letters.letter import Letter
from letters.signing import Failure, SigningError, SigningPurpose, presence
from letters.signing.fitness import require_fit
from letters.signing.issuers import issuers_of
from letters.signing.lasting.stamping import room, stamped_if_possible
from letters.signing.reading.comparing import says_the_same
from letters.signing.roots import common_name, trusted_roots
from letters.signing.verifying import seal_of

ended = Signal()  # a try has ended, well or not: `attempt`


class Attempt(models.Model):
    """One try at signing one letter, from the moment before the key is used."""

    class State(models.TextChoices):
        STARTED = "started", "Berjalan"
        DONE = "done", "Selesai"
        FAILED = "failed", "Gagal"
        VOID = "void", "Terputus"
        UNKNOWN = "unknown", "Tidak diketahui"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="attempts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.STARTED)
    failure = models.CharField(max_length=20, choices=Failure, blank=True)
    backend = models.CharField(
        max_length=10, choices=Certificate.Backend, default=Certificate.Backend.PKCS12
    )
    subject = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    unsigned_sha256 = models.CharField(max_length=64)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    kept_bytes = models.BooleanField(default=True)  # the signed file begins with the one sent out
    sent_at = models.DateTimeField(
        null=True
    )  # to a service that may have signed without our seeing
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = AttemptManager()
    at_work = None  # the presence of the process that signs

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["by", "-started_at"], name="attempt_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=Q(state="started"), name="attempt_running_once"
            ),
        ]

    def __str__(self):
        return f"{self.letter}: {self.get_state_display()}"

    # Verbs, in the order of a signature

    def carry_out(self, session):
        """Steps 2 to 5: sign and verify with no transaction open, store, settle."""
        self.hand_over(session)
        self.settle(self.keep(self.take_back(session)))

    def hand_over(self, session):
        """Step 2, begun: the file is with the signer."""
        with self._ending():
            document = self._to_be_signed()
            if self._is_remote:
                self.sent_at = timezone.now()
                self.save(update_fields=["sent_at"])
            session.hand_over(document, self._purpose())

    def take_back(self, session):
        """Step 2, ended: the file as the signer gives it back, which proves nothing yet."""
        with self._ending():
            return session.take_back()

    def keep(self, signed):
        """Steps 3 and 4: the signed file, stamped if it can be, verified, stored; its seal."""
        with self._ending():
            if not self._is_remote:
                signed = stamped_if_possible(signed)
            seal = self._verified(signed)
            self._announce(signed)
            self._store(signed)
        return seal

    def settle(self, seal):
        """Step 5: one short transaction turns the stored file into the letter."""
        with self._ending(), transaction.atomic(), together():
            self.letter.lock()
            mine = Attempt.objects.select_for_update().filter(pk=self.pk, state=self.State.STARTED)
            if not mine.exists() or not self.letter.is_numbered:
                raise NotNow("Surat ini berubah ketika sedang ditandatangani. Muat ulang halaman.")
            self.letter.require_mandate_at(self.started_at)
            self.letter.publish(by=self.by, seal=seal, signed_sha256=self.signed_sha256)
            self._end(self.State.DONE)
        if self._capabilities.renews:
            for certificate in Certificate.objects.filter(person=self.by, backend=self.backend):
                certificate.renew(seal.certificate)

    def give_up(self):
        """Before the file has gone anywhere: nothing was signed, nothing will be."""
        self._end(self.State.VOID)

    def recover(self):
        """Settle what a crash left behind: finish what was stored, else give the try up.

        What went out to a service and never came back is left to a person.
        """
        if not archive.exists(self.signed_sha256):
            if self.sent_at:
                self._end(self.State.UNKNOWN, failure=Failure.OUTCOME_UNKNOWN)
            else:
                self.give_up()
            return
        try:
            self.settle(self._verified(archive.read(self.signed_sha256)))
        except StoreAway:
            raise  # the next sweep asks again
        except (SigningError, NotNow, OSError):
            self._end(self.State.UNKNOWN, failure=Failure.OUTCOME_UNKNOWN)

    # Private parts

    @property
    def _capabilities(self):
        return Certificate(backend=self.backend).signer.capabilities

    @property
    def _is_remote(self):
        return self._capabilities.is_remote

    @contextmanager
    def _ending(self):
        """End the try with what went wrong."""
        try:
            yield
        except SigningError as error:
            unknown = error.failure == Failure.OUTCOME_UNKNOWN
            state = self.State.UNKNOWN if unknown else self.State.FAILED
            self._end(state, failure=error.failure)
            raise

    def _to_be_signed(self):
        try:
            return archive.read(self.unsigned_sha256)
        except StoreAway as error:
            raise SigningError(Failure.UNAVAILABLE) from error

    def _purpose(self):
        content = self.letter.content
        return SigningPurpose(
            name=content["signer"]["name"],
            reason=f"Surat {self.letter.number}",
            location=content["office"]["city"],
            room=0 if self._is_remote else room(),
        )

    def _verified(self, signed):
        """Step 3: the file read, whole, unchanged, signed by this person under a trusted root."""
        try:
            seal = seal_of(signed, trusted_roots())
        except SigningError as error:
            raise SigningError(Failure.BAD_ANSWER) from error
        if not (seal.whole_file and seal.intact and self._says_what_was_read(signed)):
            raise SigningError(Failure.BAD_ANSWER)
        if not self._is_his(seal.certificate, seal.fingerprint):
            raise SigningError(Failure.WRONG_PERSON)
        require_fit(seal.certificate)
        if not seal.trusted:
            issuers_of(seal.certificate, seal.others)
            raise SigningError(Failure.UNTRUSTED)
        if not self.letter.names_truly(common_name(seal.certificate.issuer)):
            raise SigningError(Failure.BAD_ANSWER)
        return seal

    def _says_what_was_read(self, signed):
        """Our own signers append to the file; a service is trusted with nothing."""
        unsigned = archive.read(self.unsigned_sha256)
        self.kept_bytes = signed.startswith(unsigned)
        return says_the_same(unsigned, signed) if self._is_remote else self.kept_bytes

    def _is_his(self, certificate, fingerprint):
        """The very certificate he has kept, or at a service that renews it, one in his name."""
        if self._capabilities.renews:
            return certificate.subject.rfc4514_string() == self.subject
        return fingerprint == self.fingerprint

    def _announce(self, signed):
        """Name the file before it is stored, so that a sweep knows what to look for."""
        self.signed_sha256 = archive.digest_of(signed)
        self.save(update_fields=["signed_sha256", "kept_bytes"])

    def _store(self, signed):
        """Step 4: on disk, whole, under the name of its digest."""
        try:
            archive.keep(signed)
        except OSError as error:
            raise SigningError(Failure.UNAVAILABLE) from error

    def _end(self, state, failure=""):
        facts = {"state": state, "failure": failure, "ended_at": timezone.now()}
        if Attempt.objects.filter(pk=self.pk, state=self.State.STARTED).update(**facts):
            for name, value in facts.items():
                setattr(self, name, value)
            ended.send_robust(Attempt, attempt=self)
        else:
            self.refresh_from_db(fields=[*facts])
        if self.at_work:
            self.at_work.end()
        else:
            presence.forget(self.letter_id)
