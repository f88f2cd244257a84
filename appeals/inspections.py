"""Files of objections are looked at again and again."""

from appeals.models import AppealFile
from integrity.inspections import inspect_files

inspect_files(
    "appeal_files",
    "Berkas keberatan",
    lambda: AppealFile.objects.select_related("appeal__office"),
    office_of=lambda file: file.appeal.office,
)
