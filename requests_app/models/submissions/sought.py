"""The words that somebody looks for among submissions: in title, code and agency."""

import re
from functools import reduce
from operator import or_

from django.db.models import Q, Value

from accounts.models import Agency
from requests_app.models.activities.synonym import Synonym, ways_of_asking

MOST_WORDS = 8
MOST_AGENCIES = 200  # whose files are looked up one by one; more are known by their names
MOST_ASKED = 100  # words about which agencies are asked
CODE = re.compile(r"[0-9A-Z]{8}")


class Sought:
    """What is looked for in one or several lists; what stands for what, and which agencies are
    called so, is asked once: two queries, none without words.

    Agencies come before files, so that the database knows which of its indexes finds few rows.
    """

    def __init__(self, *texts):
        texts = list(filter(None, texts))
        pairs = Synonym.objects.pairs() if texts else ()
        self.ways = {
            text: [way.split()[:MOST_WORDS] for way in ways_of_asking(text, pairs)]
            for text in texts
        }
        asked = dict.fromkeys(word for ways in self.ways.values() for way in ways for word in way)
        self.agencies = _called(list(asked)[:MOST_ASKED])

    def condition(self, text):
        """That each of the words occurs, or what the abbreviations among them stand for."""
        return reduce(or_, map(self._each, self.ways[text])) if text else Q()

    def _each(self, words):
        found = Q()
        for word in words:
            held = Q(title__icontains=word) | self._of_agencies(word)
            code = word.upper()
            found &= held | Q(code=code) if CODE.fullmatch(code) else held
        return found

    def _of_agencies(self, word):
        called = self.agencies.get(word)
        if called is None:
            return Q(agency__in=Agency.objects.filter(name__icontains=word).values("pk"))
        return Q(agency__in=called)


def _called(words):
    """The agencies whose names contain each word, None of too many; one query."""
    if not words:
        return {}
    found = {word: [] for word in words}
    one, *others = [_few(word, number) for number, word in enumerate(words)]
    for number, agency in one.union(*others, all=True) if others else one:
        found[words[number]].append(agency)
    return {
        word: called if len(called) <= MOST_AGENCIES else None for word, called in found.items()
    }


def _few(word, number):
    """At most one more than are looked up; in a query of its own, which SQLite wants inside."""
    called = Agency.objects.filter(name__icontains=word).order_by("pk").values("pk")
    few = Agency.objects.order_by().filter(pk__in=called[: MOST_AGENCIES + 1])
    return few.annotate(asked=Value(number)).values_list("asked", "pk")
