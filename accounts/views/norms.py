"""The law as the portal has it (``/kantor/ketentuan/``), and how long personal data are kept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import may_decide_for_all, requires
from accounts.forms.norms import NormForm
from accounts.fronts.choosing import front_of
from accounts.models import Role
from events.models import Event
from events.once import once
from events.refusals import carried_out
from norms import loading
from norms.findings import findings
from norms.keeping import KINDS
from norms.models import Norm, Sweep
from norms.reading import keys_under, knows, norm

PARTS = {
    "recommendation": "Rekomendasi",
    "revision": "Rekomendasi",
    "metadata": "Rekomendasi",
    "letter": "Rekomendasi",
    "consultation": "Konsultasi, pendapat, dan keberatan",
    "opinion": "Konsultasi, pendapat, dan keberatan",
    "appeal": "Konsultasi, pendapat, dan keberatan",
    "complaint": "Pengaduan",
    "satisfaction": "Kepuasan masyarakat",
    "privacy": "Data pribadi",
    "keep": "Masa simpan data pribadi",
    "calendar": "Hari libur",
    "basis": "Dasar hukum",
}
ONLY_ONE = (
    "Ketentuan berlaku untuk semua satuan kerja di portal ini; yang mengubahnya admin pusat, atau "
    "admin satu-satunya satuan kerja."
)


@requires(Role.ADMIN)
@never_cache
@require_safe
def index(request):
    """Everything that holds, by part, and above it what is to be done."""
    parts = {title: [] for title in PARTS.values()}
    for prefix, title in PARTS.items():
        parts[title] += [norm(key) for key in keys_under(prefix)]
    page = {"findings": findings(), "parts": parts.items()}
    return render(request, "accounts/norms/index.html", page)


@requires(Role.ADMIN)
@never_cache
@once
def edit(request, key):
    """One limit: where it is said. Entered by whoever speaks for all offices."""
    row = _newest(key)
    may_edit = may_decide_for_all(request.user)
    form = NormForm(request.POST or None, row=row)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied(ONLY_ONE)
    if form.is_valid() and carried_out(form, row.confirm, by=request.user, **form.facts()):
        messages.success(request, "Ketentuan disimpan.")
        return redirect("office_norms")
    rows = Norm.objects.filter(key=key).select_related("checked_by").oldest_first().reverse()
    events = [event for one in rows for event in Event.objects.about(one)]
    page = {"row": row, "form": form, "rows": rows, "events": events, "may_edit": may_edit}
    return render(request, "accounts/norms/edit.html", page | {"only_one": ONLY_ONE})


@requires(Role.ADMIN)
@never_cache
@require_safe
def retention(request):
    """How long each kind of personal data is kept, and what the last nights have erased."""
    last = Sweep.objects.newest()
    page = {"kinds": [(kind.norm, last.get(key)) for key, kind in KINDS.items()]}
    return render(request, "accounts/norms/retention.html", page)


@login_not_required
@require_safe
def privacy(request):
    """For everybody: what the portal keeps of persons, how long, and what one may ask."""
    office = front_of(request)
    kinds = [norm(key) for key in keys_under("keep") if key != "keep.sweeps"]
    return render(request, "accounts/norms/privacy.html", {"office": office, "kinds": kinds})


def _newest(key):
    """The row that an admin edits: stored, however new the portal is."""
    if not knows(key):
        raise Http404
    stored = Norm.objects.filter(key=key)
    if not stored.exists():
        loading.load()
    return stored.oldest_first().last()
