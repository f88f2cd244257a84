"""While files are moved: new ones go to the new place, and all are read wherever they lie."""

import itertools

from django.core.files.storage import Storage
from django.utils.module_loading import import_string


class Both(Storage):
    """Two storages for one; each is named as STORAGES names it."""

    def __init__(self, new, old):
        self.new, self.old = _made(new), _made(old)

    @property
    def places(self):
        return self.new, self.old

    def keep(self, name, content):
        self.new.keep(name, content)

    def put_back(self, name, path):
        """The copy here is the good one: what lies at the old place must not come after it."""
        self.new.put_back(name, path)
        self.old.delete(name)

    def rename(self, name, to):
        found = [place for place in self.places if place.exists(name)]
        if not found:
            raise FileNotFoundError(name)
        for place in found:
            place.rename(name, to)

    def names(self):
        return itertools.chain(self.new.names(), self.old.names())

    def holds_anything(self):
        return any(place.holds_anything() for place in self.places)

    def sweep(self):
        for place in self.places:
            place.sweep()

    def exists(self, name):
        return any(place.exists(name) for place in self.places)

    def delete(self, name):
        """At the old place first: whoever moves it meanwhile sees that it has gone."""
        try:
            self.old.delete(name)
        finally:
            self.new.delete(name)

    def size(self, name):
        try:
            return self.new.size(name)
        except FileNotFoundError:
            return self.old.size(name)

    def listdir(self, path):
        """Folders and files of either; one that is not there is empty."""
        found = [_listed(place, path) for place in self.places]
        return tuple(
            sorted({name for names in kind for name in names}) for kind in zip(*found, strict=True)
        )

    def get_modified_time(self, name):
        try:
            return self.new.get_modified_time(name)
        except FileNotFoundError:
            return self.old.get_modified_time(name)

    def get_available_name(self, name, max_length=None):
        return self.new.get_available_name(name, max_length)

    # Private parts

    def _open(self, name, mode="rb"):
        for place in (*self.places, self.new):  # it may be moved between the two looks
            try:
                return place.open(name, mode)
            except FileNotFoundError:
                continue
        raise FileNotFoundError(name)

    def _save(self, name, content):
        return self.new._save(name, content)


def _listed(place, path):
    try:
        return place.listdir(path)
    except FileNotFoundError:
        return [], []


def _made(storage):
    return import_string(storage["BACKEND"])(**storage["OPTIONS"])
