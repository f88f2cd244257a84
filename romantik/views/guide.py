"""The guide: its pages by role, found by words, and all of them as one booklet."""

from functools import cache
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache as shared
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from paper.printing import print_pdf
from romantik.guide.reading import BY_SLUG, PARTS, matching

A_DAY = 86_400  # seconds


@login_not_required
@require_safe
def index(request):
    """Every page by role, or those on which the words stand."""
    words = request.GET.get("kata", "").strip()[:100]
    return render(request, "romantik/guide/index.html", {"words": words, "parts": matching(words)})


@login_not_required
@require_safe
def page(request, task):
    """One task."""
    if task not in BY_SLUG:
        raise Http404
    return render(request, "romantik/guide/page.html", {"page": BY_SLUG[task]})


@login_not_required
@require_safe
def booklet(request):
    """All pages below each other, to print."""
    return render(request, "romantik/guide/booklet.html", {"parts": PARTS})


@login_not_required
@require_safe
def booklet_as_pdf(request):
    """The booklet with a contents page; drawn once, it takes some seconds."""
    headers = {"Content-Disposition": 'inline; filename="buku-panduan.pdf"'}
    return HttpResponse(_drawn(), content_type="application/pdf", headers=headers)


@cache
def _drawn():
    """By each worker once from what all share, if that is there."""
    said = sha256(repr(PARTS).encode()).hexdigest()
    return shared.get_or_set(f"booklet-{said[:16]}", _printed, A_DAY)


def _printed():
    with translation.override("id"):
        return print_pdf(render_to_string("paper/guide.html", {"parts": PARTS}))
