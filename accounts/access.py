"""Who may open a page. What a person may see of it is decided by `visible_to`."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404

from .models import Office, Role
from .models.offices import CENTRE


def requires(*roles):
    """Open the view to active staff who hold any of the roles; tell others which ones."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_role(*roles):
                raise PermissionDenied(_explain_roles(request.user, roles))
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def may_decide_for_all(user):
    """May this admin decide for every office? The centre's may, or that of the only office."""
    return user.office_id == CENTRE or not Office.objects.are_several()


def in_a_country(view):
    """There is no such page where an office is alone on its installation."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.among_several:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def speak_for(request, office):
    """The page is that office's: its name, emblem and channels stand around it. Returns it."""
    request.page_office = office
    return office


def agency_only(view):
    """Open the view to members of an approved agency."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_agency_member:
            raise PermissionDenied(explain_agency(request.user))
        return view(request, *args, **kwargs)

    return guarded


def agency_admin_only(view):
    """Open the view to the admin of an approved agency."""

    @wraps(view)
    @agency_only
    def guarded(request, *args, **kwargs):
        if not request.user.is_agency_admin:
            raise PermissionDenied(
                "Halaman ini untuk admin instansi. Hubungi admin instansi Anda bila ada yang "
                "perlu diubah."
            )
        return view(request, *args, **kwargs)

    return guarded


def _explain_roles(user, roles):
    wanted = " atau ".join(Role(role).label for role in roles)
    if user.shown_as:
        return _explain_looking(user, wanted, is_theirs=user.shown_as in roles)
    return f"Halaman ini untuk {wanted}. Peran Anda: {user.role_labels}."


def _explain_looking(user, wanted, *, is_theirs):
    """Why a page does not open to who looks as another role: that role's reason, or his own."""
    label = Role(user.shown_as).label
    if not is_theirs:
        return f"Anda sedang melihat sebagai {label}. Halaman ini untuk {wanted}, bukan {label}."
    return (
        f"{label} dapat membuka halaman ini. Isinya tidak ditampilkan, karena peran Anda sendiri "
        f"({user.role_labels}) tidak berhak melihatnya."
    )


def explain_agency(user):
    """Why a page for members of an approved agency does not open, in this person's own words."""
    if user.office_id:
        return f"Halaman ini untuk anggota instansi. Peran Anda: {user.role_labels}."
    if not user.agency_id:
        return "Akun Anda hanya untuk pengajuan yang diundangkan kepada Anda."
    if user.agency.is_refused:
        return "Pendaftaran instansi Anda tidak disetujui, jadi halaman ini belum dapat dibuka."
    return "Pendaftaran instansi Anda belum disetujui petugas BPS. Tunggu surel dari kami."
