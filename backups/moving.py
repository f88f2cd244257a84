"""One stored file from one place to another: copied, read back, compared, and only then away."""

import hashlib

CHANGED = "isinya di tempat lama lain daripada yang disimpan"
DIFFERENT = "di tempat baru ada berkas lain dengan nama itu"


def move(name, sha256, *, new, old, keep=False):
    """What stands in the way, or "". Whoever deletes it meanwhile has deleted it."""
    try:
        with old.open(name) as file:
            found = digest_of(file)
            if sha256 and found != sha256:
                return CHANGED
            if not new.exists(name):
                _copy(name, file, new)
    except FileNotFoundError:
        return ""
    with new.open(name) as copy:
        if digest_of(copy) != found:
            return DIFFERENT
    if not old.exists(name):
        new.delete(name)
    elif not keep:
        old.delete(name)
    return ""


def _copy(name, file, new):
    file.seek(0)
    new.keep(name, file.read())


def digest_of(file):
    """The SHA-256 of a file that is open, from its beginning."""
    file.seek(0)
    return hashlib.file_digest(file.file, "sha256").hexdigest()
