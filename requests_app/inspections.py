"""Files of submissions are looked at again and again, and count for their agency."""

from accounts.models.rooms import counts
from integrity.inspections import inspect_files
from requests_app.models import Attachment, Result

inspect_files(
    "attachments",
    "Lampiran",
    lambda: Attachment.objects.exclude(file="").select_related("revision__submission__office"),
    office_of=lambda attachment: attachment.revision.submission.office,
)
inspect_files(
    "results",
    "Hasil kegiatan",
    lambda: Result.objects.exclude(sha256="").select_related("submission__office"),
    office_of=lambda result: result.submission.office,
)
counts(lambda agency: Attachment.objects.filter(revision__submission__agency=agency), at="added_at")
counts(lambda agency: Result.objects.filter(submission__agency=agency))
