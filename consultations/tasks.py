"""Recurring work of this app, thin: find, call one verb."""

from celery import shared_task
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from consultations.models import Appointment, Consultation
from consultations.models.consultation import recount
from events.sweeping import each
from workdays.models import Holiday


@shared_task
def tend_consultations():
    """Count days anew, remind of what is due and who comes; twice, it tells once."""
    recount(Consultation.objects.all())
    each(Consultation.objects.waiting().select_related("office"), Consultation.remind)
    tend_appointments()


@shared_task
def tend_appointments():
    """Cancel what is booked on days that are closed by now, remind of what is tomorrow."""
    coming = Appointment.objects.coming(timezone.now()).values("consultation")
    each(
        Consultation.objects.filter(pk__in=coming).select_related("office"),
        Consultation.tend_appointment,
    )


@receiver([post_save, post_delete], sender=Holiday)
def calendar_changed(**kwargs):
    """A day was closed or opened, perhaps today: nobody shall come in vain."""
    tend_appointments.delay_on_commit()
