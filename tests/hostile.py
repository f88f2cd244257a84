"""Rubbish into every field of every form of everybody: what an attacker sends.

Every step is taken back. The long form is `bin/hostile`, the short one in
tests/romantik/demonstration.
"""

import random
import re
import time
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urljoin

from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, connection, transaction

from tests.walking import cut, is_page, name_of

MARK = "<s a=\"'>rb</s>"  # stands raw in no page
RUBBISH = {
    "nothing": "",
    "NUL": "a\0b",
    "NUL alone": "\0",
    "100 kB": "x" * 100_000,
    "100 kB of brackets": "[" * 100_000,
    "negative": "-1",
    "beyond any number": "9" * 30,
    "beyond a column": str(2**63),
    "a fraction": "1.5e999",
    "no number": "NaN",
    "other digits": "²٣",
    "markup": MARK,
    "a list": '["a", 1, null]',
    "an object": '{"a": {"b": [1]}}',
    "a lone surrogate": "\ud800",
    "one in JSON": '{"a": "\\ud800"}',
    "no object": "null",
    "no day": "2026-13-45",
    "a way out": "../../../etc/passwd",
    "another host": "//jahat.example/",
    "no UTF-8": "%FF%FE",
    "a format": "%s%n{0.__class__}",
    "a quotation": "' OR 1=1; --",
}
ENCODED = {"%FF%FE"}  # sent as it stands
SLOW = 5.0  # seconds


FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
ACTION = re.compile(r'\baction="([^"]*)"')
NAME = re.compile(r'\bname="([^"]*)"')


class Form(NamedTuple):
    """A form as a page offers it: who was given it, where it goes, and what stands in it."""

    who: str
    browser: object
    name: str  # of the address
    method: str
    address: str
    fields: tuple  # (name, value)
    files: tuple  # names
    hidden: frozenset


def forms_of(who, browser, pages):
    """Every kind of form on the pages that were opened, its address and fields once each."""
    known = set()
    for page in pages:
        for html in () if page.is_answer else FORM.findall(page.html):
            to = ACTION.search(html.partition(">")[0])
            kind = (name_of(cut(to[1])) if to else page.name, frozenset(NAME.findall(html)))
            if kind not in known:
                known.add(kind)
                yield from forms_in(who, browser, page.address, html)


def forms_in(who, browser, address, html):
    for form in BeautifulSoup(html, "html.parser").select("form"):
        to = cut(urljoin(address, form.get("action") or ""))
        name = name_of(to)
        if name is None:
            continue
        boxes = fields_of(form)
        yield Form(
            who,
            browser,
            name,
            form.get("method", "get").lower(),
            to,
            tuple((one["name"], value_of(one)) for one in boxes if one.get("type") != "file"),
            tuple(one["name"] for one in boxes if one.get("type") == "file"),
            frozenset(one["name"] for one in boxes if one.get("type") == "hidden"),
        )


def fields_of(form):
    """Its fields with a name, each name once, the token left alone."""
    found = {}
    for one in form.select("input[name], select[name], textarea[name], button[name]"):
        if one["name"] != "csrfmiddlewaretoken":
            found.setdefault(one["name"], one)
    return list(found.values())


def value_of(box):
    if box.name == "textarea":
        return box.get_text()
    if box.name == "select":
        options = box.select("option")
        chosen = box.select_one("option[selected]") or (options[-1] if options else None)
        return chosen.get("value", "") if chosen else ""
    return box.get("value", "1" if box.get("type") in ("checkbox", "radio") else "")


def trials(forms, seed=0):
    """(form, field, kind of rubbish), hidden fields first, otherwise as chance has it."""
    chance, all_of_them = random.Random(seed), []
    for form in forms:
        for field in [name for name, _ in form.fields] + list(form.files):
            all_of_them += [(form, field, kind) for kind in [*RUBBISH, "twice", "a file"]]
    chance.shuffle(all_of_them)
    return sorted(all_of_them, key=lambda trial: trial[1] not in trial[0].hidden)


def attempt(form, field, kind):
    """Send it; what is wrong with the answer, in words, or nothing."""
    cache.clear()  # no brake in the way
    began = time.process_time()  # other work on the machine counts for nothing
    cookies = form.browser.cookies.copy()
    try:
        with transaction.atomic(), connection.execute_wrapper(as_postgresql):
            response = send(form, field, kind)
            content = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
    except Exception as problem:  # what a web server would answer with 500
        return told(form, field, kind, type(problem).__name__, str(problem)[:200])
    finally:
        form.browser.cookies = cookies
    took, wrong = time.process_time() - began, []
    if response.status_code >= 500:
        wrong.append(str(response.status_code))
    if MARK.encode() in content and is_page(response):
        wrong.append("raw")
    if took > SLOW:
        wrong.append(f"{took:.1f} s")
    return told(form, field, kind, *wrong) if wrong else ""


def as_postgresql(execute, sql, params, many, context):
    """Refuse on SQLite, too, what PostgreSQL takes in no column."""
    for row in params if many else [params]:
        for value in row or ():
            if isinstance(value, str) and "\0" in value:
                raise DataError("a NUL")
            if isinstance(value, int) and abs(value) >= 2**63:
                raise DataError("beyond any column")
    return execute(sql, params, many, context)


def told(form, field, kind, *wrong):
    return f"{form.who}: {form.name}: {field}: {kind}: {', '.join(wrong)}"


def send(form, field, kind):
    """The form as it stands on its page, with rubbish in one field."""
    typed = [(name, value) for name, value in form.fields if name != field]
    if form.method == "post" and (form.files or kind == "a file"):
        sent = dict(typed)
        if kind == "a file":
            sent[field] = SimpleUploadedFile("CON.pdf\u202e.exe", b"%PDF-1.7\0" + b"\xff" * 999)
        else:
            sent[field] = ["a", "b"] if kind == "twice" else RUBBISH[kind].replace("\ud800", "\0")
        return form.browser.post(form.address, sent)
    if kind in ("twice", "a file"):
        text = urlencode([*typed, (field, "a"), (field, "b"), (f"{field}[]", "c")])
    else:
        text = f"{urlencode(typed)}&{quote(field)}={quoted(RUBBISH[kind])}"
    if form.method == "post":
        return form.browser.post(form.address, text, "application/x-www-form-urlencoded")
    return form.browser.get(form.address, dict(parse_qsl(text, errors="replace")))


def quoted(value):
    if value in ENCODED:
        return value
    return quote(value.encode("utf-8", "surrogatepass"))
