"""Which account of the portal belongs to whom the provider knows, and who links them.

Of the person at the provider a digest is kept (issuer and `sub`), and the mailbox for him to
recognise it by. The link holds by the digest: another mailbox there changes nothing here.
"""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from events.recording import record

from .tokens import digest

OTHERS = (
    "Akun {name} itu sudah tertaut dengan akun portal yang lain. Masuklah dengan akun tersebut."
)
ANOTHER = (
    "Akun {name} lain sudah tertaut dengan akun Anda. Lepaskan dahulu, lalu tautkan yang baru."
)
NOT_FOR = "{name} bukan untuk akun seperti milik Anda."
LAST_WAY = (
    "Ini satu-satunya jalan Anda untuk masuk. Buat kata sandi dahulu lewat Lupa kata sandi, lalu "
    "lepaskan tautan ini."
)


def linked(listed, claims):
    """The link of whom these claims are about, or None."""
    known = SocialAccount.objects.filter(provider=listed.key, uid=_uid(listed, claims))
    return known.select_related("user__agency").first()


def same_mailbox(listed, claims):
    """Whose confirmed mailbox this is, if the provider vouches for it: equal, verified, its own."""
    mailbox = claims.get("email")
    if not isinstance(mailbox, str) or claims.get("email_verified") is not True:
        return None
    mailbox = User.objects.normalize_email(mailbox)
    if not listed.vouches_that(mailbox):
        return None
    shown = EmailAddress.objects.filter(email=mailbox, verified=True, user__email=mailbox)
    address = shown.select_related("user__agency").first()
    return address.user if address else None


@transaction.atomic
def link(person, listed, claims, *, by_mailbox=False):
    """Let the person come in by that account from now on; what is linked already stays as it is."""
    _turn_of(person)
    known = linked(listed, claims)
    if not listed.is_for(person):
        raise ValidationError(NOT_FOR.format(name=listed.name))
    if known and known.user_id != person.pk:
        raise ValidationError(OTHERS.format(name=listed.name))
    if known:
        return known
    if person.socialaccount_set.filter(provider=listed.key).exists():
        raise ValidationError(ANOTHER.format(name=listed.name))
    made, is_new = SocialAccount.objects.get_or_create(
        {"user": person, "extra_data": _shown(claims)},
        provider=listed.key,
        uid=_uid(listed, claims),
    )
    if not is_new:  # somebody else linked it in the same instant
        raise ValidationError(OTHERS.format(name=listed.name))
    _record(person, "user.link_provider", listed.name, by_mailbox=by_mailbox)
    return made


@transaction.atomic
def unlink(person, account):
    """Take the link away, and whoever got in by it: not while it is the only way in."""
    if not has_other_way(_turn_of(person), account):
        raise ValidationError(LAST_WAY)
    account.delete()
    person.end_sessions()
    _record(person, "user.unlink_provider", name_of(account.provider))


def note_use(account, claims):
    """When it was used last, and under which mailbox the provider knows him now."""
    account.extra_data = _shown(claims)
    account.save(update_fields=["extra_data", "last_login"])


def has_other_way(person, account):
    """Whether he could come in without this link: by password, security key or another link."""
    if person.has_usable_password():
        return True
    keys = [each.key for each in settings.SIGN_IN_PROVIDERS if each.is_for(person)]
    others = person.socialaccount_set.exclude(pk=account.pk).filter(provider__in=keys)
    passkeys = person.authenticator_set.filter(type="webauthn")
    return others.exists() or any(key.wrap().is_passwordless for key in passkeys)


def name_of(key):
    """What the provider is called, or was when it was still listed."""
    return next((each.name for each in settings.SIGN_IN_PROVIDERS if each.key == key), key)


def _turn_of(person):
    """The person as he is stored now, for this transaction alone: of two clicks one waits."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _uid(listed, claims):
    """Of the issuer, too: another one behind the same key knows other people."""
    return digest(listed.issuer, claims["sub"])


def _shown(claims):
    mailbox = claims.get("email")
    return {"email": mailbox[:254]} if isinstance(mailbox, str) else {}


def _record(person, action, provider, **facts):
    record(
        person,
        action,
        by=person,
        on_behalf_of=person.agency,
        name=person.name,
        provider=provider,
        **facts,
    )
