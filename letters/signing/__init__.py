"""Signing: one small interface in front of whatever holds the key.

A PKCS#12 container of the person's own (`pkcs12.py`), a token (`pkcs11.py`) or the e-sign service
of BSrE (`bsre.py`), each used by a child process that lives for one signing session (`session.py`).
Whatever goes wrong is one of the failures below, each with one sentence for the screen; nothing
else leaves this package.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol, Self

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
    BLOCKED = (
        "blocked",
        "PIN token terkunci karena terlalu sering salah. Hubungi pengelola token.",
    )
    NOT_REGISTERED = (
        "not_registered",
        "Sertifikat Anda tidak ditemukan. Simpan sertifikat di halaman Sertifikat saya.",
    )
    EXPIRED = (
        "expired",
        "Masa berlaku sertifikat Anda sudah habis. Unggah sertifikat yang baru.",
    )
    REVOKED = (
        "revoked",
        "Sertifikat Anda dicabut atau dibekukan penerbitnya. Hubungi penerbit sertifikat.",
    )
    NOT_YET_VALID = (
        "not_yet_valid",
        "Sertifikat Anda belum mulai berlaku. Periksa tanggal mulainya.",
    )
    UNTRUSTED = (
        "untrusted",
        "Penerbit sertifikat Anda tidak dipercaya di sini. Pakai sertifikat dari penerbit yang "
        "dipercaya, atau hubungi admin kantor.",
    )
    MISSING_LINK = (
        "missing_link",
        "Sertifikat penerbit perantara tidak ada di dalam berkas. Simpan ulang berkas sertifikat "
        "Anda bersama seluruh rantai penerbitnya, atau minta admin sistem memasang sertifikat "
        "perantara itu di sini.",
    )
    EXPIRED_LINK = (
        "expired_link",
        "Masa berlaku sertifikat penerbit perantara sudah habis. Minta kepada penerbitnya berkas "
        "dengan sertifikat perantara yang masih berlaku.",
    )
    NO_PURPOSE = (
        "no_purpose",
        "Sertifikat ini tidak dibuat untuk menandatangani dokumen: kegunaan kuncinya (key usage) "
        "tidak memuat tanda tangan. Minta sertifikat tanda tangan elektronik kepada penerbitnya.",
    )
    WEAK_KEY = (
        "weak_key",
        "Kunci RSA sertifikat ini terlalu pendek sehingga tidak aman. Minta kepada penerbitnya "
        "sertifikat dengan kunci RSA yang lebih panjang, atau dengan kurva P-256.",
    )
    ODD_KEY = (
        "odd_key",
        "Jenis kunci sertifikat ini ditolak pembaca PDF: tanda tangannya akan disebut tidak sah. "
        "Minta kepada penerbitnya sertifikat dengan kunci RSA atau kurva P-256, P-384, atau P-521.",
    )
    WRONG_PERSON = (
        "wrong_person",
        "Tanda tangan tidak berasal dari sertifikat Anda. Unggah ulang sertifikat Anda.",
    )
    NO_MANDATE = (
        "no_mandate",
        "Penugasan Anda berakhir ketika surat sedang ditandatangani. Surat tidak diterbitkan.",
    )
    BAD_CONTAINER = (
        "bad_container",
        "Berkas ini bukan sertifikat PKCS#12 (.p12 atau .pfx) yang berisi kunci tanda tangan.",
    )
    BAD_DOCUMENT = (
        "bad_document",
        "Berkas surat tidak sama dengan yang Anda baca. Muat ulang halaman, lalu baca kembali.",
    )
    OTHER_NAME = (
        "other_name",
        "Nama pada sertifikat tidak sama dengan nama Anda di sini. Pakai sertifikat Anda sendiri; "
        "bila salah satunya salah tulis, minta admin kantor membetulkan nama Anda di sini atau "
        "penerbit membetulkan sertifikatnya.",
    )
    BAD_ANSWER = (
        "bad_answer",
        "Berkas yang kembali dari layanan tanda tangan tidak lolos pemeriksaan, jadi ditolak. "
        "Surat belum terbit; hubungi admin sistem.",
    )
    REFUSED = (
        "refused",
        "Layanan tanda tangan menolak permintaan ini. Surat belum ditandatangani; "
        "hubungi admin sistem.",
    )
    UNAVAILABLE = (
        "unavailable",
        "Penandatanganan tidak dapat dijalankan. Surat belum ditandatangani; coba lagi.",
    )
    OUTCOME_UNKNOWN = (
        "outcome_unknown",
        "Hasil penandatanganan tidak diketahui: berkas sudah dikirim, tetapi jawabannya tidak "
        "sampai. Nomor surat tetap; Anda dapat mencoba lagi dengan berkas yang sama.",
    )

    @property
    def is_about_the_letter(self):
        """Says whether another letter could still be signed in the same sitting."""
        return self in (Failure.BAD_DOCUMENT, Failure.BAD_ANSWER)


class SigningError(Exception):
    """A signature that was not made; `failure` says why, `detail` what exactly."""

    def __init__(self, failure, detail=""):
        super().__init__(f"{failure.label} {detail}".strip())
        self.failure = failure


@dataclass(frozen=True)
class SigningPurpose:
    """What the signature says about itself."""

    name: str
    reason: str
    location: str
    room: int = 0  # bytes that it leaves for a timestamp


@dataclass(frozen=True)
class Capabilities:
    """What a signer is like, for whoever uses it."""

    asks_for: str  # the secret, as the screen calls it
    is_remote: bool  # a signature may have been made although no answer came
    renews: bool  # the certificate may be a newer one of the same person


class Session(Protocol):
    """One sitting with one secret: a child process that ends with it."""

    def __enter__(self) -> Self:
        """Begin; nothing is opened before the first document."""

    def __exit__(self, *error) -> None:
        """End the child, whatever has happened."""

    def hand_over(self, document: bytes, purpose: SigningPurpose) -> None:
        """Begin to sign a document; SigningError if the secret or the key will not do."""

    def take_back(self) -> bytes:
        """Return the document handed over, signed; or raise SigningError."""

    def sign(self, document: bytes, purpose: SigningPurpose) -> bytes:
        """Hand over and take back."""


class Signer(Protocol):
    """Whoever can put one person's signature under documents."""

    capabilities: Capabilities

    def session(self, *, secret: str, digests: Collection[str]) -> Session:
        """A session that signs the documents of these SHA-256 digests and no others, each once."""
