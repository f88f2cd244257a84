"""Finding attempts to sign, and beginning them."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from events.refusals import NotNow
from letters.models.certificate import Certificate
from letters.models.letters.letter import Letter
from letters.signing import Failure, SigningError, presence

WRONG_SECRETS = 5
WITHIN = timedelta(minutes=15)
STALE_AFTER = timedelta(minutes=5)  # longer than the slowest signer may take


class AttemptQuerySet(models.QuerySet):
    def running(self):
        return self.filter(state=self.model.State.STARTED)

    def left_behind(self):
        """Stale, or begun on this machine by a process that has died since."""
        running = list(self.running().values_list("pk", "letter", "backend"))
        if not running:
            return self.none()
        dead = [pk for pk, letter, backend in running if _has_broken_off(letter, backend)]
        old = timezone.now() - STALE_AFTER
        return self.running().filter(Q(started_at__lt=old) | Q(pk__in=dead))

    def queue(self):
        """Those that use keys of this machine, in the order in which they came."""
        local = [kind for kind in Certificate.Backend if not _is_remote(kind)]
        return self.running().filter(backend__in=local).order_by("pk")

    def unresolved(self):
        """What needs a person: nobody knows what became of it, and the letter still waits."""
        unknown = self.filter(state=self.model.State.UNKNOWN, letter__state__in=Letter.WAITING)
        newer = self.model.objects.filter(letter=OuterRef("letter"), pk__gt=OuterRef("pk"))
        return unknown.exclude(Exists(newer.filter(state=self.model.State.UNKNOWN)))

    def visible_to(self, user):
        """Those of the letters that this person may see, and none of an office that he helps."""
        seen = self.filter(letter__in=Letter.objects.visible_to(user))
        return seen.filter(letter__office=user.office_id) if user.examines_for else seen

    def begin(self, letter, *, by, unsigned_sha256):
        """Step 1 of a signature: a short transaction that leaves a trace of what is tried."""
        for dead in letter.attempts.left_behind():
            dead.recover()
        at_work = presence.Presence(letter.pk)
        at_work.begin()
        try:
            attempt = self._begin(letter, by, unsigned_sha256)
        except BaseException:
            at_work.end()
            raise
        attempt.at_work = at_work
        return attempt

    def _begin(self, letter, by, unsigned_sha256):
        with transaction.atomic():
            letter.lock()
            certificate = Certificate.objects.filter(person=by).first()
            _require_ready(letter, by, certificate, unsigned_sha256)
            if self.is_locked(by):
                raise SigningError(Failure.LOCKED)
            if certificate is None:
                raise SigningError(Failure.NOT_REGISTERED)
            certificate.require_valid()
            return self.create(
                letter=letter,
                by=by,
                unsigned_sha256=unsigned_sha256,
                backend=certificate.backend,
                subject=certificate.subject,
                fingerprint=certificate.fingerprint,
            )

    def is_locked(self, person):
        """Too many wrong passphrases in a row: a quarter of an hour of rest."""
        recent = self.filter(by=person, started_at__gt=timezone.now() - WITHIN).order_by("-pk")
        succeeded = recent.filter(state=self.model.State.DONE).values("pk")[:1]
        wrong = recent.filter(failure=Failure.WRONG_SECRET, pk__gt=Coalesce(Subquery(succeeded), 0))
        return wrong.count() >= WRONG_SECRETS


class AttemptManager(models.Manager.from_queryset(AttemptQuerySet)):
    @sensitive_variables("passphrase")
    def sign(self, *, by, passphrase, unsigned_sha256):
        """The head signs the very file he has read (signing.md §8.6); raises SigningError.

        Asked of a letter: ``letter.attempts.sign(…)``.
        """
        letter = self.instance
        attempt = self.begin(letter, by=by, unsigned_sha256=unsigned_sha256)
        signer = Certificate.objects.get(person=by).signer
        with signer.session(secret=passphrase, digests=[unsigned_sha256]) as session:
            attempt.carry_out(session)
        letter.refresh_from_db()


def _is_remote(backend):
    return Certificate(backend=backend).signer.capabilities.is_remote


def _has_broken_off(letter_id, backend):
    """What went out to a service is left to time: it may still answer."""
    return not _is_remote(backend) and presence.has_broken_off(letter_id)


def _require_ready(letter, by, certificate, unsigned_sha256):
    """Refuse a letter that is not prepared for this person, or not in the bytes he has read."""
    held = letter.require_signer(by)
    issuer = certificate.named_issuer if certificate else ""
    is_ready = letter.is_numbered and letter.is_made_for(held, issuer)
    if not is_ready or letter.is_trial != settings.DEMONSTRATION:
        raise NotNow("Surat ini belum disiapkan untuk ditandatangani. Muat ulang halaman.")
    if not letter.unsigned_sha256 or letter.unsigned_sha256 != unsigned_sha256:
        raise SigningError(Failure.BAD_DOCUMENT)
    if letter.is_being_signed():
        raise NotNow("Surat ini sedang ditandatangani. Tunggu hasilnya.")
