"""Advice on how data are collected, by whom, and what comes of them (R-IV, R-VI to R-VIII)."""

import re

from editions.advice.advice import Doubt, Inapplicable
from editions.advice.language import affirmed
from editions.advice.titles import YEAR
from editions.words import spoken_number

_ASKING = re.compile(r"\b(?:wawancara|interviu|interview|tatap muka|telepon)\w*", re.I)
_WATCHING = re.compile(
    r"\b(?:pengamatan|observasi|pengukuran|penimbangan|pencacahan langsung)\b", re.I
)
_RECORDS = re.compile(
    r"\b(?:catatan|dokumen\w*|register|arsip|laporan|basis data|database|data sekunder|unduh\w*"
    r"|ekspor|salin\w*|penyalinan|sistem|api|aplikasi|rekap\w*|administra\w+)\b",
    re.I,
)


def once_is_cross_sectional(facts):
    kinds = ("cross_sectional", "longitudinal_and_cross_sectional")
    if facts["repetition"] != "once":
        raise Inapplicable
    if facts["data_collection_type"] not in kinds:
        return Doubt(
            "Kegiatan dilakukan hanya sekali, sedangkan tipenya longitudinal, yang mengamati "
            "responden yang sama beberapa kali.",
            "Pilih cross sectional, atau nyatakan kegiatan ini berulang.",
            "Tanyakan apakah responden yang sama akan didatangi lagi.",
        )
    return None


def once_is_no_series(facts):
    """Records of several years are a series, even when they are compiled only once."""
    if facts["repetition"] != "once":
        raise Inapplicable
    if facts["data_kind"] != "series":
        return None
    periods = " ".join(row.get("reference_period") or "" for row in facts.get("variables", ()))
    if len(set(YEAR.findall(periods))) > 1:
        return None
    return Doubt(
        "Kegiatan dilakukan hanya sekali, sedangkan jenis datanya series (deret waktu) dan "
        "referensi waktunya tidak menyebut beberapa tahun.",
        "Pilih cross section, atau lengkapi referensi waktunya.",
        "Tanyakan masa yang dicakup data.",
    )


def compiles_records(facts):
    methods, other = facts["collection_methods"], facts.get("collection_methods_other", "")
    if "records" in methods:
        return None
    if "other" in methods:
        if affirmed(_RECORDS, facts["collection_methods_other"]):
            return None
        named = f"“{other}”"
    else:
        named = "swacacah"
    return Doubt(
        f"Kompilasi mengolah catatan administrasi yang sudah ada, sedangkan cara yang dipilih "
        f"hanya {named}.",
        "Pilih juga “Dokumentasi”; bila data dikumpulkan dari responden, gunakan FS3.",
        "Pastikan apakah datanya data sekunder.",
    )


def makes_a_pilot(facts):
    if facts["pilot"] == "no":
        return Doubt(
            "Tidak ada uji coba.",
            "Pertimbangkan uji coba kuesioner pada beberapa responden: biasanya ada pertanyaan "
            "yang belum jelas.",
            "Pertimbangkan menyarankan uji coba kuesioner.",
        )
    return None


def staff_are_educated_enough(facts):
    if not _asks(facts):
        raise Inapplicable
    if "junior_secondary" in facts["collector_education"]:
        return Doubt(
            "Data dikumpulkan dengan wawancara oleh petugas yang boleh berpendidikan SMP.",
            "Pertimbangkan sekurang-kurangnya SMU/SMK.",
            "Pertimbangkan apakah pendidikan petugas cukup untuk kuesionernya.",
        )
    return None


def supervisors_do_not_outnumber(facts):
    supervisors, enumerators = facts["supervisor_count"], facts["enumerator_count"]
    if supervisors <= enumerators:
        return None
    numbers = (
        f"Pengawas {spoken_number(supervisors)} orang, sedangkan pengumpul data "
        f"{spoken_number(enumerators)} orang"
    )
    if enumerators and supervisors >= 2 * enumerators:
        return Doubt(
            f"{numbers}: kedua angka itu tampaknya tertukar.",
            "Tukar keduanya bila benar tertukar.",
            "Pastikan apakah kedua angka tertukar.",
        )
    return Doubt(
        f"{numbers}: pengawas lebih banyak daripada yang diawasi.",
        "Periksa kembali kedua angka itu.",
        "Tanyakan jumlah yang benar.",
    )


def trains_interviewers(facts):
    if not (_asks(facts) or _watches(facts)):
        raise Inapplicable
    if facts["training"] == "no":
        how = "wawancara" if _asks(facts) else "pengamatan"
        return Doubt(
            f"Data dikumpulkan dengan {how}, sedangkan petugas tidak dilatih.",
            "Rencanakan pelatihan supaya jawaban dicatat dengan cara yang sama.",
            "Pastikan bagaimana petugas memahami konsep dan kuesioner.",
        )
    return None


def processes_data(facts):
    if _is_any(facts, "editing|coding|data_entry|validation"):
        return None
    return Doubt(
        "Tidak ada satu pun langkah pengolahan yang dilakukan.",
        "Pilih sekurang-kurangnya satu langkah pengolahan.",
        "Tanyakan bagaimana data diolah sampai menjadi tabel.",
    )


def publishes_something(facts):
    if _is_any(facts, "product_(?:print|electronic|macro|micro|other)"):
        return None
    return Doubt(
        "Tidak ada produk data untuk umum.",
        "Pilih sekurang-kurangnya satu: hasil kegiatan statistik sektoral diumumkan.",
        "Pastikan bagaimana hasilnya sampai kepada umum.",
    )


def _is_any(facts, names):
    """Whether one of these questions of the form is answered yes; all must be to say no."""
    asked = [name for name in facts.names if re.fullmatch(names, name)]
    return any(facts.get(name) == "yes" for name in asked) or not all(facts[n] for n in asked)


def _asks(facts):
    return _is_done(facts, {"face_to_face", "remote_interview"}, _ASKING)


def _watches(facts):
    return _is_done(facts, {"observation"}, _WATCHING)


def _is_done(facts, methods, in_words):
    """Whether data are collected so, by a choice or in the words for another way."""
    chosen = facts["collection_methods"]
    other = facts.get("collection_methods_other", "") if "other" in chosen else ""
    return bool(methods & set(chosen) or affirmed(in_words, other))
