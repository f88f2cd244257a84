"""How a draft begins: blank, like an earlier activity of the agency, or like a recommended one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import explain_agency
from accounts.models import Agency, Role
from accounts.text import plain_line
from editions import EDITIONS
from editions.copying import without_year
from events.once import once
from events.refusals import Refused
from requests_app.forms.submissions import NewSubmissionForm
from requests_app.models import Submission
from requests_app.views.filling.archive import earlier_one, earlier_ones

PAGE = 20


def may_start(user):
    """Whether this person starts drafts: for the own agency, or for others at the front desk."""
    return bool(user.is_agency_writer or user.has_role(Role.FRONT_DESK))


def _is_untouched(made):
    """A draft in which nothing was written yet: whoever wrote in it may want another one."""
    return Submission.objects.untouched().filter(code=made.event.subject.code).exists()


@once(stands=_is_untouched)
def new(request):
    """Start a draft: blank, or (``?dari=``) after saying what is copied from an activity."""
    user = _starter(request)
    source = _source(request)
    agencies = None
    if user.has_role(Role.FRONT_DESK):
        agencies = Agency.objects.visible_to(user).approved()
    form = NewSubmissionForm(
        request.POST if request.method == "POST" else None,
        agencies=agencies,
        source=source,
        initial=_initial(request, source),
    )
    if form.is_valid():
        agency = form.cleaned_data.get("agency") or user.agency
        try:
            submission = Submission.objects.start(
                edition=form.cleaned_data.get("edition"),
                agency=agency,
                by=user,
                source=source,
                **_begun_in(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Draf dibuat. Isi blok demi blok; urutannya bebas.")
            return redirect(*_where_it_goes_on(submission))
    return _beginning(request, form, source)


def _where_it_goes_on(submission):
    """A blank form at its first block; a copy at its page, which says what is to be filled anew."""
    if submission.entered_by_id:
        return "counter_begin", submission.code
    if submission.has_origin:
        return "submission", submission.code
    return "answers", submission.code, submission.form.blocks[0].code


def _beginning(request, form, source):
    user = request.user
    if source:
        context = {"form": form, "source": source, "carried": _carried(request)}
        context |= _copied(user, source)
        return render(request, "requests_app/beginning/copy.html", context)
    begun = Submission.objects.untouched().filter(created_by=user)
    begun = begun.filter(started_from=None, began_from=None)
    context = {
        "form": form,
        "begun": begun.select_related("agency").order_by("-pk").first(),
        "carried": _carried(request),
    }
    return render(request, "requests_app/beginning/new.html", context)


@require_safe
def sources(request):
    """Activities to begin from: the agency's own and all recommended ones, newest first."""
    user = _starter(request)
    words = plain_line(request.GET.get("cari", ""))[:100]
    year, after = _number(request, "tahun"), _number(request, "sesudah")
    found = Submission.objects.to_begin_from(user).matching(words)
    own_only = request.GET.get("milik") == "sendiri"
    if own_only:
        found = found.filter(agency_id=user.agency_id) if user.agency_id else found
    if year and 1945 <= year <= 2100:
        found = found.filter(
            Q(letter_dated_on__year=year) | Q(letter_dated_on=None, submitted_at__year=year)
        )
    if after:
        found = found.filter(pk__lt=after)
    rows, more = _lent(found, user)
    parameters = request.GET.copy()
    if more:
        parameters["sesudah"] = rows[-1].pk
    context = {
        "rows": rows,
        "earlier": [] if after else earlier_ones(user, words, year, own=own_only),
        "search": words,
        "year": year or "",
        "own_only": own_only,
        "next_href": f"?{parameters.urlencode()}" if more else "",
        "carried": _carried(request),
    }
    return render(request, "requests_app/beginning/source.html", context)


def _lent(found, user):
    """A page of them, each with what it lends; and whether there are more."""
    rows = list(found.order_by("-pk").select_related("agency", "office")[: PAGE + 1])
    for row in rows:
        row.lends_all = row.lends_to(user, user.agency or row.agency) == "all"
        row.begin_by = row.code if row.lends_all else row.identity
    return rows[:PAGE], len(rows) > PAGE


def _starter(request):
    if not may_start(request.user):
        who = "Pengajuan dibuat oleh instansi, atau oleh petugas PST atas nama instansi."
        raise PermissionDenied(explain_agency(request.user) if request.user.agency_id else who)
    return request.user


def _source(request):
    """The activity named by its code or its identity; 404 when it lends this person nothing."""
    wanted = plain_line(request.GET.get("dari", ""))
    if not wanted:
        return None
    lending = Submission.objects.to_begin_from(request.user).select_related("agency", "office")
    named = Q(code=wanted.upper()) | Q(identity=wanted.upper())
    found = lending.filter(named).first() or earlier_one(wanted.upper())
    if found is None:
        raise Http404
    return found


def _initial(request, source):
    wanted = request.GET.get("formulir", "")
    initial = {"edition": wanted} if wanted in EDITIONS else {}
    if request.GET.get("instansi"):  # the counter knows for whom
        initial["agency"] = request.GET["instansi"][:255]
    elif source and source.office_id == request.user.office_id:
        initial["agency"] = source.agency_name
    return initial


def _begun_in(request):
    """The visit from whose page the counter begins (``?kunjungan=``): the guest book finds it."""
    visit = _number(request, "kunjungan")
    return {"visit": visit} if visit and request.user.has_role(Role.FRONT_DESK) else {}


def _carried(request):
    """For whom the counter begins, and from which visit: kept on the way through these pages."""
    carried = request.GET.copy()
    for name in set(carried) - {"instansi", "kunjungan"}:
        del carried[name]
    return carried


def _copied(user, source):
    """What the confirmation says: the questions copied and those emptied, by their labels."""
    agency = user.agency or source.agency
    form, lent = source.form, source.lent(user, agency)
    title = form.title_of(lent)
    changing = {".".join(key.split(".")[:2]) for key in form.usually_changes}
    readings = [
        (block.title, [reading for reading in readings if reading.filled])
        for block, readings in form.read(lent)
    ]
    shown = [
        (title, [reading for reading in filled if reading.key not in changing or reading.rows])
        for title, filled in readings
    ]
    return {
        "is_whole": source.lends_to(user, agency) == "all",
        "loses_year": form.year_in_title and without_year(title) != title,
        "copied": [(title, filled) for title, filled in shown if filled],
        "emptied": [r for _, filled in readings for r in filled if r.key in changing],
    }


def _number(request, name):
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else None
