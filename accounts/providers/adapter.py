"""How allauth finds providers here: in the settings, never in a table, so nothing is asked."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings

from .lines import Line
from .meeting import SignInProvider


class ProviderAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request, provider=None, client_id=None):
        return [
            _app(listed) for listed in settings.SIGN_IN_PROVIDERS if provider in (None, listed.key)
        ]

    def list_providers(self, request):
        return [
            SignInProvider(request, _app(listed), listed) for listed in settings.SIGN_IN_PROVIDERS
        ]

    def get_provider(self, request, provider, client_id=None):
        """By its key; `DoesNotExist` for one that is not listed."""
        for known in self.list_providers(request):
            if known.listed.key == provider:
                return known
        raise SocialApp.DoesNotExist

    def get_requests_session(self):
        return Line()


def _app(listed):
    return SocialApp(
        provider="openid_connect",
        provider_id=listed.key,
        name=listed.name,
        client_id=listed.client_id,
        secret=listed.secret,
        settings={"server_url": listed.issuer, "oauth_pkce_enabled": True},
    )
