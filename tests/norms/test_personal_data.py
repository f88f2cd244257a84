"""No model with personal data is forgotten: it has a time after which it goes, or a reason."""

import re

from django.apps import apps
from django.db import models

from norms.keeping import KINDS
from norms.reading import keys_under

TELLING = re.compile(
    r"(^|_)(name|email|mail|phone|nip|nik|ip|user_agent|contact|accused|organization|unit|answers"
    r"|answered_as|to|uid|extra_data|scan|photo|birth|address_of)($|_)"
)
FILES = (models.EmailField, models.GenericIPAddressField, models.FileField, models.BinaryField)
ARCHIVE = "archive of the service: kept with its file"
ACCOUNT = "as long as there is the account: it is closed, and its deeds stay in the history"
EXCEPTIONS = {
    "accounts.Office": "an office's own facts, on every letter",
    "accounts.User": ACCOUNT,
    "account.EmailAddress": ACCOUNT,
    "socialaccount.SocialAccount": ACCOUNT + "; or until he takes it off",
    "socialaccount.SocialApp": "names of providers: none are here, the settings list them",
    "letters.Certificate": ACCOUNT,
    "letters.Counter": "numbers given out, and whether the next one is to be confirmed",
    "letters.Evidence": "proof of a signature: kept with its letter",
    "letters.Handover": "to whom a letter was handed: kept with its letter",
    "events.Lease": "the name of recurring work, and of the process that does it",
    "events.Chain": "the name of an office's history",
    "events.Mail": "written once, as the history it belongs to",
    "requests_app.Submission": ARCHIVE,
    "requests_app.Revision": ARCHIVE,
    "requests_app.Attachment": ARCHIVE,
    "requests_app.Result": ARCHIVE,
    "requests_app.Guest": ARCHIVE,
    "opinions.Opinion": ARCHIVE,
    "appeals.AppealFile": ARCHIVE,
    "requests_app.Activity": "the public catalogue: nothing of persons (service.md, decision 11)",
    "requests_app.Earlier": "the public catalogue before the portal: nothing of persons",
    "earlier.Import": "the name of a list, which is read and forgotten; rows are kept",
    "requests_app.StandardNote": "the office's own words, with a name for the list",
    "requests_app.SavedFilter": "a name for a list of files",
    "accounts.Region": "names of areas",
    "workdays.Holiday": "names of days off",
    "norms.Norm": "a unit of measure",
    "accounts.Emblem": "the office's emblem",
    "backups.Backup": "the name of an archive",
    "auth.Permission": "names of rights",
    "auth.Group": "names of groups, of which there are none",
}


def telling():
    """{model: the fields that tell of a person}."""
    found = {}
    for model in apps.get_models():
        fields = [field.name for field in model._meta.local_fields if tells(field)]
        if fields:
            found[model._meta.label] = fields
    return found


def tells(field):
    return isinstance(field, FILES) or (not field.is_relation and TELLING.search(field.name))


def kept():
    return {model for kind in KINDS.values() for model in kind.models}


def test_each_model_with_personal_data_has_a_time_or_a_reason():
    assert set(telling()) - kept() - set(EXCEPTIONS) == set()


def test_no_reason_is_given_for_what_is_gone_or_has_a_time():
    assert set(EXCEPTIONS) - set(telling()) == set()
    assert set(EXCEPTIONS) & kept() == set()
    assert {label for label in kept() if not apps.get_model(label)} == set()


def test_every_time_of_the_table_is_followed_and_every_kind_has_its_time():
    assert set(KINDS) == set(keys_under("keep"))
    assert all(kind.norm.span is not None and kind.norm.erases for kind in KINDS.values())


def test_a_new_model_would_be_found():
    class Attendee:
        phone_number = models.CharField(max_length=40)
        picture = models.FileField()
        seats = models.IntegerField()

    for name, field in vars(Attendee).items():
        if isinstance(field, models.Field):
            field.name = name

    assert bool(tells(Attendee.phone_number))
    assert tells(Attendee.picture)
    assert not tells(Attendee.seats)
