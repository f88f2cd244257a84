"""What waits for me, and the list of everything I may see."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import SIGNERS
from accounts.waiting import sections_for, tasks_for
from events.models import Mail
from requests_app.models import Submission
from requests_app.views.listing import listed


@require_safe
def show(request):
    """The desk (``/meja/``): what waits for this person, most urgent first."""
    user = request.user
    context = listed(request, Submission.objects.waiting_for(user))
    sections = sections_for(user)
    context["sections"] = [section for section in sections if not section.waiting.rows]
    if user.is_staff_member:
        context["tasks"] = tasks_for(user, sections)
        listed_apart = (one.waiting for one in sections if one.waiting.rows and one.waiting.href)
        context["lists"] = list(listed_apart)
        context["mails_fail_since"] = Mail.objects.failing_since()
    context["signs"] = user.has_role(*SIGNERS)
    return render(request, "requests_app/desk/desk.html", context)


@require_safe
def index(request):
    """Every submission this person may see (``/pengajuan/``)."""
    visible = Submission.objects.visible_to(request.user)
    return render(request, "requests_app/desk/submissions.html", listed(request, visible))
