"""Mails of a file that somebody has sent: once more, or to remind whoever is to act."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.models import Role
from events.models import Mail
from events.refusals import attempted
from requests_app.views.steps import find


@requires(Role.FRONT_DESK, Role.EXAMINER, Role.HEAD)
@require_POST
def resend(request, code, pk):
    """A person has a mail of the file sent again, which failed or went astray."""
    mail = get_object_or_404(Mail.objects.about(find(request, code)), pk=pk)
    try:
        mail.resend(by=request.user)
    except ValueError:
        messages.info(request, "Surel ini masih menunggu atau sedang dikirim.")
    else:
        messages.success(request, f"Surel akan dikirim ulang kepada {mail.to}.")
    return redirect("submission", code=code)


@require_POST
def remind_agency(request, code):
    """The agency is asked for what it has to improve."""
    submission = find(request, code)
    if attempted(request, submission.remind_agency, by=request.user):
        messages.success(request, "Instansi diingatkan lewat surel.")
    return redirect("submission", code=code)


@require_POST
def remind_examiner(request, code):
    """Whoever examines the file is asked to go on."""
    submission = find(request, code)
    if attempted(request, submission.remind_examiner, by=request.user):
        messages.success(request, "Pemeriksa diingatkan.")
    return redirect("submission", code=code)
