"""A list of submissions: filters in the address, counts beside them, keyset pages of 50 rows.

However many rows there are, a page asks the same few queries.
"""

from datetime import date

from django.db.models import Q

from accounts.models import Role
from figures.counting import counts as counts_of
from requests_app.models import Note, Revision
from requests_app.models.submissions.submission_queryset import HANDLERS
from requests_app.next_step import next_step
from requests_app.views.filtering import (
    LONGEST_NUMBER,
    NAMES,
    NARROWING,
    agency_of,
    choices_for,
    condition,
    groups_for,
    labels_for,
    saved_filters,
    state_of,
    understood,
    words_of,
)
from requests_app.workflow import IN_ADDRESSES, ON_THE_CLOCK, State

PAGE = 50
NO_DATE = "-"
ALL = "semua"


def listed(request, submissions):
    """The context of a list page: ``rows``, ``filters``, ``total``, ``next_href``, ``search``."""
    user, given = request.user, request.GET
    state = state_of(given)
    narrowed = submissions.filter(condition(given, user, by_state=False))
    groups = groups_for(user)
    saved = saved_filters(submissions, user, request.path)
    counts = _counted(narrowed, groups, saved, user)
    found = narrowed.filter(state__in=groups[state]) if state in groups else narrowed
    return {
        **_shown(request, found, user),
        **_asked(given, state),
        **_picking(request),
        **(choices_for(given, user) if user.office_id else {}),
        "filters": _filters(request, counts, state),
        "total": counts.get(state, sum(counts.values())),
        "saved_filters": saved,
        "may_start": user.is_agency_writer or user.has_role(Role.FRONT_DESK),
    }


def _shown(request, found, user):
    """The rows of this page, and the ways to the pages beside it."""
    cursor = request.GET.get("sesudah", "")
    rows = _page(found, cursor)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    counts = _note_counts(rows, user)
    _with_versions([row for row in rows if row.can_write(user)])
    lent = user.examines_for
    for row in rows:
        row.lent_by = row.office.name if row.office_id in lent else ""
        row.told = row.told_to(user)
        unanswered, answered = counts.get(row.pk, (0, 0))
        row.note_words = _note_words(row, unanswered, answered)
        row.next_step = next_step(row, user, (unanswered, answered))
    return {
        "rows": rows if user.office_id else sorted(rows, key=_turn),
        "next_href": _href(request, sesudah=_cursor(rows[-1])) if more else "",
        "previous_href": _href(request, sesudah=None) if "sesudah" in request.GET else "",
        "page_summary": f"{len(rows)} baris" if more else "",
        "query": _query(request, sesudah=None),
    }


def _picking(request):
    """May the rows be ticked, for one deed with several files? The everyday list has no boxes."""
    user = request.user
    if not (user.has_role(*HANDLERS) or (user.among_several and user.has_role(Role.ADMIN))):
        return {}
    picks = request.GET.get("pilih", "")
    ways = {"some": "1", "all": ALL, "none": None}
    return {
        "picks": picks if picks in ("1", ALL) else "",
        "pick_hrefs": {way: _href(request, pilih=value) for way, value in ways.items()},
    }


def _turn(row):
    """An agency's own turn stands first: what to answer, then drafts, then what others have."""
    own = (State.RETURNED, State.DRAFT)
    return own.index(row.state) if row.state in own else len(own)


def _asked(given, state):
    """What the list was asked for, and what else it may be asked."""
    return {
        "search": words_of(given),
        "agency": agency_of(given),
        "state": IN_ADDRESSES.get(state, ""),
        "given": understood(given),
        "is_filtered": any(given.get(name) for name in NAMES),
        "is_narrowed": any(given.get(name) for name in NARROWING),
    }


def _page(found, cursor):
    """One row more than a page, from the cursor on: ``2026-04-21.17``, or ``-.17`` with no date.

    Each part of a page begins at its place in the index, however far behind the first it is.
    """
    rows = found.with_verdict().most_urgent_first().select_related("agency", "office", "examiner")
    due, _, pk = cursor.partition(".")
    if not pk.isdecimal() or len(pk) >= LONGEST_NUMBER:
        return list(rows[: PAGE + 1])
    if due == NO_DATE:
        return list(rows.filter(due_on=None, pk__lt=int(pk))[: PAGE + 1])
    if not (day := _day(due)):
        return list(rows[: PAGE + 1])
    dated = rows.filter(Q(due_on__gt=day) | Q(pk__lt=int(pk)), due_on__gte=day)
    page = list(dated[: PAGE + 1])
    return page + list(rows.filter(due_on=None)[: PAGE + 1 - len(page)])


def _cursor(row):
    return f"{row.due_on or NO_DATE}.{row.pk}"


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _with_versions(rows):
    """The version that is being written of each row, with its files but without its answers."""
    written = {row.pk: row for row in rows}
    versions = Revision.objects.filter(submission__in=rows, submitted_at=None)
    for version in versions.defer("answers").prefetch_related("attachments") if rows else ():
        version.submission = row = written[version.submission_id]
        row.revision = version


def _note_counts(rows, user):
    """The notes of each row, `{submission: (without an answer, answered)}`; one query."""
    notes = Note.objects.visible_to(user).filter(submission__in=rows)
    return notes.count_by_submission() if rows else {}


def _note_words(row, unanswered, answered):
    """What is said of the notes of a row: "2 belum dijawab, 1 dijawab"."""
    is_with_office = row.state in ON_THE_CLOCK  # what it asks for by now the agency does not know
    words = [(unanswered, f"belum {'dikirim' if is_with_office else 'dijawab'}")]
    words += [(answered, "dijawab")]
    return ", ".join(f"{count} {word}" for count, word in words if count)


def _filters(request, counts, current):
    """Links with counts: everything, then each state that occurs."""
    labels = labels_for(request.user)
    shown = {state: count for state, count in counts.items() if count or state == current}
    links = [("Semua", sum(counts.values()), None, current not in counts)]
    links += [(labels[one], count, one, one == current) for one, count in shown.items()]
    return [
        {
            "label": label,
            "count": count,
            "href": _href(request, status=IN_ADDRESSES.get(state), sesudah=None),
        }
        | {"is_current": is_current}
        for label, count, state, is_current in links
    ]


def _counted(submissions, groups, saved, user):
    """How many stand in each group of states, told together with the kept searches: one query."""
    found = {first: submissions.filter(state__in=states) for first, states in groups.items()}
    counted = counts_of(found | {one: one.finds for one in saved}, user)
    for one in saved:
        one.count = counted.pop(one)
    return counted


def _href(request, **changes):
    query = _query(request, **changes)
    return f"{request.path}?{query}" if query else request.path


def _query(request, **changes):
    parameters = request.GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value:
            parameters[name] = value
    return parameters.urlencode()
