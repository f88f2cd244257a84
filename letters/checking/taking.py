"""Taking what somebody wants to have checked: a code, or a file that is never kept."""

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


class InMemory(FileUploadHandler):
    """Holds an upload in memory while it is checked; nothing of it is written anywhere."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.document = bytearray()

    def receive_data_chunk(self, raw_data, start):
        """Pass a piece; a file beyond the limit is not read to its end."""
        if len(self.document) + len(raw_data) > UPLOAD_LIMIT:
            self.document.clear()
            self.request.upload_too_large = True
            raise StopUpload(connection_reset=False)
        self.document += raw_data

    def file_complete(self, file_size):
        """Leave the bytes with the request."""
        self.request.upload_document = bytes(self.document)


def take_upload(request):
    """The bytes that were handed in, empty without any; None when they were too many."""
    request.FILES  # noqa: B018  (reading the body is what takes them)
    if getattr(request, "upload_too_large", False):
        return None
    return getattr(request, "upload_document", b"")
