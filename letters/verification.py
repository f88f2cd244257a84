"""Telling whether a letter, or a file, is one of ours: by code, or by the digest of its bytes."""

import hashlib

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from letters.models import Letter

UPLOAD_LIMIT = 10 * 1024 * 1024


def letter_of_code(token):
    """The published or void letter of that code; None for any other code, known or not."""
    if not token:
        return None
    letters = Letter.objects.select_related("office", "submission", "about")
    known = letters.filter(state__in=[*Letter.PUBLISHED, Letter.State.VOID])
    return known.filter(token=token).first()


def letter_of_digest(digest):
    """The published letter whose signed file has exactly these bytes."""
    letters = Letter.objects.published().select_related("office", "submission", "about")
    return letters.filter(signed_sha256=digest).first()


class DigestOnly(FileUploadHandler):
    """Takes the digest of an upload as it passes; nothing of it is kept, not even for a moment."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.hash = hashlib.sha256()
        self.size = 0

    def receive_data_chunk(self, raw_data, start):
        """Pass a piece; a file beyond the limit is not read to its end."""
        self.size += len(raw_data)
        if self.size > UPLOAD_LIMIT:
            self.request.upload_too_large = True
            raise StopUpload(connection_reset=False)
        self.hash.update(raw_data)

    def file_complete(self, file_size):
        """Leave the digest with the request."""
        self.request.upload_digest = self.hash.hexdigest() if file_size else ""
