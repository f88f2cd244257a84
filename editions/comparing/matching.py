"""Which row of a table is which in another version: rows carry no number of their own."""

import json
from collections import defaultdict
from difflib import SequenceMatcher


def pair(old, new):
    """Say which row became which: `[(place in old | None, place in new | None), …]`.

    `old` and `new` are rows as stored, `{column: value}`; places count from 0 and each occurs
    once. The pairs stand in the order of the new table, a removed row after the one it followed.
    Equal rows are the same row wherever they stand, then the most similar ones: those with the
    same first cell, or with most of their cells alike.
    """
    found = _equal(old, new)
    found |= _similar(old, new, found)
    return _in_order(found, len(old), len(new))


def _equal(old, new):
    """Rows without any change: first those that kept their order, then those that moved."""
    before, after = [_text(row) for row in old], [_text(row) for row in new]
    found = {}
    for a, b, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        found |= {a + step: b + step for step in range(size)}
    waiting = defaultdict(list)
    for place in sorted(set(range(len(new))) - set(found.values()), reverse=True):
        waiting[after[place]].append(place)
    for place, text in enumerate(before):
        if place not in found and waiting[text]:
            found[place] = waiting[text].pop()
    return found


def _similar(old, new, found):
    """Of the rows that are left the most similar pairs, near ones before far ones."""
    left = [place for place in range(len(old)) if place not in found]
    taken = set(found.values())
    free = [place for place in range(len(new)) if place not in taken]
    scored = [
        (-score, abs(a - b), a, b)
        for a in left
        for b in free
        if (score := _likeness(old[a], new[b]))
    ]
    matched, used = {}, set()
    for _, _, a, b in sorted(scored):
        if a not in matched and b not in used:
            matched[a] = b
            used.add(b)
    return matched


def _likeness(one, other):
    """How alike two rows are; 0 when they are not the same row any more."""
    columns = one.keys() | other.keys()
    alike = sum(one.get(column) == other.get(column) for column in columns)
    first = next(iter(one), None)
    if first is not None and first in other and one[first] == other[first]:
        return len(columns) + alike
    return alike if 2 * alike > len(columns) else 0


def _in_order(found, olds, news):
    came_from = {after: before for before, after in found.items()}
    pairs = [(came_from.get(place), place) for place in range(news)]
    for place in range(olds):
        if place not in found:
            before = next((n for n, (a, _) in enumerate(pairs) if a == place - 1), None)
            pairs.insert(0 if before is None else before + 1, (place, None))
    return pairs


def _text(row):
    return json.dumps(row, sort_keys=True, ensure_ascii=False)
