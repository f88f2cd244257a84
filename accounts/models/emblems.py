"""The emblem of an office: a harmless picture, kept once and for ever, for letters name it."""

import hashlib
from base64 import b64encode

from django.db import models
from django.utils import timezone

PNG_HEAD = b"\x89PNG\r\n\x1a\n"


class Damaged(Exception):
    """The picture that is stored is not the one that was kept."""


class Emblem(models.Model):
    """One picture, known by its SHA-256; it has been made safe before (`files.reading`)."""

    class Media(models.TextChoices):
        PNG = "image/png", "PNG"
        SVG = "image/svg+xml", "SVG"

    sha256 = models.CharField(max_length=64, primary_key=True)
    media = models.CharField(max_length=20, choices=Media)
    content = models.BinaryField()
    kept_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.get_media_display()} {self.sha256[:12]}"

    @classmethod
    def of(cls, content):
        """The emblem with these bytes, not stored yet."""
        media = cls.Media.PNG if content.startswith(PNG_HEAD) else cls.Media.SVG
        return cls(sha256=hashlib.sha256(content).hexdigest(), media=media, content=content)

    def keep(self):
        """Store it unless the same bytes are there already."""
        facts = {"media": self.media, "content": self.content}
        return Emblem.objects.get_or_create(sha256=self.sha256, defaults=facts)[0]

    @property
    def picture(self):
        """The very bytes that were kept. Raises `Damaged` where the row holds others."""
        content = bytes(self.content)
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise Damaged(f"The emblem {self.sha256} has been changed.")
        return content

    @property
    def source(self):
        """As a page or a letter carries it along (data:)."""
        return f"data:{self.media};base64,{b64encode(self.picture).decode()}"
