"""What was asked and said in a consultation, and the files that came with it."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from files.kept import Kept


class Message(models.Model):
    """One message; the first is the question itself. Without `by` a guest speaks."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Pertanyaan"
        ANSWER = "answer", "Jawaban"
        SPOKEN = "spoken", "Yang dibicarakan"

    consultation = models.ForeignKey(
        "consultations.Consultation", models.CASCADE, related_name="messages"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:40]}"

    @property
    def is_of_office(self):
        return self.kind != self.Kind.QUESTION


def private_name(file, filename):
    """A random name outside the static root; the name people read is a column."""
    return f"konsultasi/{secrets.token_urlsafe(16)}"


class ConsultationFile(Kept):
    """A file that came with a message."""

    message = models.ForeignKey("consultations.Message", models.CASCADE, related_name="files")
    file = models.FileField(upload_to=private_name)

    class Meta(Kept.Meta):
        pass


def empty(messages):
    """Neither words nor files of these stay; that they were, does."""
    for file in ConsultationFile.objects.filter(message__in=messages):
        file.erase()
    messages.update(text="")
