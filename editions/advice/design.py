"""Advice on design, sample, staff and products (domain.md §4.2, R-IV to R-VIII)."""

import re

from editions.advice.advice import Unknown

MEASURES = re.compile(
    r"\b(rse|cv|moe|alpha|alfa|sampling error|margin of error|margin|galat|koefisien variasi)\b|α",
    re.I,
)
PERCENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(?:%|persen)", re.I)
INFERENCE = re.compile(
    r"inferens|regresi|korelasi|uji (?:hipotesis|beda|t|f|statistik)|anova", re.I
)
MOST_ERROR = 5  # per cent
UNASKED = "Tidak dinilai: rincian ini tidak ditanyakan untuk kegiatan Anda."


def once_is_cross_sectional(facts):
    kinds = ("cross_sectional", "longitudinal_and_cross_sectional")
    if facts["repetition"] == "once" and facts["data_collection_type"] not in kinds:
        return (
            "Kegiatan hanya sekali, tetapi tipenya longitudinal, yang mengamati responden yang "
            "sama berulang kali. Biasanya kegiatan sekali jalan bertipe cross sectional."
        )
    return None


def once_is_no_series(facts):
    if facts["repetition"] == "once" and facts["data_kind"] == "series":
        return (
            "Kegiatan hanya sekali, tetapi jenis datanya series (deret waktu). Periksa kembali "
            "salah satunya."
        )
    return None


def compiles_records(facts):
    if "records" not in facts["collection_methods"]:
        return (
            "Kompilasi mengolah catatan administrasi yang sudah ada, sedangkan metode yang dipilih "
            "bukan penyalinan catatan. Bila data dikumpulkan dari responden, gunakan FS3."
        )
    return None


def probability_sample_described(facts):
    _require_probability(facts)
    parts = {
        "kerangka sampel": "sampling_frame",
        "metode pemilihan": "selection_method",
        "fraksi sampel": "sampling_fraction",
        "perkiraan sampling error": "sampling_error",
    }
    if missing := [name for name, question in parts.items() if not facts.get(question)]:
        return f"Sampel probabilitas perlu juga menyebut {', '.join(missing)}."
    return None


def fraction_shows_all_stages(facts):
    _require_probability(facts)
    if facts["sample_design"] != "multi_stage":
        return None
    if len(re.findall(r"[0-9]+(?:[.,/][0-9]+)?", facts["sampling_fraction"])) < 2:
        return (
            f"Rancangan bertahap, sedangkan fraksi sampel “{facts['sampling_fraction']}” hanya "
            "memuat satu tahap. Tulis fraksi setiap tahap."
        )
    return None


def error_is_small(facts):
    _require_probability(facts)
    found = PERCENT.search(facts["sampling_error"])
    if not found:
        raise Unknown("Belum dapat dinilai: sampling error tidak ditulis dalam persen.")
    if float(found[1].replace(",", ".")) > MOST_ERROR:
        return f"Sampling error {found[0]} lebih besar daripada {MOST_ERROR} % yang lazim."
    return None


def error_is_named(facts):
    _require_probability(facts)
    if not MEASURES.search(facts["sampling_error"]):
        return (
            f"“{facts['sampling_error']}” belum menyebut ukurannya. Tulis RSE, CV, margin of "
            "error, atau alpha."
        )
    return None


def units_given(facts):
    _require_probability(facts)
    facts["sampling_unit"], facts["respondent"]


def analysis_unit_given(facts):
    facts["analysis_unit"]


def makes_a_pilot(facts):
    if facts["pilot"] == "no":
        return (
            "Tidak ada uji coba. Uji coba kuesioner pada beberapa responden biasanya menemukan "
            "pertanyaan yang belum jelas."
        )
    return None


def staff_are_educated_enough(facts):
    asks = {"face_to_face", "remote_interview"} & set(facts["collection_methods"])
    if asks and "junior_secondary" in facts["collector_education"]:
        return "Wawancara oleh petugas berpendidikan SMP: pertimbangkan sekurang-kurangnya SMA."
    return None


def supervisors_do_not_outnumber(facts):
    supervisors, enumerators = facts["supervisor_count"], facts["enumerator_count"]
    if supervisors > enumerators:
        return (
            f"Pengawas ({supervisors} orang) lebih banyak daripada pengumpul data "
            f"({enumerators} orang). Periksa kembali salah satunya."
        )
    return None


def trains_interviewers(facts):
    asks = {"face_to_face", "remote_interview", "observation"} & set(facts["collection_methods"])
    if asks and facts["training"] == "no":
        return (
            "Data dikumpulkan dengan wawancara atau pengamatan, tetapi petugas tidak dilatih. "
            "Pelatihan membuat jawaban dicatat dengan cara yang sama."
        )
    return None


def trains_compilers(facts):
    if facts["training"] == "no":
        return "Petugas pengumpul data tidak dilatih; pelatihan singkat tetap disarankan."
    return None


def processes_data(facts):
    steps = [name for name in ("editing", "coding", "data_entry", "validation") if facts.get(name)]
    if not steps:
        raise Unknown("Belum dapat dinilai: metode pengolahan belum diisi.")
    if all(facts[name] == "no" for name in steps):
        return "Tidak ada satu pun langkah pengolahan yang dipilih. Sekurang-kurangnya satu perlu."
    return None


def inference_from_a_probability_sample(facts):
    if not INFERENCE.search(facts["analysis_method"]) or facts["collection_coverage"] == "whole":
        return None
    if facts["sampling_kind"] != "probability":
        return (
            "Analisisnya inferensia, sedangkan sampelnya nonprobabilitas. Hasil sampel "
            "nonprobabilitas tidak dapat digeneralisasi; gunakan analisis deskriptif."
        )
    return None


def inference_has_its_sample(facts):
    if not INFERENCE.search(facts["analysis_method"]) or facts["collection_coverage"] == "whole":
        return None
    facts["sampling_kind"]
    missing = [q for q in ("sampling_frame", "sample_size", "sampling_error") if not facts.get(q)]
    if missing:
        return "Analisisnya inferensia: lengkapi kerangka, jumlah sampel, dan sampling error."
    return None


def sample_is_not_larger_than_respondents(facts):
    _require_probability(facts)
    size, respondents = facts["sample_size"], facts["respondent_count"]
    if respondents < size:
        return (
            f"Jumlah responden ({respondents}) lebih sedikit daripada jumlah sampel ({size}). "
            "Periksa kembali salah satunya."
        )
    return None


def publishes_something(facts):
    products = [
        name
        for name in (
            *("product_print", "product_electronic", "product_macro"),
            *("product_micro", "product_other"),
        )
        if facts.get(name)
    ]
    if not products:
        raise Unknown("Belum dapat dinilai: produk data belum diisi.")
    if all(facts[name] == "no" for name in products):
        return "Tidak ada produk untuk umum. Hasil kegiatan statistik sektoral diumumkan."
    return None


def _require_probability(facts):
    if facts["collection_coverage"] == "whole" or facts["sampling_kind"] != "probability":
        raise Unknown(UNASKED)
