"""What waits at the desk because advice was asked for."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from accounts.models.office_life import Kept, keeps_open
from accounts.waiting import Waiting, waits
from consultations.models import Appointment, Consultation


@waits
def consultations_to_answer(user):
    """For who examines or sits at the counter: late ones, and what is his or nobody's."""
    if not user.drawn.has_role(Role.EXAMINER, Role.FRONT_DESK):
        return
    visible, page = Consultation.objects.visible_to(user), reverse("consultations")
    late = visible.late(user.office.today())
    yield Waiting(
        "konsultasi lewat batas waktu", late, f"{page}?status=lewat", icon="alarm", urgent=True
    )
    midnight = user.office.now().replace(hour=23, minute=59, second=59)
    coming = Appointment.objects.coming(user.office.now()).filter(starts_at__lte=midnight)
    today = visible.filter(pk__in=coming.values("consultation"))
    yield Waiting("janji temu hari ini", today, f"{page}?status=janji", icon="calendar-check")
    mine = Consultation.objects.waiting_for(user)
    yield Waiting(
        "konsultasi menunggu jawaban", mine, f"{page}?status=saya", icon="chat-square-text"
    )


@keeps_open
def consultations(office):
    """Those that wait for an answer."""
    found = Consultation.objects.waiting().filter(office=office)
    return Kept.of(
        "konsultasi yang menunggu jawaban", found, advice="Kantor itu menjawabnya dahulu."
    )


@keeps_open
def appointments(office):
    """Those to which somebody is going to come."""
    coming = Appointment.objects.coming(timezone.now()).filter(office=office)
    found = Consultation.objects.filter(appointments__in=coming).distinct()
    advice = "Tunggu sampai janji temu selesai, atau batalkan bersama tamunya."
    return Kept.of("konsultasi dengan janji temu", found, advice=advice)
