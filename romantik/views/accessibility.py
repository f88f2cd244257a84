"""How usable the portal is for everybody, said from what was examined."""

import tomllib
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from romantik.context import shown_office

STATEMENT = tomllib.loads(
    (Path(__file__).parents[1] / "guide" / "accessibility.toml").read_text(encoding="utf-8")
)


@login_not_required
@require_safe
def show(request):
    """The standard, how it was examined, what does not keep to it, and whom to tell."""
    page = {"statement": STATEMENT, "office": shown_office(request)}
    return render(request, "romantik/accessibility.html", page)
