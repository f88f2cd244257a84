"""How template files are read: lines that a `\\` joins."""

from django.template import Context, Engine


def drawn(folder, source, **context):
    (folder / "page.html").write_text(source, encoding="utf-8")
    engine = Engine(dirs=[folder], loaders=["romantik.templates.Loader"])
    return engine.get_template("page.html").render(Context(context))


def test_a_line_that_ends_in_a_backslash_goes_on_in_the_next(tmp_path):
    source = "Diterima \\\n  {{ day }}\\\n    , lengkap.\n  Set in.\n"

    assert drawn(tmp_path, source, day="kemarin") == "Diterima kemarin, lengkap.\n  Set in.\n"


def test_a_tag_may_go_over_lines(tmp_path):
    source = '{% with kind="survei" \\\n   year=2026 %}{{ kind }} {{ year }}{% endwith %}'

    assert drawn(tmp_path, source) == "survei 2026"


def test_what_people_wrote_is_left_as_it_is(tmp_path):
    wish = "Jelaskan \\\n  kerangka sampel."

    assert drawn(tmp_path, "{{ wish }}", wish=wish) == wish
