"""When a question or a block of an official form is asked: `when("area_scope", "partial")`."""

from dataclasses import dataclass


class Condition:
    """Something that holds or not for given answers; joined by `&` and `|`."""

    def __and__(self, other):
        return Both(self, other)

    def __or__(self, other):
        return Either(self, other)


@dataclass(frozen=True)
class When(Condition):
    """True when a question is answered with (or, for several choices, also with) one of the values.

    The question is named alone or as "block.question".
    """

    question: str
    values: tuple

    def holds(self, answers):
        answer = answers.get(self.question)
        if isinstance(answer, list):
            return any(value in answer for value in self.values)
        return answer in self.values

    @property
    def questions(self):
        return {self.question}


@dataclass(frozen=True)
class Both(Condition):
    """True when both sides are."""

    left: Condition
    right: Condition

    def holds(self, answers):
        return self.left.holds(answers) and self.right.holds(answers)

    @property
    def questions(self):
        return self.left.questions | self.right.questions


@dataclass(frozen=True)
class Either(Both):
    """True when at least one side is."""

    def holds(self, answers):
        return self.left.holds(answers) or self.right.holds(answers)


def when(question, *values):
    """The condition that `question` is answered with one of `values`."""
    return When(question, values)


def flat(answers):
    """The answers of a whole form by question, both as "question" and as "block.question"."""
    found = {}
    for block, questions in (answers or {}).items():
        for name, value in questions.items():
            found[name] = found[f"{block}.{name}"] = value
    return found
