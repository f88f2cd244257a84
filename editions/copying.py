"""A new draft from an earlier activity: what is copied, what is emptied, what to fill in again."""

import re
from copy import deepcopy
from dataclasses import dataclass

from editions.prefill import CONTACTS
from editions.regions import RegionBook

YEAR = re.compile(
    r"[\s,–-]*\b(?:Tahun(?: Anggaran)?\s+)?(?:19|20)\d{2}(?:\s*[/–-]\s*(?:19|20)?\d{2})?\b"
)
# Public answers are about activities; one that names how to reach a person is left out.
REACHES_SOMEBODY = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?:\+62|\b0)[\d\s().-]{7,}\d")
WHO = ("organizer", CONTACTS)  # blocks of the forms
MASKED = "(tidak ditampilkan: memuat kontak)"


@dataclass(frozen=True)
class Refill:
    """A question of the copy that is still as the copy left it, and what it was before."""

    key: str  # "block.question"
    number: str
    label: str
    earlier: str

    @property
    def block(self):
        return self.key.partition(".")[0]

    @property
    def anchor(self):
        return f"q-{self.key.partition('.')[2]}"


def public(form, answers):
    """Only the answers that anybody may read (service.md decision 11), as a document."""
    found = {}
    for key in form.public_keys:
        block, _, name = key.partition(".")
        value = _unreachable(answers.get(block, {}).get(name))
        if value not in (None, "", []):
            found.setdefault(block, {})[name] = value
    return form.clean(found)


def unnamed(form, answers):
    """The answers without who gives them: neither the organizer's address nor the people to ask.

    A text that names how to reach somebody is told as such, so that nobody takes it for empty.
    """
    kept = {code: given for code, given in answers.items() if code not in WHO}
    return {code: {k: _masked(v) for k, v in given.items()} for code, given in kept.items()}


def emptied(form, answers):
    """A copy of the answers without those that usually change from one time to the next."""
    copy = deepcopy(answers)
    for key in form.usually_changes:
        block, name, *column = key.split(".")
        given = copy.get(block, {})
        if not column:
            given.pop(name, None)
        for row in given.get(name) or () if column else ():
            row.pop(column[0], None)
    if form.year_in_title and form.title_of(copy):
        block, _, name = form.title_question.partition(".")
        copy[block][name] = without_year(copy[block][name])
    return form.clean(copy)


def without_year(title):
    """The title without its year; as it is when nothing else would be left."""
    return YEAR.sub("", title).strip(" ,–-") or title


def to_refill(form, answers, earlier):
    """What the copy left open and nobody has filled in yet, in the form's order."""
    regions, found = RegionBook(), {}
    for key in _changing(form):
        block, name, *column = key.split(".")
        class_, before = form.block(block), earlier.get(block, {}).get(name)
        if before in (None, "", []) or name not in class_.asked_names(answers):
            continue
        now, question = answers.get(block, {}).get(name), class_.base_fields[name]
        spoken = question.speak(before, regions) if not column else _cells(before, column[0])
        if spoken and _is_open(form, key, now, before):
            found[f"{block}.{name}"] = spoken
    return [
        Refill(key, number, label, found[key])
        for key, number, label, _ in form.questions()
        if key in found
    ]


def _changing(form):
    return (
        (form.title_question, *form.usually_changes) if form.year_in_title else form.usually_changes
    )


def _is_open(form, key, now, before):
    """Whether the answer still stands as the copy left it."""
    if key == form.title_question:
        return now == without_year(before) != before
    column = key.split(".")[2:]
    if column:
        return any(not row.get(column[0]) for row in now or ())
    return now in (None, "", [])


def _cells(rows, column):
    words = list(dict.fromkeys(row[column] for row in rows if row.get(column)))
    return "; ".join(words[:3]) + ("; …" if len(words) > 3 else "")


def _masked(value):
    if isinstance(value, list):
        return [_masked(one) for one in value]
    if isinstance(value, dict):
        return {key: _masked(one) for key, one in value.items()}
    return MASKED if _reaches_somebody(value) else value


def _reaches_somebody(value):
    is_text = isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
    return bool(is_text and REACHES_SOMEBODY.search(value))


def _unreachable(value):
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            rows = [{k: _unreachable(v) for k, v in row.items()} for row in value]
            return [{k: v for k, v in row.items() if v} for row in rows if any(row.values())]
        return value
    return None if _reaches_somebody(value) else value
