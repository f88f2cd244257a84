"""The letter of one file: what it says and how far it is."""

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from letters.emails import preview_of_delivery
from letters.models import Letter
from requests_app.models import Submission

FRAMED_PDF = {
    "default-src": ["'none'"],
    "frame-ancestors": ["'self'"],
    "object-src": ["'self'"],
    "style-src": ["'unsafe-inline'"],  # the browser's own page around a PDF
}


def find(request, code):
    """The submission and the letter this person may see of it; 404 if there is none."""
    submission = get_object_or_404(
        Submission.objects.visible_to(request.user).select_related("agency", "office"), code=code
    )
    letters = Letter.objects.visible_to(request.user).select_related("office", "proposal", "signer")
    letter = letters.current_for(submission)
    if letter is not None:
        letter.submission = submission
    return submission, letter


@require_safe
@never_cache
def show(request, code):
    submission, letter = find(request, code)
    sign = letter is not None and letter.waits_for_head and not letter.obstacle_for(request.user)
    page = {"submission": submission, "letter": letter, "sign": sign}
    if letter is not None and letter.waits_for_head and request.user.office_id:
        page["mail"] = preview_of_delivery(letter)
    return render(request, "letters/letter.html", page)


@require_safe
@never_cache
@xframe_options_sameorigin
@csp_replace(FRAMED_PDF)
def document(request, code):
    """The PDF itself; `?unduh` saves it instead of showing it."""
    _, letter = find(request, code)
    if letter is None:
        raise Http404
    response = HttpResponse(letter.document(), content_type="application/pdf")
    how = "attachment" if "unduh" in request.GET else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="{letter.filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
