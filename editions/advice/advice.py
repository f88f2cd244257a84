"""Advice across questions: how it is judged, weighed and worded (domain.md §4.2, decision 17).

What contradicts itself is mended or kept with a reason before submission; all else only helps.
What cannot be judged for want of an answer is never a pass; what does not apply is left out.
"""

from dataclasses import dataclass, replace

from django.db import models

from editions.conditions import flat


class Weight(models.TextChoices):
    """How much a doubt weighs: E and W of the catalogue."""

    CONTRADICTION = "contradiction", "Pertentangan"
    SUGGESTION = "suggestion", "Saran"


class Outcome(models.TextChoices):
    """What a rule says of a form."""

    LOOK = "look", "Perlu dilihat"
    UNKNOWN = "unknown", "Belum dapat diperiksa"
    GOOD = "good", "Tanpa temuan"


@dataclass(frozen=True)
class Doubt:
    """What was found, in words for everybody; what the agency does about it, and BPS.

    `keys` are the questions to change, where the rule's own are not.
    """

    found: str
    mend: str
    ask: str
    keys: tuple = ()


@dataclass(frozen=True)
class Advice:
    """What one rule says of a form."""

    rule: str  # of the catalogue in domain.md §4.2, e.g. "R-III-06"
    topic: str
    weight: Weight
    outcome: Outcome
    keys: tuple  # "block.question", first the one to change
    numbers: tuple  # the official numbers of these
    found: str = ""
    mend: str = ""
    ask: str = ""
    reason: str = ""  # why a contradiction stays as it is

    @property
    def text(self):
        """To whoever fills the form in."""
        return f"{self.found} {self.mend}".strip()

    @property
    def office_text(self):
        """To whoever examines it."""
        return f"{self.found} {self.ask}".strip()

    @property
    def is_contradiction(self):
        return self.outcome == Outcome.LOOK and self.weight == Weight.CONTRADICTION

    @property
    def number(self):
        return self.numbers[0]

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

    def seen_from(self, block):
        """The same, beginning with the question of this block."""
        places = sorted(
            zip(self.keys, self.numbers, strict=True),
            key=lambda place: not place[0].startswith(f"{block}."),
        )
        keys, numbers = zip(*places, strict=True)
        return replace(self, keys=keys, numbers=numbers)


class Unknown(Exception):
    """The answers do not say enough; the message says what is missing."""


class Inapplicable(Exception):
    """The rule says nothing about an activity like this one."""


class Facts:
    """The answers of one form as the rules ask for them."""

    def __init__(self, edition, answers, today):
        self.edition, self.today = edition, today
        self._found = flat(edition.clean(answers))

    def __getitem__(self, question):
        """The answer to a question; raises ``Unknown`` where there is none."""
        answer = self._found.get(question)
        if answer in (None, "", []):
            raise Unknown(f"Rincian {self._number(question)} belum diisi.")
        return answer

    def get(self, question, default=None):
        """The answer, or the default where there is none."""
        return self._found.get(question, default)

    @property
    def names(self):
        """The questions of the form in the official order."""
        return [name for block in self.edition.blocks for name in block.base_fields]

    def _number(self, question):
        name = question.rpartition(".")[2]
        return next(b.numbers[name] for b in self.edition.blocks if name in b.numbers)


def advise(edition, answers, *, today, kept=()):
    """What every rule that applies says, as ``[Advice]``: contradictions, then suggestions, each
    in the form's order.

    Contradictions have the reasons for which they were kept, as `keep` stores them.
    """
    facts, reasons = Facts(edition, answers, today), {item["rule"]: item["reason"] for item in kept}
    found = filter(None, (rule.judge(facts) for rule in edition.advice_rules))
    found = [
        replace(item, reason=reasons.get(item.rule, "")) if item.is_contradiction else item
        for item in found
    ]
    outcomes, weights, keys = list(Outcome), list(Weight), edition.keys()
    return sorted(
        found,
        key=lambda a: (outcomes.index(a.outcome), weights.index(a.weight), keys.index(a.key)),
    )


@dataclass(frozen=True)
class Rule:
    """One check: `doubt` is a function of the facts that returns a ``Doubt``, or None."""

    id: str
    weight: Weight
    topic: str
    doubt: object
    keys: tuple

    def judge(self, facts):
        """Its ``Advice``; None when it does not apply."""
        try:
            doubt = self.doubt(facts)
        except Inapplicable:
            return None
        except Unknown as missing:
            return replace(self._advice(facts), outcome=Outcome.UNKNOWN, found=str(missing))
        if doubt is None:
            return self._advice(facts)
        return replace(
            self._advice(facts, doubt.keys),
            outcome=Outcome.LOOK,
            found=doubt.found,
            mend=doubt.mend,
            ask=doubt.ask,
        )

    def _advice(self, facts, keys=()):
        keys = keys or self.keys
        numbers = tuple(facts.edition.number(key) for key in keys)
        return Advice(self.id, self.topic, self.weight, Outcome.GOOD, keys, numbers)


def keep(contradictions):
    """Those that have a reason, as they are stored with the version; a dash is none."""
    return [
        {"rule": item.rule, "key": item.key, "found": item.found, "reason": item.reason}
        for item in contradictions
        if any(map(str.isalnum, item.reason))
    ]
