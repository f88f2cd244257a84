"""Signatures that need a person: nobody knows what became of them."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from letters.models import Attempt

MOST = 100


@require_safe
@never_cache
@requires(Role.HEAD, Role.ADMIN)
def show(request):
    """Each with what to do: the same file again under the same number, or back to the examiner."""
    attempts = Attempt.objects.visible_to(request.user).unresolved()
    related = ("letter__submission__agency", "letter__submission__office", "by")
    page = {"attempts": attempts.select_related(*related)[:MOST]}
    return render(request, "letters/signing/attempts.html", page)
