"""Signing: one small interface in front of whatever holds the key.

Today a PKCS#12 container of the head's own (`pkcs12.py`), opened in a child process that lives for
one signature. Whatever goes wrong is one of the failures below, each with one sentence for the
screen; nothing else leaves this package.
"""

from dataclasses import dataclass
from typing import Protocol

from django.db import models


class Failure(models.TextChoices):
    """Why a letter was not signed, in a sentence for the person who tried."""

    WRONG_SECRET = (
        "wrong_secret",
        "Kata sandi sertifikat salah. Surat belum ditandatangani; coba ketik lagi.",
    )
    LOCKED = (
        "locked",
        "Kata sandi sertifikat terlalu sering salah. Tunggu 15 menit sebelum mencoba lagi.",
    )
    NOT_REGISTERED = (
        "not_registered",
        "Anda belum menyimpan sertifikat. Unggah sertifikat di halaman Sertifikat saya.",
    )
    EXPIRED = (
        "expired",
        "Masa berlaku sertifikat Anda sudah habis. Unggah sertifikat yang baru.",
    )
    NOT_YET_VALID = (
        "not_yet_valid",
        "Sertifikat Anda belum mulai berlaku. Periksa tanggal mulainya.",
    )
    UNTRUSTED = (
        "untrusted",
        "Penerbit sertifikat Anda tidak dipercaya di sini. Hubungi admin kantor.",
    )
    WRONG_PERSON = (
        "wrong_person",
        "Tanda tangan tidak berasal dari sertifikat Anda. Unggah ulang sertifikat Anda.",
    )
    BAD_CONTAINER = (
        "bad_container",
        "Berkas ini bukan sertifikat PKCS#12 (.p12 atau .pfx) yang berisi kunci tanda tangan.",
    )
    BAD_DOCUMENT = (
        "bad_document",
        "Berkas surat tidak sama dengan yang Anda baca. Muat ulang halaman, lalu baca kembali.",
    )
    UNAVAILABLE = (
        "unavailable",
        "Penandatanganan tidak dapat dijalankan. Surat belum ditandatangani; coba lagi.",
    )
    OUTCOME_UNKNOWN = (
        "outcome_unknown",
        "Hasil penandatanganan tidak diketahui. Sistem sedang memeriksanya; jangan mengulang dulu.",
    )


class SigningError(Exception):
    """A signature that was not made; `failure` says why."""

    def __init__(self, failure):
        super().__init__(failure.label)
        self.failure = failure


@dataclass(frozen=True)
class Purpose:
    """What the signature says about itself."""

    name: str
    reason: str
    location: str


class Signer(Protocol):
    """Whoever can put one person's signature under a document."""

    def sign(self, document: bytes, *, secret: str, purpose: Purpose) -> bytes:
        """Return the signed document, or raise SigningError."""
