from functools import lru_cache
from itertools import pairwise

from django.db import models
from django.db.models.functions import Greatest

from editions.indonesian.stems import slips, stem, words

SHORTEST = 3  # of a word that is put right
MOST_SLIPS = 3  # words of one question that are put right
BATCH = 500


class WordQuerySet(models.QuerySet):
    """What the catalogue speaks of, word by word."""

    def learn(self, *texts):
        """Add the words of the texts of one activity, or count them once more."""
        found = sorted(self.words_of(*texts))
        self._add(dict.fromkeys(found, 0))
        self.filter(pk__in=found).update(uses=models.F("uses") + 1)

    def learn_many(self, counts):
        """Add the words of many activities at once, `{word: in how many more}`."""
        self._add(dict.fromkeys(sorted(counts), 0))
        for some, uses in _alike(counts):
            self.filter(pk__in=some).update(uses=models.F("uses") + uses)

    def forget_many(self, counts):
        """Count the words of activities that are gone no more; drop what none has any longer."""
        for some, uses in _alike(counts):
            left = Greatest(models.F("uses") - uses, models.Value(0))
            self.filter(pk__in=some).update(uses=left)
            self.filter(pk__in=some, uses=0).delete()

    def learn_all(self, counts):
        """Fill an empty vocabulary: `{word: in how many activities}`."""
        self._add(dict(sorted(counts.items())))

    def _add(self, counts):
        rows = [self.model(word=word, stem=stem(word), uses=uses) for word, uses in counts.items()]
        self.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)

    @staticmethod
    def words_of(*texts):
        """The words of these texts that belong into the vocabulary."""
        return set().union(*map(_spoken_in, texts))

    def corrected(self, typed):
        """The typed words with slips of spelling put right, and in at most how many activities each
        stem occurs; at most two queries.

        A word is put right when neither it nor another word of its stem is known and a known word
        is one slip away: a letter left out, doubled, mistaken, two letters swapped, or a space too
        many or too few. Numbers and short words are in no vocabulary: there is no end to how many
        activities have them.
        """
        doubtful = [word for word in typed if _is_spoken(word)]
        known = self.frequencies(map(stem, doubtful))
        unknown = [word for word in dict.fromkeys(doubtful) if stem(word) not in known]
        known |= {stem(word): 0 for word in unknown}
        if not unknown:
            return typed, known
        nearby = {word: slips(word) for word in unknown[:MOST_SLIPS]}
        spaced = {part for word in nearby for parts in _splits(word) for part in parts}
        joined = {one + other for one, other in pairwise(typed) if {one, other} & set(unknown)}
        wanted = set().union(*nearby.values()) | spaced | joined
        likely = {one.word: one for one in self.filter(pk__in=wanted)}
        right = {word: _nearest(word, near, likely) for word, near in nearby.items()}
        fixed = _put_right(typed, right, joined & likely.keys())
        for word in set(fixed) & likely.keys():
            known[stem(word)] = max(known.get(stem(word), 0), likely[word].uses)
        return fixed, known

    def frequencies(self, stems):
        """In about how many activities each of these stems occurs, if in any; one query."""
        counted = self.filter(stem__in=stems).values_list("stem").annotate(models.Sum("uses"))
        return dict(counted.order_by())


class Word(models.Model):
    """A word that occurs in a recommended activity: what a slip of spelling may have meant."""

    word = models.CharField(max_length=40, primary_key=True)
    stem = models.CharField(max_length=40, db_index=True)
    uses = models.PositiveIntegerField(default=0)  # about: how rare it is, and no more

    objects = WordQuerySet.as_manager()

    def __str__(self):
        return self.word


def _alike(counts):
    """Words that are counted alike, a handful at a time: one statement for all of them."""
    alike = {}
    for word, uses in sorted(counts.items()):
        alike.setdefault(uses, []).append(word)
    for uses, said in alike.items():
        for place in range(0, len(said), BATCH):
            yield said[place : place + BATCH], uses


@lru_cache(maxsize=2048)
def _spoken_in(text):
    """Agencies, areas and sectors are named by many activities."""
    return frozenset(word for word in words(text, parts=True) if _is_spoken(word))


def _is_spoken(word):
    return len(word) >= SHORTEST and word.isalpha()


def _splits(word):
    """Every two words that this may be with the space between them left out."""
    return [(word[:place], word[place:]) for place in range(SHORTEST, len(word) - SHORTEST + 1)]


def _nearest(word, near, likely):
    """The known words that this one was meant to be, if it was any."""
    apart = [parts for parts in _splits(word) if likely.keys() >= set(parts)]
    closest = _closest(word, likely.keys() & near)
    return [closest] if closest else list(apart[0]) if apart else [word]


def _put_right(typed, right, joined):
    """The typed words, each as it was meant, and two as one where they are `joined`."""
    fixed, skip = [], False
    for one, other in pairwise([*typed, ""]):
        if skip:
            skip = False
        elif one + other in joined:
            fixed.append(one + other)
            skip = True
        else:
            fixed += right.get(one, [one])
    return fixed


def _closest(word, candidates):
    """Of several the one with the same letters (two swapped), then of the same length."""
    return min(
        candidates,
        key=lambda other: (sorted(other) != sorted(word), abs(len(other) - len(word)), other),
        default=None,
    )
