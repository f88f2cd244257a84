"""What the database refuses in a letter, whoever writes it."""

from django.db import models
from django.db.models import Q

from letters.models.letters.ruling import RULINGS

ISSUED = ["signed", "delivered", "withdrawn", "replaced"]
WAITING = ["draft", "numbered", "sent_back"]
IS_ACT = Q(about__isnull=False) & ~Q(cause="") & ~Q(purpose="answer")

RULES = [
    models.UniqueConstraint(fields=["office", "year", "sequence"], name="letter_number_once"),
    models.UniqueConstraint(
        fields=["office", "year", "identity_register", "identity_sequence"],
        name="letter_identity_once",
    ),
    models.UniqueConstraint(
        fields=["signed_sha256"],
        condition=~Q(signed_sha256=""),
        name="letter_signed_file_once",
    ),
    models.UniqueConstraint(
        fields=["submission"],
        condition=Q(state__in=["signed", "delivered"]) & ~Q(purpose__in=RULINGS),
        name="letter_published_once",
    ),
    models.UniqueConstraint(
        fields=["submission"],
        condition=Q(state__in=WAITING) & ~Q(purpose__in=RULINGS),
        name="letter_waiting_once",
    ),
    models.UniqueConstraint(  # of answers to an objection
        fields=["about"],
        condition=~Q(state="void") & Q(purpose__in=RULINGS),
        name="letter_ruling_once",
    ),
    models.CheckConstraint(
        condition=Q(state__in=["draft", "sent_back"])
        | (Q(sequence__isnull=False) & ~Q(number="") & Q(dated_on__isnull=False)),
        name="letter_has_number",
    ),
    models.CheckConstraint(
        condition=~Q(state__in=ISSUED) | (~Q(signed_sha256="") & Q(signed_at__isnull=False)),
        name="letter_has_signed_file",
    ),
    models.CheckConstraint(
        condition=~Q(state="void") | ~Q(void_reason=""), name="letter_void_has_reason"
    ),
    models.CheckConstraint(
        condition=IS_ACT | Q(purpose="answer", about__isnull=True), name="letter_act_has_cause"
    ),
]
