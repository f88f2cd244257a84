"""Finding recommended activities: by words and facets, and those that are like another one."""

from itertools import combinations

from django.db import models

from editions.indonesian.likeness import (
    Spelling,
    alike,
    subject,
    title_stems,
    weights,
)
from editions.indonesian.stems import stems, words
from requests_app.activities.search import index
from requests_app.activities.search.expression import (
    All,
    Any,
    Token,
    all_but,
    all_of,
    facet,
)
from requests_app.activities.search.numbers import asked_number
from requests_app.models.activities.earlier import Earlier
from requests_app.models.activities.found import MOST, Found
from requests_app.models.activities.like import held_beside
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
        several words may be missing. The number of a letter finds its activity alone. At most
        six queries, one without words.
        """
        fixed = [Token(facet(*one)) for one in facets] or [Token(EVERYTHING)]
        if number := asked_number(text[:LONGEST_QUESTION]):
            found = self._found(All((*fixed, Token(number))))
            if found.heads:
                return found
        typed = words(text[:LONGEST_QUESTION])[:MOST_WORDS]
        abbreviations = Synonym.objects.meanings() if typed else {}
        groups = groups_of(typed, abbreviations)
        found = self._found(All((*fixed, *groups)), _asked(groups))
        if found.heads or not typed:
            return found
        corrected, known = Word.objects.corrected(typed)
        if corrected != typed:
            groups = groups_of(corrected, abbreviations)
        missing = range(0 if corrected != typed else 1, max(1, min(len(groups) - 1, 3)))
        if missing:
            found = self._nearly(fixed, groups, known, missing)
            found.asked = _asked(groups)
        found.corrected = " ".join(corrected) if corrected != typed else ""
        return found

    def beyond(self, found, *, before, limit):
        """The numbers of the newest matches of a search before that row (None: from the top)."""
        before = before or index.NEWEST
        rows = index.newest(found.expression, columns=("id",), limit=limit, before=before)
        return [pk for (pk,) in rows]

    def similar(self, wanted, *, besides=None, shown=SHOWN):
        """The activities most like the wanted one (a `Wanted`), the likest first; `Like`.

        Candidates share nearly all known stems of the title or of its subject, or two rare ones;
        with variables and regions given, also a variable in the same region. At most eight queries.
        """
        meanings = Synonym.objects.meanings()
        spelled_out = Spelling(meanings)
        asked = weights(spelled_out(title_stems(wanted.title)[:MOST_WORDS]))
        candidates = self._like_title(asked, meanings)
        candidates |= self._like_variables(wanted)
        likely = sorted(
            ((alike(asked, weights(spelled_out(of.split()))), pk) for pk, of in candidates.items()),
            reverse=True,
        )[: 4 * shown]
        rows = self.in_bulk([pk for _, pk in likely])
        found = [held_beside(wanted, rows[pk], share) for share, pk in likely]
        found = [one for one in found if one.is_worth and not _is_of(one.activity, besides)]
        return sorted(found, key=lambda one: (-one.score, -one.activity.pk))[:shown]

    def _found(self, expression, asked=()):
        heads = index.newest(expression, columns=HEADS, limit=MOST + 1)
        return Found(expression, heads, list(asked))

    def _nearly(self, fixed, groups, known, missing):
        """What lacks the first of these numbers of words in which anything is found; one query.

        One of the rarest words is in each such row. Where few rows have any of these, the other
        words are looked for in the rows: the index would go through all that have a common one.
        """
        groups = sorted(groups, key=lambda group: group.rows(known))
        one_of = Any(tuple(groups[: missing[-1] + 1]))
        if one_of.rows(known) > FEW:
            found = self._found(All((*fixed, all_but(groups, missing[0]))))
            found.is_near = missing[0] > 0
            return found
        rows = index.newest(All((*fixed, one_of)), columns=IN_FULL, limit=FEW)
        for count in missing:
            expression = All((*fixed, all_but(groups, count)))
            heads = [head for *head, held in rows if expression.holds(set(held.split()))]
            if heads:
                break
        return Found(expression, heads[: MOST + 1], is_near=count > 0)

    def _like_title(self, asked, meanings):
        """Rows that hold all known stems of a title, all but one, or two rare ones of its subject.

        An abbreviation holds what it means. Pairs of common stems are left out: the newest rows
        that hold them would push out what is truly alike; so would pairs of areas.
        """
        held = {one: _in_any_words(one, meanings) for one in asked}
        uses = Word.objects.frequencies(
            {text for any_words in held.values() for text in any_words.texts()}
        )
        known = {one: sum(uses.get(text, 0) for text in held[one].texts()) for one in asked}
        known = {
            one: known[one] for one in sorted(known, key=lambda o: (known[o], o)) if known[one]
        }
        held = {one: held[one] for one in known}
        about = [one for one in subject(asked) if one in known]
        found = {}
        for expression in self._looser(held, about, known):
            if len(found) < ENOUGH_CANDIDATES:
                found |= dict(index.newest(expression, columns=LIKE, limit=MOST_CANDIDATES))
        return found

    def _looser(self, held, about, known):
        """What is asked of the index for a title, less of it each time."""
        every, speaking = list(held.values()), [held[one] for one in about]
        if every:
            yield all_but(every, 0)
            yield Any(tuple(all_but(*some) for some in ((every, 1), (speaking, 0)) if some[0]))
        if pairs := _rarest_pairs({one: known[one] for one in about}, self._size()):
            yield Any(tuple(All((held[one], held[other])) for one, other in pairs))
        if len(about) == 1:
            yield held[about[0]]

    def _size(self):
        """About how many rows there are: the number of the newest, and of the newest earlier one.

        Asked by the ends of two indexes, in one query.
        """
        earlier = models.Subquery(Earlier.objects.order_by("-pk").values("pk")[:1])
        ends = self.order_by("-pk").values_list("pk", earlier).first() or (0, 0)
        return max(ends[0], 0) + (ends[1] or 0) or 1

    def _like_variables(self, wanted):
        """Rows of the same regions that measure something of the same name."""
        names = [stems(name)[:4] for name in wanted.variables[:MOST_WORDS]]
        names = [all_of(name) for name in names if len(name) > 1]
        regions = [Token(f"kabupaten:{code}") for code in wanted.regions if len(code) == 4]
        if not names or not regions:
            return {}
        asked = All((Any(tuple(regions)), Any(tuple(names))))
        return dict(index.newest(asked, columns=LIKE, limit=MOST_CANDIDATES))


def _is_of(activity, file):
    """Is it the row of that file? Of an earlier one there is no file."""
    return file is not None and activity.submission_id == file


def _in_any_words(stem, meanings):
    """The rows that hold a stem, an abbreviation of words with it, or what it is short for."""
    short = [Token(one) for one, full in meanings.items() if stem in full[0]]
    return Any((Token(stem), *short, *(all_of(full) for full in meanings.get(stem, ()))))


def _asked(groups):
    """The stems that are asked for, abbreviations and what they mean besides."""
    return list(dict.fromkeys(text for group in groups for text in group.texts()))


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
