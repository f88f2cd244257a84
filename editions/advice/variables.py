"""Advice on the table of variables (domain.md §4.2, R-III-08 to R-III-10)."""

import re

from editions.advice.advice import Doubt, Inapplicable
from editions.advice.language import UNIT_IN_NAME, acronyms, is_blank, listed

_BEGINS_BADLY = re.compile(r"\W*(adalah|ialah|yaitu|yakni|merupakan)\b", re.I)
_ENDS_WELL = re.compile(r"[.?!…][\s\"'”’)\]]*$")


def defined(facts):
    """The rows with a definition that says something; ``Inapplicable`` when there is none."""
    rows = [row for row in facts["variables"] if not is_blank(row.get("definition"))]
    if not rows:
        raise Inapplicable  # R-III-09 tells of what is not defined
    return rows


def names_of(rows):
    return [row.get("name") or "(tanpa nama)" for row in rows]


def variables_without_acronym_or_unit(facts):
    names = [row["name"] for row in facts["variables"] if row.get("name")]
    short = [name for name in names if acronyms(_without_unit(name))]
    measured = [name for name in names if UNIT_IN_NAME.search(name)]
    if not (short or measured):
        return None
    found = [f"Nama peubah {listed(short)} memuat singkatan."] if short else []
    found += [f"Nama peubah {listed(measured)} memuat satuan."] if measured else []
    return Doubt(
        " ".join(found),
        "Tulis nama lengkapnya; satuan cukup pada definisi.",
        "Sarankan nama lengkap tanpa satuan; satuan cukup pada definisi.",
    )


def _without_unit(name):
    return UNIT_IN_NAME.sub(" ", name)


def variables_defined(facts):
    bare = [row for row in facts["variables"] if is_blank(row.get("definition"))]
    if bare:
        return Doubt(
            f"Peubah {listed(names_of(bare))} belum mempunyai definisi.",
            "Tulis definisinya dengan kata sehari-hari.",
            "Minta definisinya, atau pastikan dari kuesioner.",
        )
    return None


def definitions_well_formed(facts):
    given = defined(facts)
    begun = [row for row in given if _BEGINS_BADLY.match(row["definition"])]
    unended = [row for row in given if not _ENDS_WELL.search(row["definition"])]
    found = []
    if begun:
        word = _BEGINS_BADLY.match(begun[0]["definition"])[1].lower()
        found.append(f"Definisi {listed(names_of(begun))} diawali “{word}”.")
    if unended:
        found.append(f"Definisi {listed(names_of(unended))} tidak diakhiri titik.")
    if not found:
        return None
    return Doubt(
        " ".join(found),
        "Mulai dengan pengertiannya dan akhiri dengan titik.",
        "Sarankan kalimat yang dimulai dengan pengertiannya dan diakhiri titik.",
    )
