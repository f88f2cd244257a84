"""A submission and a recommended activity side by side, whatever form each was filled in on."""

from editions.indonesian.stems import stems
from editions.regions import RegionBook


def side_by_side(submission, revision, activity):
    """Rows of (label, here, there, is alike); only what is public of the other; one query."""
    regions = RegionBook()
    here = _facts(submission.form, revision.answers, submission.agency.name, regions)
    there = _facts(activity.form, activity.answers, activity.agency_name, regions)
    return [(label, here[label], there[label], _alike(here[label], there[label])) for label in here]


def _facts(form, answers, agency_name, regions):
    variables = form.answer(answers, form.variables_question) or []
    rows = form.answer(answers, form.areas_question) or []
    areas = [regions.speak(row.get("regency") or row.get("province")) for row in rows]
    if form.answer(answers, "area_scope") == "all":
        areas = ["Seluruh Indonesia"]
    return {
        "Judul": [form.title_of(answers)],
        "Instansi": [agency_name],
        "Formulir": [form.short_title],
        "Pengumpulan data": [
            " – ".join(filter(None, (form.spoken(answers, key) for key in form.period_questions)))
        ],
        "Wilayah": areas,
        "Tujuan": [form.answer(answers, form.purpose_question) or ""],
        "Peubah": [row["name"] for row in variables if row.get("name")],
        "Metode": [form.spoken(answers, form.methods_question)],
    }


def _alike(here, there):
    return {" ".join(stems(text)) for text in here} == {" ".join(stems(text)) for text in there}
