"""The house keeps its shape: no circle, no heap, no giant (docs/development.md)."""

from collections import Counter
from graphlib import TopologicalSorter

import grimp
import pytest

from tests.test_house import APPS, ROOT

MOST_MODULES = 20  # beside each other in one folder


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
    graph = grimp.build_graph(*APPS)
    traits = {each for each in graph.modules if each.startswith("requests_app.models.submissions")}
    migrations = {each for each in graph.modules if ".migrations." in each}
    leaning = {
        each for each in migrations if graph.find_modules_directly_imported_by(each) & traits
    }

    assert leaning == set()


def test_no_folder_is_a_heap(code):
    modules = Counter(path.parent for path in code if path.name != "__init__.py")

    assert {folder: count for folder, count in modules.items() if count > MOST_MODULES} == {}
