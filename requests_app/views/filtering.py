"""The filters of a list of submissions, as they stand in its address, and those a person keeps."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.http import QueryDict

from accounts.models import Role, User
from accounts.text import plain_line
from editions import EDITIONS
from requests_app.models import Monthly, Submission
from requests_app.models.submissions.sought import Sought
from requests_app.models.submissions.submission_queryset import LOST_MAIL, SENT_BACK
from requests_app.workflow import AGENCY_LABELS, IN_ADDRESSES, State

NARROWING = ("jenis", "tenggat", "pemeriksa", "instansi", "tahun", "hasil", "perlu")
LONGEST = 255  # of the words that are looked for: more than any title has
NAMES = ("cari", "status", *NARROWING)
MINE, NOBODY = "saya", "kosong"
LATE, SOON = "lewat", "dekat"
DUES = [(LATE, "Lewat batas waktu"), (SOON, "Batas waktu dalam seminggu")]
RESULTS_DUE, RESULTS_THERE, RESULTS_SEEN = "ditunggu", "diserahkan", "diperiksa"
RESULTS = [
    (RESULTS_DUE, "Hasil ditunggu"),
    (RESULTS_THERE, "Hasil diserahkan"),
    (RESULTS_SEEN, "Hasil diperiksa"),
]
NEEDS = [(LOST_MAIL, "Surel tidak sampai"), (SENT_BACK, "Dikembalikan Kepala")]
MOST_SAVED = 12
YEAR_DIGITS = 4
LONGEST_NUMBER = 19


class FilterChoice(NamedTuple):
    """A filter to choose from, as `parts/choice.html` draws it."""

    name: str  # in the address
    label: str
    all: str  # the words for no choice
    options: list  # (value, words)
    chosen: object

    @property
    def words(self):
        """What is chosen, in words; "" of nothing."""
        return dict(self.options).get(self.chosen, "")


def choice_of_kind(chosen):
    """The forms to choose from."""
    kinds = [(edition.kind, edition.short_title) for edition in EDITIONS.values()]
    return FilterChoice("jenis", "Formulir", "Semua formulir", kinds, chosen)


def choices_for(given, user):
    """What an officer may narrow a list to, and the results apart; two queries."""

    def choice(name, label, nothing, options):
        return FilterChoice(name, label, nothing, options, given.get(name, ""))

    examiners = User.objects.staff_of(user.office).with_role(Role.EXAMINER).order_by("name")
    people = [(str(person.pk), person.name) for person in examiners if person != user]
    people = [(MINE, "Saya"), (NOBODY, "Belum ditugasi"), *people]
    first = Monthly.objects.filter(office=user.office_id).order_by("month")
    first = first.values_list("month", flat=True).first()
    this_year = user.office.today().year
    years = range(this_year, (first.year if first else this_year) - 1, -1)
    years = [(year, year) for year in years]
    return {
        "choices": [
            choice_of_kind(given.get("jenis", "")),
            choice("tenggat", "Batas waktu", "Semua batas waktu", DUES),
            choice("pemeriksa", "Pemeriksa", "Semua pemeriksa", people),
            FilterChoice("tahun", "Tahun pengajuan", "Semua tahun", years, year_of(given)),
            choice("perlu", "Perlu perhatian", "Perlu perhatian …", NEEDS),
        ],
        "results": choice("hasil", "Hasil kegiatan", "Semua hasil", RESULTS),
    }


def words_of(given):
    """What was typed into the search field."""
    return plain_line(given.get("cari", ""))[:LONGEST]


def condition(given, user, *, by_state=True, sought=None):
    """The condition that the filters of an address mean for this person.

    What an address says that is no filter is left out.
    """
    words = words_of(given)
    found = (sought or Sought(words)).condition(words)
    groups = groups_for(user)
    if by_state and (state := state_of(given)) in groups:
        found &= Q(state__in=groups[state])
    slugs = [edition.slug for edition in EDITIONS.values() if edition.kind == given.get("jenis")]
    if slugs:
        found &= Q(edition__in=slugs)
    if user.office_id:
        found &= _of_examiner(given.get("pemeriksa", ""), user)
        found &= Submission.objects.needing(given.get("perlu"))
    if agency := agency_of(given):
        found &= Q(agency__name__iexact=agency)
    office = user.office or (user.agency.office if user.agency_id else None)
    if office is None:
        return found
    return found & _in_time(given, office) & _results(given.get("hasil"), office)


def agency_of(given):
    """The name of an agency, as it was typed or chosen."""
    return plain_line(given.get("instansi", ""))


def state_of(given):
    """The state of an address; by its English code, too, as addresses named it at first."""
    named = given.get("status", "")
    return next((state for state, word in IN_ADDRESSES.items() if word == named), named)


def year_of(given):
    """The year of submission, or None."""
    year = given.get("tahun", "")
    return int(year) if year.isascii() and year.isdecimal() and len(year) == YEAR_DIGITS else None


def understood(given):
    """Every filter of an address as it is read, to be kept under a name: ``[(name, value)]``."""
    read = {"cari": words_of(given), "instansi": agency_of(given), "tahun": year_of(given) or ""}
    read["status"] = IN_ADDRESSES.get(state_of(given), "")
    return [(name, read.get(name, given.get(name, ""))) for name in NAMES]


def _of_examiner(wanted, user):
    if wanted == MINE:
        return Q(examiner=user)
    if wanted == NOBODY:
        return Q(examiner=None)
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) < LONGEST_NUMBER
    return Q(examiner=int(wanted)) if is_number else Q()


def _in_time(given, office):
    found, today, year = Q(), office.today(), year_of(given)
    if given.get("tenggat") == LATE:
        found &= Q(due_on__lt=today)
    elif given.get("tenggat") == SOON:
        found &= Q(due_on__gte=today, due_on__lte=today + timedelta(days=7))
    if year and year > 1:
        begins, ends = (datetime(y, 1, 1, tzinfo=office.zone) for y in (year, min(year + 1, 9999)))
        found &= Q(submitted_at__gte=begins, submitted_at__lt=ends)
    return found


def _results(wanted, office):
    """Recommended files by how it stands with their results."""
    there = Q(results_on__isnull=False)
    if wanted == RESULTS_DUE:
        due = Q(state=State.RECOMMENDED, available_on__lte=office.today())
        return due & ~there & ~Q(revocation=Submission.Revocation.WITHDRAWN)
    if wanted == RESULTS_THERE:
        return there & Q(results_confirmed_on=None)
    return Q(results_confirmed_on__isnull=False) if wanted == RESULTS_SEEN else Q()


def saved_filters(submissions, user, path):
    """The searches this person keeps, each with its address; one query, three with words.

    Their counts are for `counts`: each has the queryset that it ``finds``.
    """
    kept = list(user.saved_filters.all()[:MOST_SAVED])
    asked = [QueryDict(one.query) for one in kept]
    sought = Sought(*map(words_of, asked))
    for one, given in zip(kept, asked, strict=True):
        one.href = f"{path}?{one.query}"
        one.finds = submissions.filter(condition(given, user, sought=sought))
    return kept


def groups_for(user):
    """The states this person tells apart, with all that go by the same word."""
    groups = {}
    for label, state in zip(labels_for(user).values(), State, strict=True):
        groups.setdefault(label, []).append(state)
    return {states[0]: states for states in groups.values()}


def labels_for(user):
    return {state: state.label if user.office_id else AGENCY_LABELS[state] for state in State}
