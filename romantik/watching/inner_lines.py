"""How long the certificates of the lines inside the machine are good (bin/inner-tls)."""

from datetime import timedelta

from cryptography import x509
from django.conf import settings
from django.utils import timezone

from romantik.interface import plain_day

SOON, AT_LAST = timedelta(days=60), timedelta(days=14)
RENEW = "Jalankan bin/inner-tls, lalu docker compose up -d --force-recreate."


def findings():
    """(part, tone, words, advice); nothing where those lines are plain."""
    if settings.INNER_TLS is None:
        return
    try:
        # All of them are made in one moment, so its own tells of the others, too.
        own = x509.load_pem_x509_certificate((settings.INNER_TLS / "own.crt").read_bytes())
    except (OSError, ValueError):
        yield "Jalur dalam", "bad", "Sertifikatnya tidak dapat dibaca.", RENEW
        return
    left = own.not_valid_after_utc - timezone.now()
    tone = "bad" if left < AT_LAST else "action" if left < SOON else "good"
    words = f"Terenkripsi; sertifikatnya berlaku sampai {plain_day(own.not_valid_after_utc)}."
    yield "Jalur dalam", tone, words, "" if tone == "good" else RENEW
