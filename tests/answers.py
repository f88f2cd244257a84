"""Complete, valid answers to both official forms, as they are stored.

`fs3_answers(survey_title="…", areas=[])` changes single questions; None leaves one blank.
"""

from copy import deepcopy

from editions import EDITIONS

FS3 = {
    "cover": {"survey_title": "Survei Biaya Operasional Nelayan Kabupaten Kotabaru Tahun 2026"},
    "organizer": {
        "organizer_name": "Dinas Perikanan Kabupaten Kotabaru",
        "organizer_address": "Jalan Contoh Bahari Nomor 10\nKecamatan Pulau Laut Utara, 72111",
        "organizer_regency": "6302",
        "organizer_province": "63",
        "organizer_phone": "0518-000123",
        "organizer_email": "perikanan@kotabaru.example.go.id",
    },
    "contacts": {
        "responsible_name": "Ir. Aminah Contoh, M.Si.",
        "responsible_position": "Kepala Bidang Perikanan Tangkap",
        "responsible_phone": "0812-0000-0001",
        "responsible_email": "aminah@kotabaru.example.go.id",
        "manager_name": "Rahmat Contoh, S.Pi.",
        "manager_position": "Kepala Seksi Data dan Informasi Perikanan",
        "manager_phone": "0812-0000-0002",
        "manager_email": "rahmat@kotabaru.example.go.id",
    },
    "general": {
        "repetition": "repeated",
        "frequency": "yearly",
        "data_collection_type": "cross_sectional",
    },
    "purpose": {
        "survey_purpose": (
            "Memperoleh rata-rata biaya operasional dan pendapatan per trip nelayan menurut jenis "
            "alat tangkap.\nHasilnya menjadi dasar penyaluran bantuan bahan bakar."
        ),
        "variables": [
            {
                "name": "Biaya bahan bakar per trip",
                "reference_period": "Sebulan terakhir",
                "concept": "Biaya operasional",
                "definition": "Pengeluaran untuk bahan bakar kapal dalam satu trip melaut.",
            },
            {"name": "Jumlah hari melaut", "reference_period": "Sebulan terakhir"},
        ],
    },
    "design": {
        "collection_coverage": "sample",
        "area_scope": "partial",
        "areas": [{"province": "63", "regency": "6302"}],
        "collection_methods": ["face_to_face", "observation"],
        "sampling_kind": "probability",
        "pilot": "yes",
        "pilot_explanation": "Di satu desa pesisir pada Februari 2026 kepada 10 rumah tangga.",
        "collectors": ["own_staff", "partners"],
        "collector_education": ["senior_secondary"],
        "training": "yes",
        "training_explanation": "Dua hari di aula dinas, diajar manajer survei.",
        "supervisor_count": 3,
        "enumerator_count": 12,
    },
    "sampling": {
        "sample_design": "multi_stage",
        "sample_design_stages": "Tahap 1: 15 desa pesisir; tahap 2: 20 rumah tangga per desa.",
        "sampling_frame": "Daftar rumah tangga nelayan dinas tahun 2025.",
        "selection_method": "Probability Proportional to Size, lalu Systematic Sampling.",
        "sampling_fraction": "300/4.120 = 7,28 persen",
        "sampling_unit": "Rumah tangga nelayan",
        "sample_size": 300,
        "sampling_error": "Margin of error 5 persen",
        "respondent": "Kepala rumah tangga nelayan",
        "respondent_count": 300,
    },
    "processing": {
        "editing": "yes",
        "coding": "yes",
        "validation": "yes",
        "estimation_levels": ["regency", "district"],
        "analysis_method": "Analisis deskriptif dengan tabel silang.",
        "product_print": "yes",
        "product_electronic": "yes",
        "product_macro": "no",
        "product_micro": "no",
        "product_other": "no",
        "planning_start": "2026-01-05",
        "planning_end": "2026-02-27",
        "fieldwork_start": "2026-05-04",
        "fieldwork_end": "2026-05-29",
        "processing_start": "2026-06-01",
        "processing_end": "2026-06-30",
        "analysis_start": "2026-07-01",
        "analysis_end": "2026-07-31",
        "presentation_start": "2026-08-03",
        "presentation_end": "2026-08-31",
        "availability_date": "2026-09-15",
    },
}

FPKPA = {
    "cover": {"activity_title": "Kompilasi Data Kunjungan Puskesmas Kabupaten Kotabaru Tahun 2026"},
    "organizer": {
        "organizer_name": "Dinas Kesehatan Kabupaten Kotabaru",
        "organizer_address": "Jalan Contoh Sehat Nomor 7\nKecamatan Pulau Laut Utara, 72111",
        "organizer_regency": "6302",
        "organizer_province": "63",
        "organizer_phone": "0518-000223",
        "organizer_email": "kesehatan@kotabaru.example.go.id",
    },
    "contacts": {
        "responsible_name": "dr. Laila Contoh, M.Kes.",
        "responsible_position": "Kepala Bidang Pelayanan Kesehatan",
        "responsible_phone": "0812-0000-0011",
        "responsible_email": "laila@kotabaru.example.go.id",
        "technical_name": "Yusuf Contoh, S.K.M.",
        "technical_position": "Pengelola Data dan Informasi Kesehatan",
        "technical_phone": "0812-0000-0012",
        "technical_email": "yusuf@kotabaru.example.go.id",
    },
    "planning": {
        "purpose_and_benefit": (
            "Menghimpun jumlah kunjungan pasien menurut penyakit sebagai dasar pengadaan obat."
        ),
        "planning_start": "2026-01-05",
        "planning_end": "2026-01-30",
        "collection_start": "2026-05-04",
        "collection_end": "2026-05-29",
        "processing_start": "2026-06-01",
        "processing_end": "2026-06-19",
        "analysis_start": "2026-06-22",
        "analysis_end": "2026-07-10",
        "dissemination_start": "2026-07-13",
        "dissemination_end": "2026-07-31",
    },
    "variables": {
        "variables": [
            {
                "name": "Jumlah kunjungan rawat jalan",
                "reference_period": "Januari–Desember 2025",
                "source_unit": "Register puskesmas",
            }
        ]
    },
    "design": {
        "repetition": "repeated",
        "frequency": "yearly",
        "data_kind": "series_and_cross_section",
        "collection_methods": ["records"],
        "area_scope": "partial",
        "areas": [{"province": "63", "regency": "6302"}],
    },
    "collection": {
        "collectors": ["staff"],
        "collector_education": "tertiary",
        "supervisor_count": 2,
        "enumerator_count": 28,
        "training": "yes",
    },
    "processing": {
        "editing": "yes",
        "coding": "yes",
        "data_entry": "yes",
        "validation": "yes",
        "analysis_method": "Analisis deskriptif: jumlah dan persentase.",
        "analysis_unit": "Puskesmas",
        "presentation_levels": ["regency", "district"],
        "product_print": "no",
        "product_electronic": "yes",
        "publication_date": "2026-08-03",
    },
}


def fs3_answers(**overrides):
    """A complete FS3, with some questions answered differently."""
    return _with(FS3, EDITIONS["fs3_2021"], overrides)


def fpkpa_answers(**overrides):
    """A complete FP-KPA, with some questions answered differently."""
    return _with(FPKPA, EDITIONS["fpkpa_2021"], overrides)


def _with(complete, edition, overrides):
    answers = deepcopy(complete)
    blocks = {key.partition(".")[2]: block.code for key, _, _, block in edition.questions()}
    for question, value in overrides.items():
        given = answers.setdefault(blocks[question], {})
        given[question] = value
        if value is None:
            del given[question]
    return answers
