"""Files on disk: there whole or not at all, for the portal alone, and none that nobody names."""

import contextlib
import os
import re
import time
import uuid
from contextvars import ContextVar
from pathlib import Path

from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import Error
from django.db.models import FileField

PASSING = re.compile(r"\.[0-9a-f]{32}")  # the name of a file that is being written
ABANDONED = 60 * 60  # seconds after which nobody writes it any more
FOLDER, FILE = 0o700, 0o600

stored = ContextVar("stored", default=None)  # names, while a request is answered


class WholeFiles(FileSystemStorage):
    """Writes under a passing name, forces it to the disk, then gives it its own."""

    def _save(self, name, content):
        path = Path(self.path(name))
        _make_private(path.parent, Path(self.location))
        waiting = path.with_name(f".{uuid.uuid4().hex}")
        try:
            with open(waiting, "xb", opener=_private) as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            waiting.rename(path)
        finally:
            waiting.unlink(missing_ok=True)
        if (names := stored.get()) is not None:
            names.append(name)
        return name


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
        for name in names:
            if not any(rows.filter(**{field: name}).exists() for rows, field in _fields()):
                default_storage.delete(name)


def sweep():
    """Remove what a crash left half written, and close what others could open."""
    for folder, _, names in os.walk(default_storage.path("")):
        os.chmod(folder, FOLDER)
        for path in (Path(folder, name) for name in names):
            with contextlib.suppress(FileNotFoundError):  # taken away meanwhile
                state = path.stat()
                if PASSING.fullmatch(path.name) and time.time() - state.st_mtime > ABANDONED:
                    path.unlink()
                elif state.st_mode & 0o077:
                    path.chmod(state.st_mode & FILE)


def _fields():
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, FileField):
                yield model._base_manager, field.attname


def _make_private(folder, top):
    """Make a folder below the storage's own; each on the way is the portal's alone."""
    for each in reversed([folder, *folder.parents]):
        if each == top or top in each.parents:
            each.mkdir(mode=FOLDER, parents=True, exist_ok=True)


def _private(path, flags):
    return os.open(path, flags, FILE)
