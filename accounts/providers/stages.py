"""The second factor of a log-in: the provider's counts where the settings say by which words."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.stages import AuthenticateStage

TOLD = "provider_factor"  # in the state of a log-in
MEANS = "provider"  # among the means of a session


class SecondFactorStage(AuthenticateStage):
    """Ask for the portal's own factor, unless the provider has asked for one just now."""

    def handle(self):
        if not self.login.state.get(TOLD):
            return super().handle()
        record_authentication(self.request, self.login.user, "mfa", type=MEANS)
        return None, True


def came_with_factor(request):
    """Whether this session began with a second factor that the provider asked for."""
    records = get_authentication_records(request, request.user)
    return any(record.get("type") == MEANS for record in records)
