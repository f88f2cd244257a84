"""Recurring work of this app, thin: find, call one verb."""

from celery import shared_task

from consultations.models import Consultation
from consultations.models.consultation import recount
from events.sweeping import each


@shared_task
def tend_consultations():
    """Count days anew and remind of what is due; run twice, it tells once."""
    recount(Consultation.objects.all())
    each(Consultation.objects.waiting().select_related("office"), Consultation.remind)
