"""Filling in a whole form from the few facts of a plan."""

from datetime import timedelta

from romantik.demonstration.plans import Survey

FRIDAY = 4
# (stage, first day, last day), counted from the day the form is first written
SURVEY_STAGES = (
    ("planning", -14, 70),
    ("fieldwork", 84, 112),
    ("processing", 115, 140),
    ("analysis", 143, 165),
    ("presentation", 168, 190),
)
COMPILATION_STAGES = (
    ("planning", -14, 60),
    ("collection", 70, 98),
    ("processing", 101, 119),
    ("analysis", 122, 140),
    ("dissemination", 143, 160),
)
PUBLISHED_AFTER = 200
AREAS = [{"province": "63", "regency": "6302"}]


def answers_for(plan, applicant, day):
    """The complete answers to the plan's form, written on that day: {block: {question: value}}."""
    fill_in = _fs3 if isinstance(plan, Survey) else _fpkpa
    return fill_in(plan, applicant, day)


def _fs3(plan, applicant, day):
    return {
        "cover": {"survey_title": _titled(plan, day)},
        "organizer": _organizer(applicant),
        "contacts": _contacts(applicant, "manager"),
        "general": _repetition(plan.frequency) | {"data_collection_type": "cross_sectional"},
        "purpose": {"survey_purpose": plan.purpose, "variables": _survey_variables(plan)},
        "design": _survey_design(plan, applicant),
        "sampling": _sampling(plan) if plan.sample and not plan.quota else {},
        "processing": {
            **dict.fromkeys(("editing", "coding", "validation"), "yes"),
            "estimation_levels": list(plan.levels),
            "analysis_method": plan.analysis,
            **dict.fromkeys(("product_print", "product_electronic", "product_macro"), "yes"),
            **dict.fromkeys(("product_micro", "product_other"), "no"),
            **_stages(SURVEY_STAGES, day),
            "availability_date": _workday(day, PUBLISHED_AFTER, first=True),
        },
    }


def _fpkpa(plan, applicant, day):
    return {
        "cover": {"activity_title": _titled(plan, day)},
        "organizer": _organizer(applicant),
        "contacts": _contacts(applicant, "technical"),
        "planning": {"purpose_and_benefit": plan.purpose, **_stages(COMPILATION_STAGES, day)},
        "variables": {"variables": _compilation_variables(plan)},
        "design": {
            **_repetition(plan.frequency),
            "data_kind": "series_and_cross_section",
            "collection_methods": ["records"],
            "area_scope": "partial",
            "areas": AREAS,
        },
        "collection": {
            "collectors": ["staff"],
            "collector_education": "senior_secondary",
            "supervisor_count": max(plan.enumerators // 6, 1),
            "enumerator_count": plan.enumerators,
            "training": "yes",
        },
        "processing": {
            **dict.fromkeys(("editing", "coding", "data_entry", "validation"), "yes"),
            "analysis_method": plan.analysis,
            "analysis_unit": plan.unit,
            "presentation_levels": list(plan.levels),
            "product_print": "no",
            "product_electronic": "yes",
            "publication_date": _workday(day, PUBLISHED_AFTER, first=True),
        },
    }


def _titled(plan, day):
    """The title carries the year in which the data are collected."""
    return f"{plan.title} Tahun {(day + timedelta(days=84)).year}"


def _organizer(applicant):
    return {
        "organizer_name": applicant.name,
        "organizer_address": applicant.address,
        "organizer_regency": "6302",
        "organizer_province": "63",
        "organizer_phone": applicant.phone,
        "organizer_email": applicant.email,
    }


def _contacts(applicant, role):
    key, name, position = applicant.people[0]
    return {
        "responsible_name": applicant.responsible[0],
        "responsible_position": applicant.responsible[1],
        "responsible_phone": "0812-0000-0101",
        "responsible_email": applicant.email,
        f"{role}_name": name,
        f"{role}_position": position,
        f"{role}_phone": "0812-0000-0102",
        f"{role}_email": f"{key}@example.go.id",
        "walidata_unit": "Dinas Komunikasi dan Informatika Kabupaten Kotabaru",
        "walidata_email": "walidata@example.go.id",
    }


def _repetition(frequency):
    if frequency == "once":
        return {"repetition": "once"}
    return {"repetition": "repeated", "frequency": frequency}


def _survey_variables(plan):
    names = ("name", "reference_period", "concept", "definition")
    return [dict(zip(names, row, strict=True)) for row in plan.variables]


def _compilation_variables(plan):
    names = ("name", "reference_period", "source_unit", "definition")
    return [dict(zip(names, row, strict=True)) for row in plan.variables]


def _survey_design(plan, applicant):
    unit = plan.unit[0].lower() + plan.unit[1:]
    design = {
        "collection_coverage": "sample" if plan.sample else "whole",
        "area_scope": "partial",
        "areas": AREAS,
        "collection_methods": list(plan.methods),
        "pilot": "yes",
        "pilot_explanation": f"Kuesioner dicobakan kepada 10 {unit} di Kecamatan Pulau Laut Utara "
        "untuk menguji urutan pertanyaan dan lama wawancara.",
        "collectors": ["own_staff", "partners"],
        "collector_education": ["senior_secondary"],
        "training": "yes",
        "training_explanation": f"Dua hari di aula {applicant.name}: konsep dan definisi, "
        "pengisian kuesioner, dan latihan wawancara.",
        "supervisor_count": max(plan.enumerators // 5, 1),
        "enumerator_count": plan.enumerators,
    }
    if plan.sample:
        design["sampling_kind"] = "nonprobability" if plan.quota else "probability"
    if plan.quota:
        design["nonprobability_method"] = plan.quota
    return design


def _sampling(plan):
    share = f"{100 * plan.sample / plan.population:.2f}".replace(".", ",")
    design = {
        "sample_design": "multi_stage" if plan.stages else "single_stage",
        "sampling_frame": plan.frame,
        "selection_method": "Sampel dipilih dengan Systematic Sampling dari daftar yang diurutkan "
        "menurut kecamatan.",
        "sampling_fraction": f"{plan.sample}/{_thousands(plan.population)} = {share} persen",
        "sampling_unit": plan.unit,
        "sample_size": plan.sample,
        "sampling_error": "Margin of error 5 persen pada tingkat kepercayaan 95 persen",
        "respondent": plan.respondent,
        "respondent_count": plan.sample,
    }
    return design | ({"sample_design_stages": plan.stages} if plan.stages else {})


def _stages(stages, day):
    dates = {}
    for stage, first, last in stages:
        dates[f"{stage}_start"] = _workday(day, first, first=True)
        dates[f"{stage}_end"] = _workday(day, last, first=False)
    return dates


def _workday(day, after, *, first):
    """That many days later, moved from a weekend to Monday, or to Friday where a stage ends."""
    found = day + timedelta(days=after)
    beyond = found.weekday() - FRIDAY
    if beyond > 0:
        found += timedelta(days=3 - beyond if first else -beyond)
    return found.isoformat()


def _thousands(number):
    return f"{number:,}".replace(",", ".")
