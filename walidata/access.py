"""Who opens a Walidata's pages; what stands there is found through him (`walidata/files.py`)."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from walidata.files import files_of
from walidata.models import Custody

ONLY = "Halaman ini untuk instansi yang sedang ditetapkan kantor BPS sebagai Walidata."


def custodians_only(view):
    """Open the view to members of an agency that keeps a region's data today."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not Custody.objects.of(request.user).exists():
            raise PermissionDenied(ONLY)
        return view(request, *args, **kwargs)

    return guarded


def find(request, code):
    """The file as this person may read it as Walidata, under its submitted title; else 404."""
    found = files_of(request.user).select_related("agency__region", "office", "examiner")
    return get_object_or_404(found, code=code).as_submitted()
