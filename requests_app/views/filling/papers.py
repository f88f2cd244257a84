"""The official form as a PDF that looks like the paper, blank and filled in."""

from functools import cache
from hashlib import blake2b

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_safe

from editions import EDITIONS
from editions.paper import print_form
from requests_app.views.steps import find, version_asked_for


@cache
def _blank(slug):
    return print_form(EDITIONS[slug])


def _etag(request, slug):
    return f'"{blake2b(_blank(slug), digest_size=8).hexdigest()}"' if slug in EDITIONS else None


@login_not_required
@require_safe
@condition(etag_func=_etag)
def blank(request, slug):
    """The blank form, for everybody; printed once by each worker."""
    if slug not in EDITIONS:
        raise Http404("Formulir ini tidak ada.")
    return _as_pdf(_blank(slug), f"{EDITIONS[slug].short_title}-kosong.pdf")


@require_safe
@never_cache
def filled(request, code):
    """A version of the answers on the form (``?versi=2``, else the newest one can read)."""
    submission = find(request, code)
    revision = version_asked_for(request, submission)
    facts = {
        "code": submission.code,
        "version": revision.number,
        "submitted_at": revision.submitted_at,
        "identity": submission.identity,
        "agency": submission.agency.name,
    }
    file = print_form(submission.form, revision.answers, facts=facts)
    name = f"{submission.kind_label}-{submission.code}-versi-{revision.number}.pdf"
    return _as_pdf(file, name)


def _as_pdf(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
