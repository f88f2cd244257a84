from datetime import timedelta

from django.db import models
from django.utils import timezone

from events.models import Event
from events.readers import keep_inside
from events.refusals import NotNow
from norms.reading import norm
from requests_app.workflow import ON_THE_CLOCK, State
from workdays.counting import Clock

SILENCES = (2, 6, 11)  # weeks without an answer after which is reminded (service.md decision 7)
STAGES = (50, 80, 100)  # percent of the promised working days
DRAFT_REMINDED_AFTER = 60  # days without a touch
DRAFT_WARNED_AFTER = 150
DRAFT_CLOSED_AFTER = 30  # days after the warning was written, never sooner
FORGOTTEN = (
    "Draf tidak disentuh selama lima bulan, dan tiga puluh hari sesudah peringatan pun tidak. "
    "Isiannya tetap dapat dibaca; buatlah pengajuan baru bila kegiatan jadi dilaksanakan."
)

keep_inside("submission.press")


class Reminded(models.Model):
    """A file that stands still: whoever is to move it is told, each thing once.

    Everything follows from dates and events, so that days without a run cost nothing: a silent
    agency, an office whose promised days run out, a draft that nobody touches.
    """

    class Meta:
        abstract = True

    # A returned file without an answer

    @property
    def silent_days(self):
        """Days since the form went back, by the office's calendar; None when it is not there."""
        if self.state != State.RETURNED or self.returned_at is None:
            return None
        return (self.office.today() - self._day(self.returned_at)).days

    @property
    def answer_by(self):
        """The day to answer a form by that went back, or goes back now; closable from the next."""
        went = self.returned_at if self.state == State.RETURNED else timezone.now()
        return self._day(went) + norm("revision.answer", self._day(went)).span

    @property
    def is_closable(self):
        """Has the agency been silent for three months?"""
        return self.silent_days is not None and self.office.today() > self.answer_by

    @property
    def days_kept(self):
        """Working days that the office still has when a form comes back that went back by today."""
        clock, today = self.clock(), self.office.today()
        held = [(came, went or today) for came, went in clock.holdings]
        return Clock(held, clock.allowance, clock.calendar).left(today)

    def remind(self):
        """Remind the agency of the longest silence that is reached; the newest stage is told."""
        with self.locked():
            silent, version = self.silent_days or 0, self.revision.number
            weeks = max((weeks for weeks in SILENCES if silent >= 7 * weeks), default=None)
            if weeks and all(
                (event.particulars["weeks"], event.particulars["version"]) != (weeks, version)
                for event in self._told("remind")
            ):
                self.record("remind", None, weeks=weeks, version=version)

    # Somebody of the office reminds by hand

    def remind_agency(self, *, by):
        """Ask the agency for what it has to improve; refused when it was reminded today."""
        with self.taking("remind_agency", by):
            self._require_untold("Instansi", "remind", "remind_agency")
            self.record("remind_agency", by, version=self.revision.number)

    def remind_examiner(self, *, by):
        """Ask whoever examines it, or all who could; refused when they were reminded today."""
        with self.taking("remind_examiner", by):
            if self.examiner_id == by.pk:
                raise NotNow("Anda sendiri yang memeriksa pengajuan ini.")
            self._require_untold("Pemeriksa", "remind_examiner")
            self.record("remind_examiner", by)

    def _require_untold(self, who, *verbs):
        today = self.office.today()
        if any(self._day(event.at) == today for verb in verbs for event in self._told(verb)):
            raise NotNow(f"{who} sudah diingatkan hari ini. Ingatkan lagi besok bila perlu.")

    # A file whose promised days run out

    def stage_due(self):
        """The highest stage that is reached by the end of today; None while none is."""
        if self.state not in ON_THE_CLOCK:
            return None
        clock = self.clock()
        used = clock.used(self.office.today())
        reached = (stage for stage in STAGES if used * 100 >= stage * clock.allowance)
        return max(reached, default=None)

    def press(self):
        """Tell examiner and head of a stage; the clock never starts anew, so neither do stages."""
        with self.locked():
            stage = self.stage_due()
            if stage and all(event.particulars["stage"] < stage for event in self._told("press")):
                self.record("press", None, stage=stage, due_on=self.due_on, left=self.days_left)

    # A draft that nobody touches

    @property
    def touched_at(self):
        """When somebody last wrote in the draft or put a file to it, else when it began."""
        files = self.revision.attachments.values_list("added_at", flat=True)
        touches = [self.created_at, self.revision.saved_at, *files]
        return max(touch for touch in touches if touch)

    def tend(self):
        """Remind of, warn about or close the draft, each once for as long as it stays untouched.

        The day of closing is counted from the warning itself, so that a run that is late or left
        out moves it back and never forward. Whoever touches the draft begins all anew.
        """
        with self.locked():
            if self.state != State.DRAFT:
                return
            since, today = self.touched_at, self.office.today()
            untouched = (today - self._day(since)).days
            told = {
                event.particulars["stage"]: event
                for event in self._told("remind_of_draft")
                if event.particulars["since"] == since.isoformat()
            }
            facts = {"since": since.isoformat(), "days": untouched}
            if warning := told.get("warn"):
                if (today - self._day(warning.at)).days >= DRAFT_CLOSED_AFTER:
                    self._close_forgotten()
            elif untouched >= DRAFT_WARNED_AFTER:
                closes_on = today + timedelta(days=DRAFT_CLOSED_AFTER)
                self.record("remind_of_draft", None, stage="warn", **facts, closes_on=closes_on)
            elif untouched >= DRAFT_REMINDED_AFTER and not told:
                self.record("remind_of_draft", None, stage="remind", **facts)

    def _close_forgotten(self):
        self.decided_at = timezone.now()
        self._move(State.CANCELLED)
        self.record("cancel", None, reason=FORGOTTEN)

    def _told(self, verb):
        return Event.objects.about(self).filter(action=f"submission.{verb}")

    def _day(self, moment):
        return moment.astimezone(self.office.zone).date()
