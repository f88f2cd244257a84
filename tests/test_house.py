"""The rules of the house that no linter knows (house-style.md, look.md)."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Comment
from django.template.loader import get_template

from events.topics import BY_KIND
from romantik.celery import RECURRING
from romantik.watching.recurring import JOBS
from tests.mails import PARTS_OF_A_MAIL, TEMPLATES, kinds_of_mail, what_mails_name

ROOT = Path(__file__).parents[1]
APPS = ["accounts", "appeals", "backups", "batches", "catalogue", "complaints", "consultations"]
APPS += ["earlier", "editions", "events", "figures", "files", "guestbook", "integrity", "letters"]
APPS += ["norms", "opinions", "paper", "requests_app", "romantik", "supervision", "walidata"]
APPS += ["workdays"]
LONGEST_LINE, MOST_LINES = 120, 90  # of a template

# Named by somebody else: Django's error pages, and the pages that allauth draws by their names.
NAMED_ELSEWHERE = re.compile(
    r"^((400|403|404|500|429|403_csrf)\.html|(account|mfa|usersessions)/.+)$"
)
ENGLISH = {
    *("submit", "save", "cancel", "error", "back", "next", "previous", "login", "logout"),
    *("password", "username", "email", "delete", "edit", "search", "upload", "download", "close"),
    *("home", "settings", "send", "sign", "required", "optional", "please", "welcome", "dashboard"),
    *("and", "the", "your", "this", "with", "click", "here", "file", "name", "address", "loading"),
}
LONG_FILES = re.compile(
    r"(^|/)(migrations|editions)/|^tests/test_urls\.py$"
)  # the last is one table


def sources():
    """Every Python file of the portal and its tests."""
    for folder in (*APPS, "tests", "bench"):
        yield from (ROOT / folder).rglob("*.py")


def templates(ending=""):
    """The names of all templates."""
    files = [file for file in TEMPLATES.rglob("*") if file.is_file()]
    return sorted(str(file.relative_to(TEMPLATES)) for file in files if file.name.endswith(ending))


def pages():
    """The templates that a browser shows, not mails and PDF files."""
    names = templates(".html")
    return [name for name in names if not name.startswith(("emails/", "letters/pdf/", "paper/"))]


def read(template):
    return (TEMPLATES / template).read_text(encoding="utf-8")


@cache
def strings_of_the_code():
    """Every string that stands in the code of the apps."""
    files = [file for app in APPS for file in (ROOT / app).rglob("*.py")]
    return {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def without_tags(html):
    """The template as a browser would see it if every tag of Django's were empty."""
    html = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", html, flags=re.S)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", " ", html, flags=re.S)


def test_no_template_is_unused():
    said = set(strings_of_the_code())  # a copy: more is added
    for name in templates():
        said |= set(re.findall(r"""["']([\w./-]+\.(?:html|txt|css))["']""", read(name))) - {name}
    said |= {f"editions/{word}.html" for word in said}  # Question.template
    unused = [
        name
        for name in templates()
        if name not in said
        and not NAMED_ELSEWHERE.match(name)
        and not name.startswith(("events/", "emails/"))
    ]

    assert unused == []


def test_templates_read_downwards():
    lines = {name: read(name).splitlines() for name in templates()}
    long = [name for name, text in lines.items() if any(len(line) > LONGEST_LINE for line in text)]
    tall = [name for name, text in lines.items() if len(text) > MOST_LINES]

    assert (long, tall) == ([], [])


def test_a_page_says_its_title_once():
    """Heading and trail repeat the title unless they have words of their own (`again`)."""
    title = re.compile(r"\{% block (?:title|here|heading) %\}(.*?)\{% endblock %\}", re.S)
    said = {name: title.findall(read(name)) for name in pages()}

    assert [name for name, titles in said.items() if len(titles) > len(set(titles))] == []


def test_every_sentence_tells_of_a_deed_that_can_happen():
    verbs = {word for text in strings_of_the_code() for word in re.findall(r"\w+", text)}
    actions = [name.removeprefix("events/")[:-5] for name in templates() if name[:7] == "events/"]

    unknown = [action for action in actions if not set(action.split(".")) <= verbs]

    assert unknown == []


def test_no_kind_of_mail_is_unused():
    assert set(kinds_of_mail()) - strings_of_the_code() == set()


def test_every_kind_of_mail_stands_in_the_table_of_topics():
    """Add a new kind to events/topics.py: who may have it daily, or not at all?"""
    assert set(kinds_of_mail()) == set(BY_KIND)


def test_every_recurring_task_has_its_words_on_the_status_page():
    assert set(JOBS) == RECURRING


def test_a_mail_has_its_three_templates():
    parts = {
        kind: sorted(file.name for file in (TEMPLATES / "emails" / kind).iterdir())
        for kind in kinds_of_mail()
    }

    assert parts == dict.fromkeys(kinds_of_mail(), PARTS_OF_A_MAIL)


@pytest.mark.django_db
@pytest.mark.one_database
def test_each_mail_can_be_written(sari, ratna):
    context = what_mails_name(sari, ratna)
    written = {
        f"{kind}/{part}": get_template(f"emails/{kind}/{part}").render(dict(context))
        for kind in kinds_of_mail()
        for part in PARTS_OF_A_MAIL
    }

    assert len(written) > 200
    assert [name for name, text in written.items() if not text.strip()] == []


def test_no_blank_hides_behind_a_backslash():
    """It would not join the line to the next any more (romantik/templates.py)."""
    assert [name for name in templates() if re.search(r"\\[ \t]+$", read(name), re.M)] == []


def test_nothing_is_declared_safe():
    places = [
        str(file.relative_to(ROOT))
        for file in sources()
        if file != Path(__file__) and "mark_safe" in file.read_text(encoding="utf-8")
    ]
    places += [
        name for name in templates() if re.search(r"\|\s*safe\b|\{% autoescape off", read(name))
    ]

    assert places == []


@cache
def faults_of_pages():
    """{page: tags of its own style or script}, and the pages with a button without a type."""
    inline, unsaid = {}, []
    for name in pages():
        page = BeautifulSoup(without_tags(read(name)), "html.parser")
        if found := [tag.name for tag in page.find_all(is_inline)]:
            inline[name] = found
        if page.select("button:not([type])"):
            unsaid.append(name)
    return inline, unsaid


def test_a_page_has_no_inline_script_or_style():
    assert faults_of_pages()[0] == {}


def test_a_button_says_what_it_is_for():
    """One without a type sends the form around it, wherever a later change puts that."""
    assert faults_of_pages()[1] == []


def is_inline(tag):
    """Whether a tag carries a style or a script that belongs into a file."""
    return (
        tag.name == "style"
        or (tag.name == "script" and not (tag.get("src") or tag.get("type") == "application/json"))
        or any(attribute == "style" or attribute.startswith("on") for attribute in tag.attrs)
        or any(str(value).startswith("javascript:") for value in tag.attrs.values())
    )


def test_templates_speak_indonesian():
    heard = {name: words_of(name) & ENGLISH for name in templates() if name[-4:] != ".css"}

    assert {name: words for name, words in heard.items() if words} == {}


def words_of(name):
    """What a reader sees or hears of a template."""
    html = re.sub(r"</?\w[^>]*$", "", without_tags(read(name)))
    page = BeautifulSoup(html, "html.parser")
    for unseen in page.find_all(["script", "style", "code"]):
        unseen.decompose()
    texts = [text for text in page.find_all(string=True) if not isinstance(text, Comment)]
    texts += [
        tag[a] for tag in page.find_all(True) for a in ("title", "alt", "placeholder") if tag.get(a)
    ]
    texts += [tag["aria-label"] for tag in page.find_all(attrs={"aria-label": True})]

    return {word for text in texts for word in re.findall(r"[a-z]+", text.lower())}


def test_files_stay_short():
    long = {
        str(file.relative_to(ROOT)): lines
        for file in sources()
        if not LONG_FILES.search(str(file.relative_to(ROOT)))
        and (lines := len(file.read_text(encoding="utf-8").splitlines())) > 300
    }

    assert long == {}
