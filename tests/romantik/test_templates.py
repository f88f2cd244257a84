"""How template files are read: lines that a `\\` joins, and pages without their indentation."""

import re
from pathlib import Path

from django.template import Context, Engine

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ISOLATED = re.compile(r'{% include "([^"]+)" (?:with )?((?:[^%]|%(?!}))*?)only %}')


def drawn(folder, source, name="page.html", **context):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(source, encoding="utf-8")
    engine = Engine(dirs=[folder], loaders=["romantik.templates.Loader"])
    return engine.get_template(name).render(Context(context))


def test_a_line_that_ends_in_a_backslash_goes_on_in_the_next(tmp_path):
    source = "Diterima \\\n  {{ day }}\\\n    , lengkap.\n  Set in.\n"

    assert drawn(tmp_path, source, day="kemarin") == "Diterima kemarin, lengkap.\nSet in.\n"


def test_a_page_is_sent_without_its_indentation_and_a_mail_with_it(tmp_path):
    source = "<ul>\n  <li>{{ word }}</li>\n</ul>\n"

    assert drawn(tmp_path, source, word="satu") == "<ul>\n<li>satu</li>\n</ul>\n"
    for mail in ("emails/body.html", "emails/body.txt", "page.txt"):
        assert drawn(tmp_path, source, mail, word="satu") == "<ul>\n  <li>satu</li>\n</ul>\n"


def test_a_tag_may_go_over_lines(tmp_path):
    source = '{% with kind="survei" \\\n   year=2026 %}{{ kind }} {{ year }}{% endwith %}'

    assert drawn(tmp_path, source) == "survei 2026"


def test_what_people_wrote_is_left_as_it_is(tmp_path):
    wish = "Jelaskan \\\n  kerangka sampel."

    assert drawn(tmp_path, "{{ wish }}", wish=wish) == wish


def needed(partial):
    """The names that it reads and says it needs, in its own comment, up to a `;` or full stop; and
    the token of its form, which Django leaves out in silence.
    """
    comment, _, body = partial.partition("{% endcomment %}")
    said = re.search(r"needs ([^;.]+)", re.sub(r"\([^)]*\)", "", comment))
    tags = " ".join(re.findall(r"{[{%].*?[}%]}", body))
    read = set(re.findall(r"(?<![\w.\"/-])[a-z]\w*", tags))
    said = set(re.findall(r"\w+", said[1])) if said else set()
    token = {"csrf_token"} if "{% csrf_token %}" in body else set()
    return read & (said - {"and", "if", "not", "with"}) | token


def test_every_partial_is_given_what_it_says_it_needs():
    sources = {
        str(file.relative_to(TEMPLATES)): file.read_text(encoding="utf-8").replace("\\\n", "")
        for file in TEMPLATES.rglob("*.*")
    }
    uses = [
        (page, name, set(re.findall(r"(\w+)=", given)))
        for page, source in sources.items()
        for name, given in ISOLATED.findall(source)
    ]

    assert len(uses) > 300
    assert [
        (page, name, lacking)
        for page, name, given in uses
        if (lacking := needed(sources[name]) - given)
    ] == []


def test_every_trail_ends_where_one_is():
    block = re.compile(r"{% block breadcrumbs %}(.*?){% endblock %}", re.DOTALL)
    trails = {page: block.search(page.read_text("utf-8")) for page in TEMPLATES.rglob("*.html")}
    said = {page.name: trail[1] for page, trail in trails.items() if trail}
    open_ended = [
        name for name, trail in said.items() if not re.search(r'{% here|aria-current="page"', trail)
    ]

    assert open_ended == []
