"""Finding recommended activities: by words and facets, and those that are like another one."""

from dataclasses import dataclass
from itertools import combinations

from django.db import models

from requests_app.activities.search import index
from requests_app.activities.search.expression import (
    All,
    Any,
    Token,
    all_but,
    all_of,
    facet,
)
from requests_app.activities.search.likeness import (
    ALIKE,
    likeness,
    pieces,
    title_stems,
)
from requests_app.activities.search.stems import stem, stems, words
from requests_app.models.activities.found import MOST, Found
from requests_app.models.activities.synonym import Synonym, groups_of
from requests_app.models.activities.word import Word

EVERYTHING = "semua:"  # the facet of every row that may be found
LONGEST_QUESTION = 300  # characters
MOST_WORDS = 12  # of a question
HEADS = ("id", "title_stems", "facets")
LIKE = ("id", "title_stems")
IN_FULL = (*HEADS, "search_stems")
FEW = 5000  # rows that are looked into one by one
FEWEST_PAIRS = 3
MOST_CANDIDATES = 500
ENOUGH_CANDIDATES = 40
SHOWN = 10


@dataclass
class Wanted:
    """What an activity is held beside the catalogue with."""

    title: str
    regions: tuple = ()
    variables: tuple = ()
    year: int | None = None

    @classmethod
    def by(cls, revision):
        """What that version of a file is held beside the catalogue with."""
        form, answers = revision.form, revision.answers
        areas = form.answer(answers, form.areas_question) or []
        variables = form.answer(answers, form.variables_question) or []
        starts_on = form.answer(answers, form.period_questions[0])
        return cls(
            title=form.title_of(answers),
            regions=tuple(row["regency"] for row in areas if row.get("regency")),
            variables=tuple(row["name"] for row in variables if row.get("name")),
            year=int(starts_on[:4]) if starts_on else None,
        )


@dataclass
class Like:
    """A recommended activity that is like another one, and in what."""

    activity: models.Model
    score: float
    title: float  # shares from 0 to 1
    variables: float
    same_regions: list
    same_year: bool

    @property
    def reasons(self):
        """Why it is shown, in words, the weightiest first."""
        said = []
        if self.title >= ALIKE:
            said.append(f"judul mirip {self.title:.0%}")
        if self.variables:
            said.append(f"peubah sama {self.variables:.0%}")
        if self.same_regions:
            said.append("wilayah beririsan")
        if self.same_year:
            said.append("tahun sama")
        return said


class ActivityQuerySet(models.QuerySet):
    """Questions to the catalogue."""

    def listed(self):
        """Those whose letter was not withdrawn."""
        return self.filter(revoked_on=None)

    def last_change(self):
        """The moment at which anything in the catalogue last changed; None while it is empty."""
        return self.aggregate(latest=models.Max("changed_at"))["latest"]

    def search(self, text="", facets=()):
        """What matches all the words and all the facets, given as [(name, value)]: a `Found`.

        When nothing does, slips of spelling are put right; when still nothing does, one or two of
        several words may be missing. At most five queries, one without words.
        """
        typed = words(text[:LONGEST_QUESTION])[:MOST_WORDS]
        fixed = [Token(facet(*one)) for one in facets] or [Token(EVERYTHING)]
        abbreviations = Synonym.objects.meanings() if typed else {}
        groups = groups_of(typed, abbreviations)
        asked = [stem(word) for word in typed]
        expression = All((*fixed, *groups))
        found = Found(expression, index.newest(expression, columns=HEADS, limit=MOST + 1), asked)
        if found.heads or not typed:
            return found
        corrected, known = Word.objects.corrected(typed)
        if corrected != typed:
            groups, asked = groups_of(corrected, abbreviations), [stem(word) for word in corrected]
        missing = range(0 if corrected != typed else 1, max(1, min(len(groups) - 1, 3)))
        if missing:
            found = self._nearly(fixed, groups, known, missing)
            found.asked = asked
        found.corrected = " ".join(corrected) if corrected != typed else ""
        return found

    def beyond(self, found, *, before, limit):
        """The numbers of the newest matches of a search before that row (None: from the top)."""
        before = before or index.NEWEST
        rows = index.newest(found.expression, columns=("id",), limit=limit, before=before)
        return [pk for (pk,) in rows]

    def similar(self, wanted, *, besides=None, shown=SHOWN):
        """The activities most like the wanted one (a `Wanted`), the likest first; `Like`.

        Candidates share nearly all known stems of the title, or two rare ones; with variables and
        regions given, also a variable in the same region. At most seven queries.
        """
        stems_wanted = title_stems(wanted.title)[:MOST_WORDS]
        candidates = self._like_title(Word.objects.frequencies(stems_wanted))
        candidates |= self._like_variables(wanted)
        title, variables = pieces(stems_wanted), _stems_of(wanted.variables)
        likely = sorted(
            ((likeness(title, pieces(of.split())), pk) for pk, of in candidates.items()),
            reverse=True,
        )[: 4 * shown]
        rows = self.in_bulk([pk for _, pk in likely])
        found = [self._held_beside(rows[pk], share, wanted, variables) for share, pk in likely]
        found = [
            one
            for one in found
            if one.activity.submission_id != besides
            and (one.title >= ALIKE or (one.variables >= ALIKE and one.same_regions))
        ]
        return sorted(found, key=lambda one: (-one.score, -one.activity.pk))[:shown]

    def _nearly(self, fixed, groups, known, missing):
        """What lacks the first of these numbers of words in which anything is found; one query.

        One of the rarest words is in each such row. Where few rows have any of these, the other
        words are looked for in the rows: the index would go through all that have a common one.
        """
        groups = sorted(groups, key=lambda group: group.rows(known))
        one_of = Any(tuple(groups[: missing[-1] + 1]))
        if one_of.rows(known) > FEW:
            expression = All((*fixed, all_but(groups, missing[0])))
            heads = index.newest(expression, columns=HEADS, limit=MOST + 1)
            return Found(expression, heads, is_near=missing[0] > 0)
        rows = index.newest(All((*fixed, one_of)), columns=IN_FULL, limit=FEW)
        for count in missing:
            expression = All((*fixed, all_but(groups, count)))
            heads = [head for *head, held in rows if expression.holds(set(held.split()))]
            if heads:
                break
        return Found(expression, heads[: MOST + 1], is_near=count > 0)

    def _like_title(self, known):
        """Rows that hold all known stems of a title, all but one, or two of the rarest.

        `known` says in how many rows each stem occurs. Pairs of common ones are left out: the
        newest rows that hold them would push out what is truly alike.
        """
        tokens = {stem: Token(stem) for stem in sorted(known, key=lambda one: (known[one], one))}
        asked = [all_but(list(tokens.values()), missing) for missing in (0, 1)[: len(tokens)]]
        pairs = _rarest_pairs(known, self._size())
        if pairs:
            asked.append(Any(tuple(All((tokens[one], tokens[other])) for one, other in pairs)))
        found = {}
        for expression in asked:
            if len(found) < ENOUGH_CANDIDATES:
                found |= dict(index.newest(expression, columns=LIKE, limit=MOST_CANDIDATES))
        return found

    def _size(self):
        """About how many rows there are: the number of the newest."""
        return self.aggregate(newest=models.Max("pk"))["newest"] or 1

    def _like_variables(self, wanted):
        """Rows of the same regions that measure something of the same name."""
        names = [stems(name)[:4] for name in wanted.variables[:MOST_WORDS]]
        names = [all_of(name) for name in names if len(name) > 1]
        regions = [Token(f"kabupaten:{code}") for code in wanted.regions if len(code) == 4]
        if not names or not regions:
            return {}
        asked = All((Any(tuple(regions)), Any(tuple(names))))
        return dict(index.newest(asked, columns=LIKE, limit=MOST_CANDIDATES))

    def _held_beside(self, activity, share, wanted, variables):
        same = sorted(set(wanted.regions) & set(activity.regions))
        shared = likeness(variables, _stems_of(activity.variables)) if variables else 0.0
        same_year = wanted.year is not None and wanted.year == activity.year
        score = share + 0.4 * shared + (0.1 if same else 0) + (0.05 if same_year else 0)
        return Like(activity, score, share, shared, same, same_year)


def _rarest_pairs(known, size):
    """Pairs of stems, the rarest first, that together bring no more rows than are looked at."""
    expected = sorted(
        (known[one] * known[other] / size, one, other)
        for one, other in combinations(sorted(known), 2)
    )
    pairs, rows = [], 0
    for count, one, other in expected:
        rows += count
        if rows > MOST_CANDIDATES and len(pairs) >= FEWEST_PAIRS:
            break
        pairs.append((one, other))
    return pairs


def _stems_of(names):
    return {" ".join(stems(name)) for name in names}
