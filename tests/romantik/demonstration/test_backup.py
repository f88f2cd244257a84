"""What a backup takes of the demonstration is all that its rows and its folder hold."""

from pathlib import Path

from django.core.files.storage import default_storage

from backups import contents
from integrity.inspections import fault_of_file

PASSING = {"kiriman", "tanda-tangan", "reads", "statement-keys", "backup-work"}


def test_each_stored_file_is_named_by_a_row_of_those_that_are_taken(demonstration):
    """A new kind of stored file that no `FileField` names belongs into `contents.named`."""
    top = Path(default_storage.path(""))
    stored = {
        str(path.relative_to(top))
        for path in top.rglob("*")
        if path.is_file() and path.relative_to(top).parts[0] not in PASSING
    }

    named = contents.named("default")

    assert stored - set(named) == set()
    assert set(named) - stored == set()
    assert [name for name, sha256 in named.items() if sha256 and fault_of_file(name, sha256)] == []
    assert len(named) > 50
