from consultations.models.appointment import Appointment
from consultations.models.consultation import Consultation
from consultations.models.hours import Hours
from consultations.models.message import ConsultationFile, Message

__all__ = ["Appointment", "Consultation", "ConsultationFile", "Hours", "Message"]
