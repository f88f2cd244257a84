"""Files of objections are looked at again and again, and count for the agency."""

from accounts.models.rooms import counts
from appeals.models import AppealFile
from integrity.inspections import inspect_files

inspect_files(
    "appeal_files",
    "Berkas keberatan",
    lambda: AppealFile.objects.select_related("appeal__office"),
    office_of=lambda file: file.appeal.office,
)
counts(lambda agency: AppealFile.objects.filter(appeal__submission__agency=agency))
