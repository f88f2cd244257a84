"""To a provider and back, and the list of one's own accounts there."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from requests import RequestException

from accounts.providers import linking
from accounts.providers.meeting import Cancelled
from accounts.providers.pages import Trouble, leads_out, own_accounts
from accounts.providers.stages import TOLD
from accounts.sessions.ending import stay_logged_in
from accounts.sessions.watching import told_of_provider

from .tickets import allowed

CANCELLED = "Anda kembali dari {name} tanpa masuk di sana."
LINKED = "Akun {name} tertaut. Mulai sekarang Anda dapat masuk dengan akun itu."


@never_cache
@login_not_required
def leave(request, provider_id):
    """A stranger logs in by it; who is logged in links it, having shown that it is himself."""
    provider = _provider(request, provider_id)
    if request.method != "POST":
        return redirect("account_login")
    if not settings.PORTAL_URL.endswith(f"://{request.get_host()}"):  # its cookie is needed there
        return redirect(settings.PORTAL_URL + reverse("account_login"))
    if not allowed(request, "provider_login", key=None):
        return Trouble.BRAKED.page(request, provider.listed)
    process, known = AuthProcess.LOGIN, request.user.is_authenticated
    if known and is_reauthentication_required(request, app="allauth.account"):
        page = urlencode({"next": reverse("socialaccount_connections")})
        return redirect(f"{reverse('account_reauthenticate')}?{page}")
    if known:
        process = AuthProcess.CONNECT
    try:
        return provider.leave(process=process, next_url=get_next_redirect_url(request))
    except (OAuth2Error, RequestException) as problem:
        return _trouble(request, provider.listed, problem)


@never_cache
@login_not_required
def come_back(request, provider_id):
    """The provider's answer: believed whole, or nobody gets in."""
    provider = _provider(request, provider_id)
    listed = provider.listed
    try:
        claims, state = provider.received()
    except Cancelled:
        messages.info(request, CANCELLED.format(name=listed.name))
        return redirect("socialaccount_connections" if request.user.pk else "account_login")
    except (PermissionDenied, OAuth2Error, RequestException) as problem:
        return _trouble(request, listed, problem)
    if state["process"] == AuthProcess.CONNECT:
        return _link(request, listed, claims)
    return _enter(request, listed, claims, state)


def index(request):
    """My accounts at providers; a POST takes one off, once I have shown that it is me."""
    return _unlink(request) if request.method == "POST" else _show(request)


def _show(request):
    page = {"ways": own_accounts(request.user)}
    return leads_out(lambda request: render(request, "accounts/providers/index.html", page))(
        request
    )


@reauthentication_required(app="allauth.account")
def _unlink(request):
    """Other sessions end: one of them may have begun with that account."""
    own = request.user.socialaccount_set
    account = get_object_or_404(own, pk=request.POST.get("account") or None)
    try:
        linking.unlink(request.user, account)
    except ValidationError as problem:
        messages.error(request, problem.message)
    else:
        stay_logged_in(request, request.user)
        told_of_provider(request, "taken off", account.provider, request.user)
        messages.success(request, f"Akun {linking.name_of(account.provider)} dilepas.")
    return redirect("socialaccount_connections")


def _link(request, listed, claims):
    try:
        linking.link(request.user, listed, claims)
    except ValidationError as problem:
        messages.error(request, problem.message)
    else:
        told_of_provider(request, "linked", listed.key, request.user)
        messages.success(request, LINKED.format(name=listed.name))
    return redirect("socialaccount_connections")


def _enter(request, listed, claims, state):
    """Whom the provider names comes in as himself: with the roles that he has here, no others."""
    account = linking.linked(listed, claims)
    person = account.user if account else linking.same_mailbox(listed, claims)
    if person is None:
        return Trouble.UNKNOWN.page(request, listed)
    if not listed.is_for(person):
        return Trouble.NOT_FOR.page(request, listed)
    if person.is_active:
        try:
            account = account or linking.link(person, listed, claims, by_mailbox=True)
        except ValidationError as problem:
            return Trouble.UNKNOWN.page(request, listed, problem.message)
        linking.note_use(account, claims)
    login = Login(user=person, redirect_url=state.get("next"))
    login.state[TOLD] = listed.says_second_factor(claims)
    record_authentication(request, person, "socialaccount", provider=listed.key)
    return perform_login(request, login)


def _trouble(request, listed, problem):
    is_away = isinstance(problem, RequestException)
    return (Trouble.AWAY if is_away else Trouble.UNTRUE).page(request, listed, problem)


def _provider(request, key):
    try:
        return get_adapter().get_provider(request, key)
    except SocialApp.DoesNotExist as problem:
        raise Http404 from problem
