"""Each row of a file held beside what is here: what it would become, or why it cannot."""

from datetime import timedelta
from functools import cache

from django.utils import timezone

from accounts.access import may_decide_for_all
from accounts.models import Agency, Office
from earlier import facts as said
from earlier.facts import Fault
from editions.regions import RegionBook
from letters.models import Letter
from letters.numbering import reading_of
from requests_app.activities.archive import series_of_earlier
from requests_app.models import Activity, Earlier, Submission
from requests_app.models.activities.earlier import key_of

OWN_ALONE = (
    "Identitas ini milik satuan kerja {}. Rekomendasi satuan kerja lain diimpor oleh admin di sana "
    "atau admin pusat."
)


class Judge:
    """Knows the areas, the offices one may bring for, and the agencies of these."""

    def __init__(self, by, office):
        offices = (
            Office.objects.all()
            if may_decide_for_all(by)
            else Office.objects.filter(pk=office)  # of the import: who began it may have moved
        )
        self.offices = {office.code: office for office in offices}
        self.regions = RegionBook()
        self.today = timezone.localdate() + timedelta(days=1)  # it may be tomorrow in the east
        self.named = cache(self._named)
        self.patterns = {}

    def read(self, row):
        """The earlier recommendation of a row, not stored, and its faults: `(Earlier, [Fault])`.

        All that is wrong is said at once; with anything wrong there is no recommendation.
        """
        faults = []

        def attempt(reader, *given):
            try:
                return reader(*given)
            except Fault as fault:
                faults.append(fault)
                return None

        attempt(said.require_recommended, row.get("status"))
        parts = attempt(said.identity_of, row.get("identity"))
        known = {
            "title": attempt(said.line_of, "title", row.get("title")),
            "agency_name": attempt(said.line_of, "agency", row.get("agency")),
            "letter_dated_on": attempt(said.day_of, "date", row.get("date"), self.today),
            "letter_number": said.text(row.get("letter_number"))[:120],
        }
        areas = attempt(said.areas_of, row, self.named)
        if parts:
            known |= self._of_identity(attempt, parts, row, known["letter_dated_on"])
        if faults:
            return None, faults
        form = known.pop("form")
        answers = attempt(said.answers_of, form, known, areas, row, self.regions)
        if faults:
            return None, faults
        return Earlier(
            edition=form.slug, answers=answers, agency_key=key_of(known["agency_name"]), **known
        ), []

    def _of_identity(self, attempt, parts, row, dated_on):
        letter, year, code, sequence = parts
        return {
            "identity": f"{letter}-{year % 100:02}.{code}.{sequence:03}",
            "form": attempt(said.form_of, letter, row.get("kind")),
            "office": attempt(self._office, code, said.text(row.get("office"))),
            "year": attempt(said.year_of, row.get("year"), year, self.today),
            "letter_dated_on": attempt(_of_its_year, dated_on, year) if dated_on else None,
        }

    def _office(self, code, beside):
        office = self.offices.get(code)
        if office is None:
            here = Office.objects.filter(pk=code).exists()
            sentence = (
                OWN_ALONE.format(code) if here else f"Satuan kerja {code} tidak ada di portal."
            )
            raise Fault("identity", sentence)
        digits = beside.split()[0] if beside[:4].isdigit() else ""
        if digits and digits != code:
            raise Fault("office", f"Tertulis {digits[:20]}, tetapi identitasnya milik {code}.")
        return office

    def _named(self, part):
        """The code of an area by its code or name, None of none and of several."""
        digits = part.replace(".", "")
        if digits.isdigit():
            return digits if self.regions.get(digits) else None
        for provinces in (False, True):
            matches, exact = self.regions.matches(part, provinces=provinces)
            if exact and len(matches) == 1:
                return matches[0].code
        return None

    def sequence_of(self, code, year, written):
        """The number that a letter took in its office's own register; None if nobody can say."""
        if code not in self.patterns:
            office = self.offices[code]
            self.patterns[code] = reading_of(office.letter_number_pattern, office)
        found = self.patterns[code].fullmatch(said.text(written))
        return int(found["seq"]) if found and int(found["year"]) == year else None


def agencies_of(offices):
    """The registered agencies of these offices, `{(office's code, key): Agency}`; one query."""
    known = Agency.objects.approved().filter(office__in=offices).only("name", "office")
    return {(agency.office_id, key_of(agency.name)): agency for agency in known}


def taken(identities):
    """Those of these identities that are here already, whoever bears them; four queries."""
    found = set()
    for model, field in (
        (Earlier, "identity"),
        (Activity, "code"),
        (Submission, "identity"),
        (Letter, "identity"),
    ):
        chosen = model.objects.filter(**{f"{field}__in": identities})
        found |= set(chosen.order_by().values_list(field, flat=True))
    return found


def alike(earliers):
    """What is here of the same title, agency and year, `{(series, year): identity}`: by what a
    title says, not by how it is spelt. One query."""
    chosen = Activity.objects.filter(series__in={likeness(one)[0] for one in earliers})
    rows = chosen.order_by("pk").values_list("series", "year", "code")
    return {(series, year): code for series, year, code in rows}


def likeness(earlier):
    """By which two are of the same title, agency and year."""
    return series_of_earlier(earlier), earlier.year


def _of_its_year(dated_on, year):
    if dated_on.year != year:
        raise Fault("date", f"Bertahun {dated_on.year}, tetapi identitasnya terbit tahun {year}.")
    return dated_on
