"""A person's certificate, and where the key to it is: in his container, a token, at BSrE."""

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from events.recording import record
from letters.signing import Failure, SigningError, demonstration
from letters.signing.fitness import check_dates, require_fit
from letters.signing.issuers import issuers_of
from letters.signing.names import names_agree, said_of_differences
from letters.signing.roots import common_name
from letters.signing.signers import trial
from letters.signing.signers.bsre import BsreSigner
from letters.signing.signers.pkcs11 import Pkcs11Signer
from letters.signing.signers.pkcs12 import Pkcs12Signer
from letters.signing.trial_mark import is_trial
from letters.signing.verifying import fingerprint

WARNED = 30  # days before it ends


class CertificateQuerySet(models.QuerySet):
    @sensitive_variables("secret")
    def examine(self, container, *, secret):
        """Open an uploaded container, sign a sheet of trial, and refuse what could not sign here.

        Returns an unsaved Certificate that holds the container, encrypted anew with AES-256.
        """
        contents = Pkcs12Signer(container).inspect(secret=secret)
        found = self._examined(contents, backend="pkcs12", container=contents.container)
        return found.tried(secret=secret)

    @sensitive_variables("secret")
    def examine_token(self, label, *, secret):
        """The same for the key of that label in the token; an unsaved Certificate."""
        contents = Pkcs11Signer(label).inspect(secret=secret)
        return self._examined(contents, backend="pkcs11", account=label).tried(secret=secret)

    @sensitive_variables("secret")
    def examine_account(self, account, *, secret):
        """Have a sheet of trial signed at BSrE, to see whose account that is and that it works."""
        seal, contents = trial.sign_at_bsre(account, secret=secret)
        found = self._examined(contents, backend="bsre", account=account)
        if not seal.trusted:
            raise SigningError(Failure.UNTRUSTED)
        return found

    def issuer_for(self, person):
        """Who issued the certificate this person signs with; "" for none or one of a trial."""
        certificate = self.filter(person=person).first()
        return certificate.named_issuer if certificate else ""

    def give_trial(self, person):
        """Equip a person of the demonstration; his passphrase is `demonstration.PASSPHRASE`."""
        container = demonstration.container_for(person)
        certificate = self.examine(container, secret=demonstration.PASSPHRASE)
        return certificate.keep_for(person)

    def of(self, person):
        """The certificate this person signs with, or None."""
        certificate = self.filter(person=person).first()
        if certificate is not None:
            certificate.person = person
        return certificate

    def trouble_of(self, person):
        """Why this person could not sign a letter today, in a sentence; "" if he could."""
        certificate = self.of(person)
        return certificate.trouble if certificate else Failure.NOT_REGISTERED.label

    def _examined(self, contents, **facts):
        certificate = x509.load_der_x509_certificate(contents.certificate)
        others = [x509.load_der_x509_certificate(other) for other in contents.others]
        require_fit(certificate)
        chain = [certificate, *issuers_of(certificate, others, may_ask=True)]
        return Certificate(**facts, **facts_of(certificate), chain=_as_text(chain))


def _as_text(certificates):
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in certificates)


def facts_of(certificate):
    """What is kept of an X.509 certificate."""
    return {
        "subject": certificate.subject.rfc4514_string(),
        "name": common_name(certificate.subject),
        "issuer": common_name(certificate.issuer),
        "serial": f"{certificate.serial_number:x}",
        "fingerprint": fingerprint(certificate),
        "not_before": certificate.not_valid_before_utc,
        "not_after": certificate.not_valid_after_utc,
        "is_trial": is_trial(certificate),
    }


class Certificate(models.Model):
    """One person's certificate; the secret to its key is asked for at each sitting, never kept."""

    class Backend(models.TextChoices):
        PKCS12 = "pkcs12", "Berkas sertifikat (.p12)"
        PKCS11 = "pkcs11", "Token atau HSM kantor"
        BSRE = "bsre", "Layanan BSrE"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificate"
    )
    backend = models.CharField(max_length=10, choices=Backend, default=Backend.PKCS12)
    container = models.BinaryField(default=bytes)
    account = models.CharField(max_length=255, blank=True)  # the label in the token; NIK or e-mail
    subject = models.TextField()
    name = models.CharField(max_length=255)
    issuer = models.CharField(max_length=255)
    serial = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    is_trial = models.BooleanField()
    chain = models.TextField(default="")  # PEM: the certificate and its issuers below the root
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = CertificateQuerySet.as_manager()

    def __str__(self):
        return f"{self.name} ({self.issuer})"

    @property
    def named_issuer(self):
        """The issuer as a letter may name it: "" for a certificate of a trial."""
        return "" if self.is_trial else self.issuer

    @property
    def signer(self):
        """Whoever signs with the key to this certificate."""
        if self.backend == self.Backend.BSRE:
            return BsreSigner(self.account)
        if self.backend == self.Backend.PKCS11:
            return Pkcs11Signer(self.account, self._issuers)
        return Pkcs12Signer(bytes(self.container), self._issuers)

    @property
    def _certificates(self):
        """The certificate itself and its issuers; none if it was kept before these were."""
        return x509.load_pem_x509_certificates(self.chain.encode()) if self.chain else []

    @property
    def _issuers(self):
        return tuple(one.public_bytes(Encoding.DER) for one in self._certificates[1:])

    @property
    def shown_account(self):
        """The account as the screen may show it: of a NIK only the end."""
        return f"…{self.account[-4:]}" if self.account.isdecimal() else self.account

    def require_name(self, person):
        """Refuse a certificate that carries somebody else's name."""
        if not names_agree(person.name, self.name):
            differences = said_of_differences(person.name, self.name)
            raise SigningError(Failure.OTHER_NAME, differences)

    @sensitive_variables("secret")
    def tried(self, *, secret):
        """Have a sheet of trial signed, checked as a letter is; this certificate."""
        seal = trial.sign_here(self.signer, secret=secret)
        if seal.fingerprint != self.fingerprint:
            raise SigningError(Failure.WRONG_PERSON)
        if not seal.trusted:
            raise SigningError(Failure.UNTRUSTED)
        return self

    @property
    def trouble(self):
        """Why nothing could be signed with it today, in a sentence; "" if it could."""
        try:
            self._require_ready()
        except SigningError as error:
            return str(error)
        return ""

    def _require_ready(self):
        """Refuse what is out of its time, in another name, or without good key and issuers."""
        self.require_valid()
        self.require_name(self.person)
        if self.chain and not self.signer.capabilities.renews:
            certificate, *others = self._certificates
            require_fit(certificate)
            issuers_of(certificate, others, led_to_a_root=True)

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

    def renew(self, certificate):
        """The authority has given the same person a newer certificate."""
        facts = facts_of(certificate)
        if facts["fingerprint"] != self.fingerprint and facts["subject"] == self.subject:
            type(self).objects.filter(pk=self.pk).update(**facts, chain="")

    def require_valid(self):
        """Refuse a certificate whose time has not come or is over.

        A service that renews certificates by itself says so itself.
        """
        if not self.signer.capabilities.renews:
            check_dates(self.not_before, self.not_after)

    @property
    def days_left(self):
        return (self.not_after - timezone.now()).days

    @property
    def is_over(self):
        return self.days_left < 0

    @property
    def ends_soon(self):
        return self.days_left < WARNED
