"""Recovery codes are shown once, and kept as slow, salted digests from then on.

Allauth derives them from a seed that it keeps. Here the seed lasts from their making to the page
that shows them, which comes at once; what is left says nothing of them. Where that page is not
opened they end after an hour.
"""

from datetime import timedelta

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

HIDDEN = "********"
READABLE = timedelta(hours=1)  # that their page may still be opened


class HashedCodes(auth.RecoveryCodes):
    """The same, but for what is stored: {"hashes": […]} in place of {"seed": …}."""

    def mark_as_viewed(self):
        """The page that shows them is being drawn: this object alone still knows them."""
        if not self.did_view:
            self.shown = super().get_unused_codes()
            put_away(self.instance, self.shown)
        super().mark_as_viewed()

    def get_unused_codes(self):
        """The codes while they may be read; then as many marks that say nothing."""
        if "hashes" not in self.instance.data:
            return super().get_unused_codes()
        return getattr(self, "shown", [HIDDEN] * len(self.instance.data["hashes"]))

    @transaction.atomic
    def validate_code(self, code):
        """Whether it is one of them; it is none any more then."""
        authenticators = type(self.instance).objects.select_for_update()
        self.instance = authenticators.get(pk=self.instance.pk)
        if "hashes" not in self.instance.data:
            return super().validate_code(code)
        hashes = self.instance.data["hashes"]
        typed = normalize_user_code(code)
        if len(typed) != app_settings.RECOVERY_CODE_DIGITS:  # of an app: nothing to reckon
            return False
        used = next((each for each in hashes if check_password(typed, each)), None)
        if used:
            hashes.remove(used)
            self.instance.save(update_fields=["data"])
        return bool(used)


def put_away(authenticator, codes):
    """Keep digests of these codes, and nothing from which they could be read."""
    kept = {"hashes": [make_password(code) for code in codes]}
    if "viewed_at" in authenticator.data:
        kept["viewed_at"] = authenticator.data["viewed_at"]
    authenticator.data = kept
    authenticator.save(update_fields=["data"])


@transaction.atomic
def end_unseen():
    """Codes that nobody has looked at are taken away: until then they stand where they are read.

    Whoever comes later makes new ones. Those that the release before made, and showed, are in
    somebody's hands: they are put away. Returns how many people had codes that are taken away.
    """
    made_before = timezone.now() - READABLE
    readable = Authenticator.objects.select_for_update().filter(
        type=Authenticator.Type.RECOVERY_CODES, data__has_key="seed", created_at__lte=made_before
    )
    unseen = []
    for each in readable:
        if "viewed_at" in each.data:
            put_away(each, HashedCodes(each).get_unused_codes())
        else:
            unseen.append(each.pk)
    return Authenticator.objects.filter(pk__in=unseen).delete()[0]


def take_over():
    """Allauth has no setting for the class: `Authenticator.wrap` takes it from that module."""
    auth.RecoveryCodes = HashedCodes
