"""The house keeps its shape: no circle, no heap, no giant (docs/development.md)."""

import re
from collections import Counter
from graphlib import TopologicalSorter

import grimp
import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from requests_app.models import Submission
from tests.test_house import APPS, ROOT

MOST_MODULES = 20  # beside each other in one folder
FLOORS = ["workdays", "paper", "files", "figures", "events", "accounts", "editions"]
FLOORS += ["requests_app", "letters", "guestbook", "catalogue", "complaints", "romantik"]
NOUNS = {
    **dict.fromkeys(["agency"], "accounts"),
    **dict.fromkeys(["submission", "note"], "requests_app"),
    **dict.fromkeys(["letter", "letter_template", "mandate", "certificate"], "letters"),
    **dict.fromkeys(["visit", "guestbook"], "guestbook"),
    **dict.fromkeys(["complaint", "standard"], "complaints"),
}  # who records what happens to it


@pytest.fixture(scope="module")
def code():
    """The portal's own code, a path and its text each: no tests, no migrations."""
    return {
        file.relative_to(ROOT): file.read_text("utf-8")
        for app in APPS
        for file in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in file.parts
    }


def test_no_files_import_each_other_in_a_circle():
    graph = grimp.build_graph(*APPS)
    imports = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}

    TopologicalSorter(imports).prepare()  # raises CycleError


def test_no_migration_leans_on_a_trait():
    """A trait is an abstract model; a class among a migration's bases could never be moved."""
    ours = MigrationLoader(None).disk_migrations
    leaning = {
        f"{app}.{name}"
        for (app, name), migration in ours.items()
        for operation in migration.operations
        if app in APPS and getattr(operation, "bases", (Model,)) != (Model,)
    }

    assert leaning == set()


def test_a_submission_stays_readable():
    """Verbs of rows belong to the rows' manager: `submission.slips.give`, `notes.write`."""
    assert len(Submission.__bases__) <= 8


def test_no_app_names_an_event_of_one_above(code):
    """Who reads an event, and what follows from it, is said beside it or above it."""
    named = {
        (str(path), event[0])
        for path, text in code.items()
        for event in re.finditer(r'"(\w+)\.[a-z_]+"', text)
        if event[1] in NOUNS and FLOORS.index(path.parts[0]) < FLOORS.index(NOUNS[event[1]])
    }

    assert named == set()


def test_no_folder_is_a_heap(code):
    modules = Counter(path.parent for path in code if path.name != "__init__.py")

    assert {folder: count for folder, count in modules.items() if count > MOST_MODULES} == {}
