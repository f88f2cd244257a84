"""The words of complaints (service.md, decision 16); their limits stand in the table of norms."""

from django.db import models

ANSWERED_SOON = 3  # working days before the due date from which an answer presses
WARNED_BEFORE = 3  # days before a silent complaint is closed
MOST_FILES = 5  # with one message


class Kind(models.TextChoices):
    """The three classes of SP4N."""

    COMPLAINT = "complaint", "Pengaduan"
    INFORMATION = "information", "Permintaan informasi"
    ASPIRATION = "aspiration", "Aspirasi atau saran"


class Privacy(models.TextChoices):
    """Who may know who wrote it."""

    OPEN = "open", "Terbuka: petugas yang menangani dan Kepala boleh mengetahui nama saya"
    CONFIDENTIAL = "confidential", "Rahasia: hanya petugas yang menangani mengetahui nama saya"
    ANONYMOUS = "anonymous", "Anonim: nama dan kontak saya tidak dicatat"


PRIVACY_IN_SHORT = {
    Privacy.OPEN: "Terbuka untuk petugas",
    Privacy.CONFIDENTIAL: "Rahasia",
    Privacy.ANONYMOUS: "Anonim",
}


class Target(models.TextChoices):
    """Whom or what it is about; decides who may not handle it."""

    SERVICE = "service", "Layanan atau prosedur"
    OFFICER = "officer", "Seorang petugas"
    HEAD = "head", "Kepala kantor"


class Channel(models.TextChoices):
    """How it came."""

    WEB = "web", "Portal ini"
    BOX = "box", "Kotak saran"
    PHONE = "phone", "Telepon, SMS, atau WhatsApp"
    MAIL = "mail", "Surel atau surat"
    VISIT = "visit", "Disampaikan langsung"


class State(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", "Menunggu verifikasi"
    HANDLED = "handled", "Sedang ditangani"
    ASKED = "asked", "Menunggu keterangan pelapor"
    ANSWERED = "answered", "Selesai dijawab"
    REFUSED = "refused", "Bukan kewenangan kami"
    LAPSED = "lapsed", "Ditutup tanpa keterangan"
    WITHDRAWN = "withdrawn", "Dicabut pelapor"


OPEN = (State.RECEIVED, State.HANDLED, State.ASKED)
CLOSED = (State.ANSWERED, State.REFUSED, State.LAPSED, State.WITHDRAWN)
REOPENABLE = (State.ANSWERED, State.REFUSED, State.LAPSED)
GRADES = [(4, "Sangat baik"), (3, "Baik"), (2, "Kurang baik"), (1, "Tidak baik")]
