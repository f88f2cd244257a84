"""What people come to the counter for."""

from django.db import models


class Service(models.TextChoices):
    """The services of a PST as BPS's own guest books name them (form VKD, Blok I).

    The value is the letter that a queue number begins with.
    """

    RECOMMENDATION = "R", "Rekomendasi kegiatan statistik"
    CONSULTATION = "K", "Konsultasi statistik"
    DIGITAL = "D", "Pustaka digital"
    PRINTED = "C", "Pustaka tercetak"
    MICRODATA = "M", "Data mikro"
    SALES = "J", "Penjualan publikasi"
    OTHER = "L", "Layanan lain"
