"""The providers by which people may sign in, as the operator lists them in a file (TOML)."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from environs import ValidationError
from marshmallow import Schema, fields, validate, validates_schema

STAFF, AGENCIES, ALL = "staff", "agencies", "all"
KEY = re.compile(r"[a-z][a-z0-9-]{0,30}")
HOST = r"[a-z0-9-]+(\.[a-z0-9-]+)*"
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Listed:
    """One provider: what it is called, where it is, for whom, and what of its word counts."""

    key: str  # stands in addresses
    name: str  # stands on buttons
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    people: str
    vouches_for: tuple  # domains of mailboxes
    acr: tuple  # its words for a second factor
    amr: tuple
    hosts: tuple  # beside its own

    def is_for(self, person):
        """Whether this person may come by it: one for agencies opens no account of the staff."""
        kind = STAFF if person.office_id else AGENCIES
        return self.people in (kind, ALL)

    def vouches_that(self, mailbox):
        """Whether its word is taken that somebody owns this mailbox."""
        return mailbox.rpartition("@")[2].lower() in self.vouches_for

    def says_second_factor(self, claims):
        """Whether it says, in words that the settings list, that a second factor was asked for."""
        told = claims.get("amr")
        return claims.get("acr") in self.acr or (
            isinstance(told, list) and any(word in self.amr for word in told)
        )

    @property
    def is_sealed(self):
        return self.issuer.startswith("https://")

    @property
    def origins(self):
        """Where it may be asked, and where its pages are: (scheme, host, port)."""
        return {origin_of(self.issuer), *(("https", host, 443) for host in self.hosts)}

    @property
    def form_targets(self):
        """The same as content policies write it."""
        return [f"{scheme}://{host}:{port}" for scheme, host, port in sorted(self.origins)]


class Section(Schema):
    """What one section of the file may say; a word that is none of these is a mistake."""

    name = fields.Str(required=True, validate=validate.Length(1, 40))
    issuer = fields.Str(required=True)
    client_id = fields.Str(required=True, validate=validate.Length(min=1))
    secret = fields.Str(validate=validate.Length(min=1))
    secret_file = fields.Str()
    people = fields.Str(required=True, validate=validate.OneOf((STAFF, AGENCIES, ALL)))
    vouches_for = fields.List(fields.Str(validate=validate.Regexp(f"{HOST}$")), load_default=())
    second_factor_acr = fields.List(fields.Str(), load_default=())
    second_factor_amr = fields.List(fields.Str(), load_default=())
    hosts = fields.List(fields.Str(validate=validate.Regexp(f"{HOST}$")), load_default=())

    @validates_schema
    def one_secret(self, told, **kwargs):
        if ("secret" in told) == ("secret_file" in told):
            raise ValidationError("Give secret_file or secret, one of them.", "secret_file")

    @validates_schema
    def whole_issuer(self, told, **kwargs):
        try:
            address = urlsplit(told.get("issuer", ""))
            is_whole = address.hostname and origin_of(told["issuer"])[2]
        except (ValueError, KeyError):
            is_whole = False
        if not is_whole or address.username or address.query or address.fragment:
            raise ValidationError("It must look like https://sso.example.go.id/realm.", "issuer")


def listed_in(file):
    """The providers of that file, none if there is none; `ValidationError` says what is wrong."""
    if not file:
        return ()
    folder = Path(file).parent
    try:
        sections = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ValidationError(f"{file} cannot be read: {problem}.") from problem
    providers = tuple(_listed(key, told, folder) for key, told in sections.items())
    for what in ("name", "issuer"):
        if len({getattr(each, what) for each in providers}) < len(providers):
            raise ValidationError(f"Two providers have the same {what}.")
    return providers


def origin_of(url):
    """Scheme, host and port of an address of the web; ValueError or KeyError for any other."""
    address = urlsplit(url)
    return address.scheme, address.hostname, address.port or PORTS[address.scheme]


def _listed(key, told, folder):
    if not KEY.fullmatch(key) or not isinstance(told, dict):
        raise ValidationError(f"[{key}] must be the short name of a section, as [sso-bps].")
    try:
        told = Section().load(told)
    except ValidationError as problem:
        name, messages = next(iter(problem.messages.items()))
        said = messages[0] if isinstance(messages, list) else next(iter(messages.values()))[0]
        raise ValidationError(f"[{key}] {name}: {said}") from problem
    return Listed(
        key=key,
        secret=told.get("secret") or _secret(key, folder / told["secret_file"]),
        acr=tuple(told["second_factor_acr"]),
        amr=tuple(told["second_factor_amr"]),
        **{name: told[name] for name in ("name", "issuer", "client_id", "people")},
        **{name: tuple(told[name]) for name in ("vouches_for", "hosts")},
    )


def _secret(key, file):
    try:
        secret = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        secret = ""
    if not secret:
        raise ValidationError(f"[{key}] secret_file: {file} cannot be read, or is empty.")
    return secret
