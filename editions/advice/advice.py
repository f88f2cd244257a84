"""Advice across questions: it helps to fill the form in well, and never blocks (domain.md §4.2).

Each rule has three outcomes; what cannot be judged for want of an answer is never a pass.
"""

from dataclasses import dataclass

from django.db import models

from editions.conditions import flat


class Outcome(models.TextChoices):
    """What a rule says of a form."""

    LOOK = "look", "Perlu dilihat"
    UNKNOWN = "unknown", "Tidak dapat dinilai"
    GOOD = "good", "Baik"


@dataclass(frozen=True)
class Advice:
    """What one rule says: about which questions, and in words what to look at, and why."""

    rule: str  # of the catalogue in domain.md §4.2, e.g. "R-III-06"
    title: str
    outcome: Outcome
    text: str
    keys: tuple  # "block.question"

    @property
    def blocks(self):
        return {key.partition(".")[0] for key in self.keys}

    @property
    def key(self):
        """The question to begin with."""
        return self.keys[0]

    @property
    def block(self):
        return self.key.partition(".")[0]

    @property
    def name(self):
        return self.key.partition(".")[2]


class Unknown(Exception):
    """The answers do not say enough; the message says which are missing."""


class Facts:
    """The answers of one form as the rules ask for them."""

    def __init__(self, edition, answers, today):
        self.edition, self.today = edition, today
        self._found = flat(edition.clean(answers))

    def __getitem__(self, question):
        """The answer to a question; raises ``Unknown`` where there is none."""
        answer = self._found.get(question)
        if answer in (None, "", []):
            raise Unknown("Belum dapat dinilai: isian yang diperlukan masih kosong.")
        return answer

    def get(self, question, default=None):
        """The answer, or the default where there is none."""
        return self._found.get(question, default)


def advise(edition, answers, *, today):
    """What every rule for this form says, as ``[Advice]``: what wants a look comes first."""
    facts = Facts(edition, answers, today)
    found = [rule.judge(facts) for rule in edition.advice_rules]
    return sorted(found, key=lambda advice: list(Outcome).index(advice.outcome))


@dataclass(frozen=True)
class Rule:
    """One check: `judge` calls a function of the facts that returns a doubt in words, or None."""

    id: str
    title: str
    doubt: object
    keys: tuple

    def judge(self, facts):
        try:
            doubt = self.doubt(facts)
        except Unknown as missing:
            return self._advice(Outcome.UNKNOWN, str(missing))
        return self._advice(Outcome.LOOK, doubt) if doubt else self._advice(Outcome.GOOD, "")

    def _advice(self, outcome, text):
        return Advice(self.id, self.title, outcome, text, self.keys)
