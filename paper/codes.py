"""Codes that people read from paper and type: groups of letters, each with its check character.

A group is five letters of the stored code and one check character over them and the group's place,
by the rule of the hybrid systems of ISO/IEC 7064 (MOD 31,30 over our thirty letters). So a mistake
in typing is told at once together with the group it is in. Letters and slips have such codes.
"""

import re
import secrets
from dataclasses import dataclass
from itertools import product

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no look-alikes: 0/O, 1/I/L, U/V
GROUP = 5
# Never printed, so whoever types one has misread one of these.
MISREAD = {"U": "V", "O": "QD", "0": "QD", "I": "JT", "1": "JT7", "L": "JT"}


@dataclass(frozen=True)
class TypedCode:
    """What somebody typed: the stored code, or in words what is wrong with it."""

    token: str = ""
    problem: str = ""
    groups: tuple[int, ...] = ()  # the groups to look at, from 1


def new_token(groups):
    """A code nobody can guess (24 bits a group), without letters that look alike."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(GROUP * groups))


def spoken(token):
    """The stored code in groups with their check characters, as it is printed."""
    groups = parted(token, GROUP)
    return "-".join(group + check_character(group, place) for place, group in enumerate(groups, 1))


def check_character(group, place):
    """The last letter of a printed group; `place` is 1 for the first group."""
    value = len(CODE_ALPHABET)
    for letter in CODE_ALPHABET[place] + group:
        added = (value + CODE_ALPHABET.index(letter)) % len(CODE_ALPHABET) or len(CODE_ALPHABET)
        value = added * 2 % (len(CODE_ALPHABET) + 1)
    return CODE_ALPHABET[(1 - value) % len(CODE_ALPHABET)]


def parts_of(typed):
    """The runs of letters and digits that were typed, in capitals."""
    return re.findall(r"[0-9A-Z]+", typed.upper().translate(str.maketrans("–—", "--")))


def read(typed, *, groups, otherwise):
    """Read a typed code; letters that can only be one other letter are forgiven.

    `otherwise` says what such a code looks like, with how many letters were typed at "{}".
    """
    parts = parts_of(typed)
    letters = "".join(parts)
    if len(letters) == (GROUP + 1) * groups:
        return _read_checked(parted(letters, GROUP + 1))
    if len(parts) == groups:
        wrong = tuple(n for n, part in enumerate(parts, 1) if _mended(part, n) is None)
        return TypedCode(problem=problem_in(wrong), groups=wrong)
    return TypedCode(problem=otherwise.format(len(letters)))


def problem_in(wrong):
    """Where to look, in words."""
    named = " dan ".join(f"ke-{place}" for place in wrong).replace(" dan ", ", ", len(wrong) - 2)
    return f"Kode ini salah ketik. Periksa kembali kelompok {named}, lalu ketik lagi."


def parted(letters, size):
    """The letters in groups of that size."""
    return [letters[at : at + size] for at in range(0, len(letters), size)]


def _read_checked(groups):
    mended = [_mended(group, place) for place, group in enumerate(groups, 1)]
    wrong = tuple(place for place, group in enumerate(mended, 1) if group is None)
    if wrong:
        return TypedCode(problem=problem_in(wrong), groups=wrong)
    return TypedCode(token="".join(mended))


def _mended(group, place):
    """The five letters of a printed group; None unless they can be only one."""
    if len(group) != GROUP + 1:
        return None
    choices = product(*(MISREAD.get(letter, letter) for letter in group))
    fitting = {one for one in map("".join, choices) if check_character(one[:-1], place) == one[-1]}
    return fitting.pop()[:-1] if len(fitting) == 1 else None
