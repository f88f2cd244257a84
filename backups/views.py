"""The backups of the portal (``/kantor/cadangan/``): what there is, and making one now."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.models import Role
from backups import health, tasks
from backups.models import Backup
from events.once import once
from events.refusals import attempted

MOST = 30


@requires(Role.ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def show(request):
    """A button makes one on the worker; the page tells how far it is."""
    if request.method == "POST":
        if attempted(request, Backup.objects.ask, by=request.user):
            tasks.run_waiting.delay_on_commit()
            messages.success(request, "Cadangan diminta. Pembuatannya berjalan di latar belakang.")
        return redirect("office_backups")
    backups = list(Backup.objects.select_related("asked_by")[:MOST])
    page = {
        "state": health.state(),
        "backups": backups,
        "under_way": next((one for one in backups if one.is_under_way or one.progress), None),
        "is_bucket": settings.BACKUP_TARGET.startswith("s3"),
    }
    return render(request, "backups/backups.html", page)
