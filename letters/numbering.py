"""How the two numbers of a letter are written; `models/counter.py` knows which are free."""

LETTER_REGISTER = "letter"


def identity(register, year, office, sequence):
    """The recommendation's identity, K-TT.WWWW.NNN: "V-26.6302.001"."""
    return f"{register}-{year % 100:02}.{office.code}.{sequence:03}"


def letter_number(office, sequence, dated_on):
    """The letter's number by the office's own pattern: "B-012/63020/KS.000/03/2026"."""
    return office.letter_number_pattern.format(
        seq=sequence,
        office=office.code,
        classification=office.classification,
        month=dated_on.month,
        year=dated_on.year,
    )
