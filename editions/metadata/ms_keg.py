"""MS-Keg, the metadata of an activity: its lines, and what the two forms say to each.

The mapping is that of domain.md §2.5. A line that no question answers stays empty for the agency.
"""

import re
from typing import NamedTuple

from editions.metadata.reading import Filled
from editions.sectors import SECTORS


class Element(NamedTuple):
    """One field of the form: our key (fixed for good), its number and its words."""

    key: str
    number: str
    label: str


STAGES = (
    ("planning", "Perencanaan kegiatan"),
    ("design", "Desain"),
    ("collection", "Pengumpulan data"),
    ("processing", "Pengolahan data"),
    ("analysis", "Analisis"),
    ("dissemination", "Diseminasi hasil"),
    ("evaluation", "Evaluasi"),
)
SCHEDULE = tuple(
    Element(f"{stage}_{end}", "3.3", f"Rencana jadwal: {label}, {word}")
    for stage, label in STAGES
    for end, word in (("start", "mulai"), ("end", "selesai"))
)
LINES = (
    Element("title", "", "Judul Kegiatan"),
    Element("year", "", "Tahun"),
    Element("activity_code", "", "Kode Kegiatan (diisi petugas)"),
    Element("collection_way", "", "Cara Pengumpulan Data"),
    Element("sector", "", "Sektor Kegiatan"),
    Element("statistics_kind", "", "Jenis Kegiatan Statistik"),
    Element("is_recommended", "", "Mendapatkan rekomendasi kegiatan statistik dari BPS"),
    Element("identity", "", "Identitas Rekomendasi"),
    Element("organizer", "1.1", "Instansi Penyelenggara"),
    Element("organizer_address", "1.2", "Alamat lengkap instansi penyelenggara"),
    Element("organizer_phone", "1.2", "Telepon"),
    Element("organizer_email", "1.2", "E-mail"),
    Element("organizer_fax", "1.2", "Faksimile"),
    Element("echelon_1", "2.1", "Unit eselon 1 penanggung jawab"),
    Element("echelon_2", "2.1", "Unit eselon 2 penanggung jawab"),
    Element("technical_position", "2.2", "Penanggung jawab teknis: jabatan"),
    Element("technical_address", "2.2", "Penanggung jawab teknis: alamat"),
    Element("technical_phone", "2.2", "Penanggung jawab teknis: telepon"),
    Element("technical_email", "2.2", "Penanggung jawab teknis: e-mail"),
    Element("technical_fax", "2.2", "Penanggung jawab teknis: faksimile"),
    Element("background", "3.1", "Latar belakang kegiatan"),
    Element("purpose", "3.2", "Tujuan kegiatan"),
    *SCHEDULE,
    Element("variables", "3.4", "Variabel yang dikumpulkan (lembar Variabel)"),
    Element("repetition", "4.1", "Kegiatan ini dilakukan"),
    Element("frequency", "4.2", "Frekuensi penyelenggaraan"),
    Element("collection_type", "4.3", "Tipe pengumpulan data"),
    Element("area_scope", "4.4", "Cakupan wilayah pengumpulan data"),
    Element("areas", "4.5", "Wilayah kegiatan (lembar Wilayah)"),
    Element("methods", "4.6", "Metode pengumpulan data"),
    Element("instruments", "4.7", "Sarana pengumpulan data"),
    Element("collection_unit", "4.8", "Unit pengumpulan data"),
    Element("sample_design", "5.1", "Jenis rancangan sampel"),
    Element("sampling_kind", "5.2", "Metode pemilihan sampel tahap terakhir"),
    Element("sampling_method", "5.3", "Metode yang digunakan"),
    Element("sampling_frame", "5.4", "Kerangka sampel tahap terakhir"),
    Element("sampling_fraction", "5.5", "Fraksi sampel keseluruhan"),
    Element("sampling_error", "5.6", "Nilai perkiraan sampling error variabel utama"),
    Element("sampling_unit", "5.7", "Unit sampel"),
    Element("observation_unit", "5.8", "Unit observasi"),
    Element("pilot", "6.1", "Uji coba (pilot survey)"),
    Element("quality_check", "6.2", "Metode pemeriksaan kualitas pengumpulan data"),
    Element("nonresponse", "6.3", "Penyesuaian nonrespon"),
    Element("collectors", "6.4", "Petugas pengumpulan data"),
    Element("education", "6.5", "Persyaratan pendidikan terendah petugas"),
    Element("supervisors", "6.6", "Jumlah petugas: supervisor/penyelia/pengawas"),
    Element("enumerators", "6.6", "Jumlah petugas: pengumpul data/enumerator"),
    Element("training", "6.7", "Pelatihan petugas"),
    Element("editing", "7.1", "Penyuntingan (editing)"),
    Element("coding", "7.1", "Penyandian (coding)"),
    Element("data_entry", "7.1", "Data entry"),
    Element("validation", "7.1", "Penyahihan (validasi)"),
    Element("analysis", "7.2", "Metode analisis"),
    Element("analysis_unit", "7.3", "Unit analisis"),
    Element("levels", "7.4", "Tingkat penyajian hasil analisis"),
    Element("printed", "8.1", "Produk untuk umum: tercetak (hardcopy)"),
    Element("digital", "8.1", "Produk untuk umum: digital (softcopy)"),
    Element("microdata", "8.1", "Produk untuk umum: data mikro"),
    Element("printed_release", "8.2", "Rencana rilis produk tercetak"),
    Element("digital_release", "8.2", "Rencana rilis produk digital"),
    Element("microdata_release", "8.2", "Rencana rilis data mikro"),
)

REPETITION = {"once": "1", "repeated": "2"}
FREQUENCY = {
    "daily": "1",
    "weekly": "2",
    "monthly": "3",
    "quarterly": "4",
    "four_monthly": "5",
    "half_yearly": "6",
    "yearly": "7",
    "two_yearly_or_longer": "8",
}
SCOPE = {"all": "1", "partial": "2"}
FS3_METHODS = {
    "face_to_face": 1,
    "remote_interview": 1,
    "self_completed": 2,
    "observation": 4,
    "other": 16,
}
FPKPA_METHODS = {"self_completed": 2, "records": 8, "other": 16}
TYPES = {
    "longitudinal": "Longitudinal Panel",
    "cross_sectional": "Cross Sectional",
    "longitudinal_and_cross_sectional": "Longitudinal Cross Sectional",
}
TEXTS = {  # our key: the question of both forms
    "organizer": "organizer_name",
    "organizer_phone": "organizer_phone",
    "organizer_email": "organizer_email",
    "organizer_fax": "organizer_fax",
    "supervisors": "supervisor_count",
    "enumerators": "enumerator_count",
}
YES_NO = {
    **{key: key for key in ("training", "editing", "coding", "data_entry", "validation")},
    "printed": "product_print",
    "digital": "product_electronic",
    "microdata": "product_micro",
}
DAYS = (
    *("planning_start", "planning_end", "processing_start", "processing_end"),
    *("analysis_start", "analysis_end"),
)
EDUCATION = {"junior_secondary": "1", "senior_secondary": "2"}
DIPLOMA = re.compile(r"\bD(?:iploma)?[ .-]*(?:III|II|I|[123])\b", re.I)
DEGREE = re.compile(r"\b(?:S[ .-]*[123]|D(?:iploma)?[ .-]*(?:IV|4)|sarjana)\b", re.I)


def fields(source):
    """{key: Filled} of everything that the file says; what it does not say is left out."""
    kind = _survey if source.form.kind == "survey" else _compilation
    found = _common(source) | kind(source)
    return {line.key: found[line.key] for line in LINES if found.get(line.key)}


def _common(source):
    file = source.submission
    sector = file.likely_sector
    return {
        "title": Filled(source.form.title_of(source.answers)),
        "year": Filled(source.year) if source.year else None,
        "sector": Filled(SECTORS[sector], str(sector), check=not file.sector) if sector else None,
        "statistics_kind": Filled("Sektoral", "2"),
        "is_recommended": Filled("Ya", "1"),
        "identity": Filled(file.identity),
        "organizer_address": _address(source),
        "variables": _count(source, "variables", "variabel"),
        "repetition": source.coded("repetition", REPETITION),
        "frequency": _frequency(source),
        "area_scope": source.coded("area_scope", SCOPE),
        "areas": _count(source, "areas", "wilayah"),
        "collectors": _collectors(source),
        "education": _education(source),
        "analysis": _analysis(source),
        "analysis_unit": source.text("analysis_unit", check=True),
        **_as_answered(source),
    }


def _as_answered(source):
    """What the metadata form asks as the official form does."""
    return {
        **{key: source.text(question) for key, question in TEXTS.items()},
        **{key: source.yes_no(question) for key, question in YES_NO.items()},
        **{name: source.day(name) for name in DAYS},
    }


def _survey(source):
    """Form FS3; its manager of the survey is who answers technically."""
    is_sample = source.get("collection_coverage") == "sample"
    way = Filled("Survei", "2") if is_sample else Filled("Pencacahan Lengkap", "1")
    kind = source.get("data_collection_type")
    method = "selection_method" if source.get("selection_method") else "nonprobability_method"
    return {
        "collection_way": way,
        **_contact(source, "manager"),
        "purpose": source.text("survey_purpose"),
        "collection_start": source.day("fieldwork_start"),
        "collection_end": source.day("fieldwork_end"),
        "dissemination_start": source.day("presentation_start"),
        "dissemination_end": source.day("presentation_end"),
        "collection_type": Filled(TYPES[kind], check=kind != "cross_sectional") if kind else None,
        "methods": source.summed("collection_methods", FS3_METHODS, check=True),
        "sample_design": source.coded("sample_design", {"single_stage": "1", "multi_stage": "2"}),
        "sampling_kind": source.coded("sampling_kind", {"probability": "1", "nonprobability": "2"}),
        "sampling_method": source.text(method, check=True),
        "sampling_frame": source.text("sampling_frame", check=True),
        "sampling_fraction": source.text("sampling_fraction"),
        "sampling_error": source.text("sampling_error"),
        "sampling_unit": source.text("sampling_unit"),
        "observation_unit": source.text("respondent", check=True),
        "pilot": source.yes_no("pilot"),
        "levels": source.text("estimation_levels"),
        **_releases(source, "availability_date"),
    }


def _compilation(source):
    """Form FP-KPA; administrative records are compiled and nothing is sampled."""
    return {
        "collection_way": Filled("Kompilasi Produk Administrasi", "3"),
        **_contact(source, "technical"),
        "purpose": source.text("purpose_and_benefit"),
        "collection_start": source.day("collection_start"),
        "collection_end": source.day("collection_end"),
        "dissemination_start": source.day("dissemination_start"),
        "dissemination_end": source.day("dissemination_end"),
        "collection_type": source.text("data_kind", check=True),
        "methods": source.summed("collection_methods", FPKPA_METHODS, check=True),
        "levels": source.text("presentation_levels"),
        **_releases(source, "publication_date"),
    }


def _contact(source, person):
    parts = ("position", "address", "phone", "email", "fax")
    return {f"technical_{part}": source.text(f"{person}_{part}") for part in parts}


def _releases(source, day):
    products = {
        "printed": "product_print",
        "digital": "product_electronic",
        "microdata": "product_micro",
    }
    return {
        f"{name}_release": source.day(day)
        for name, product in products.items()
        if source.get(product) == "yes"
    }


def _address(source):
    parts = [source.spoken(f"organizer_{part}") for part in ("address", "regency", "province")]
    return Filled(", ".join(filter(None, parts))) if parts[0] else None


def _count(source, table, word):
    rows = source.table(table)
    return Filled(f"{len(rows)} {word}") if rows else None


def _frequency(source):
    """ "Lainnya" has no code on MS-Keg; what was written beside it goes along."""
    if source.get("frequency") == "other":
        return Filled(source.spoken("frequency_other") or "Lainnya", check=True)
    return source.coded("frequency", FREQUENCY)


def _collectors(source):
    """Own staff 1, partners or contract staff 2, both 3."""
    own = {"own_staff": 1, "staff": 1, "partners": 2, "contract_staff": 2}
    return source.summed("collectors", own)


def _education(source):
    """The lowest that was named; above secondary school only where the level was written."""
    named = source.get("collector_education")
    if not named:
        return None
    lowest = named if isinstance(named, str) else named[0]
    if lowest in EDUCATION:
        return Filled(source.spoken("collector_education"), EDUCATION[lowest])
    level = source.spoken("collector_education_level")
    code = "3" if DIPLOMA.search(level) else "4" if DEGREE.search(level) else ""
    return Filled(level or source.spoken("collector_education"), code, check=True)


def _analysis(source):
    """Descriptive 1, inferential 2, both 3, as far as the words of the method say it."""
    words = source.spoken("analysis_method")
    if not words:
        return None
    said = words.lower()
    code = ("deskriptif" in said) * 1 + ("inferens" in said) * 2
    return Filled(words, str(code or ""), check=True)
