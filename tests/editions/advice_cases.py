"""Small cases for each rule of the advice: what fires, what must not, negated, in other words.

Each is (rule, answers that differ from a complete form, what the rule says); LEFT_OUT where it
does not apply. Whoever finds a false alarm adds it here.
"""

GOOD, LOOK, UNKNOWN, LEFT_OUT = "good", "look", "unknown", None


def row(name="Biaya", definition="Uang yang dikeluarkan, dalam rupiah.", period="Sebulan", **more):
    return {"name": name, "definition": definition, "reference_period": period} | more


def named(*names):
    return {"variables": [row(name) for name in names]}


def meant(definition, name="Biaya", **more):
    return {"variables": [row(name, definition, **more)]}


def each(rule, question, *cases, **always):
    """Cases of one rule that differ in one question: (answer, outcome)."""
    return [(rule, {question: answer, **always}, outcome) for answer, outcome in cases]


NONPROBABILITY = {"sampling_kind": "nonprobability", "nonprobability_method": "Accidental"}

SURVEY = [
    *each(
        "R-I-02A",
        "organizer_name",
        ("Dinas Perikanan", GOOD),
        ("BPBD Kabupaten Kotabaru", LOOK),
        ("Balai Wilayah Sungai Kalimantan III", GOOD),
        ("Disdukcapil Kabupaten Kotabaru", LOOK),
        ("Dinas Perikanan Kab. Kotabaru", LOOK),
        ("DINAS KESEHATAN KABUPATEN KOTABARU", GOOD),
        ("RSUD PANGERAN JAYA SUMITRA", LOOK),
        (None, UNKNOWN),
    ),
    *each(
        "R-ID-02A",
        "survey_title",
        ("Survei Nelayan 2026", GOOD),
        ("Kompilasi Data Nelayan 2026", LOOK),
        ("Rekapitulasi Izin Usaha 2026", LOOK),
        ("Survei Kepuasan Pengguna Kompilasi Data 2026", GOOD),
        ("Pendataan Pedagang Pasar, bukan Kompilasi, 2026", GOOD),
        (None, UNKNOWN),
    ),
    *each(
        "R-ID-04A",
        "survey_title",
        ("Survei Nelayan 2026", GOOD),
        ("Survei Nelayan", LOOK),
        ("Survei Nelayan Tahun Ajaran 2026/2027", GOOD),
        ("Survei 20260 Rumah Tangga", LOOK),
        (None, UNKNOWN),
    ),
    *each(
        "R-ID-05A",
        "survey_title",
        ("Survei Nelayan 2026", GOOD),
        ("Survei Nelayan 2019", LOOK),
        ("Survei Nelayan 2025–2027", GOOD),
        ("Survei Pelaksanaan Peraturan Daerah Nomor 7 Tahun 2019 di 2026", GOOD),
        ("Survei Nelayan Tahun 2024 dan 2025", LOOK),
        ("Survei Nelayan", UNKNOWN),
        (None, UNKNOWN),
    ),
    ("R-ID-05A", {"survey_title": "Survei Panen 2025", "variables": [row(period="2025")]}, GOOD),
    *each(
        "R-III-04",
        "fieldwork_start",
        ("2026-03-02", GOOD),
        ("2026-01-06", GOOD),
        ("2026-01-05", LOOK),
        ("2025-12-01", LOOK),
        (None, UNKNOWN),
    ),
    ("R-III-05A", {}, GOOD),
    ("R-III-05A", {"processing_start": "2026-05-20"}, LOOK),
    ("R-III-05A", {"processing_start": "2026-05-29"}, GOOD),
    ("R-III-05A", {"planning_end": "2026-05-20"}, GOOD),  # R-III-06 tells of it
    ("R-III-05A", {"processing_end": None}, UNKNOWN),
    ("R-III-05A", {"presentation_start": "2026-07-01", "processing_end": None}, LOOK),
    *each(
        "R-III-06",
        "planning_end",
        ("2026-05-03", GOOD),
        ("2026-05-04", GOOD),
        ("2026-05-05", LOOK),
        ("2026-12-31", LOOK),
        (None, UNKNOWN),
    ),
    *[
        ("R-III-08A", named(name), outcome)
        for name, outcome in (
            ("Luas lahan", GOOD),
            ("PDRB", LOOK),
            ("Jumlah UMKM binaan", LOOK),
            ("Luas (ha)", LOOK),
            ("Jumlah ternak (ekor)", LOOK),
            ("Penduduk (jiwa)", LOOK),
            ("Luas bangunan (m²)", LOOK),
            ("Luas bangunan [m2]", LOOK),
            ("Pendapatan (ribu rupiah)", LOOK),
            ("Produksi (ton/ha)", LOOK),
            ("Panjang jalan dalam kilometer", LOOK),
            ("Biaya (Rp.000)", LOOK),
            ("Hasil (harian)", GOOD),
            ("Jumlah pekerja (laki-laki)", GOOD),
            ("Pendapatan (bulanan)", GOOD),
            ("Jumlah orang tua (kandung)", GOOD),
            ("JENIS KELAMIN", GOOD),
            ("UMUR", GOOD),
            ("Kunjungan ke kelas III", GOOD),
            ("Hari melaut per bulan", GOOD),
            ("Nilai (Rp juta)", LOOK),
            ("Upah (Rp/hari)", LOOK),
            ("Hasil (per hari)", GOOD),
            ("Pemasaran (dalam negeri)", GOOD),
        )
    ],
    ("R-III-08A", {"variables": None}, UNKNOWN),
    ("R-III-09", named("Biaya"), GOOD),
    ("R-III-09", {"variables": [{"name": "Biaya", "reference_period": "Kini"}]}, LOOK),
    *[
        ("R-III-09", meant(definition), outcome)
        for definition, outcome in (("-", LOOK), ("Belum ada", LOOK), ("n/a", LOOK))
    ],
    ("R-III-09", meant("Tidak adanya luka pada kulit.", "Kulit utuh"), GOOD),
    ("R-III-09", {"variables": None}, UNKNOWN),
    *[
        ("R-III-10", meant(definition), outcome)
        for definition, outcome in (
            ("Uang yang dikeluarkan.", GOOD),
            ("Adalah uang.", LOOK),
            ("Merupakan uang yang dikeluarkan.", LOOK),
            ("Uang", LOOK),
            ("Biaya adalah uang.", GOOD),
            ("Uang “belanja”.", GOOD),
            ("Adalahnya uang.", GOOD),
        )
    ],
    ("R-III-10", {"variables": [{"name": "Biaya"}]}, UNKNOWN),
    ("R-IV-05", {"repetition": "once", "data_collection_type": "cross_sectional"}, GOOD),
    ("R-IV-05", {"repetition": "once", "data_collection_type": "longitudinal"}, LOOK),
    (
        "R-IV-05",
        {"repetition": "once", "data_collection_type": "longitudinal_and_cross_sectional"},
        GOOD,
    ),
    ("R-IV-05", {"data_collection_type": "longitudinal"}, LEFT_OUT),
    ("R-IV-05", {"repetition": None}, UNKNOWN),
    ("R-V-03", {}, GOOD),
    ("R-V-03", {"sampling_frame": "-"}, LOOK),
    ("R-V-03", {"sampling_error": "Belum dihitung"}, LOOK),
    ("R-V-03", {"sampling_frame": "Tidak ada dalam DPT, maka daftar dinas dipakai."}, GOOD),
    ("R-V-03", {"sampling_frame": "Tidak ada kerangka sampel"}, LOOK),
    ("R-V-03", {"sampling_frame": None}, UNKNOWN),
    ("R-V-03", NONPROBABILITY, LEFT_OUT),
    ("R-V-03", {"collection_coverage": "whole"}, LEFT_OUT),
    ("R-V-03", {"sampling_kind": None}, UNKNOWN),
    *each(
        "R-V-08A",
        "sampling_fraction",
        ("5 % × 20 %", GOOD),
        ("15/120 × 20/85 = 2,9 persen", GOOD),
        ("Tahap 1: 15 dari 120 desa; tahap 2: 20 dari 85 rumah tangga", GOOD),
        ("f1 = 0,1; f2 = 0,2", GOOD),
        ("5 persen", LOOK),
        ("300/4.120 = 7,28 persen", LOOK),
        ("300/4.120 (7,28 %)", LOOK),
        ("sesuai rancangan", LOOK),
        (None, UNKNOWN),
        sample_design="multi_stage",
    ),
    ("R-V-08A", {"sample_design": "single_stage", "sampling_fraction": "5 %"}, LEFT_OUT),
    ("R-V-08A", {"sampling_fraction": "5 %", **NONPROBABILITY}, LEFT_OUT),
    *each(
        "R-V-11",
        "sampling_error",
        ("RSE 4,5 %", GOOD),
        ("RSE 12 persen", LOOK),
        ("taraf kepercayaan 95 persen, margin of error 5 persen", GOOD),
        ("Margin of error 5 persen pada tingkat kepercayaan 95 persen", GOOD),
        ("MoE 10% (tingkat keyakinan 90%)", LOOK),
        ("95 % tingkat kepercayaan dan 5 % margin of error", GOOD),
        ("95% CI, MoE 3%", GOOD),
        ("Selang kepercayaan 95% dengan galat 7%", LOOK),
        ("confidence level 95%, alpha 5%, MoE 8%", LOOK),
        ("alpha = 0,05", GOOD),
        ("Margin of error 0,1", LOOK),
        ("margin of error lima persen", GOOD),
        ("Tingkat kepercayaan (1-α) 95%, error 5%", GOOD),
        ("RSE kabupaten 3%, kecamatan 12%", LOOK),
        ("Tingkat kepercayaan 95 persen", UNKNOWN),
        ("RSE kecil", UNKNOWN),
        (None, UNKNOWN),
    ),
    ("R-V-11", NONPROBABILITY, LEFT_OUT),
    *each(
        "R-V-12",
        "sampling_error",
        ("RSE 4 %", GOOD),
        ("Koefisien variasi 4 persen", GOOD),
        ("Batas kesalahan 5 persen", GOOD),
        ("α = 5 %", GOOD),
        ("4 %", LOOK),
        ("Galat 4 persen", LOOK),
        ("4 persen, bukan RSE", LOOK),
        ("Tingkat kepercayaan 95 persen", LOOK),
        (None, UNKNOWN),
    ),
    ("R-V-15", {"sample_size": 300, "respondent_count": 300}, GOOD),
    ("R-V-15", {"sample_size": 300, "respondent_count": 600}, GOOD),
    ("R-V-15", {"sample_size": 300, "respondent_count": 200}, LOOK),
    ("R-V-15", {"respondent_count": None}, LEFT_OUT),
    ("R-V-15", {"sample_size": None}, UNKNOWN),
    ("R-V-15", {"sample_size": 300, "respondent_count": 200, **NONPROBABILITY}, LEFT_OUT),
    ("R-VI-01", {"pilot": "yes", "pilot_explanation": "Di satu desa."}, GOOD),
    ("R-VI-01", {"pilot": "no"}, LOOK),
    ("R-VI-01", {"pilot": "no", "repetition": "once", "frequency": None}, LOOK),
    ("R-VI-01", {"pilot": "yes", "pilot_explanation": None}, GOOD),
    ("R-VI-01", {"pilot": None}, UNKNOWN),
    ("R-VI-04A", {"collector_education": ["senior_secondary"]}, GOOD),
    ("R-VI-04A", {"collector_education": ["junior_secondary"]}, LOOK),
    ("R-VI-04A", {"collection_methods": ["self_completed"]}, LEFT_OUT),
    (
        "R-VI-04A",
        {
            "collection_methods": ["other"],
            "collection_methods_other": "Wawancara lewat telepon",
            "collector_education": ["junior_secondary"],
        },
        LOOK,
    ),
    (
        "R-VI-04A",
        {
            "collection_methods": ["other"],
            "collection_methods_other": "Penimbangan tanpa wawancara",
            "collector_education": ["junior_secondary"],
        },
        LEFT_OUT,
    ),
    ("R-VI-04A", {"collection_methods": None}, UNKNOWN),
    *[
        ("R-VI-05", {"supervisor_count": supervisors, "enumerator_count": enumerators}, outcome)
        for supervisors, enumerators, outcome in (
            (2, 12, GOOD),
            (12, 12, GOOD),
            (0, 0, GOOD),
            (13, 12, LOOK),
            (46, 3, LOOK),
            (3, 0, LOOK),
            (None, 12, UNKNOWN),
        )
    ],
    ("R-VI-07", {"training": "yes", "training_explanation": "Dua hari."}, GOOD),
    ("R-VI-07", {"training": "no"}, LOOK),
    ("R-VI-07", {"training": "no", "collection_methods": ["observation"]}, LOOK),
    ("R-VI-07", {"training": "no", "collection_methods": ["self_completed"]}, LEFT_OUT),
    (
        "R-VI-07",
        {
            "training": "no",
            "collection_methods": ["other"],
            "collection_methods_other": "Pengukuran tinggi badan",
        },
        LOOK,
    ),
    ("R-VI-07", {"training": None}, UNKNOWN),
    ("R-VII-01", {"editing": "yes", "coding": None}, GOOD),
    ("R-VII-01", {"editing": "no", "coding": "no", "validation": "no"}, LOOK),
    ("R-VII-01", {"editing": "no", "coding": "no", "validation": "yes"}, GOOD),
    ("R-VII-01", {"editing": "no", "coding": "no", "validation": None}, UNKNOWN),
    ("R-VII-01", {"editing": None, "coding": None, "validation": None}, UNKNOWN),
    *each(
        "R-VII-03",
        "analysis_method",
        ("Analisis deskriptif tanpa inferensia", GOOD),
        ("Analisis deskriptif, tidak dilakukan uji hipotesis", GOOD),
        ("Regresi tidak digunakan; hanya tabel silang", GOOD),
        ("Deskriptif (noninferensial)", GOOD),
        ("Tabel tanpa inferensia, regresi, maupun korelasi", GOOD),
        ("Hasil tidak digeneralisasi ke populasi", GOOD),
        ("Indeks kepuasan dengan pembobotan unsur", GOOD),
        ("Menggambarkan jawaban seluruh responden", GOOD),
        ("Analisis inferensia", LOOK),
        ("Regresi linear", LOOK),
        ("Tidak hanya deskriptif, tetapi juga uji beda", LOOK),
        ("Tanpa tabel silang, dengan korelasi Spearman", LOOK),
        ("Rata-rata ditaksir untuk kabupaten", LOOK),
        ("Menduga proporsi rumah tangga miskin", LOOK),
        ("Estimasi jumlah nelayan", LOOK),
        ("Hasil sampel diperluas ke seluruh populasi", LOOK),
        ("Kesimpulan digeneralisasikan", LOOK),
        ("Inferensia: tidak", GOOD),
        ("Tidak dilakukan regresi, korelasi, dan uji beda", GOOD),
        ("Sampel tidak acak, regresi linear dipakai", LOOK),
        ("Bila data tidak memenuhi asumsi, maka dipakai uji Kruskal", LOOK),
        ("Deskriptif saja, mengingat sampel tidak probabilitas", GOOD),
        ("Uji validitas kuesioner, kemudian tabel frekuensi", GOOD),
        ("Regresi tidak linear", LOOK),
        ("Data yang tidak lengkap diimputasi dengan regresi", LOOK),
        ("Uji-t dua sampel", LOOK),
        ("Rata-rata sampel diperluas menjadi angka kabupaten", LOOK),
        (None, UNKNOWN),
        **NONPROBABILITY,
    ),
    ("R-VII-03", {"analysis_method": "Regresi linear"}, GOOD),
    ("R-VII-03", {"collection_coverage": "whole", "analysis_method": "Regresi"}, LEFT_OUT),
    ("R-VIII-01", {"product_print": "yes"}, GOOD),
    ("R-VIII-01", {"product_print": "no", "product_electronic": "no"}, LOOK),
    (
        "R-VIII-01",
        {"product_print": "no", "product_electronic": "no", "product_micro": "yes"},
        GOOD,
    ),
    ("R-VIII-01", {"product_print": "no", "product_electronic": None}, UNKNOWN),
    (
        "R-VIII-01",
        {"product_print": None, "product_electronic": None, "product_macro": "yes"},
        GOOD,
    ),
    *each(
        "W-01",
        "survey_purpose",
        ("Mengetahui rata-rata biaya melaut menurut alat tangkap.", GOOD),
        ("Mengetahui kepuasan nelayan dan lain-lain.", LOOK),
        ("Memperoleh harga ikan, udang, dsb.", LOOK),
        ("Untuk memperoleh data yang akurat dan mutakhir sebagai bahan perencanaan.", LOOK),
        ("Menjadi dasar penyaluran bantuan bahan bakar kepada nelayan kecil.", GOOD),
        (None, UNKNOWN),
    ),
    *[
        ("W-02", meant(definition, name), outcome)
        for definition, name, outcome in (
            ("Uang yang dikeluarkan untuk melaut.", "Biaya", GOOD),
            ("Jumlah nelayan.", "Jumlah nelayan", LOOK),
            ("Banyaknya nelayan yang ada.", "Jumlah nelayan", LOOK),
            ("Orang yang menangkap ikan di laut sebagai pekerjaan.", "Jumlah nelayan", GOOD),
            ("Bahan bakar, es, umpan, dan lain-lain.", "Biaya", LOOK),
            ("Bahan bakar, es, dan umpan.", "Biaya", GOOD),
            ("Luas panen adalah luas yang dipanen.", "Luas panen", LOOK),
        )
    ],
    ("W-02", {"variables": [{"name": "Biaya"}]}, UNKNOWN),
    *[
        ("W-03", meant(definition, name), outcome)
        for definition, name, outcome in (
            ("Yang dikeluarkan untuk melaut.", "Biaya", LOOK),
            ("Yang dikeluarkan untuk melaut, dalam rupiah.", "Biaya", GOOD),
            ("Bidang tanah yang ditanami.", "Luas panen", LOOK),
            ("Tanah yang ditanami, diukur dalam hektare.", "Luas panen", GOOD),
            ("Tanah yang ditanami.", "Luas panen (ha)", GOOD),
            ("Yang bekerja di kapal.", "Jumlah nelayan", GOOD),
            ("Lahan menurut siapa pemiliknya.", "Jenis biaya", GOOD),
        )
    ],
    ("W-03", {"variables": [{"name": "Biaya"}]}, UNKNOWN),
    *[
        ("W-04", {"variables": [row(period=period)]}, outcome)
        for period, outcome in (
            ("Sebulan terakhir", GOOD),
            ("Saat pencacahan", GOOD),
            ("2025", GOOD),
            ("-", LOOK),
            ("Sesuai kebutuhan", LOOK),
            ("tidak ada", LOOK),
        )
    ],
    ("W-04", {"variables": None}, UNKNOWN),
]

COMPILATION = [
    *each(
        "R-ID-02A",
        "activity_title",
        ("Kompilasi Data Perizinan 2026", GOOD),
        ("Survei Perizinan 2026", LOOK),
        ("Survey Kepuasan 2026", LOOK),
        ("Kompilasi Hasil Survei Kepuasan 2026", GOOD),
        ("Data Perizinan (bukan survei) 2026", GOOD),
        ("Pendataan Perizinan 2026", GOOD),
        (None, UNKNOWN),
    ),
    *each(
        "R-ID-03",
        "activity_title",
        ("Kompilasi Data Perizinan", GOOD),
        ("KOMPILASI DATA PERIZINAN", GOOD),
        ("Data Perizinan", LOOK),
        ("Rekapitulasi Perizinan", LOOK),
        ("Survei Perizinan", LEFT_OUT),  # first it must be clear which form it is
        (None, UNKNOWN),
    ),
    ("R-ID-05A", {"activity_title": "Kompilasi Kunjungan 2025"}, GOOD),  # the data's year
    ("R-ID-05A", {"activity_title": "Kompilasi Kunjungan 2019"}, LOOK),
    ("R-III-05A", {"analysis_start": "2026-06-01"}, LOOK),
    ("R-IV-05", {}, LEFT_OUT),
    ("R-IV-05", {"repetition": "once", "data_kind": "series"}, LOOK),
    ("R-IV-05", {"repetition": "once", "data_kind": "cross_section"}, GOOD),
    (
        "R-IV-05",
        {"repetition": "once", "data_kind": "series", "variables": [row(period="2021–2025")]},
        GOOD,
    ),
    ("R-IV-05", {"repetition": None}, UNKNOWN),
    ("R-IV-09", {"collection_methods": ["records"]}, GOOD),
    ("R-IV-09", {"collection_methods": ["self_completed"]}, LOOK),
    ("R-IV-09", {"collection_methods": ["self_completed", "records"]}, GOOD),
    *each(
        "R-IV-09",
        "collection_methods_other",
        ("Mengunduh basis data perizinan", GOOD),
        ("Data sekunder dari desa", GOOD),
        ("Wawancara kepala desa", LOOK),
        ("Wawancara, bukan dari catatan", LOOK),
        (None, UNKNOWN),
        collection_methods=["other"],
    ),
    ("R-IV-09", {"collection_methods": None}, UNKNOWN),
    ("R-VI-05", {"supervisor_count": 28, "enumerator_count": 2}, LOOK),
    ("R-VI-07", {"training": "no"}, LEFT_OUT),  # records are neither asked nor watched
    ("R-VII-01", {"data_entry": "yes", "editing": "no"}, GOOD),
    ("R-VIII-01", {"product_print": "no", "product_electronic": "no"}, LOOK),
    ("R-VIII-01", {"product_print": None, "product_electronic": None}, UNKNOWN),
    ("W-01", {"purpose_and_benefit": "Tersedianya data yang akurat."}, LOOK),
]
