"""How template files are read: lines that a `\\` joins, and pages without their indentation."""

from django.template import Context, Engine


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
