"""What `bin/scan` makes of what its tools find: reasons that fit, reasons left over, advisories."""

import pytest

from tests.ops.scan import reasons
from tests.ops.scan.deps import LOCK, PINNED, told_in
from tests.ops.scan.reasons import Finding, Reason
from tests.ops.scan.walk import as_log, forms, inside, questions, shape

MD5 = Finding("bandit", "B324", "letters/a.py", "weak")


def reason(place="letters/*.py", tool="bandit", rule="B324"):
    return Reason(tool, rule, place, "fixed by the protocol, nothing secret")


def test_what_has_its_reason_is_let_be_and_all_else_is_told():
    other = Finding("bandit", "B324", "events/a.py")

    assert reasons.compare([MD5, other], [reason()], {"bandit"}) == ([other], [])


@pytest.mark.parametrize("different", [{"tool": "semgrep"}, {"rule": "B1"}, {"place": "b.py"}])
def test_a_reason_is_for_its_tool_rule_and_place_alone(different):
    unexplained, _ = reasons.compare([MD5], [reason(**different)], {"bandit"})

    assert unexplained == [MD5]


def test_a_reason_that_is_about_nothing_any_more_is_told_if_its_tool_ran():
    old, of_another = reason(place="gone.py"), reason(tool="wapiti")

    assert reasons.compare([], [old, of_another], {"bandit"}) == ([], [old])


def test_every_reason_of_ours_has_words(tmp_path):
    assert all(len(one.because.split()) >= 4 for one in reasons.read())
    empty = tmp_path / "scan.toml"
    empty.write_text('[[reason]]\ntool="a"\nrule="b"\nplace="c"\nbecause="fine"\n')
    with pytest.raises(ValueError, match=r"gives no reason for a: b: c"):
        reasons.read(empty)


@pytest.mark.parametrize(
    ("version", "is_told"),
    [
        ("1.9", False),
        ("2.0", True),
        ("2.4.1", True),
        ("2.4.2", False),
        ("3.0", True),
        ("3.1", False),
    ],
)
def test_an_advisory_holds_for_the_versions_between(tmp_path, version, is_told):
    place = tmp_path / "vulns" / "some-thing"
    place.mkdir(parents=True)
    events = "[{introduced: '2.0'}, {fixed: 2.4.2}, {introduced: '3.0'}, {last_affected: '3.0'}]"
    (place / "PYSEC-1.yaml").write_text(
        "id: PYSEC-1\nmodified: 2026-01-02T00:00:00Z\ndetails: Anybody reads anything.\naffected:\n"
        f"- package: {{name: Some_Thing}}\n  ranges: [{{type: ECOSYSTEM, events: {events}}}]\n"
    )

    found = list(told_in(tmp_path, {"some-thing": version, "other": "1"}))

    assert [(one.rule, one.place) for one in found] == [("PYSEC-1", "some-thing")] * is_told


def test_the_packages_of_production_are_read_with_their_versions():
    pinned = dict(PINNED.findall(LOCK.read_text()))

    assert pinned["django"].startswith("5.2.")
    assert len(pinned) > 50


def test_addresses_that_differ_in_numbers_are_one():
    assert shape("/pengajuan/6302-26-0001/isian/?b=1&a=2") == "/pengajuan/*/isian/?a,b"
    assert inside("/a/", "../b/?c=1#d") == "/b/?c=1"
    assert inside("/a/", "https://elsewhere.example/") is None
    assert inside("/a/", "/keluar/") is None


def test_forms_are_tried_as_they_stand_but_the_one_that_ends_the_session():
    from bs4 import BeautifulSoup

    page = BeautifulSoup(
        "<form method=post action='/x/'><input name=a value=1><textarea name=b>c</textarea></form>"
        "<form method=post action='/keluar/'><input name=a></form><form><input name=q></form>",
        "html.parser",
    )

    assert list(forms(page, "/p/?z=1")) == [
        ("POST", "/x/", (("a", "1"), ("b", "c"))),
        ("GET", "/p/", (("q", "1"),)),
    ]
    assert list(questions("/p/?z=1")) == [("GET", "/p/", (("z", "1"),))]


def test_a_target_is_handed_over_as_a_request():
    class Portal:
        port, address = 8, "http://127.0.0.1:8"

    (said,) = as_log([("POST", "/x/", (("a", "1 2"),))], Portal, "sessionid=k")

    assert "POST /x/ HTTP/1.1\nHost: 127.0.0.1:8\nCookie: sessionid=k\n" in said
    assert "\n\na=1+2\n" in said
