"""Keeping signed letters provable: archival revisions, and the care that makes them."""

import asyncio
import logging
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from events.readers import keep_inside
from events.recording import record
from letters import archive
from letters.models.evidence import Evidence
from letters.models.letters.letter import Letter
from letters.signing.lasting import stamping
from letters.signing.proof import Level, Trouble, TroubleError

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # longer than one letter may take
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(days=1)
YEAR = timedelta(days=365)

keep_inside("letter.archive")


class ArchivalRevision(models.Model):
    """A second file beside the signed one: the same bytes, and proofs appended. Written once."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="revisions")
    extends = models.CharField(max_length=64, unique=True)  # SHA-256 of the file it begins with
    sha256 = models.CharField(max_length=64, unique=True)
    level = models.CharField(max_length=5, choices=Level)
    stamped_at = models.DateTimeField()
    stamped_by = models.CharField(max_length=255)
    stamp_ends_at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.letter}: {self.get_level_display()}"

    def document(self):
        """The file's bytes."""
        return archive.read_of(self.letter, self.sha256)

    @property
    def renew_at(self):
        """When the next timestamp is due.

        A year before the authority's certificate ends; one that lives shorter than that is
        replaced half way.
        """
        half = (self.stamp_ends_at - self.stamped_at) / 2
        return max(self.stamp_ends_at - YEAR, self.stamped_at + half)


class UpkeepQuerySet(models.QuerySet):
    def take_on(self):
        """Look after every signed letter that nobody looks after yet."""
        signed = Letter.objects.published().filter(upkeep=None)
        rows = [Upkeep(letter=letter) for letter in signed]
        return self.bulk_create(rows, ignore_conflicts=True)

    def due(self):
        """Those to be looked after now, the longest waiting first."""
        return self.filter(next_at__lte=timezone.now()).order_by("next_at")

    def troubled(self):
        """Those that do not get on, with the reason in `trouble`."""
        return self.exclude(trouble="")


class Upkeep(models.Model):
    """The care for one signed letter: when to look at it next, and what stood in the way."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="upkeep")
    next_at = models.DateTimeField(default=timezone.now, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True)

    objects = UpkeepQuerySet.as_manager()

    def __str__(self):
        return f"{self.letter}: {self.get_trouble_display() or 'baik'}"

    def carry_out(self):
        """Raise the letter's proof as far as it goes today; done twice at once, it is done once.

        The network is asked with no transaction open. What is reached is kept as an archival
        revision; what stood in the way is noted, and tried again later.
        """
        if not self._claim():
            return
        try:
            trouble = self._raise_proof()
        except TroubleError as error:
            trouble = self._noted(error)
        except Exception:  # one letter in trouble must not hold up the others
            logger.exception("Letter %s could not be made provable", self.letter_id)
            trouble = Trouble.BROKEN
        self._wait(trouble)

    # Private parts

    _is_silent = None  # once asked: did somebody not answer?

    def _noted(self, error):
        logger.warning("Letter %s could not be made more provable: %s", self.letter_id, error)
        return error.trouble

    def _claim(self):
        """Take the letter for some minutes; False if it is somebody else's or not due."""
        mine = Upkeep.objects.due().filter(pk=self.pk)
        return bool(mine.update(next_at=timezone.now() + LEASE))

    def _raise_proof(self):
        """Returns the trouble that remains, or an empty text."""
        newest = self.letter.revisions.last()
        base = newest.sha256 if newest else self.letter.signed_sha256
        document = archive.read(base)
        if not stamping.is_configured():
            self._find_answers(document)
            return Trouble.NO_ANSWER if self._is_silent else ""
        from letters.signing.lasting.archival import prolonged

        find_answers = self._find_answers if settings.REVOCATION_ANSWERS else None
        level = newest.level if newest else self.letter.signature_level
        longer = prolonged(document, level, find_answers)
        if longer.content != document:
            self._require_endurance(longer)
            self._store(base, longer)
        if find_answers and self._is_silent is None:  # those of the signing day cannot wait
            find_answers(document)
        return self._noted(longer.trouble) if longer.trouble else ""

    def _find_answers(self, document):
        """Today's revocation answers about the file; the first of them are kept."""
        from letters.signing.lasting.chains import unanswered_chains
        from letters.signing.lasting.revocation import answers_about, is_silent

        chains = [chain for _, chains in unanswered_chains(document) for chain in chains]
        paths = [chain.path() for chain in chains]
        answers = asyncio.run(answers_about(paths))
        self._is_silent = is_silent(paths, answers)
        for der in dict.fromkeys(one.dump() for path in paths for one in path):
            Evidence.objects.keep_certificate(self.letter, der)
        for answer in answers:
            Evidence.objects.keep_answer(self.letter, answer)
        return answers

    def _require_endurance(self, longer):
        """No file is kept as B-LTA that the AdES algorithm does not find proven."""
        from letters.signing.lasting.endurance import endures

        if longer.level == Level.LTA:
            answers = self._find_answers(longer.content)
            if not endures(longer.content, answers=answers):
                raise TroubleError(Trouble.BROKEN, "not proven")

    def _store(self, base, longer):
        digest = archive.keep(longer.content)
        with transaction.atomic():
            if ArchivalRevision.objects.filter(extends=base).exists():
                return
            revision = ArchivalRevision.objects.create(
                letter=self.letter,
                extends=base,
                sha256=digest,
                level=longer.level,
                stamped_at=longer.stamp.at,
                stamped_by=longer.stamp.authority,
                stamp_ends_at=longer.stamp.ends_at,
            )
            facts = {"level": revision.get_level_display(), "authority": revision.stamped_by}
            facts |= {"letter": self.letter_id, "number": self.letter.number, "sha256": digest}
            record(self.letter.submission, "letter.archive", by=None, **facts)

    def _wait(self, trouble):
        """Note when to look at it again: soon and then ever later, or when it is due again."""
        newest = self.letter.revisions.last()
        now = timezone.now()
        if trouble and trouble != Trouble.NOBODY:
            self.tries = min(self.tries + 1, 20)
            wait = min(FIRST_WAIT * 2 ** (self.tries - 1), LONGEST_WAIT)
            next_at = now + wait
        else:
            self.tries = 0
            is_archived = newest and newest.level == Level.LTA
            next_at = max(newest.renew_at if is_archived else now + YEAR / 12, now + LONGEST_WAIT)
        self.trouble, self.next_at = trouble, next_at
        self.save(update_fields=["trouble", "next_at", "tries"])
