"""Recurring work of this app, thin: find, call one verb."""

from celery import shared_task
from django.utils import timezone

from consultations.models import Appointment, Consultation
from consultations.models.consultation import recount
from events.sweeping import each


@shared_task
def tend_consultations():
    """Count days anew, remind of what is due and who comes, forget guests; twice, it tells once."""
    recount(Consultation.objects.all())
    each(Consultation.objects.waiting().select_related("office"), Consultation.remind)
    coming = Appointment.objects.coming(timezone.now()).values("consultation")
    each(
        Consultation.objects.filter(pk__in=coming).select_related("office"),
        Consultation.tend_appointment,
    )
    each(Consultation.objects.to_erase().select_related("office"), Consultation.erase)
