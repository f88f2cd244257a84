"""What the cells of one row say, in the words of the portal; or what is wrong with them, and what
would be right."""

import re
from contextlib import suppress
from datetime import date

from editions import EDITIONS
from editions.copying import public
from editions.regions import ALL_REGENCIES

IDENTITY = re.compile(r"([KV])-?(\d\d)\.(\d{4})\.(\d{3,5})")
FIRST_YEAR = 1997  # of the law on statistics
SURVEY, COMPILATION = EDITIONS["fs3_2021"], EDITIONS["fpkpa_2021"]
BY_LETTER = {form.identity_letter: form for form in (SURVEY, COMPILATION)}
SURVEYS = re.compile(r"surve[iy]|sensus|cacah|fs ?-?3|^v$|sampel", re.IGNORECASE)
COMPILATIONS = re.compile(r"kompilasi|kompromin|kpa|administra|^k$", re.IGNORECASE)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("januari jan january", "februari feb february pebruari", "maret mar march"),
            *("april apr", "mei may", "juni jun june", "juli jul july"),
            *("agustus agu agt aug august", "september sep sept", "oktober okt oct october"),
            *("november nov nop nopember", "desember des dec december"),
        ),
        1,
    )
    for name in names.split()
}
WHOLE_COUNTRY = re.compile(r"(seluruh|semua)[ _](wilayah[ _])?(di[ _])?indonesia|nasional|00")
TAGS = re.compile(r"<[^<>]{0,500}>")
LONGEST, LONGEST_TEXT, MOST_VARIABLES = 255, 5000, 200
METHODS = {
    "wawancara": "face_to_face",
    "mengisi kuesioner sendiri": "self_completed",
    "swacacah": "self_completed",
    "pengamatan": "observation",
    "pengumpulan data sekunder": "records",
    "dokumentasi": "records",
}
RECOMMENDED = {"layak", "disetujui", "direkomendasikan"}


class Fault(Exception):
    """What is wrong with a cell, in a sentence that says what is right."""

    def __init__(self, column, sentence):
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


def text(value):
    """A cell as one line of text; of a list its parts."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(text, value)))
    if isinstance(value, dict):
        return "; ".join(filter(None, map(text, value.values())))
    if value is None or isinstance(value, bool):
        return ""
    return " ".join(TAGS.sub(" ", str(value)).replace("\xa0", " ").split())


def identity_of(value):
    """(letter, year, office's code, sequence) of an identity."""
    said = text(value).upper().replace(" ", "")
    if not said:
        raise Fault("identity", "Belum diisi. Tulis seperti V-24.6302.001.")
    found = IDENTITY.fullmatch(said)
    if not found:
        raise Fault(
            "identity",
            f"“{said[:40]}” bukan identitas rekomendasi. Tulis seperti V-24.6302.001: huruf V atau "
            "K, tahun, kode satuan kerja, nomor urut.",
        )
    sequence = int(found[4])
    if not sequence:
        raise Fault("identity", "Nomor urut pada identitas dimulai dari 001.")
    return found[1], 2000 + int(found[2]), found[3], sequence


def form_of(letter, kind):
    """The official form, by the identity's letter; the kind beside it must not say another one."""
    said, form = text(kind), BY_LETTER[letter]
    if said:
        meant = (
            SURVEY if SURVEYS.search(said) else COMPILATION if COMPILATIONS.search(said) else None
        )
        if meant is None:
            raise Fault("kind", f"“{said[:40]}” tidak dikenal. Tulis “survei” atau “kompilasi”.")
        if meant is not form:
            word = "survei" if letter == "V" else "kompilasi"
            raise Fault("kind", f"Identitas berhuruf {letter} adalah {word}, bukan “{said[:40]}”.")
    return form


def line_of(column, value, longest=LONGEST):
    """A text that must be there and be short enough."""
    said = text(value)
    if not said:
        raise Fault(column, "Belum diisi.")
    if len(said) > longest:
        raise Fault(column, f"Terlalu panjang: {len(said)} huruf, paling banyak {longest}.")
    return said


def day_of(column, value, today):
    """A day, as ISO, Indonesian words, or figures with the day first."""
    said = text(value)
    day = _day(said.split("T")[0] if re.match(r"\d{4}-", said) else said)
    if day is None:
        raise Fault(
            column,
            f"“{said[:40]}” bukan tanggal. Tulis seperti 2024-03-05 atau 5 Maret 2024."
            if said
            else "Belum diisi. Tulis seperti 2024-03-05 atau 5 Maret 2024.",
        )
    if day > today:
        raise Fault(column, "Tanggal ini belum tiba. Periksa tahunnya.")
    return day


def year_of(value, otherwise, today):
    said = text(value)
    if not said:
        return otherwise
    found = re.fullmatch(r"(\d{4})(\.0)?", said)
    if not (found and FIRST_YEAR <= int(found[1]) <= today.year + 1):
        raise Fault("year", f"“{said[:40]}” bukan tahun. Tulis empat angka, misalnya 2024.")
    return int(found[1])


def require_recommended(value):
    """Only what was found fit is an earlier recommendation."""
    said = text(value)
    if said and said.casefold() not in RECOMMENDED:
        raise Fault("status", f"Berstatus “{said[:40]}”. Hanya yang layak yang diimpor.")


def answers_of(form, facts, areas, row, regions):
    """What is known, by the questions of the form; only what anybody may read."""
    given = {form.title_question: facts["title"], form.purpose_question: _purpose(row)}
    given[form.variables_question] = _variables(form, row.get("variables"))
    block = form.areas_question.partition(".")[0]
    given[f"{block}.area_scope"] = "all" if areas == "all" else "partial" if areas else ""
    given[form.areas_question] = areas if isinstance(areas, list) else []
    given[form.methods_question] = _methods(form, row.get("methods"))
    given |= dict(zip(form.period_questions, _period(row.get("schedule")), strict=True))
    document = {}
    for question, answer in given.items():
        block, _, name = question.partition(".")
        document.setdefault(block, {})[name] = answer
    answers = public(form, document)
    if not form.title_of(answers):
        raise Fault("title", "Memuat surel atau nomor telepon, yang tidak boleh tampil di katalog.")
    return answers


def areas_of(row, names):
    """ "all" of the country, or rows of province and regency; `names` knows the areas."""
    scope, areas = text(row.get("scope")), row.get("areas")
    if WHOLE_COUNTRY.fullmatch(scope.casefold()):
        return "all"
    parts = [_named(one) for one in areas] if isinstance(areas, list) else _parts(text(areas))
    if any(WHOLE_COUNTRY.fullmatch(part.casefold()) for part in parts):
        return "all"
    return [_area(part, names) for part in dict.fromkeys(filter(None, parts))]


def _named(one):
    """An area of a record: its code if it has one, else its name."""
    if isinstance(one, dict):
        return next((text(value) for key, value in one.items() if "kode" in key), "") or text(
            next(reversed(one.values()), "")
        )
    return text(one)


def _parts(said):
    return [
        part.strip() for part in re.split(r"[;|\n]" if re.search(r"[;|\n]", said) else ",", said)
    ]


def _area(part, names):
    code = names(part)
    if code is None:
        raise Fault(
            "areas",
            f"Tidak ada wilayah “{part[:60]}”. Tulis nama kabupaten/kota atau provinsi, atau kode "
            "BPS-nya; beberapa wilayah dipisah titik koma.",
        )
    return {"province": code[:2], "regency": code if len(code) == 4 else ALL_REGENCIES}


def _purpose(row):
    return text(row.get("purpose"))[:LONGEST_TEXT]


def _variables(form, value):
    keys = {"nama": "name", "definisi": "definition", "referensi_waktu": "reference_period"}
    if isinstance(value, list):
        rows = [
            {keys[key]: text(said)[:LONGEST] for key, said in one.items() if key in keys}
            if isinstance(one, dict)
            else {"name": text(one)[:LONGEST]}
            for one in value
        ]
    else:
        rows = [{"name": part[:LONGEST]} for part in _parts(text(value))]
    return [row for row in rows if row.get("name")][:MOST_VARIABLES]


def _methods(form, value):
    """Those of the form's own options that are meant; others are left out."""
    parts = map(text, value) if isinstance(value, list) else _parts(text(value))
    known = form.options(form.methods_question)
    found = [METHODS.get(part.casefold().replace("_", " ")) for part in parts]
    return [slug for slug in dict.fromkeys(found) if slug in known]


def _period(value):
    """First and last day of collecting data, where a record says both."""
    stage = value.get("pengumpulan_data") if isinstance(value, dict) else None
    days = (
        [_day(text(stage.get(end))) for end in ("awal", "akhir")] if isinstance(stage, dict) else []
    )
    whole = len(days) == 2 and None not in days and days[0] <= days[1]
    return [day.isoformat() for day in days] if whole else ["", ""]


def _day(said):
    parts = [part for part in re.split(r"[\s/.,-]+", said.casefold()) if part]
    parts = parts[1:] if len(parts) == 4 and not parts[0].isdigit() else parts  # the weekday
    if len(parts) < 3:
        return None
    first, month, last = parts[:3]
    month = MONTHS.get(month, month)
    first, last = (last, first) if len(first) == 4 else (first, last)
    with suppress(ValueError):
        if len(last) == 4:
            return date(int(last), int(month), int(first))
    return None
