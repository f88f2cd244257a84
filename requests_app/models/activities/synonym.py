from functools import lru_cache

from django.db import models, transaction

from accounts.models import Role
from editions.indonesian.stems import stem, stems, words
from events.recording import record
from events.refusals import NotAllowed, NotNow
from requests_app.activities.search.expression import Any, Token, all_of
from requests_app.models.kept_for_all import KeptForAll

MOST_WAYS = 5  # of asking the same
MOST = 300  # "small list": all of it is read for every question


def ways_of_asking(asked, pairs):
    """The words as asked, and with an abbreviation among them put in full, or shortened to it:
    "data opd", "data organisasi perangkat daerah"."""
    said = f" {' '.join(words(asked))} "
    others = [said.replace(f" {a} ", f" {b} ").strip() for a, b in pairs if f" {a} " in said]
    return [asked, *others][:MOST_WAYS]


class SynonymQuerySet(models.QuerySet):
    """The abbreviations of the catalogue."""

    def meanings(self):
        """Each abbreviation with the stems of what it may stand for; one query."""
        meanings = {}
        for row in self.values_list("short", "full")[:MOST]:
            short, full = _in_stems(*row)
            if short and full and short != full:
                meanings.setdefault(short[0], []).append(full)
        return meanings

    def pairs(self):
        """What stands for what, either way round, as it is said; one query."""
        rows = [(short, " ".join(words(full))) for short, full in self.values_list("short", "full")]
        return [*rows, *((full, short) for short, full in rows)]

    def keep(self, *, by, short, full):
        """An admin adds an abbreviation, or gives one another meaning besides; for all offices."""
        short, full = " ".join(words(short)), " ".join(full.split())
        with transaction.atomic():
            _require_admin(by)
            if len(short.split()) != 1 or len(stems(full)) < 1 or stems(full) == [stem(short)]:
                raise NotNow("Singkatan terdiri atas satu kata, dan kepanjangannya kata lain.")
            if self.count() >= MOST:
                raise NotNow(f"Daftar ini memuat paling banyak {MOST} singkatan.")
            facts = {"defaults": {"office_id": by.office_id}}
            synonym, is_new = self.get_or_create(short=short, full=full, **facts)
            if is_new:
                record(by.office, "office.keep_synonym", by=by, short=short, full=full)
        return synonym

    def drop(self, synonym, *, by):
        """An admin takes an abbreviation off the list."""
        with transaction.atomic():
            _require_admin(by)
            synonym.require_hands_of(by)
            facts = {"short": synonym.short, "full": synonym.full}
            if self.filter(pk=synonym.pk).delete()[0]:
                record(by.office, "office.drop_synonym", by=by, **facts)


class Synonym(KeptForAll):
    """An abbreviation and what it stands for: "opd", "organisasi perangkat daerah"."""

    short = models.CharField("singkatan", max_length=40)
    full = models.CharField("kepanjangan", max_length=120)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        ordering = ["short", "full"]
        constraints = [models.UniqueConstraint(name="synonym_once", fields=["short", "full"])]

    def __str__(self):
        return f"{self.short}: {self.full}"


def groups_of(typed, meanings):
    """What each typed word asks for, its abbreviation or full words included.

    "dinkes" also finds "dinas kesehatan", and these two words also find "dinkes".
    """
    asked, groups, place = [stem(word) for word in typed], [], 0
    while place < len(asked):
        short, length = _spelled_out(asked, place, meanings)
        group = [all_of(asked[place : place + length])]
        if short:
            group.append(Token(short))
        elif asked[place] in meanings:
            group += [all_of(full) for full in meanings[asked[place]]]
        groups.append(Any(tuple(group)) if len(group) > 1 else group[0])
        place += length
    return groups


@lru_cache(maxsize=2 * MOST)
def _in_stems(short, full):
    return stems(short), stems(full)


def _spelled_out(asked, place, meanings):
    """The abbreviation of the longest full words that begin here, and how many words they are."""
    found = [
        (len(full), short)
        for short, fulls in meanings.items()
        for full in fulls
        if full[0] == asked[place] and full == asked[place : place + len(full)]
    ]
    length, short = max(found, default=(1, None))
    return short, length


def _require_admin(by):
    if not by.has_role(Role.ADMIN):
        raise NotAllowed("Daftar singkatan hanya dapat diubah oleh admin satuan kerja.")
