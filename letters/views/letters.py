"""The letter of one file: what it says and how far it is."""

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from letters.emails import preview_of_delivery
from letters.models import CheckCount, Letter
from requests_app.models import Submission

FRAMED_PDF = {
    "default-src": ["'none'"],
    "frame-ancestors": ["'self'"],
    "object-src": ["'self'"],
    "style-src": ["'unsafe-inline'"],  # the browser's own page around a PDF
}


def submission_of(request, code):
    """The submission if this person may see it, else 404."""
    visible = Submission.objects.visible_to(request.user)
    submission = get_object_or_404(visible.select_related("agency", "office"), code=code)
    return submission.as_submitted() if request.user.reads_file else submission


def find(request, code):
    """The submission and the letter this person may see of it; 404 if there is none."""
    submission = submission_of(request, code)
    letters = Letter.objects.visible_to(request.user)
    letter = letters.select_related("office", "proposal", "signer", "about").current_for(submission)
    if letter is not None:
        letter.submission = submission
    return submission, letter


@require_safe
@never_cache
def show(request, code):
    submission, letter = find(request, code)
    return render(request, "letters/letter.html", page_of(request, submission, letter))


def page_of(request, submission, letter):
    """What the page of a letter draws."""
    page = {"submission": submission, "letter": letter, "checks": None}
    if letter is None:
        return page
    user = request.user
    page["sign"] = letter.waits_for_head and not letter.obstacle_for(user)
    page["chain"] = list(letter.chain())
    page["pdf_href"] = reverse("letter_pdf", args=[submission.code])
    if letter.is_published:
        page["pdf_href"] = reverse("letter_issued_pdf", args=[submission.code, letter.token])
    page["may_revoke"] = letter.may_be_revoked_by(user) or (
        letter.is_act and letter.is_sent_back and letter.about.may_be_revoked_by(user)
    )
    if letter.is_published and user.office_id:
        page["waits_for_sending"] = letter.waits_for_sending
        page["checks"] = CheckCount.objects.of(letter)
    if letter.waits_for_head and user.office_id:
        page["mail"] = preview_of_delivery(letter)
    return page


@require_safe
def document(request, code):
    """The PDF itself; `?unduh` saves it instead of showing it."""
    _, letter = find(request, code)
    if letter is None:
        raise Http404
    return pdf_response(request, letter)


@never_cache
@xframe_options_sameorigin
@csp_replace(FRAMED_PDF)
def pdf_response(request, letter):
    """The letter's bytes, to be drawn in a frame of ours or saved."""
    response = HttpResponse(letter.document(), content_type="application/pdf")
    how = "attachment" if "unduh" in request.GET else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="{letter.filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
