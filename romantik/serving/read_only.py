"""What people may still send while the portal is maintained."""

from events.resting import resting
from romantik.serving import maintenance
from romantik.serving.telling import told

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Whoever comes to read has to log in, and a letter's file is checked by sending it.
OPEN = {
    *("letter_check", "letter_check_json", "account_login", "account_logout", "session"),
    "office_number",  # a look at numbers, asked for while one types
    *("mfa_authenticate", "mfa_login_webauthn", "account_reauthenticate", "mfa_reauthenticate"),
}


class ReadOnly:
    """Refuse what would change something while the portal is maintained."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.maintenance = maintenance.current()
        with resting(request.maintenance is not None):
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answer in the view's place where something would change."""
        is_open = request.method in SAFE or request.resolver_match.url_name in OPEN
        if request.maintenance is None or is_open:
            return None
        return told(request, request.maintenance.outage)
