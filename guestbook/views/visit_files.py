"""A visit and the files it was about."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.models import Role
from accounts.text import plain_line
from guestbook.views.queue import find
from requests_app.models import Submission


@require_POST
@requires(Role.FRONT_DESK)
def link(request, pk):
    """The visitor came about this file."""
    visit, submission = find(request, pk), _submission(request)
    visit.link(submission, by=request.user)
    messages.success(request, f"{visit.label} dihubungkan dengan {submission.code}.")
    return redirect(visit)


@require_POST
@requires(Role.FRONT_DESK)
def unlink(request, pk):
    """It was another file."""
    visit, submission = find(request, pk), _submission(request)
    visit.unlink(submission, by=request.user)
    messages.success(request, f"{visit.label} tidak lagi terhubung dengan {submission.code}.")
    return redirect(visit)


def _submission(request):
    code = plain_line(request.POST.get("code", "")).upper()[:8]
    found = Submission.objects.visible_to(request.user).filter(code=code).first()
    if found is None:
        raise Http404
    return found
