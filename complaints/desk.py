"""What waits at the desk because of complaints."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.models import Office, Role, User
from accounts.waiting import Waiting, waits
from complaints.models import Complaint


@waits
def complaints_to_handle(user):
    """For handlers, and for a head what is late or what nobody else is left for."""
    if not user.has_role(Role.COMPLAINT_HANDLER, Role.HEAD):
        return
    desk = reverse("complaint_desk")
    visible = Complaint.objects.visible_to(user)
    yield Waiting(
        "pengaduan terlambat",
        visible.late(user.office.today()),
        f"{desk}?keadaan=lewat",
        icon="alarm",
        urgent=True,
    )
    yield Waiting(
        "pengaduan menunggu Anda",
        Complaint.objects.waiting_for(user),
        f"{desk}?keadaan=saya",
        icon="megaphone",
    )


@waits
def nobody_handles_complaints(user):
    """For the admin: while there is neither handler nor head, the portal turns complaints away."""
    if user.has_role(Role.ADMIN):
        able = User.objects.with_role(Role.COMPLAINT_HANDLER, Role.HEAD)
        yield Waiting(
            "kantor tanpa petugas pengaduan",
            Office.objects.filter(~Exists(able.filter(office=OuterRef("pk"))), pk=user.office_id),
            reverse("office_people"),
            icon="megaphone",
            urgent=True,
        )
