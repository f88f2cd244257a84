"""How the portal is (``/status/``), for its admins."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from romantik import status


@requires(Role.ADMIN)
@never_cache
@require_safe
def show(request):
    """Every part, what is wrong with it, and what to do."""
    findings = status.findings(request.user.office)
    page = {
        "findings": findings,
        "troubles": sum(finding.tone != "good" for finding in findings),
        "runs": list(status.runs()),
        "outbox": status.outbox(),
        "errors": status.errors(),
    }
    return render(request, "romantik/status.html", page)
