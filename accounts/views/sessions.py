"""How long I stay logged in, asked by static/js/session.js; and the way out."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import LogoutView
from allauth.usersessions.views import list_usersessions
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.sessions.lasting import WARNED, Lasting, unattended


@require_http_methods(["GET", "POST"])
@never_cache
@unattended
@login_not_required
def show(request):
    """How much of this session is left; a POST says that somebody is typing."""
    person = request.user
    told = {"person": None, "left": 0, "login": reverse("account_login")}
    if person.is_authenticated:
        lasting = Lasting(request)
        if request.method == "POST":
            lasting.touch()
        left = {"left": lasting.left, "warned": WARNED, "longest": lasting.is_longest}
        told |= left | {"person": person.pk}
    return JsonResponse(told | {"token": get_token(request)})


class Logout(LogoutView):
    """Out; what this browser has kept of pages goes, its cookies and typed words stay."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response


logout = Logout.as_view()

# Everybody sees his sessions; who ends them shows first that he is not just somebody at the desk.
own_sessions = reauthentication_required(list_usersessions, allow_get=True, app="allauth.account")
