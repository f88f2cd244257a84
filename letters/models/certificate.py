"""The container with a person's key and certificate, as he uploaded it."""

from cryptography import x509
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from events.recording import record
from letters.signing import Failure, SigningError, checking, demonstration, pkcs12
from letters.signing.roots import common_name, is_trial, trusted_roots


class CertificateQuerySet(models.QuerySet):
    @sensitive_variables("secret")
    def examine(self, container, *, secret):
        """Open an uploaded container and refuse what could not sign a letter here.

        Returns an unsaved Certificate that holds the container, encrypted anew with AES-256.
        """
        contents = pkcs12.inspect(container, secret=secret)
        certificate = x509.load_der_x509_certificate(contents.certificate)
        others = [x509.load_der_x509_certificate(other) for other in contents.others]
        checking.check_dates(certificate.not_valid_before_utc, certificate.not_valid_after_utc)
        if not checking.may_sign(certificate):
            raise SigningError(Failure.BAD_CONTAINER)
        if not checking.chain_is_trusted(certificate, others, trusted_roots()):
            raise SigningError(Failure.UNTRUSTED)
        return Certificate(
            container=contents.container,
            subject=certificate.subject.rfc4514_string(),
            name=common_name(certificate.subject),
            issuer=common_name(certificate.issuer),
            serial=f"{certificate.serial_number:x}",
            fingerprint=checking.fingerprint(certificate),
            not_before=certificate.not_valid_before_utc,
            not_after=certificate.not_valid_after_utc,
            is_trial=is_trial(certificate),
        )

    def give_trial(self, person):
        """Equip a person of the demonstration; his passphrase is `demonstration.PASSPHRASE`."""
        container = demonstration.container_for(person)
        certificate = self.examine(container, secret=demonstration.PASSPHRASE)
        return certificate.keep_for(person)


class Certificate(models.Model):
    """One person's PKCS#12 container; its passphrase is asked for at each signature, never kept."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificate"
    )
    container = models.BinaryField()
    subject = models.TextField()
    name = models.CharField(max_length=255)
    issuer = models.CharField(max_length=255)
    serial = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    is_trial = models.BooleanField()
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = CertificateQuerySet.as_manager()

    def __str__(self):
        return f"{self.name} ({self.issuer})"

    def keep_for(self, person):
        """Make this the person's certificate, in place of the one he had."""
        facts = {
            field.name: getattr(self, field.name)
            for field in self._meta.concrete_fields
            if field.name not in {"id", "person"}
        }
        with transaction.atomic():
            kept, _ = Certificate.objects.update_or_create(person=person, defaults=facts)
            record(person, "certificate.keep", by=person, name=self.name, issuer=self.issuer)
        return kept

    def require_valid(self):
        """Refuse a certificate whose time has not come or is over."""
        checking.check_dates(self.not_before, self.not_after)

    @property
    def days_left(self):
        return (self.not_after - timezone.now()).days
