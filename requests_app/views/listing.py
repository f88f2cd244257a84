"""A list of submissions: filters in the address, counts beside them, keyset pages of 50 rows.

However many rows there are, a page asks the same few queries.
"""

from datetime import date

from django.db.models import Q

from accounts.models import Role
from requests_app.editions import EDITIONS
from requests_app.models import Note
from requests_app.views.filtering import (
    DUES,
    MINE,
    NAMES,
    condition,
    groups_for,
    labels_for,
    saved_filters,
    words_of,
)

PAGE = 50
NO_DATE = "-"


def listed(request, submissions):
    """The context of a list page: ``rows``, ``filters``, ``total``, ``next_href``, ``search``."""
    user, given = request.user, request.GET
    state = given.get("status", "")
    narrowed = submissions.filter(condition(given, user, by_state=False))
    groups = groups_for(user)
    counts = _counted(narrowed, groups)
    found = narrowed.filter(state__in=groups[state]) if state in groups else narrowed
    rows = _page(found, given.get("sesudah", ""))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    _with_note_counts(rows, user)
    for row in rows:
        row.state_code = row.state_for(user)
        row.state_label = row.label_for(user)
    return {
        "rows": rows,
        "filters": _filters(request, counts, state),
        "total": counts.get(state, sum(counts.values())),
        "next_href": _href(request, sesudah=_cursor(rows[-1])) if more else "",
        "previous_href": _href(request, sesudah=None) if "sesudah" in given else "",
        "search": words_of(given),
        "mine": given.get("pemeriksa") == MINE,
        "kind": given.get("jenis", ""),
        "due": given.get("tenggat", ""),
        "kinds": [(edition.kind, edition.short_title) for edition in EDITIONS.values()],
        "dues": DUES,
        "state": state,
        "is_filtered": any(given.get(name) for name in NAMES),
        "saved_filters": saved_filters(submissions, user, request.path),
        "page_summary": f"{len(rows)} baris" if more else "",
        "may_start": user.is_agency_member or user.has_role(Role.FRONT_DESK),
    }


def _page(found, cursor):
    """One row more than a page, from the cursor on: ``2026-04-21.17``, or ``-.17`` with no date."""
    due, _, pk = cursor.partition(".")
    if pk.isdecimal() and len(pk) < 19:
        if due == NO_DATE:
            found = found.filter(due_on__isnull=True, pk__lt=int(pk))
        elif day := _day(due):
            later = Q(due_on__gt=day) | Q(due_on=day, pk__lt=int(pk)) | Q(due_on__isnull=True)
            found = found.filter(later)
    return list(
        found.most_urgent_first().select_related("agency", "office", "examiner")[: PAGE + 1]
    )


def _cursor(row):
    return f"{row.due_on or NO_DATE}.{row.pk}"


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _with_note_counts(rows, user):
    """What is said of the notes of each row: "2 belum dijawab, 1 dijawab"; one query."""
    notes = Note.objects.visible_to(user).filter(submission__in=rows)
    counts = notes.count_by_submission() if rows else {}
    for row in rows:
        unanswered, answered = counts.get(row.pk, (0, 0))
        words = [(unanswered, "belum dijawab"), (answered, "dijawab")]
        row.note_words = ", ".join(f"{count} {word}" for count, word in words if count)


def _filters(request, counts, current):
    """Links with counts: everything, then each state that occurs."""
    labels = labels_for(request.user)
    links = [
        {
            "label": "Semua",
            "count": sum(counts.values()),
            "href": _href(request, status=None, sesudah=None),
            "is_current": current not in counts,
        }
    ]
    for state, count in counts.items():
        if count or state == current:
            links.append(
                {
                    "label": labels[state],
                    "count": count,
                    "href": _href(request, status=state.value, sesudah=None),
                    "is_current": state == current,
                }
            )
    return links


def _counted(submissions, groups):
    counts = submissions.count_by_state()
    return {
        first: sum(counts.get(state, 0) for state in states) for first, states in groups.items()
    }


def _href(request, **changes):
    parameters = request.GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value:
            parameters[name] = value
    return f"{request.path}?{parameters.urlencode()}" if parameters else request.path
