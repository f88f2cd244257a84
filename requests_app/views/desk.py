"""What waits for me, and the list of everything I may see."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from requests_app.models import Submission
from requests_app.views.listing import listed


@require_safe
def show(request):
    """The desk (``/meja/``): what waits for this person, most urgent first."""
    waiting = Submission.objects.waiting_for(request.user)
    return render(request, "requests_app/desk.html", listed(request, waiting))


@require_safe
def index(request):
    """Every submission this person may see (``/pengajuan/``)."""
    visible = Submission.objects.visible_to(request.user)
    return render(request, "requests_app/submissions.html", listed(request, visible))
