"""Files of complaints are looked at again and again."""

from complaints.models import ComplaintFile
from integrity.inspections import inspect_files

inspect_files(
    "complaint_files",
    "Berkas pengaduan",
    lambda: ComplaintFile.objects.select_related("complaint__office"),
    office_of=lambda file: file.complaint.office,
)
