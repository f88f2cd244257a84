"""Files of consultations are looked at again and again; what an agency sent counts for it."""

from accounts.models.rooms import counts
from consultations.models import ConsultationFile, Message
from integrity.inspections import inspect_files

inspect_files(
    "consultation_files",
    "Berkas konsultasi",
    lambda: ConsultationFile.objects.select_related("message__consultation__office"),
    office_of=lambda file: file.message.consultation.office,
)
counts(
    lambda agency: ConsultationFile.objects.filter(
        message__consultation__agency=agency, message__kind=Message.Kind.QUESTION
    )
)
