"""Which rules of domain.md §4.2 each form can evaluate.

Left out, because completeness already demands them: R-I-01, R-I-04, R-II-01, R-II-02, R-IV-01,
R-IV-07, R-V-01, R-V-02. Left out, because neither form asks for it: R-VI-02 (CAPI/CAWI), R-VI-08
(kind of supervision).
"""

from functools import partial

from editions.advice import dates, design, words
from editions.advice.advice import Rule


def _rule(id_, title, doubt, *keys):
    return Rule(id_, title, doubt, keys)


def _wording(title, variables, definition_title="Definisi tertulis baik"):
    return (
        _rule(
            "R-I-02A",
            "Nama penyelenggara tanpa singkatan",
            words.organizer_without_acronym,
            "organizer.organizer_name",
        ),
        _rule("R-ID-04A", "Tahun pada judul", words.year_in_title, title),
        _rule(
            "R-III-08A",
            "Nama peubah tanpa singkatan dan satuan",
            words.variables_without_acronym_or_unit,
            variables,
        ),
        _rule("R-III-09", "Setiap peubah mempunyai definisi", words.variables_defined, variables),
        _rule("R-III-10", definition_title, words.definitions_well_formed, variables),
        _rule(
            "R-III-12",
            "Setiap peubah mempunyai referensi waktu",
            words.variables_have_a_period,
            variables,
        ),
    )


def _schedule(title, block, stages):
    (_, planning), (_, collection), *_, (_, last) = stages
    start = f"{block}.{collection}_start"
    return (
        _rule(
            "R-ID-05A",
            "Tahun pada judul sesuai jadwal",
            partial(dates.year_agrees, first=f"{planning}_start", last=f"{last}_end"),
            title,
            f"{block}.{planning}_start",
        ),
        _rule(
            "R-III-04",
            "Diajukan sebelum pengumpulan data",
            partial(dates.submitted_before_fieldwork, start=f"{collection}_start"),
            start,
        ),
        _rule(
            "R-III-05A",
            "Tahap kegiatan berurutan",
            partial(dates.stages_do_not_overlap, stages=stages),
            f"{block}.{planning}_start",
        ),
        _rule(
            "R-III-06",
            "Perencanaan selesai sebelum pengumpulan data",
            partial(
                dates.planned_before_collected,
                planning_end=f"{planning}_end",
                start=f"{collection}_start",
            ),
            f"{block}.{planning}_end",
            start,
        ),
    )


SURVEY = (
    _rule("R-ID-02A", "Judul sesuai jenis kegiatan", words.title_fits_survey, "cover.survey_title"),
    *_wording("cover.survey_title", "purpose.variables"),
    *_schedule(
        "cover.survey_title",
        "processing",
        (
            ("Perencanaan", "planning"),
            ("Pelaksanaan lapang", "fieldwork"),
            ("Pengolahan", "processing"),
            ("Analisis", "analysis"),
            ("Penyajian", "presentation"),
        ),
    ),
    _rule(
        "R-IV-05",
        "Kegiatan sekali bertipe cross sectional",
        design.once_is_cross_sectional,
        "general.data_collection_type",
    ),
    _rule(
        "R-V-03",
        "Sampel probabilitas dijelaskan",
        design.probability_sample_described,
        "sampling.sampling_frame",
        "sampling.selection_method",
        "sampling.sampling_fraction",
        "sampling.sampling_error",
    ),
    _rule(
        "R-V-08A",
        "Fraksi sampel setiap tahap",
        design.fraction_shows_all_stages,
        "sampling.sampling_fraction",
    ),
    _rule("R-V-11", "Sampling error kecil", design.error_is_small, "sampling.sampling_error"),
    _rule("R-V-12", "Ukuran sampling error", design.error_is_named, "sampling.sampling_error"),
    _rule("R-V-14A", "Unit sampel dan responden", design.units_given, "sampling.sampling_unit"),
    _rule(
        "R-V-15",
        "Responden tidak kurang dari sampel",
        design.sample_is_not_larger_than_respondents,
        "sampling.respondent_count",
        "sampling.sample_size",
    ),
    _rule("R-VI-01", "Uji coba", design.makes_a_pilot, "design.pilot"),
    _rule(
        "R-VI-04A",
        "Pendidikan petugas",
        design.staff_are_educated_enough,
        "design.collector_education",
    ),
    _rule(
        "R-VI-05",
        "Pengawas tidak melebihi pengumpul data",
        design.supervisors_do_not_outnumber,
        "design.supervisor_count",
        "design.enumerator_count",
    ),
    _rule("R-VI-07", "Pelatihan petugas", design.trains_interviewers, "design.training"),
    _rule("R-VII-01", "Langkah pengolahan", design.processes_data, "processing.editing"),
    _rule(
        "R-VII-03",
        "Inferensia dari sampel probabilitas",
        design.inference_from_a_probability_sample,
        "processing.analysis_method",
        "design.sampling_kind",
    ),
    _rule(
        "R-VII-04",
        "Inferensia didukung rancangan sampel",
        design.inference_has_its_sample,
        "processing.analysis_method",
    ),
    _rule("R-VIII-01", "Produk untuk umum", design.publishes_something, "processing.product_print"),
)

COMPILATION = (
    _rule(
        "R-ID-02A",
        "Judul sesuai jenis kegiatan",
        words.title_fits_compilation,
        "cover.activity_title",
    ),
    _rule(
        "R-ID-03", "Judul menyebut kompilasi", words.title_says_compilation, "cover.activity_title"
    ),
    *_wording("cover.activity_title", "variables.variables"),
    *_schedule(
        "cover.activity_title",
        "planning",
        (
            ("Perencanaan", "planning"),
            ("Pengumpulan data", "collection"),
            ("Pengolahan", "processing"),
            ("Analisis", "analysis"),
            ("Diseminasi", "dissemination"),
        ),
    ),
    _rule(
        "R-IV-05", "Kegiatan sekali bukan deret waktu", design.once_is_no_series, "design.data_kind"
    ),
    _rule(
        "R-IV-09",
        "Mengolah catatan administrasi",
        design.compiles_records,
        "design.collection_methods",
    ),
    _rule("R-V-14A", "Unit analisis", design.analysis_unit_given, "processing.analysis_unit"),
    _rule(
        "R-VI-05",
        "Pengawas tidak melebihi pengumpul data",
        design.supervisors_do_not_outnumber,
        "collection.supervisor_count",
        "collection.enumerator_count",
    ),
    _rule("R-VI-07", "Pelatihan petugas", design.trains_compilers, "collection.training"),
    _rule("R-VII-01", "Langkah pengolahan", design.processes_data, "processing.editing"),
    _rule("R-VIII-01", "Produk untuk umum", design.publishes_something, "processing.product_print"),
)
