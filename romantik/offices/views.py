"""The facts of the office (``/kantor/data/``): read, looked at on paper and pages, kept."""

import copy

from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import Emblem, Office, Role
from accounts.models.emblems import Damaged
from events.models import Event
from events.once import once
from letters import numbering
from letters.views.concepts import concept_response
from romantik.offices import previews
from romantik.offices.groups import BY_SLUG, GROUPS

A_YEAR = 365 * 24 * 60 * 60  # seconds: the address names the bytes
SHOWN_EVENTS = 5
DRAWN = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "sandbox": True}
KEPT = "Data kantor disimpan. Surat yang sudah terbit tetap seperti semula."


@requires(Role.ADMIN)
@require_safe
def index(request):
    """All groups with what is kept in them."""
    office = request.user.office
    forms = [form(office=office) for form in GROUPS]
    page = {"office": office, "forms": forms, "lacking": office.lacking()}
    return render(request, "romantik/offices/facts.html", page)


@never_cache
@requires(Role.ADMIN)
@once(alike=False)
def edit(request, group):
    """One group of facts; a look at it first keeps nothing."""
    form = _form(request, group, held="pratinjau" not in request.POST)
    shown = None
    if form.is_valid():
        if "pratinjau" in request.POST:
            shown = previews.seen_with(form.shown())
        else:
            _told(request, form.keep(by=request.user))
            return redirect("office_facts")
    return _page(request, form, shown)


@never_cache
@require_POST
@requires(Role.ADMIN)
@xframe_options_sameorigin
def letterhead(request, group):
    """The letter that these facts would make, stamped KONSEP; where they are wrong, the form."""
    form = _form(request, group)
    if form.is_valid():
        return concept_response(previews.letter_of(form.shown()), "kop-surat.pdf")
    return _page(request, form)


@never_cache
@require_POST
@requires(Role.ADMIN)
def number(request):
    """What is wrong with a pattern that is being typed, or the numbers it would give; kept is none.

    Posted, so that no address carries the names of the form's fields.
    """
    office = copy.copy(request.user.office)
    office.letter_number_pattern = request.POST.get("letter_number_pattern", "")[:120]
    office.classification = request.POST.get("classification", "")[:20]
    return render(request, "romantik/offices/_numbers.html", previews.numbers_of(office))


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
@csp_replace(DRAWN)
def emblem(request, digest):
    """The picture of that SHA-256, for anybody."""
    found = get_object_or_404(Emblem, pk=digest)
    try:
        return HttpResponse(found.picture, content_type=found.media)
    except Damaged as error:
        raise Http404 from error


def _form(request, group, *, held=False):
    """The form over the facts as they are now; `held`, nobody else changes them meanwhile."""
    if group not in BY_SLUG:
        raise Http404
    office = request.user.office
    if request.method != "POST":
        return BY_SLUG[group](office=office)
    rows = Office.objects.select_for_update(of=("self",)) if held else Office.objects
    return BY_SLUG[group](request.POST, request.FILES, office=rows.get(pk=office.pk))


def _page(request, form, shown=None):
    """The form, what stands beside it, and who changed what in this group."""
    page = {"form": form, "shown": shown, "office": form.office}
    if form.slug == "nomor-surat":
        page["meanings"] = numbering.MEANINGS.items()
        if not form.errors:
            page |= previews.numbers_of(form.shown() if form.is_bound else form.office)
    changed = Event.objects.about(form.office).filter(action="office.keep_facts")
    page["events"] = changed.filter(particulars__about=form.slug).order_by("-pk")[:SHOWN_EVENTS]
    return render(request, "romantik/offices/group.html", page)


def _told(request, changed):
    if changed:
        messages.success(request, KEPT)
    else:
        messages.info(request, "Tidak ada yang berubah.")
