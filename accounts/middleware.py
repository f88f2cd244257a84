"""What every request goes through."""

import logging

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.defaults import bad_request

from accounts.providers.stages import came_with_factor
from accounts.text import FORMATTING, seen

logger = logging.getLogger(__name__)
AS_TYPED = "pass"  # in the name of a field: a password is compared as it was typed


class OnlyWhatIsSeen:
    """Take out of every address and form what nobody sees, before anything reads them.

    Control characters stay: whoever reads them takes them out or refuses. It stands behind the
    check against forgery, which reads the form first; views that are exempt from that, and take
    large files, look after what they read.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.GET = only_seen(request.GET)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = only_seen(request.POST)

    def process_exception(self, request, exception):
        """Brackets a thousand deep in a hidden field: nobody typed them, nothing is broken."""
        if not isinstance(exception, RecursionError) or request.method != "POST":
            return None
        logger.warning("%s: nested too deep", request.path)
        return bad_request(request, exception)


def only_seen(sent):
    """The same fields with what is seen of their values, passwords left as they are."""
    if not any(FORMATTING.search(value) for _, values in sent.lists() for value in values):
        return sent
    shown = sent.copy()
    for name, values in sent.lists():
        if AS_TYPED not in name:
            shown.setlist(name, [seen(value, FORMATTING) for value in values])
    shown._mutable = False
    return shown


class OfficeTimeZone:
    """Show every moment on the clock of the person's office."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        office = office_of(request.user)
        if office is None:
            return self.get_response(request)
        with timezone.override(office.zone):
            return self.get_response(request)


def office_of(user):
    """The office that a person works at, or that looks after his agency."""
    if not user.is_authenticated:
        return None
    if user.office_id:
        return user.office
    return user.agency.office if user.agency_id else None


class SecondFactor:
    """Lead who has no second factor to where he sets one up, where it is compulsory for him."""

    OPEN = {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_logout",
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not needs_factor(request.user) or request.user.has_second_factor:
            return None
        if came_with_factor(request):
            return None
        request.lacks_factor = True  # told on the page where he chooses one
        if request.resolver_match.url_name in self.OPEN:
            return None
        messages.warning(
            request, "Pasang faktor kedua dahulu. Setelah itu Anda dapat bekerja seperti biasa."
        )
        return redirect("mfa_index")


def needs_factor(user):
    """Is a second factor compulsory for this account?

    Guests need none, be they without an account or invited to one file: to no agency or office
    belongs who could take a lost one off.
    """
    if not user.is_authenticated:
        return False
    if user.office_id:
        return settings.STAFF_NEEDS_SECOND_FACTOR
    return bool(user.agency_id) and settings.AGENCIES_NEED_SECOND_FACTOR
