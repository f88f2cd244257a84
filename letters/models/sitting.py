"""Several letters signed in one sitting: one secret, one letter after the other."""

import logging
from dataclasses import dataclass

from letters.models.attempt import Attempt
from letters.models.letter import Letter
from letters.signing import SigningError
from requests_app.workflow import Refused

logger = logging.getLogger(__name__)
LARGEST = 100  # letters in one sitting


@dataclass(frozen=True)
class Outcome:
    """What became of one letter: signed, refused with a reason, or not tried any more."""

    letter: Letter
    reason: str = ""
    is_untried: bool = False

    @property
    def is_signed(self):
        return not self.reason and not self.is_untried


class Sitting:
    """Signs the letters a person has read, each as he has read it; what fails fails alone.

    What no letter could be signed after (a wrong secret, a service out of reach, an outcome nobody
    knows) ends it at once. While a signer of our own works on a letter, the one before is settled.
    """

    def __init__(self, *, by, read, session, is_remote):
        """`read` holds pairs: a letter, and the digest of the file that was on the screen."""
        self.by, self.read, self.session, self.is_remote = by, read, session, is_remote
        self.in_hand = None  # the attempt whose file is with the signer
        self.stored = None  # an attempt and its seal: signed and kept, not settled yet
        self.is_over = False

    def outcomes(self):
        """Sign, and tell what became of each letter; who stops listening stops the sitting."""
        try:
            for letter, digest in self.read:
                yield from self._next(letter, digest)
            yield from self._settled()
        finally:
            self._put_down()

    # Private parts

    def _next(self, letter, digest):
        if self.is_over:
            yield Outcome(letter, is_untried=True)
            return
        reason = self._try(self._hand_over, letter, digest)
        yield from self._settled()
        reason = reason or self._try(self._take_back)
        if reason:
            yield Outcome(letter, reason)
        if self.is_remote:
            yield from self._settled()

    def _hand_over(self, letter, digest):
        attempt = Attempt.objects.begin(letter, by=self.by, unsigned_sha256=digest)
        attempt.hand_over(self.session)
        self.in_hand = attempt

    def _take_back(self):
        attempt, self.in_hand = self.in_hand, None
        self.stored = attempt, attempt.take_back(self.session)

    def _settled(self):
        if self.stored:
            (attempt, seal), self.stored = self.stored, None
            yield Outcome(attempt.letter, self._try(attempt.settle, seal))

    def _put_down(self):
        """Nobody listens any more: finish what was begun, begin nothing."""
        with self.session:
            if self.in_hand:
                self._try(self._take_back)
            for outcome in self._settled():
                logger.info("Settled after the sitting was left: %s", outcome.letter.pk)

    def _try(self, deed, *facts):
        """Do it; return why it could not be done."""
        try:
            deed(*facts)
        except SigningError as error:
            self.is_over = self.is_over or not error.failure.is_about_the_letter
            return str(error)
        except Refused as refusal:
            return str(refusal)
        except Exception:
            logger.exception("A sitting broke off")
            self.is_over = True
            return "Terjadi gangguan di sistem. Surat ini diperiksa sendiri dalam beberapa menit."
        return ""
