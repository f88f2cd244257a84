"""The short code of a letter as people read and type it: ABCDEF-GHJKMN-PQRSTV.

Three groups with check characters (`paper/codes.py`). Codes of fifteen letters,
printed before there were check characters, go on working.
"""

from paper import codes
from paper.codes import CODE_ALPHABET as CODE_LETTERS
from paper.codes import GROUP, TypedCode, parted, parts_of, problem_in, spoken

__all__ = ["CODE_LETTERS", "TOKEN_LENGTH", "TypedCode", "new_token", "read", "spoken"]

GROUPS = 3
TOKEN_LENGTH = GROUP * GROUPS  # 73 bits
CHECKED_LENGTH = TOKEN_LENGTH + GROUPS
OTHERWISE = (
    f"Kode surat terdiri atas tiga kelompok berisi enam huruf dan angka ({CHECKED_LENGTH} "
    f"seluruhnya; {TOKEN_LENGTH} pada surat lama). Yang Anda ketik berisi {{}}."
)


def new_token():
    """A code nobody can guess, without letters that look alike."""
    return codes.new_token(GROUPS)


def read(typed):
    """Read a typed code; letters that can only be one other letter are forgiven."""
    parts = parts_of(typed)
    letters = "".join(parts)
    if len(letters) == TOKEN_LENGTH and all(len(part) == GROUP for part in parts[1:]):
        return _read_unchecked(parted(letters, GROUP))
    return codes.read(typed, groups=GROUPS, otherwise=OTHERWISE)


def _read_unchecked(groups):
    groups = [group.replace("U", "V") for group in groups]
    wrong = tuple(n for n, group in enumerate(groups, 1) if not set(group) <= set(CODE_LETTERS))
    if wrong:
        return TypedCode(problem=problem_in(wrong), groups=wrong)
    return TypedCode(token="".join(groups))
