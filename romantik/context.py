"""What every page of the portal knows besides its own content."""

from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch
from django.utils.functional import SimpleLazyObject

from accounts.fronts.choosing import front_of, place
from accounts.looking import LOOKERS
from accounts.models import SIGNERS, Role
from events.models import Notice
from events.models.notice import MOST_COUNTED
from requests_app.models.submissions.submission_queryset import FILE_ROLES
from romantik.fronts.lines import canonical, front_line
from romantik.guide.reading import BY_PLACE
from romantik.serving import unsent

PUBLIC = [
    ("catalogue", "Katalog kegiatan"),
    ("service_standard", "Standar pelayanan"),
    ("letter_check", "Cek surat"),
    ("consultation_new", "Konsultasi"),
    ("complaint_new", "Pengaduan"),
    ("satisfaction", "Kepuasan"),
]

REGISTER_READERS = [Role.FRONT_DESK, Role.EXAMINER, Role.HEAD, Role.ADMIN]
COMPLAINT_READERS = [Role.COMPLAINT_HANDLER, Role.HEAD]
ADVISERS = [Role.FRONT_DESK, Role.EXAMINER, Role.HEAD]
APPROVERS = [Role.FRONT_DESK, Role.EXAMINER, Role.ADMIN]


def _held(*roles):
    return lambda user: user.has_role(*roles)


PLACES = [  # address, label, for whom: those who have logged in, in the order of their use
    ("desk", "Meja", lambda user: True),
    ("submissions", "Pengajuan", lambda user: True),
    ("consultations", "Konsultasi", lambda user: not user.office_id or user.has_role(*ADVISERS)),
    ("board", "Papan", _held(Role.HEAD, Role.ADMIN)),
    ("queue", "Antrean", _held(Role.FRONT_DESK)),
    ("agency", "Instansi", lambda user: user.agency_id or user.has_role(*APPROVERS)),
    ("walidata", "Walidata", lambda user: user.agency_id and user.agency.is_walidata),
    ("letter_register", "Register", _held(*REGISTER_READERS)),
    ("complaint_desk", "Pengaduan", _held(*COMPLAINT_READERS)),
    ("supervision", "Pengawasan", _held(Role.SUPERVISOR)),
    ("office", "Kantor", _held(Role.ADMIN)),
    ("catalogue", "Katalog", lambda user: True),
    ("letter_check", "Cek surat", lambda user: True),
]


class MenuItem(NamedTuple):
    """One place in the navigation."""

    label: str
    href: str
    is_here: bool


def portal(request):
    """The office, the navigation and the places of the person; asked for only when drawn."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "shown_office": SimpleLazyObject(lambda: shown_office(request)),
        "front_line": SimpleLazyObject(lambda: front_line(request)),
        "canonical": SimpleLazyObject(lambda: canonical(request)),
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "personal_places": SimpleLazyObject(lambda: personal_places(request)),
        "public_places": SimpleLazyObject(lambda: entries(request, PUBLIC)),
        "guide_page": guide_page(request),
        "unsent_keys": SimpleLazyObject(lambda: unsent.keys(person(request))),
        "unread_words": SimpleLazyObject(lambda: unread_words(request)),
    }


def guide_page(request):
    """The page of the guide about what is done here, if there is one."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return None
    return BY_PLACE.get(match.url_name) or BY_PLACE.get(
        f"{match.url_name} {match.kwargs.get('step')}"
    )


def shown_office(request):
    """The office that the page is of, that of the person looking, the one chosen, or the only one.

    None where nobody has said it in a country.
    """
    return front_of(request)


def navigation(request):
    """The places this person may go to, in the order of their use."""
    user = person(request)
    if not user:
        return entries(request, PUBLIC)
    places = [(name, label) for name, label, is_for in PLACES if is_for(user.drawn)]
    return entries(request, places)


def personal_places(request):
    """What belongs to the account of the person looking."""
    user = person(request)
    places = [("profile", "Akun saya"), ("mfa_index", "Pengamanan akun")]
    places.append(("notice_choices", "Surel dan pemberitahuan"))
    if user and user.has_role(Role.EXAMINER):
        places.append(("office_standard_notes", "Catatan baku"))
    if user and user.has_role(*FILE_ROLES):
        places.append(("opinions", "Pendapat"))
    if user and user.has_role(*SIGNERS):
        places.append(("certificate", "Sertifikat tanda tangan"))
    if user and user.has_role(Role.HEAD):
        places.append(("office_mandates", "Penugasan penanda tangan"))
    if user and user.among_several and user.has_role(Role.HEAD, Role.EXAMINER):
        places.append(("office_stand_ins", "Bantuan pemeriksaan"))
    if user and user.has_role(*LOOKERS):
        places.append(("looking", "Melihat sebagai peran lain"))
    return entries(request, places)


def unread_words(request):
    """How many notices this person has not read, as text; "" when all are."""
    user = person(request)
    count = getattr(request, "unread_notices", None)  # a page that reads some knows it already
    if count is None:
        count = Notice.objects.count_unread(user) if user else 0
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count or "")


def entries(request, places):
    """Links to the named places, leaving out what this installation does not have.

    The person is at the one whose address goes the farthest along his own.
    """
    hrefs = [(label, href) for name, label in places if (href := address(request, name))]
    around = (href for _, href in hrefs if request.path.startswith(href))
    here = max(around, key=len, default=None)
    return [MenuItem(label, href, href == here) for label, href in hrefs]


def address(request, name):
    """The address of a page, of this office if it has its own; "" if there is no such page."""
    try:
        return place(request, name)
    except NoReverseMatch:
        return None


def person(request):
    """The signed-in person; error pages may have none."""
    user = getattr(request, "user", None)
    return user if user and user.is_authenticated else None
