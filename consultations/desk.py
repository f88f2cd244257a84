"""What waits at the desk because advice was asked for."""

from django.urls import reverse

from accounts.models import Role
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
