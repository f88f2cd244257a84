"""Stored files that no row names: taken back when a request fails, swept when a crash left them."""

import contextlib
import logging
from contextvars import ContextVar
from functools import partial

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import Error, transaction
from django.db.models import FileField

from files.storing.trouble import StoreAway

logger = logging.getLogger(__name__)
stored = ContextVar("stored", default=None)  # names, while a request is answered


def note(name):
    """Note what this request has stored, or is about to store: an answer may get lost."""
    if (names := stored.get()) is not None:
        names.append(name)


class TakeBack:
    """Remove what a request has stored when it failed before anything named it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = stored.set([])
        try:
            response = self.get_response(request)
            if response.status_code >= 500:
                remove_unnamed(stored.get())
            return response
        finally:
            stored.reset(token)


def remove_unnamed(names):
    """Remove those of these files that no row names; a database that is away leaves them."""
    with contextlib.suppress(Error, OSError):
        for name in unnamed_of(names):
            default_storage.delete(name)


def delete_once_it_stands(name):
    """Delete the file of a row that goes in this transaction, once that stands.

    A store that is away then does not unsay the deed: what lies in a bucket without a row is swept.
    """
    transaction.on_commit(partial(_delete, name))


def _delete(name):
    try:
        default_storage.delete(name)
    except StoreAway:
        logger.warning("%s stays in the bucket until it is swept", name)


def unnamed_of(names):
    """Those that no row names, in their order."""
    named = set()
    for model, field in fields():
        rows = model._base_manager.filter(**{f"{field.attname}__in": names})
        named.update(rows.values_list(field.attname, flat=True))
    return [name for name in names if name not in named]


def folders():
    """The folders in which files of rows lie, as `lampiran/`."""
    return {f"{field.generate_filename(None, 'x').partition('/')[0]}/" for _, field in fields()}


def fields():
    """Every field of every model that names a stored file."""
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, FileField):
                yield model, field
