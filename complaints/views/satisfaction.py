"""The published index, its report, and what the office says and reads about it."""

from functools import lru_cache

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.fronts.choosing import office_for
from accounts.models import Role
from complaints.forms.follow_ups import FollowUpForm
from complaints.index.periods import Period
from complaints.models import FollowUp, Rating, RatingInvitation
from complaints.models.rating import BATCH, PUBLISHED_FROM
from complaints.published import report
from complaints.published.satisfaction import Satisfaction, offices_of
from events.refusals import carried_out
from files.tables import xlsx_response

OFFICES_A_PAGE = 50
A_PAGE = 50
A_DAY = 86_400  # seconds


@login_not_required
@require_safe
def show(request):
    """One office and period: the index, the nine *unsur*, who answered, what the office does."""
    satisfaction, figures, period = _chosen(request)
    page = {
        "office": satisfaction.office,
        "period": period,
        "periods": list(satisfaction.periods()),
        "published_from": PUBLISHED_FROM,
        "batch": BATCH,
        "figures": figures,
        "may_write": _holds(request.user, Role.HEAD, Role.ADMIN),
        "may_copy": _holds(request.user, Role.FRONT_DESK),
    } | _other_offices(request, period)
    if figures:
        page |= report.content(satisfaction, figures)
    return render(request, "complaints/published/satisfaction.html", page)


@login_not_required
@require_safe
def as_pdf(request):
    """The report of one period; a whole year unless the address says otherwise."""
    satisfaction, figures = _published(request)
    content = _printed(satisfaction, figures)
    return _file(content, "application/pdf", _name(satisfaction, figures, "pdf"))


@login_not_required
@require_safe
def as_workbook(request, respond=xlsx_response):
    """The same figures as a workbook."""
    satisfaction, figures = _published(request)
    name = _name(satisfaction, figures, "xlsx").removesuffix(".xlsx")
    return respond(report.as_tables(satisfaction, figures), name)


@login_not_required
@require_safe
def questionnaire(request):
    """The questionnaire on paper, blank; printed once by each worker."""
    return _file(_blank(office_for(request).name), "application/pdf", "kuesioner-kepuasan.pdf")


@requires(Role.HEAD, Role.ADMIN)
@never_cache
def office(request):
    """What the office writes about a year, and the comments that came with the answers."""
    here = request.user.office
    satisfaction = Satisfaction(here)
    year = _year(request, satisfaction)
    newest = FollowUp.objects.newest(here, year)
    form = FollowUpForm(request.POST or None, initial={"text": newest.text if newest else ""})
    facts = {"office": here, "year": year, "by": request.user}
    if form.is_valid() and carried_out(form, FollowUp.objects.write, **facts, **form.cleaned_data):
        messages.success(request, f"Tindak lanjut tahun {year} terbit.")
        return redirect(f"{request.path}?tahun={year}")
    page = {"form": form, "year": year} | _of_year(here, year, satisfaction)
    page |= _comments(here, year, place=_number(request.GET.get("mulai", "")))
    return render(request, "complaints/published/office.html", page)


def _of_year(office, year, satisfaction):
    """The figures of the year, what the office has said about it, and how many were asked."""
    invitations = RatingInvitation.objects.of_office(office)
    said = FollowUp.objects.filter(office=office, year=year).select_related("by")
    return {
        "years": sorted({*satisfaction.years, office.today().year}, reverse=True),
        "figures": satisfaction.figures(Period(year)),
        "asked": invitations.filter(asked_on__year=year).count(),
        "versions": said.order_by("-pk")[:A_PAGE],
    }


def _comments(office, year, place):
    """A page of the comments, from that place on, and where the next begins."""
    comments = list(Rating.objects.comments(office, year)[place : place + A_PAGE + 1])
    more = place + A_PAGE if len(comments) > A_PAGE else None
    return {"comments": comments[:A_PAGE], "more": more}


def _holds(user, *roles):
    return user.is_authenticated and user.has_role(*roles)


def _chosen(request):
    """(satisfaction, figures or None, period) of the office and period of the address."""
    satisfaction = Satisfaction(office_for(request))
    text = request.GET.get("periode", "")
    period = Period.read(text)
    if text and period is None:
        raise Http404("Periode ini tidak dikenal.")
    figures = satisfaction.figures(period)
    if figures:
        period = figures.period
    return satisfaction, figures, period or Period(satisfaction.office.today().year)


def _published(request):
    satisfaction, figures, _ = _chosen(request)
    if figures is None:
        raise Http404("Belum ada angka yang dapat diterbitkan untuk periode ini.")
    return satisfaction, figures


def _other_offices(request, period):
    """The offices with figures of that year, a page of them, where there are several."""
    after = request.GET.get("sesudah", "")
    found = [pair for pair in offices_of(period.year) if pair[0].code > after]
    if len(found) < 2 and not after:
        return {"offices": []}
    more = len(found) > OFFICES_A_PAGE
    found = found[:OFFICES_A_PAGE]
    return {
        "offices": found,
        "next_offices": f"?periode={period}&sesudah={found[-1][0].code}" if more else "",
    }


def _year(request, satisfaction):
    text = request.GET.get("tahun", "")
    period = Period.read(text)
    if text and (period is None or period.quarter):
        raise Http404("Tahun ini tidak dikenal.")
    if period:
        return period.year
    return satisfaction.years[0] if satisfaction.years else satisfaction.office.today().year


def _number(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


@lru_cache(maxsize=8)
def _blank(name):
    return report.questionnaire_as_pdf(name)


def _printed(satisfaction, figures):
    """The report, printed once for as long as it says the same."""
    said = satisfaction.follow_up(figures.period)
    facts = (satisfaction.office.code, figures.period, figures.index.count, said and said.pk)
    day = satisfaction.office.today()
    key = "satisfaction.report." + ".".join(map(str, (*facts, len(satisfaction.tallies), day)))
    return cache.get_or_set(key, lambda: report.as_pdf(satisfaction, figures), A_DAY)


def _name(satisfaction, figures, ending):
    return f"laporan-skm-{satisfaction.office.code}-{figures.period}.{ending}"


def _file(content, kind, name, attached=False):
    how = "attachment" if attached else "inline"
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'{how}; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
