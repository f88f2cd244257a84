"""The words of objections to a decision; their limits stand in the table of norms."""

from django.db import models

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
