"""Every deed that the code names can be told: its sentence stands in templates/events/."""

import ast
from pathlib import Path

import pytest
from django.template.loader import get_template

from events.recording import reactions

ROOT = Path(__file__).parents[2]
APPS = ["accounts", "appeals", "catalogue", "complaints", "consultations", "events", "guestbook"]
APPS += ["letters", "batches", "opinions", "integrity", "requests_app", "romantik", "walidata"]
APPS += ["workdays"]


def named_actions():
    """Actions written out in calls of record, _record and on, and in the registry of reactions."""
    for app in APPS:
        for file in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _name(node) in {"record", "_record", "on"}:
                    words = (arg.value for arg in node.args if isinstance(arg, ast.Constant))
                    yield from (word for word in words if isinstance(word, str) and "." in word)
    yield from reactions


def _name(call):
    return getattr(call.func, "id", None) or getattr(call.func, "attr", None)


@pytest.mark.parametrize("action", sorted({*named_actions()}))
def test_the_deed_has_its_sentence(action):
    assert get_template(f"events/{action}.html")
