"""The short code of a letter as people read and type it: ABCDEF-GHJKMN-PQRSTV.

Each group is five letters of the stored code and one check character over them and the group's
place, by the rule of the hybrid systems of ISO/IEC 7064 (MOD 31,30 over our thirty letters). So a
slip is told at once together with the group it is in. Codes of fifteen letters, printed before
there were check characters, go on working.
"""

import re
import secrets
from dataclasses import dataclass
from itertools import product

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no look-alikes: 0/O, 1/I/L, U/V
GROUP = 5
GROUPS = 3
TOKEN_LENGTH = GROUP * GROUPS  # 73 bits
CHECKED_LENGTH = TOKEN_LENGTH + GROUPS
# Never printed, so whoever types one has misread one of these.
MISREAD = {"U": "V", "O": "QD", "0": "QD", "I": "JT", "1": "JT7", "L": "JT"}


def new_token():
    """A code nobody can guess, without letters that look alike."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(TOKEN_LENGTH))


def spoken(token):
    """The stored code in groups with their check characters, as it is printed."""
    groups = [token[at : at + GROUP] for at in range(0, TOKEN_LENGTH, GROUP)]
    return "-".join(group + check_character(group, place) for place, group in enumerate(groups, 1))


def check_character(group, place):
    """The last letter of a printed group; `place` is 1 for the first group."""
    value = len(CODE_LETTERS)
    for letter in CODE_LETTERS[place] + group:
        added = (value + CODE_LETTERS.index(letter)) % len(CODE_LETTERS) or len(CODE_LETTERS)
        value = added * 2 % (len(CODE_LETTERS) + 1)
    return CODE_LETTERS[(1 - value) % len(CODE_LETTERS)]


@dataclass(frozen=True)
class Reading:
    """What somebody typed: the stored code, or in words what is wrong with it."""

    token: str = ""
    problem: str = ""
    groups: tuple[int, ...] = ()  # the groups to look at, from 1


def read(typed):
    """Read a typed code; letters that can only be one other letter are forgiven."""
    parts = re.findall(r"[0-9A-Z]+", typed.upper().translate(str.maketrans("–—", "--")))
    letters = "".join(parts)
    if len(letters) == CHECKED_LENGTH:
        return _read_checked(_parted(letters, GROUP + 1))
    if len(letters) == TOKEN_LENGTH and all(len(part) == GROUP for part in parts[1:]):
        return _read_unchecked(_parted(letters, GROUP))
    if len(parts) == GROUPS:
        wrong = tuple(n for n, part in enumerate(parts, 1) if _mended(part, n) is None)
        return Reading(problem=_problem(wrong), groups=wrong)
    return Reading(
        problem=f"Kode surat terdiri atas tiga kelompok berisi enam huruf dan angka "
        f"({CHECKED_LENGTH} seluruhnya; {TOKEN_LENGTH} pada surat lama). "
        f"Yang Anda ketik berisi {len(letters)}."
    )


def _read_checked(groups):
    mended = [_mended(group, place) for place, group in enumerate(groups, 1)]
    wrong = tuple(place for place, group in enumerate(mended, 1) if group is None)
    if wrong:
        return Reading(problem=_problem(wrong), groups=wrong)
    return Reading(token="".join(mended))


def _read_unchecked(groups):
    groups = [group.replace("U", "V") for group in groups]
    wrong = tuple(n for n, group in enumerate(groups, 1) if not set(group) <= set(CODE_LETTERS))
    if wrong:
        return Reading(problem=_problem(wrong), groups=wrong)
    return Reading(token="".join(groups))


def _mended(group, place):
    """The five letters of a printed group; None unless they can be only one."""
    if len(group) != GROUP + 1:
        return None
    choices = product(*(MISREAD.get(letter, letter) for letter in group))
    fitting = {one for one in map("".join, choices) if check_character(one[:-1], place) == one[-1]}
    return fitting.pop()[:-1] if len(fitting) == 1 else None


def _problem(wrong):
    named = " dan ".join(f"ke-{place}" for place in wrong).replace(" dan ", ", ", len(wrong) - 2)
    return f"Kode ini salah ketik. Periksa kembali kelompok {named}, lalu ketik lagi."


def _parted(letters, size):
    return [letters[at : at + size] for at in range(0, len(letters), size)]
