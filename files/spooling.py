"""Where an upload lies while it is looked at: on no disk under a name that could outlive it."""

from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class Nameless(FileUploadHandler):
    """What is too large for memory goes into a file without a name: it ends with the process."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = UploadedFile(
            TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR),  # noqa: SIM115 - closed by the request
            self.file_name,
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data, start):
        self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self):
        """Let it go."""
        if hasattr(self, "file"):
            self.file.close()
