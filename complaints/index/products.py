"""The products of the service (SK 118/2023) that are rated, each apart."""

from django.db import models


class Product(models.TextChoices):
    """Which of them an answer is about."""

    RECOMMENDATION = "recommendation", "Rekomendasi kegiatan statistik"
    CONSULTATION = "consultation", "Konsultasi"
