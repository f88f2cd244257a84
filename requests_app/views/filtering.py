"""The filters of a list of submissions, as they stand in its address, and those a person keeps."""

from datetime import timedelta

from django.db.models import Count, Q
from django.http import QueryDict

from requests_app.editions import EDITIONS
from requests_app.models.submission_queryset import containing
from requests_app.workflow import AGENCY_LABELS, State

NAMES = ("cari", "status", "jenis", "tenggat", "pemeriksa")
MINE = "saya"
LATE, SOON = "lewat", "dekat"
DUES = [(LATE, "Lewat batas waktu"), (SOON, "Batas waktu dalam seminggu")]
MOST_SAVED = 12


def words_of(given):
    """What was typed into the search field."""
    return given.get("cari", "").replace("\x00", "").strip()


def condition(given, user, *, by_state=True):
    """The condition that the filters of an address mean for this person."""
    found = containing(words_of(given))
    groups = groups_for(user)
    if by_state and given.get("status") in groups:
        found &= Q(state__in=groups[given["status"]])
    slugs = [edition.slug for edition in EDITIONS.values() if edition.kind == given.get("jenis")]
    if slugs:
        found &= Q(edition__in=slugs)
    if given.get("pemeriksa") == MINE:
        found &= Q(examiner=user)
    office = user.office or (user.agency.office if user.agency_id else None)
    if given.get("tenggat") in (LATE, SOON) and office:
        today = office.today()
        week = Q(due_on__gte=today, due_on__lte=today + timedelta(days=7))
        found &= Q(due_on__lt=today) if given["tenggat"] == LATE else week
    return found


def saved_filters(submissions, user, path):
    """The searches this person keeps, each with its address and count; two queries in all."""
    kept = list(user.saved_filters.all()[:MOST_SAVED])
    if not kept:
        return []
    wanted = {f"f{one.pk}": condition(QueryDict(one.query), user) for one in kept}
    counts = submissions.order_by().aggregate(
        **{name: Count("pk", filter=found) for name, found in wanted.items()}
    )
    for one in kept:
        one.href, one.count = f"{path}?{one.query}", counts[f"f{one.pk}"]
    return kept


def groups_for(user):
    """The states this person tells apart, with all that go by the same word."""
    groups = {}
    for label, state in zip(labels_for(user).values(), State, strict=True):
        groups.setdefault(label, []).append(state)
    return {states[0]: states for states in groups.values()}


def labels_for(user):
    return {state: state.label if user.office_id else AGENCY_LABELS[state] for state in State}
