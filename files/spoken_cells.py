"""A value of a spreadsheet as its cell shows it, in Indonesian: "Maret 2026", "1.250,5"."""

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DIGITS = re.compile(r"[#0?.][#0?,.]*")
DROPPED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^-\]]*)[^\]]*\]|\[[^\]]*\]')
MOST_DIGITS = 15  # that a spreadsheet knows
SHOWN_DIGITS = 10  # that it shows without a format
LONGEST = Context(prec=400)  # digits of the largest number that a cell holds


def spoken(value, look="General"):
    """The text of a cell with this value and number format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, date | time):
        return _moment(value, look)
    if isinstance(value, int | float | Decimal):
        return _number(value, look)
    return str(value)


def _moment(value, look):
    """The parts of date and time that the format names; all there are if it names none of them."""
    marks = DROPPED.sub(" ", look.split(";")[0]).casefold()
    marks = re.sub(r"am/pm|a/p|general", " ", marks)
    hours = "h" in marks or "s" in marks or isinstance(value, time)
    day = isinstance(value, date) and _day(value, marks)
    if not day and not hours and isinstance(value, date):
        day = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return " ".join(filter(None, (day, hours and _clock(value))))


def _day(value, marks):
    months = re.sub(r"(h+[^dy]*?)m+|m+(?=[^hdy]*s)", r"\1", marks)  # those are minutes
    parts = [str(value.day)] if "d" in re.sub("ddd+", "", marks) else []
    if "m" in months:
        parts.append(MONTHS[value.month - 1])
    if "y" in marks or "e" in marks:
        parts.append(str(value.year))
    name = DAYS[value.weekday()] if "ddd" in marks else ""
    return ", ".join(filter(None, (name, " ".join(parts))))


def _clock(value):
    if not hasattr(value, "hour"):
        return ""
    seconds = f".{value.second:02}" if value.second else ""
    return f"{value.hour}.{value.minute:02}{seconds}"


def _duration(value):
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}.{minutes:02}" + (f".{seconds:02}" if seconds else "")


def _number(value, look):
    """A number; without a format of its own as many digits as it has, never with an exponent."""
    section, is_signed = _section(value, look)
    text = DROPPED.sub(lambda found: found[1] or found[2] or found[3] or "", section)
    masked = DROPPED.sub(lambda found: "\0" * len(found[1] or found[2] or found[3] or ""), section)
    digits = DIGITS.search(masked)
    exact = Decimal(f"{value:.{MOST_DIGITS}g}" if isinstance(value, float) else value)
    if found := re.search("general|@", masked, re.IGNORECASE):
        shown = _plain(exact if is_signed else abs(exact))
        return f"{text[: found.start()]}{shown}{text[found.end() :]}".strip()
    if re.search("E[+-]|/", masked, re.IGNORECASE) or not section:
        return _plain(exact)
    if not digits:
        return text.strip()
    before, after = text[: digits.start()], text[digits.end() :]
    exact = exact * 100 if "%" in masked else exact
    pattern = digits[0].rstrip(",")
    exact /= 1000 ** (len(digits[0]) - len(pattern))
    if not is_signed:
        exact = abs(exact)
    sign = "-" if exact < 0 else ""
    return f"{sign}{before}{_shaped(abs(exact), pattern)}{after}".strip()


def _plain(exact):
    """Thousands are parted only where there is a fraction: what is whole may be a year, a code."""
    if exact == exact.to_integral_value():
        return f"{exact:.0f}"
    return _grouped(Decimal(f"{exact:.{SHOWN_DIGITS}g}"), is_grouped=True)


def _section(value, look):
    """The part of a format that is for this number, and whether the sign is still to be said."""
    sections = look.split(";")
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], True


def _shaped(exact, pattern):
    """Digits as "#,##0.0#" asks for them; of nothing only its zeros: "-"?? is a stroke."""
    if not exact and "0" not in pattern:
        return ""
    whole, _, fraction = pattern.partition(".")
    least, most = fraction.count("0"), len(fraction)
    exact = exact.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, LONGEST)
    text = _grouped(exact, is_grouped="," in whole, least=least)
    digits = whole.replace(",", "").count("0")
    front, comma, back = text.partition(",")
    return (front if "." in front else front.zfill(digits)) + comma + back


def _grouped(exact, *, is_grouped, least=0):
    text = f"{exact:,f}" if is_grouped else f"{exact:f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
