"""The filters of the list of visits, as they stand in its address."""

from datetime import date

from django.db.models import Q

from accounts.models import Role, User
from accounts.text import plain_line
from guestbook.models import Visit
from guestbook.services import Service

MOST_WORDS = 6
NAMES = ("cari", "hari", "layanan", "lewat", "hasil", "petugas")


class VisitFilter:
    """What was chosen, what it finds, and the addresses of the pages."""

    services = Service.choices
    channels = Visit.Channel.choices
    outcomes = Visit.Outcome.choices

    def __init__(self, request):
        self.request, given = request, request.GET
        self.words = plain_line(given.get("cari", ""))[:100]
        self.day = _day(given.get("hari", ""))
        self.service = given.get("layanan", "") if given.get("layanan") in Service else ""
        self.channel = given.get("lewat", "") if given.get("lewat") in Visit.Channel else ""
        self.outcome = given.get("hasil", "") if given.get("hasil") in Visit.Outcome else ""
        self.officer = _number(given.get("petugas", ""))

    @property
    def is_narrowed(self):
        return any(self.request.GET.get(name) for name in NAMES)

    @property
    def officers(self):
        """Who may have served: the front desk of the office."""
        staff = User.objects.staff_of(self.request.user.office).with_role(Role.FRONT_DESK)
        return staff.order_by("name", "pk")[:50]

    def found(self):
        """The visits this person may see that the filters leave, newest first."""
        visits = Visit.objects.visible_to(self.request.user)
        exact = {
            "day": self.day,
            "service": self.service,
            "channel": self.channel,
            "outcome": self.outcome,
            "served_by": self.officer,
        }
        visits = visits.filter(**{name: value for name, value in exact.items() if value})
        for word in self.words.split()[:MOST_WORDS]:
            visits = visits.filter(
                Q(name__icontains=word)
                | Q(organization__icontains=word)
                | Q(purpose__icontains=word)
                | Q(agency__name__icontains=word)
            )
        return visits.select_related("office", "served_by", "agency").newest_first()

    def page(self):
        """The same from the row of the cursor on; a cursor nobody gave is left alone."""
        day, _, pk = self.request.GET.get("sesudah", "").partition(".")
        day, pk = _day(day), _number(pk)
        if not (day and pk):
            return self.found()
        return self.found().filter(Q(day__lt=day) | Q(day=day, pk__lt=pk))

    def query(self, **changes):
        """The parameters of the address, some of them changed."""
        parameters = self.request.GET.copy()
        parameters.pop("sesudah", None)
        for name, value in changes.items():
            parameters.pop(name, None)
            if value:
                parameters[name] = value
        return parameters.urlencode()

    def address(self, **changes):
        query = self.query(**changes)
        return f"{self.request.path}?{query}" if query else self.request.path


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text):
    known = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if known else None
