"""What is derived for any row of the catalogue, wherever its facts come from."""

from datetime import date

from django.utils.text import slugify

from editions.indonesian.likeness import title_stems
from editions.indonesian.roots import RULES
from editions.indonesian.stems import stems
from editions.regions import ALL_REGENCIES, RegionBook
from editions.sectors import SECTORS
from requests_app.activities.search.expression import facet
from requests_app.activities.search.numbers import number_token
from requests_app.models.activities.activity_queryset import EVERYTHING

WHOLE_COUNTRY = "00"
TURN = "catalogue"  # whoever publishes: words are shared by all rows
SPELLING = facet("kata", RULES)  # of each row: by which list of words it is found


def complete(facts, form, answers, regions=None, *marks):
    """The facts with all that follows from them and the public answers, and the texts whose words
    the row may be found by. `marks` are facets besides."""
    facts |= {
        "edition": form.slug,
        "starts_on": day(form.answer(answers, form.period_questions[0])),
        "ends_on": day(form.answer(answers, form.period_questions[1])),
        "regions": _regions(form, answers),
        "answers": answers,
        "title_stems": " ".join(title_stems(facts["title"])),
    }
    facts["facets"] = " ".join([*_facets(facts, form, answers), *marks])
    texts = _texts(facts, form, answers, regions or RegionBook(facts["regions"]))
    numbers = [number_token(facts["code"]), number_token(facts["letter_number"])]
    found_by = [*stems(" ".join(texts), parts=True), *facts["facets"].split(), *numbers]
    found_by = dict.fromkeys([*found_by, EVERYTHING, SPELLING])
    facts["search_stems"] = "" if facts["revoked_on"] else " ".join(found_by)
    return facts, texts


def texts_of(activity, regions):
    """The same texts of a row that is there."""
    names = ("title", "code", "letter_number", "agency_name", "regions", "sector")
    facts = {name: getattr(activity, name) for name in names}
    return _texts(facts, activity.form, activity.answers, regions)


def day(text):
    return date.fromisoformat(text) if text else None


def _regions(form, answers):
    if form.answer(answers, "area_scope") == "all":
        return [WHOLE_COUNTRY]
    rows = form.answer(answers, form.areas_question) or []
    codes = {row.get("province") for row in rows} | {row.get("regency") for row in rows}
    return sorted(codes - {None, "", ALL_REGENCIES})


def _facets(facts, form, answers):
    """The tokens by which the list is narrowed."""
    yield f"jenis:{form.kind}"
    yield f"tahun:{facts['year']}"
    for code in facts["regions"]:
        yield f"kabupaten:{code}" if len(code) == 4 else f"provinsi:{code}"
    if name := slugify(facts["agency_name"])[:80]:
        yield f"instansi:{name}"
    if facts["sector"]:
        yield f"sektor:{facts['sector']}"
    for method in form.answer(answers, form.methods_question) or []:
        yield f"metode:{method}"


def _texts(facts, form, answers, regions):
    """The texts of an activity that it is found by: nothing that is not public is among them."""
    variables = form.answer(answers, form.variables_question) or []
    return [
        facts["title"],
        facts["code"],
        facts["letter_number"],
        facts["agency_name"],
        form.short_title,
        form.answer(answers, form.purpose_question) or "",
        *(row.get("name", "") for row in variables),
        *(regions.speak(code) for code in facts["regions"] if code != WHOLE_COUNTRY),
        SECTORS.get(facts["sector"], ""),
    ]
