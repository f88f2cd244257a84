from django.db import models
from django.utils import timezone

from letters import archive
from letters.models.letters.letter import Letter


class EvidenceQuerySet(models.QuerySet):
    def keep_certificate(self, letter, der):
        """Keep a certificate behind the letter's signature."""
        self._keep(letter, der, kind=Evidence.Kind.CERTIFICATE)

    def keep_answer(self, letter, answer):
        """Keep the first answer of each source about a certificate: that of the signing day."""
        facts = {"kind": answer.kind, "source": answer.source, "about": answer.about}
        if not letter.evidence.filter(**facts).exists():
            self._keep(letter, answer.content, **facts)

    def _keep(self, letter, content, **facts):
        digest = archive.digest_of(content)
        kept, _ = self.get_or_create(sha256=digest, defaults={"content": content, **facts})
        kept.letters.add(letter)


class Evidence(models.Model):
    """A certificate, or what its issuer said of it: it cannot be had later. Written once."""

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", "Sertifikat"
        CRL = "crl", "Daftar pencabutan (CRL)"
        OCSP = "ocsp", "Jawaban OCSP"

    letters = models.ManyToManyField(Letter, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=500, blank=True)
    about = models.CharField(max_length=64, blank=True)  # SHA-256 of the certificate asked about
    fetched_at = models.DateTimeField(default=timezone.now)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.sha256[:12]}"
