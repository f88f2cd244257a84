import secrets

from django.db import models

from files.kept import Kept


def private_name(file, filename):
    """A random name outside the static root; the name people read is a column."""
    return f"keberatan-keputusan/{secrets.token_urlsafe(16)}"


class AppealFile(Kept):
    """A file that came with an objection."""

    appeal = models.ForeignKey("appeals.Appeal", models.CASCADE, related_name="files")
    file = models.FileField(upload_to=private_name)

    class Meta(Kept.Meta):
        pass
