from consultations.models.consultation import Consultation
from consultations.models.message import ConsultationFile, Message

__all__ = ["Consultation", "ConsultationFile", "Message"]
