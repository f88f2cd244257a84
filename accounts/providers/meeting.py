"""The way to a provider and back: allauth's, with what it leaves out looked at, too."""

from secrets import token_urlsafe

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property

from . import tokens
from .discovery import discover, keys_of
from .lines import Line

SCOPES = ["openid", "email"]  # nothing else is asked about anybody


class Cancelled(Exception):
    """The person went back without signing in there."""


class Meeting(OpenIDConnectOAuth2Adapter):
    """One log-in at one provider: where it is asked, and what it says."""

    def get_provider(self):
        return self.provider

    def __init__(self, request, provider):
        self.provider = provider
        super().__init__(request, provider.listed.key)

    @cached_property
    def openid_config(self):
        return discover(self.provider.listed)

    @property
    def basic_auth(self):
        """By a header only where it takes nothing else, or says nothing (then that is the rule)."""
        methods = self.openid_config.get("token_endpoint_auth_methods_supported", [])
        return "client_secret_post" not in methods

    def get_callback_url(self, request, app):
        """At the portal's own address, whatever host was asked for: the provider knows this one."""
        return settings.PORTAL_URL + reverse("openid_connect_callback", args=[self.provider_id])

    def claims(self, state):
        """What the provider says of the person, once everything about its answer is right."""
        provider, code = self.provider.listed, self.request.GET["code"]
        tokens.spend(code, provider)
        client = self.get_client(self.request, self.provider.app)
        answer = client.get_access_token(code, pkce_code_verifier=state["pkce_code_verifier"])
        keys = keys_of(self.openid_config)
        nonce = state["nonce"]
        told = tokens.read(answer.get("id_token"), provider=provider, keys=keys, nonce=nonce)
        return told if "email" in told else told | self._mailbox(answer["access_token"], told)

    def _mailbox(self, access_token, told):
        """Many tell it apart from the token only; who somebody is, and how sure, never there."""
        if "userinfo_endpoint" not in self.openid_config:
            return {}
        headers = {"Authorization": f"Bearer {access_token}"}
        person = Line().document(self.profile_url, headers=headers)
        if person.get("sub") != told["sub"]:
            raise tokens.Untrue("about somebody else")
        return {name: person[name] for name in ("email", "email_verified") if name in person}


class SignInProvider(OpenIDConnectProvider):
    """A provider of the list, as allauth sees one."""

    def __init__(self, request, app, listed):
        super().__init__(request, app=app)
        self.listed = listed

    def get_oauth2_adapter(self, request):
        return Meeting(request, self)

    def leave(self, *, process, next_url):
        """To its page, with a number that comes back in the token and a secret for the code."""
        nonce, words = token_urlsafe(24), {}
        if self.listed.acr:
            words["acr_values"] = " ".join(self.listed.acr)
        facts = {"nonce": nonce, "person": self.request.user.pk}
        asked = {"scope": SCOPES, "auth_params": words | {"nonce": nonce}}
        return self.redirect(self.request, process, next_url, **asked, **facts)

    def received(self):
        """Of whoever has come back: the claims, and what was remembered when he left."""
        told = self.request.GET
        state = self.unstash_redirect_state(self.request, told.get("state", ""))
        if told.get("iss", self.listed.issuer) != self.listed.issuer:
            raise tokens.Untrue("the answer of another provider")
        if "code" not in told:
            if told.get("error") == "access_denied":
                raise Cancelled
            raise tokens.Untrue("no code")
        if state["person"] != self.request.user.pk:
            raise PermissionDenied
        return self.get_oauth2_adapter(self.request).claims(state), state
