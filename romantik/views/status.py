"""How the portal is (``/status/``), for its admins, and what of it is told on their desk."""

from django.core.cache import cache
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from accounts.waiting import Task, lists
from romantik import status
from romantik.watching import recurring

A_MINUTE = 60  # seconds: a desk asks no broker and no disk at each look


@requires(Role.ADMIN)
@never_cache
@require_safe
def show(request):
    """Every part, what is wrong with it, and what to do."""
    findings = status.findings(request.user.office)
    page = {
        "findings": findings,
        "troubles": sum(finding.tone != "good" for finding in findings),
        "runs": list(recurring.runs()),
        "outbox": status.outbox(),
        "errors": status.errors(),
    }
    return render(request, "romantik/status.html", page)


@lists
def to_see_to(user):
    """Each part that is not well, certificates near their end, and recurring work that is late."""
    if not user.has_role(Role.ADMIN):
        return
    for part in cache.get_or_set(f"amiss:{user.office_id}", lambda: _amiss(user.office), A_MINUTE):
        yield Task(
            title=f"{part.what}: {part.words}",
            href=(page := reverse("status")),
            detail=part.advice,
            step="Lihat status portal",
            step_href=page,
            state=part.verdict,
            tone=part.tone,
            icon=part.icon,
        )


def _amiss(office):
    found = [part for part in status.findings(office) if part.tone != "good"]
    if late := [run.label for run in recurring.runs() if run.is_late or run.error]:
        words = f"Terlambat atau terputus: {', '.join(late)}."
        found.append(status.Health("Pekerjaan berkala", "action", words))
    return found
