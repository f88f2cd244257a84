"""Which rules of domain.md §4.2 each form can evaluate, and how much each weighs (decision 17).

Left out, because completeness already demands them: R-I-01, R-I-04, R-II-01, R-II-02, R-III-12,
R-IV-01, R-IV-07, R-V-01, R-V-02, R-V-14A, R-VII-04. Left out, because neither form asks for it:
R-VI-02 (CAPI/CAWI), R-VI-08 (kind of supervision). R-V-15 and W-01 to W-04 are our own.
"""

from functools import partial

from editions.advice import analysis, dates, design, sampling, titles, variables, wording
from editions.advice.advice import Rule, Weight


def _contradiction(id_, topic, doubt, *keys):
    return Rule(id_, Weight.CONTRADICTION, topic, doubt, keys)


def _suggestion(id_, topic, doubt, *keys):
    return Rule(id_, Weight.SUGGESTION, topic, doubt, keys)


def _words(title, purpose, table):
    return (
        _suggestion(
            "R-I-02A",
            "Singkatan pada nama penyelenggara",
            titles.organizer_without_acronym,
            "organizer.organizer_name",
        ),
        _suggestion("R-ID-04A", "Tahun pada judul", titles.year_in_title, title),
        _suggestion(
            "R-III-08A",
            "Singkatan dan satuan pada nama peubah",
            variables.variables_without_acronym_or_unit,
            table,
        ),
        _contradiction("R-III-09", "Definisi setiap peubah", variables.variables_defined, table),
        _suggestion("R-III-10", "Kalimat definisi", variables.definitions_well_formed, table),
        _suggestion("W-01", "Isi tujuan", wording.purpose_is_meant, purpose),
        _suggestion("W-02", "Isi definisi", wording.definitions_are_meant, table),
        _suggestion("W-03", "Satuan pada definisi", wording.measures_have_a_unit, table),
        _suggestion("W-04", "Isi referensi waktu", wording.periods_are_meant, table),
    )


def _schedule(title, block, stages):
    (_, planning), (_, collection), *_, (_, last) = stages
    start, planning_end = f"{block}.{collection}_start", f"{block}.{planning}_end"
    return (
        _contradiction(
            "R-ID-05A",
            "Tahun pada judul dan pada jadwal",
            partial(titles.year_agrees, first=f"{planning}_start", last=f"{last}_end"),
            title,
            f"{block}.{planning}_start",
        ),
        _contradiction(
            "R-III-04",
            "Waktu pengajuan dan awal pengumpulan data",
            partial(dates.submitted_before_fieldwork, start=f"{collection}_start"),
            start,
        ),
        _suggestion(
            "R-III-05A",
            "Urutan tahap kegiatan",
            partial(dates.stages_do_not_overlap, block=block, stages=stages),
            *(f"{block}.{stage}_start" for _, stage in stages[2:]),
        ),
        _contradiction(
            "R-III-06",
            "Akhir perencanaan dan awal pengumpulan data",
            partial(
                dates.planned_before_collected,
                planning_end=f"{planning}_end",
                start=f"{collection}_start",
            ),
            planning_end,
            start,
        ),
    )


def _ends(staff):
    """What both forms ask about staff, processing and products."""
    return (
        _suggestion(
            "R-VI-05",
            "Jumlah pengawas dan pengumpul data",
            design.supervisors_do_not_outnumber,
            f"{staff}.supervisor_count",
            f"{staff}.enumerator_count",
        ),
        _contradiction(
            "R-VI-07", "Pelatihan petugas", design.trains_interviewers, f"{staff}.training"
        ),
        _contradiction(
            "R-VII-01", "Langkah pengolahan", design.processes_data, "processing.editing"
        ),
        _contradiction(
            "R-VIII-01", "Produk untuk umum", design.publishes_something, "processing.product_print"
        ),
    )


_SAMPLE = (
    _contradiction(
        "R-V-03",
        "Uraian sampel probabilitas",
        sampling.probability_sample_described,
        "sampling.sampling_frame",
        "sampling.selection_method",
        "sampling.sampling_fraction",
        "sampling.sampling_error",
    ),
    _suggestion(
        "R-V-08A",
        "Fraksi sampel setiap tahap",
        sampling.fraction_shows_all_stages,
        "sampling.sampling_fraction",
    ),
    _suggestion(
        "R-V-11", "Besar sampling error", sampling.error_is_small, "sampling.sampling_error"
    ),
    _suggestion(
        "R-V-12", "Ukuran sampling error", sampling.error_is_named, "sampling.sampling_error"
    ),
    _suggestion(
        "R-V-15",
        "Jumlah responden dan jumlah sampel",
        sampling.sample_is_not_larger_than_respondents,
        "sampling.respondent_count",
        "sampling.sample_size",
    ),
)

SURVEY = (
    _contradiction(
        "R-ID-02A", "Judul dan jenis kegiatan", titles.title_fits_survey, "cover.survey_title"
    ),
    *_words("cover.survey_title", "purpose.survey_purpose", "purpose.variables"),
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
    _contradiction(
        "R-IV-05",
        "Kegiatan sekali dan tipe pengumpulan data",
        design.once_is_cross_sectional,
        "general.data_collection_type",
        "general.repetition",
    ),
    *_SAMPLE,
    _suggestion("R-VI-01", "Uji coba", design.makes_a_pilot, "design.pilot"),
    _suggestion(
        "R-VI-04A",
        "Pendidikan petugas",
        design.staff_are_educated_enough,
        "design.collector_education",
    ),
    *_ends("design"),
    _contradiction(
        "R-VII-03",
        "Analisis dan cara memilih sampel",
        analysis.inference_from_a_probability_sample,
        "processing.analysis_method",
        "design.sampling_kind",
    ),
)

COMPILATION = (
    _contradiction(
        "R-ID-02A",
        "Judul dan jenis kegiatan",
        titles.title_fits_compilation,
        "cover.activity_title",
    ),
    _suggestion(
        "R-ID-03",
        "Kata “kompilasi” pada judul",
        titles.title_says_compilation,
        "cover.activity_title",
    ),
    *_words("cover.activity_title", "planning.purpose_and_benefit", "variables.variables"),
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
    _contradiction(
        "R-IV-05",
        "Kegiatan sekali dan jenis data",
        design.once_is_no_series,
        "design.data_kind",
        "design.repetition",
    ),
    _contradiction(
        "R-IV-09",
        "Cara memperoleh catatan",
        design.compiles_records,
        "design.collection_methods",
    ),
    *_ends("collection"),
)
