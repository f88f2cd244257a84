"""What a Pengawas sees at all: everything of this app is found through these."""

from accounts.models import Office, Role
from complaints.models import Complaint
from requests_app.models import Submission


def offices_of(user):
    """The offices beneath that of a Pengawas; none for everybody else, or where none are."""
    if not user.is_authenticated or not user.has_role(Role.SUPERVISOR):
        return Office.objects.none()
    return Office.objects.beneath(user.office)


def files_of(user):
    """Their files from submission on, for figures and lists; a draft is the agency's alone."""
    return Submission.objects.filter(
        office__in=offices_of(user).order_by(), submitted_at__isnull=False
    )


def complaints_of(user):
    """The complaints their desks handle, for figures and lists: never what one says."""
    return Complaint.objects.filter(desk__in=offices_of(user).order_by())
