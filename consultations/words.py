"""The words and limits of consultations (service.md, decision 21)."""

from django.db import models

ANSWERED_SOON = 1  # working days before the due date from which an answer presses
MOST_FILES = 5  # with one message


class Topic(models.TextChoices):
    """What about the planned activity is asked."""

    NEED = "need", "Apakah kegiatan perlu rekomendasi"
    DESIGN = "design", "Rancangan dan metodologi"
    SAMPLE = "sample", "Sampel dan kerangka sampel"
    QUESTIONNAIRE = "questionnaire", "Kuesioner dan variabel"
    FORM = "form", "Cara mengisi FS3 atau FP-KPA"
    DATA = "data", "Pengolahan dan penyajian hasil"
    OTHER = "other", "Hal lain tentang rancangan kegiatan"


class Channel(models.TextChoices):
    """How it came."""

    WEB = "web", "Portal ini"
    VISIT = "visit", "Datang langsung"
    PHONE = "phone", "Telepon, SMS, atau WhatsApp"
    MAIL = "mail", "Surel atau surat"


class State(models.TextChoices):
    """Where a consultation stands."""

    WAITING = "waiting", "Menunggu jawaban"
    ANSWERED = "answered", "Sudah dijawab"
    REFERRED = "referred", "Menjadi permintaan informasi"
    WITHDRAWN = "withdrawn", "Dicabut"


CLOSED = (State.ANSWERED, State.REFERRED, State.WITHDRAWN)
