"""What waits at the desk because advice was asked for."""

from django.urls import reverse

from accounts.models import Role
from accounts.waiting import Waiting, waits
from consultations.models import Consultation


@waits
def consultations_to_answer(user):
    """For who examines or sits at the counter: late ones, and what is his or nobody's."""
    if not user.has_role(Role.EXAMINER, Role.FRONT_DESK):
        return
    visible, page = Consultation.objects.visible_to(user), reverse("consultations")
    late = visible.late(user.office.today())
    yield Waiting(
        "konsultasi lewat batas waktu", late, f"{page}?status=lewat", icon="alarm", urgent=True
    )
    mine = Consultation.objects.waiting_for(user)
    yield Waiting(
        "konsultasi menunggu jawaban", mine, f"{page}?status=saya", icon="chat-square-text"
    )
