"""Files of consultations are looked at again and again."""

from consultations.models import ConsultationFile
from integrity.inspections import inspect_files

inspect_files(
    "consultation_files",
    "Berkas konsultasi",
    lambda: ConsultationFile.objects.select_related("message__consultation__office"),
    office_of=lambda file: file.message.consultation.office,
)
