"""The catalogue as a page: search, facets, results."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from catalogue.asking import BEST, ORDERS, Asked
from catalogue.limits import limited
from catalogue.results import chosen_facets, facet_groups, results

FILES = ("feed", "csv", "json")
ROBOTS = """User-agent: *
Allow: /katalog/$
Allow: /katalog/?sesudah=
Disallow: /katalog/?
Disallow: /katalog/umpan.atom
Disallow: /katalog/kegiatan.
Disallow: /api/
Disallow: /pengajuan/
Disallow: /surat/
Disallow: /lacak/
"""


@login_not_required
@require_safe
@limited("catalogue")
@conditional_page
@cache_control(no_cache=True)
def index(request):
    """What is asked for, a page of it, and how to narrow it or go on when nothing is there."""
    asked = Asked.of(request.GET)
    response = render(request, "catalogue/catalogue.html", _page(asked, results(asked)))
    if not asked.is_worth_keeping:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


def _page(asked, page):
    path = reverse("catalogue")
    return {
        "asked": asked,
        "found": page.found,
        "rows": page.rows,
        "chosen": chosen_facets(asked, page),
        "groups": facet_groups(asked, page),
        "orders": _orders(asked, path),
        "next_href": asked.href(path, **page.next) if page.next else "",
        "previous_href": asked.href(path, **page.previous) if page.previous is not None else "",
        "without_facets": asked.href(path, **dict.fromkeys(asked.facets)),
        **{f"{kind}_href": asked.href(reverse(f"catalogue_{kind}")) for kind in FILES},
    }


def _orders(asked, path):
    """Each order: its words, its address, itself."""
    return [
        (words, asked.href(path, urut=None if order == BEST else order), order)
        for order, words in ORDERS.items()
    ]


@login_not_required
@require_safe
@cache_control(public=True, max_age=86400)
def robots(request):
    """What search engines are asked to leave alone: endless combinations, and what is private."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
