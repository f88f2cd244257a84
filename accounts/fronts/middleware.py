"""Before the pages: hosts of offices; after them: whoever has named no office is asked for it."""

from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from accounts.fronts import hosts
from accounts.fronts.choosing import Closed, Unchosen

WITH_AN_ACCOUNT = ("account_", "mfa_", "usersessions_")  # names of the entrance's addresses
ELSEWHERE = {"invitation", "welcome", "first_admin", "session", "guest_arrival", "fronts"}
READ = {"GET", "HEAD"}


class Fronts:
    """An office's host shows what is public; who logs in does so at the portal's own address.

    So a session, a passkey and a link in a mail know one host only. Django judges every other
    name of a host by ALLOWED_HOSTS, as ever.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        raw = request.META.get("HTTP_HOST", "")
        if code := hosts.office_at(raw):
            request.host_office = code
            request.get_host = lambda: raw
        response = self.get_response(request)
        if getattr(request, "asks_choice", False):
            patch_vary_headers(response, ["Cookie"])
        return response

    def process_view(self, request, view, args, kwargs):
        if not getattr(request, "host_office", ""):
            return None
        name = request.resolver_match.url_name or ""
        is_closed = getattr(view, "login_required", True) or name in ELSEWHERE
        if is_closed or name.startswith(WITH_AN_ACCOUNT):
            return redirect(f"{settings.PORTAL_URL}{request.get_full_path()}")
        return None

    def process_exception(self, request, exception):
        if isinstance(exception, Closed):
            return redirect("office_front", office=exception.office.code)
        if not isinstance(exception, Unchosen):
            return None
        asked = reverse("fronts")
        if request.method in READ:
            asked += f"?{urlencode({'lanjut': request.get_full_path()})}"
        return redirect(asked)
