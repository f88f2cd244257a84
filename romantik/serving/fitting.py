"""Bootstrap's style sheet cut down to what pages wear: the rest would be carried for nothing."""

import re
from functools import lru_cache
from pathlib import Path

import crispy_bootstrap5
import tinycss2
from bootstrap_wrapper import get_bootstrap_dir
from django.apps import apps
from django.conf import settings

UNUSED = ("accordion", "carousel", "modal", "tab", "alert", "floating", "inline")  # of crispy's
WORD = re.compile(r"[A-Za-z](?:[\w-]*\w)?")
BEGINNING = re.compile(r"[a-z]+-(?=\{[{%])")  # of a class put together: `alert-{{ level }}`
CLASS = re.compile(r"\.((?:[A-Za-z_]|-[A-Za-z_])(?:[\w-]|\\.)*)")
UNLESS = re.compile(r":not\([^()]*\)")


@lru_cache(maxsize=1)
def fitted_bootstrap():
    """Bootstrap's rules for elements, and for classes that some file of ours says as a word.

    It is made once a process: a class that no page wore before is there after a new start.
    """
    sheet = Path(get_bootstrap_dir(), "css/bootstrap.min.css").read_text(encoding="utf-8")
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return "".join(_fitted(rules, *_said()))


def _said():
    """The words of our pages, code and scripts, and the beginnings of those put together there."""
    own = [Path(app.path) for app in apps.get_app_configs() if _is_ours(app)]
    folders = [*own, settings.BASE_DIR / "templates", settings.BASE_DIR / "static/js"]
    files = [file for folder in folders for file in folder.rglob("*.*")]
    files += [
        file
        for file in Path(crispy_bootstrap5.__file__).parent.rglob("*.html")
        if not file.name.startswith(UNUSED)
    ]
    texts = [
        file.read_text(encoding="utf-8") for file in files if file.suffix in {".html", ".py", ".js"}
    ]
    words = {word for text in texts for word in WORD.findall(text)}
    return words, tuple({word for text in texts for word in BEGINNING.findall(text)})


def _is_ours(app):
    return Path(app.path).parent == settings.BASE_DIR


def _fitted(rules, words, beginnings):
    for rule in rules:
        if rule.type == "qualified-rule":
            worn = [one for one in _selectors(rule) if _is_worn(one, words, beginnings)]
            if worn:
                yield f"{','.join(worn)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.lower_at_keyword in {"media", "supports"}:
            parts = tinycss2.parse_rule_list(rule.content, skip_whitespace=True)
            if inner := "".join(_fitted(parts, words, beginnings)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _selectors(rule):
    """The selectors of a rule; a comma inside brackets parts none."""
    selectors = [[]]
    for token in rule.prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return [tinycss2.serialize(tokens).strip() for tokens in selectors]


def _is_worn(selector, words, beginnings):
    classes = [name.replace("\\", "") for name in CLASS.findall(UNLESS.sub("", selector))]
    return all(name in words or name.startswith(beginnings or "?") for name in classes)
