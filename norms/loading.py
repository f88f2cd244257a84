"""The rows of `law.toml`, and bringing the table to what they say."""

import tomllib
from functools import cache
from pathlib import Path

from django.db import transaction

from norms.models import Norm

LAW = Path(__file__).parent / "law.toml"
OF_DEED = {
    "short": "deed_short",
    "kind": "deed_kind",
    "number": "deed_number",
    "year": "deed_year",
    "about": "deed_about",
    "source": "source",
}


@cache
def filed():
    """The facts of every row of the file; a deed is spelled out in each row that names it."""
    said = tomllib.loads(LAW.read_text("utf-8"))
    return tuple(_facts(row, said["deeds"]) for row in said["norm"])


def rows():
    """The rows of the file as they would be stored."""
    return [Norm(**facts) for facts in filed()]


@transaction.atomic
def load():
    """Store what the file says; what an admin has touched stays as he left it. Gives how many."""
    known = {(row.key, row.starts_on): row for row in Norm.objects.select_for_update()}
    touched = {key for (key, _), row in known.items() if row.is_ours}
    for row in rows():
        stored = known.pop((row.key, row.starts_on), None)
        if stored is None and row.key not in touched:
            row.save(force_insert=True)
        elif stored is not None and not stored.is_ours and _facts_of(stored) != _facts_of(row):
            row.pk = stored.pk
            row.save(force_update=True)
    for row in known.values():
        if not row.is_ours:
            row.delete()
    return Norm.objects.count()


def _facts(row, deeds):
    deed = deeds.get(row.get("deed"), {})
    facts = {OF_DEED[name]: value for name, value in deed.items()}
    return facts | {name: value for name, value in row.items() if name != "deed"}


def _facts_of(row):
    return {field.name: field.value_from_object(row) for field in row._meta.fields[1:]}
