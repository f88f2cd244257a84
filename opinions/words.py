"""The words and limits of opinions."""

from django.db import models

ANSWERED_SOON = 1  # working days before the day from which an answer presses


class Whom(models.TextChoices):
    """Who is asked."""

    COLLEAGUE = "colleague", "Rekan di kantor ini"
    UNIT = "unit", "Tim atau unit lain, lewat surel"
    OFFICE = "office", "Satuan kerja BPS lain di portal ini"


class State(models.TextChoices):
    """Where a request stands."""

    OPEN = "waiting", "Menunggu pendapat"
    ANSWERED = "answered", "Sudah dijawab"
    WITHDRAWN = "withdrawn", "Dicabut"
