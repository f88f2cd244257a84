"""Several letters signed in one sitting: one secret, one letter after the other."""

import logging
from dataclasses import dataclass

from events.refusals import Refused
from letters.models.attempt import Attempt
from letters.models.letters.letter import Letter
from letters.signing import SigningError

logger = logging.getLogger(__name__)
LARGEST = 100  # letters in one sitting
BROKEN = "Terjadi gangguan di sistem. Surat ini diperiksa sendiri dalam beberapa menit."


@dataclass(frozen=True)
class SittingOutcome:
    """What became of one letter: signed, refused with a reason, or not tried any more."""

    letter: Letter
    reason: str = ""
    is_untried: bool = False

    @property
    def is_signed(self):
        return not self.reason and not self.is_untried


@dataclass
class Turn:
    """One letter on its way through a sitting, until its outcome is known."""

    letter: Letter
    digest: str
    attempt: Attempt | None = None
    signed: bytes = b""
    outcome: SittingOutcome | None = None

    def begin(self, by):
        self.attempt = Attempt.objects.begin(self.letter, by=by, unsigned_sha256=self.digest)

    def hand_over(self, session):
        self.attempt.hand_over(session)

    def take_back(self, session):
        self.signed = self.attempt.take_back(session)

    def settle(self):
        self.attempt.settle(self.attempt.keep(self.signed))
        self.outcome = SittingOutcome(self.letter)

    def give_up(self):
        self.attempt.give_up()
        self.outcome = SittingOutcome(self.letter, is_untried=True)


class Sitting:
    """Signs the letters a person has read, each as he has read it; what fails fails alone.

    What no letter could be signed after (a wrong secret, a service out of reach, an outcome nobody
    knows) ends it at once. While a signer of our own works on a letter, the one before is checked,
    kept and settled, and the next one is begun.
    """

    def __init__(self, *, by, read, session, is_remote):
        """`read` holds pairs: a letter, and the digest of the file that was on the screen."""
        self.by, self.read, self.session, self.is_remote = by, read, session, is_remote
        self.in_hand = None  # the turn whose file is with the signer
        self.is_over = False

    def outcomes(self):
        """Sign, and tell what became of each letter; who stops listening stops the sitting."""
        try:
            for letter, digest in self.read:
                yield from self._next(Turn(letter, digest))
            yield from self._end_of(self._taken_back())
        finally:
            self._put_down()

    # Private parts

    def _next(self, turn):
        self._begin(turn)
        before = self._taken_back()
        self._hand_over(turn)
        yield from self._end_of(before)
        if turn.outcome:
            yield turn.outcome
        elif self.is_remote:
            yield from self._end_of(self._taken_back())

    def _begin(self, turn):
        if self.is_over:
            turn.outcome = SittingOutcome(turn.letter, is_untried=True)
        else:
            self._try(turn, turn.begin, self.by)

    def _taken_back(self):
        """The turn whose file was with the signer, or None."""
        turn, self.in_hand = self.in_hand, None
        if turn:
            self._try(turn, turn.take_back, self.session)
        return turn

    def _hand_over(self, turn):
        if turn.outcome:
            return
        if self.is_over:  # as the turn before has shown
            self._try(turn, turn.give_up)
            return
        self._try(turn, turn.hand_over, self.session)
        if not turn.outcome:
            self.in_hand = turn

    def _end_of(self, turn):
        if turn and not turn.outcome:
            self._try(turn, turn.settle)
        if turn:
            yield turn.outcome

    def _put_down(self):
        """Nobody listens any more: finish what was begun, begin nothing."""
        with self.session:
            for outcome in self._end_of(self._taken_back()):
                logger.info("Settled after the sitting was left: %s", outcome.letter.pk)

    def _try(self, turn, deed, *facts):
        """Do it; what goes wrong is the outcome of the turn."""
        try:
            deed(*facts)
        except SigningError as error:
            self.is_over = self.is_over or not error.failure.is_about_the_letter
            turn.outcome = SittingOutcome(turn.letter, str(error))
        except Refused as refusal:
            turn.outcome = SittingOutcome(turn.letter, str(refusal))
        except Exception:
            logger.exception("A sitting broke off")
            self.is_over = True
            turn.outcome = SittingOutcome(turn.letter, BROKEN)
