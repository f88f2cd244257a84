"""The house keeps its shape: no circle, no heap, no giant (docs/development.md)."""

import ast
import re
from collections import Counter
from graphlib import TopologicalSorter
from statistics import median, quantiles

import grimp
import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from requests_app.models import Submission
from tests.test_house import APPS, ROOT

MOST_MODULES = 20  # beside each other in one folder
LARGEST_SHARE = 0.25  # of the code, in one app
LONGEST, LONGEST_VIEW = 40, 30  # lines of a function
FLOORS = ["paper", "files", "figures", "events", "norms", "workdays", "accounts", "integrity"]
FLOORS += ["editions", "requests_app", "opinions", "walidata", "letters", "guestbook"]
FLOORS += ["consultations", "catalogue", "earlier", "complaints", "appeals", "supervision"]
FLOORS += ["batches", "backups", "romantik"]
NOUNS = {
    **dict.fromkeys(["agency"], "accounts"),
    **dict.fromkeys(["submission", "note", "standard_note", "stand_in"], "requests_app"),
    **dict.fromkeys(["letter", "letter_template", "mandate", "certificate"], "letters"),
    **dict.fromkeys(["visit", "guestbook"], "guestbook"),
    **dict.fromkeys(["consultation", "appointment"], "consultations"),
    **dict.fromkeys(["damage"], "integrity"),
    **dict.fromkeys(["norm"], "norms"),
    **dict.fromkeys(["opinion"], "opinions"),
    **dict.fromkeys(["walidata"], "walidata"),
    **dict.fromkeys(["complaint", "standard"], "complaints"),
    "appeal": "appeals",
    "backup": "backups",
    "coaching": "supervision",
    "earlier": "earlier",
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


@pytest.fixture(scope="module")
def functions(code):
    """How many lines each function has, by where it stands."""
    return {
        f"{path}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path, text in code.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
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
    files = [*code, *(path.relative_to(ROOT) for path in (ROOT / "bench").glob("*.py"))]
    modules = Counter(path.parent for path in files if path.name != "__init__.py")

    assert {folder: count for folder, count in modules.items() if count > MOST_MODULES} == {}


def test_no_app_outgrows_the_others(code):
    lines = Counter()
    for path, text in code.items():
        lines[path.parts[0]] += text.count("\n")
    app, most = lines.most_common(1)[0]

    assert most <= LARGEST_SHARE * lines.total(), app


def test_functions_are_short(functions):
    views = {where for where in functions if "/views/" in where}

    assert {where for where, lines in functions.items() if lines > LONGEST} == set()
    assert {where for where in views if functions[where] > LONGEST_VIEW} == set()
    assert median(functions.values()) <= 5
    assert quantiles(functions.values(), n=20)[-1] <= 18  # 95 of a hundred
