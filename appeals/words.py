"""The words and limits of objections to a decision: the office's promise (docs/decisions.md)."""

from django.db import models

OBJECT_WITHIN = 21  # working days after the day of the signature
ANSWER_WITHIN = 10  # working days after the day on which it came
ANSWER_SOON = 2  # working days before the due date from which an answer presses
MOST_FILES = 5


class State(models.TextChoices):
    """Where an objection stands."""

    FILED = "filed", "Diajukan"
    IN_REVIEW = "in_review", "Ditelaah"
    UPHELD = "upheld", "Keputusan dikuatkan"
    OVERTURNED = "overturned", "Keputusan diubah"
    WITHDRAWN = "withdrawn", "Ditarik"


OPEN = (State.FILED, State.IN_REVIEW)
ANSWERS = [(State.UPHELD, "Dikuatkan"), (State.OVERTURNED, "Diubah")]
