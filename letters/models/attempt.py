from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from letters import archive
from letters.models.certificate import Certificate
from letters.models.letter import Letter
from letters.signing import Failure, Purpose, SigningError
from letters.signing.checking import seal_of
from letters.signing.pkcs12 import Pkcs12Signer
from letters.signing.roots import trusted_roots
from requests_app.workflow import NotNow

WRONG_SECRETS = 5
WITHIN = timedelta(minutes=15)
STALE_AFTER = timedelta(minutes=3)  # three times as long as a signing child may live


class AttemptQuerySet(models.QuerySet):
    def running(self):
        return self.filter(state=Attempt.State.STARTED)

    def stale(self):
        """Begun so long ago that whoever began it must be gone."""
        return self.running().filter(started_at__lt=timezone.now() - STALE_AFTER)

    def begin(self, letter, *, by, unsigned_sha256):
        """Step 1 of a signature: a short transaction that leaves a trace of what is tried."""
        with transaction.atomic():
            letter.lock()
            letter.require_signer(by)
            if not letter.is_numbered or letter.is_trial != settings.DEMONSTRATION:
                raise NotNow("Surat ini belum disiapkan untuk ditandatangani. Muat ulang halaman.")
            if not letter.unsigned_sha256 or letter.unsigned_sha256 != unsigned_sha256:
                raise SigningError(Failure.BAD_DOCUMENT)
            if letter.is_being_signed():
                raise NotNow("Surat ini sedang ditandatangani. Tunggu hasilnya.")
            if self.is_locked(by):
                raise SigningError(Failure.LOCKED)
            certificate = Certificate.objects.filter(person=by).first()
            if certificate is None:
                raise SigningError(Failure.NOT_REGISTERED)
            certificate.require_valid()
            return self.create(
                letter=letter,
                by=by,
                unsigned_sha256=unsigned_sha256,
                fingerprint=certificate.fingerprint,
            )

    def is_locked(self, person):
        """Too many wrong passphrases in a row: a quarter of an hour of rest."""
        recent = self.filter(by=person, started_at__gt=timezone.now() - WITHIN)
        last_success = recent.filter(state=Attempt.State.DONE).order_by("-pk").first()
        wrong = recent.filter(failure=Failure.WRONG_SECRET)
        if last_success:
            wrong = wrong.filter(pk__gt=last_success.pk)
        return wrong.count() >= WRONG_SECRETS


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
    backend = models.CharField(max_length=20, default="pkcs12")
    fingerprint = models.CharField(max_length=64)
    unsigned_sha256 = models.CharField(max_length=64)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = AttemptQuerySet.as_manager()

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

    @sensitive_variables("passphrase")
    def carry_out(self, passphrase):
        """Steps 2 to 5: sign and verify with no transaction open, store, settle."""
        try:
            signed = self._signed(passphrase)
            seal = self._verified(signed)
            self._announce(archive.digest_of(signed))
            self._store(signed)
        except SigningError as error:
            self._end(self.State.FAILED, failure=error.failure)
            raise
        self.settle(seal)

    def settle(self, seal):
        """Step 5: one short transaction turns the stored file into the letter."""
        with transaction.atomic():
            self.letter.lock()
            mine = Attempt.objects.select_for_update().filter(pk=self.pk, state=self.State.STARTED)
            if not mine.exists() or not self.letter.is_numbered:
                raise NotNow("Surat ini berubah ketika sedang ditandatangani. Muat ulang halaman.")
            self.letter.publish(by=self.by, seal=seal, signed_sha256=self.signed_sha256)
            self._end(self.State.DONE)

    def recover(self):
        """Settle what a crash left behind: finish what was stored, else give the try up."""
        if not archive.exists(self.signed_sha256):
            self._end(self.State.VOID)
            return
        try:
            self.settle(self._verified(archive.read(self.signed_sha256)))
        except (SigningError, NotNow, OSError):
            self._end(self.State.UNKNOWN, failure=Failure.OUTCOME_UNKNOWN)

    # Private parts

    @sensitive_variables("passphrase")
    def _signed(self, passphrase):
        certificate = Certificate.objects.get(person_id=self.by_id)
        content = self.letter.content
        return Pkcs12Signer(bytes(certificate.container)).sign(
            archive.read(self.unsigned_sha256),
            secret=passphrase,
            purpose=Purpose(
                name=content["signer"]["name"],
                reason=f"Surat {self.letter.number}",
                location=content["office"]["city"],
            ),
        )

    def _verified(self, signed):
        """Step 3: the file read, whole, unchanged, signed by this person under a trusted root."""
        seal = seal_of(signed, trusted_roots())
        if not signed.startswith(archive.read(self.unsigned_sha256)) or not seal.whole_file:
            raise SigningError(Failure.BAD_DOCUMENT)
        if seal.fingerprint != self.fingerprint:
            raise SigningError(Failure.WRONG_PERSON)
        if not seal.intact:
            raise SigningError(Failure.BAD_DOCUMENT)
        if not seal.trusted:
            raise SigningError(Failure.UNTRUSTED)
        return seal

    def _announce(self, signed_sha256):
        """Name the file before it is stored, so that a sweep knows what to look for."""
        self.signed_sha256 = signed_sha256
        self.save(update_fields=["signed_sha256"])

    def _store(self, signed):
        """Step 4: on disk, whole, under the name of its digest."""
        try:
            archive.keep(signed)
        except OSError as error:
            raise SigningError(Failure.UNAVAILABLE) from error

    def _end(self, state, failure=""):
        facts = {"state": state, "failure": failure, "ended_at": timezone.now()}
        Attempt.objects.filter(pk=self.pk, state=self.State.STARTED).update(**facts)
        self.refresh_from_db(fields=["state", "failure", "ended_at"])
