"""Checking what a QR code states without a network: the keys, and a page that works offline."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.models import Office
from letters import statements


@require_safe
@login_not_required
@cache_control(public=True, max_age=3600)
def keys(request):
    """The public keys, for anybody who wants to check statements with a tool of his own."""
    response = JsonResponse(statements.key_set())
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@login_not_required
@cache_control(no_cache=True)
def offline(request):
    """A page that carries the keys, and goes on working without a network once it was loaded."""
    page = {
        "keys": statements.key_set()["keys"],
        "offices": dict(Office.objects.order_by("code").values_list("code", "name")),
        "true_address": settings.PORTAL_URL,
    }
    return render(request, "letters/offline.html", page)


@require_safe
@login_not_required
@cache_control(no_cache=True)
def worker(request):
    """The script that answers without a network, from an address below /surat/."""
    script = Path(finders.find("js/offline-worker.js")).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/surat/"
    return response
