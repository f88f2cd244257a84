"""What every page of the portal knows besides its own content."""

from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from accounts.looking import LOOKERS
from accounts.models import SIGNERS, Office, Role
from events.models import Notice
from events.models.notice import MOST_COUNTED
from requests_app.models.submissions.submission_queryset import FILE_ROLES
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
    """The office that the page is of, else that of the person looking, else the first one here."""
    if office := getattr(request, "page_office", None):
        return office
    user = person(request)
    if user and user.office_id:
        return user.office
    if user and user.agency_id and user.agency.office:
        return user.agency.office
    return Office.objects.order_by("code").first()


def navigation(request):
    """The places this person may go to, in the order of their use."""
    user = person(request)
    if not user:
        return entries(request, PUBLIC)
    user = user.drawn
    places = [("desk", "Meja"), ("submissions", "Pengajuan")]
    if not user.office_id or user.has_role(*ADVISERS):
        places.append(("consultations", "Konsultasi"))
    if user.has_role(Role.HEAD, Role.ADMIN):
        places.append(("board", "Papan"))
    if user.has_role(Role.FRONT_DESK):
        places.append(("queue", "Antrean"))
    if user.agency_id or user.has_role(*APPROVERS):
        places.append(("agency", "Instansi"))
    if user.has_role(*REGISTER_READERS):
        places.append(("letter_register", "Register"))
    if user.has_role(*COMPLAINT_READERS):
        places.append(("complaint_desk", "Pengaduan"))
    if user.has_role(Role.ADMIN):
        places.append(("office", "Kantor"))
    return entries(request, [*places, ("catalogue", "Katalog"), ("letter_check", "Cek surat")])


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
    hrefs = [(label, href) for name, label in places if (href := address(name))]
    around = (href for _, href in hrefs if request.path.startswith(href))
    here = max(around, key=len, default=None)
    return [MenuItem(label, href, href == here) for label, href in hrefs]


def address(name):
    """The address of a page, if there is such a page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def person(request):
    """The signed-in person; error pages may have none."""
    user = getattr(request, "user", None)
    return user if user and user.is_authenticated else None
