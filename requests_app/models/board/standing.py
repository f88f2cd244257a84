from collections import Counter
from itertools import pairwise

from django.conf import settings
from django.db import models

from requests_app.models.board.ledger import Monthly, OpenFiles
from requests_app.workflow import CLOSED, State

Measure = Monthly.Measure
DECIDED = (State.RECOMMENDED, State.DECLINED)


class Standing(models.Model):
    """Where a submitted file stands, as it was counted last.

    What the ledgers hold of a file follows from this row alone (``entries``), so that a verb knows
    what to take away before it adds. Days are days of the office's own calendar.
    """

    submission = models.OneToOneField(
        "requests_app.Submission", models.CASCADE, primary_key=True, related_name="standing"
    )
    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=State)
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_on = models.DateField()
    day = models.DateField(null=True)  # while it is open, see OpenFiles
    decided_on = models.DateField(null=True)
    office_days = models.PositiveIntegerField(null=True)  # working days used until the decision
    agency_days = models.PositiveIntegerField(null=True)  # working days between return and answer
    rounds = models.PositiveIntegerField(null=True)  # versions submitted until the decision
    in_time = models.BooleanField(null=True)

    FACTS = (
        *("office_id", "kind", "state", "examiner_id", "submitted_on", "day"),
        *("decided_on", "office_days", "agency_days", "rounds", "in_time"),
    )

    def __str__(self):
        return f"{self.submission_id} {self.state}"

    @classmethod
    def replace(cls, standings):
        """Store them in place of what was known of these files; one query."""
        facts = [name.removesuffix("_id") for name in cls.FACTS]
        cls.objects.bulk_create(
            standings, update_conflicts=True, unique_fields=["submission"], update_fields=facts
        )

    @classmethod
    def of(cls, submission):
        """The standing of a submitted file now, not stored; the clock is asked of decided ones."""
        zone = submission.office.zone
        standing = cls(
            submission=submission,
            office_id=submission.office_id,
            kind=submission.kind,
            state=submission.state,
            examiner_id=submission.examiner_id,
            submitted_on=submission.submitted_at.astimezone(zone).date(),
        )
        if submission.state in CLOSED:
            standing.decided_on = submission.decided_at.astimezone(zone).date()
        else:
            is_away = submission.state == State.RETURNED
            away_since = is_away and submission.returned_at.astimezone(zone).date()
            standing.day = away_since or submission.due_on
        if submission.state in DECIDED:
            standing.take_time(submission.clock())
        return standing

    def take_time(self, clock):
        """How long the file took, apart: the days on which it moved count for neither side."""
        self.office_days = clock.used(self.decided_on)
        self.agency_days = sum(
            clock.calendar.workdays_between(went, came)
            for (_, went), (came, _) in pairwise(clock.holdings)
        )
        self.rounds = len(clock.holdings)
        self.in_time = not clock.is_overdue(self.decided_on)

    def facts(self):
        """Everything that is counted, to tell whether anything has changed."""
        return tuple(getattr(self, name) for name in self.FACTS)

    def entries(self):
        """What the ledgers hold because of this file: ``{(ledger, key): 1}``."""
        entries = [self._monthly(self.submitted_on, Measure.SUBMITTED)]
        if self.decided_on is None:
            key = (self.office_id, self.kind, self.state, self.examiner_id, self.day)
            entries.append((OpenFiles, key))
        else:
            entries += [self._monthly(self.decided_on, *measured) for measured in self._measured()]
        return Counter(entries)

    def _measured(self):
        yield (self.state,)
        if self.state in DECIDED:
            yield Measure.OFFICE_DAYS, self.office_days
            yield Measure.AGENCY_DAYS, self.agency_days
            yield Measure.ROUNDS, self.rounds
            if not self.in_time:
                yield (Measure.LATE,)

    def _monthly(self, day, measure, value=0):
        return Monthly, (self.office_id, self.kind, day.replace(day=1), str(measure), value)
