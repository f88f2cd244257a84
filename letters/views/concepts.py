"""Letters that nobody has decided yet, stamped KONSEP: what the examiner's proposal would say."""

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from letters.models.letters.forecast import foreseen
from letters.page import pdf
from letters.views.letters import FRAMED_PDF
from requests_app.views.steps import step

VERDICTS = {"layak": "recommend", "tidak-layak": "decline"}


@require_safe
@never_cache
@xframe_options_sameorigin
@step("propose_recommendation")
def show(request, submission):
    """The letter as a proposal made now would draft it; ``?hasil=tidak-layak`` for the other."""
    verdict = VERDICTS.get(request.GET.get("hasil"), "recommend")
    content = foreseen(submission, verdict, by=request.user)
    return concept_response(content, f"konsep-{submission.code}.pdf")


def concept_response(content, filename):
    """The PDF of a content that is no letter yet."""

    @csp_replace(FRAMED_PDF)
    def respond(_):
        response = HttpResponse(pdf.render(content, draft=True), content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return respond(None)
