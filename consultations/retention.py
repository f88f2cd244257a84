"""How guests who asked are forgotten."""

from consultations.models import Consultation
from events.sweeping import each
from norms.keeping import keeps


@keeps(
    "keep.consultations",
    "consultations.Consultation",
    "consultations.Message",
    "consultations.ConsultationFile",
)
def consultations(before):
    return each(Consultation.objects.to_erase(before).select_related("office"), Consultation.erase)
