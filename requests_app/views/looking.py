"""Looking at a file as its agency does (`accounts/looking.py`)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts import looking
from requests_app.models import Submission
from requests_app.views.steps import find


@require_POST
def begin(request, code):
    """An officer who sees the file sees it as its agency does, for a quarter of an hour."""
    submission = find(request, code)
    if not request.user.office_id or submission.submitted_at is None:
        raise PermissionDenied("Hanya petugas BPS yang dapat melihat pengajuan sebagai instansi.")
    looking.begin(request, code=code)
    return redirect("submission", code=code)


def reader(user, code):
    """Who reads the file as its agency does: nobody of the agency, and he writes nothing."""
    file = Submission.objects.visible_to(user).filter(code=code, submitted_at__isnull=False)
    file = file.select_related("agency__office").first()
    if file is None or not user.office_id:
        return None
    stand_in = user.himself
    stand_in.office, stand_in.agency, stand_in.roles = None, file.agency, frozenset()
    stand_in.reads_file = file.pk
    return stand_in


looking.readers.append(reader)
