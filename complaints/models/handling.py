"""What the desk does with a complaint; every verb asks anew whether this person may."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from accounts.models import Role
from complaints import words
from complaints.models.complaint_queryset import able
from complaints.models.concerned import Concerned
from complaints.models.entry import Entry
from complaints.models.filing import desk_for
from complaints.words import State
from complaints.workflow import BY_NOUN
from events.changes import changes
from events.refusals import NotAllowed, NotNow
from norms.reading import norm

NOT_YOURS = (
    "Hanya petugas yang menangani pengaduan ini yang dapat melakukannya. Ambil alih dahulu "
    "melalui “Tugaskan”."
)
LAPSED = (
    "Ditutup karena tidak ada keterangan dalam {days} hari. Anda dapat membukanya kembali sekali."
)


class Handled(models.Model):
    """The verbs of handlers and of the portal itself."""

    class Meta:
        abstract = True

    def handlers(self):
        """Who may handle it: the desk's handlers, else its head; nobody whom it concerns."""
        shut_out = self._shut_out()
        people = able(self.desk, role=Role.COMPLAINT_HANDLER, excluding=shut_out)
        return people if people.exists() else self.heads()

    def heads(self):
        """Whom the portal tells that it is late; none if it is about the head."""
        return able(self.desk, role=Role.HEAD, excluding=self._shut_out())

    def steps_for(self, user):
        """The steps of the desk that are this person's now: the buttons."""
        return [step for step in BY_NOUN.values() if self.may(step, user.drawn)]

    def may(self, step, user):
        """Could this officer, who sees it, take the step now? The verb asks the same again."""
        return self.state in step.sources and self._is_turn_of(user, step)

    def verify(self, *, by, kind, has_supervision):
        """It is read and classed; whoever does so handles it from now on."""
        with self._taking("verify", by):
            self._class(kind, has_supervision)
            self.handler, self.verified_at = by, timezone.now()
            self._move(State.HANDLED)
            self._record("verify", by, label=self.class_label, days=self.allowance)

    def reclass(self, *, by, kind, has_supervision):
        """The class was wrong: the days are counted anew."""
        with self._taking("reclass", by):
            before = {"kind": self.class_label}
            self._class(kind, has_supervision)
            self._move(self.state)
            told = changes({"kind": "Jenis"}, before, {"kind": self.class_label})
            self._record("reclass", by, label=self.class_label, days=self.allowance, changes=told)

    def assign(self, *, by, to):
        """Somebody else of the desk handles it, or whoever takes it over himself."""
        with self._taking("assign", by):
            may = self.handlers().filter(pk=to.pk).exists()
            if not may and not self.heads().filter(pk=to.pk).exists():
                raise NotAllowed(f"{to.name} tidak boleh menangani pengaduan ini.")
            told = changes({"handler": "Penangan"}, {"handler": self.handler}, {"handler": to})
            self.handler = to
            self.save(update_fields=["handler"])
            self._record("assign", by, to=to.pk, name=to.name, changes=told)

    def remark(self, *, by, text):
        """For colleagues of the desk; the reporter never reads it."""
        with self._taking("remark", by):
            self._say(Entry.Kind.REMARK, text, by=by)
            self._record("remark", by)

    def ask(self, *, by, text, uploads=()):
        """Ask the reporter for more; the clock rests, and he has ten days."""
        with self._taking("ask", by):
            self._say(Entry.Kind.ASK, text, by=by, uploads=uploads)
            self.answer_by = self.office.today() + self.reply_rule.span
            self.warned_at = None
            self._move(State.ASKED)
            self._record("ask", by, until=self.answer_by)

    def answer(self, *, by, text, uploads=()):
        """The answer, which settles it."""
        with self._taking("answer", by):
            self._move_with(State.ANSWERED, Entry.Kind.ANSWER, text, by, uploads)
            self._record("answer", by, in_time=self.closed_in_time)

    def refuse(self, *, by, text):
        """It is not ours: why, and where to go instead."""
        with self._taking("refuse", by):
            self.handler = by
            self.verified_at = self.verified_at or timezone.now()
            self._move_with(State.REFUSED, Entry.Kind.REFUSAL, text, by)
            self._record("refuse", by, in_time=self.closed_in_time)

    def concern(self, person, *, by):
        """It turns out to be about this colleague: he does not see it any more.

        Raises `NotNow` when nobody would be left to handle it.
        """
        with self._taking("concern", by):
            desk = desk_for(self.office, {*self._shut_out(), person.pk})
            if desk is None:
                raise NotNow(
                    "Setelah itu tidak ada lagi yang boleh menanganinya. Jawab bahwa pelapor dapat "
                    "menyampaikannya melalui SP4N-LAPOR! atau saluran BPS pusat."
                )
            self.desk = desk
            if self.handler_id == person.pk or desk != by.office:
                self.handler = None
            self.save(update_fields=["desk", "handler"])
            self.concerned.get_or_create(person=person, defaults={"why": Concerned.Why.MARKED})
            self._record("concern", by, person=person.pk)

    def shut_out(self, examiner):
        """The file it is about has this examiner now: he lets go of it and sees it no more."""
        with self._taking("shut_out"):
            if self.concerned.filter(person=examiner).exists():
                return
            was_his = self.handler_id in (None, examiner.pk)  # the database has let go of it
            self.handler = None if was_his else self.handler
            self.save(update_fields=["handler"])
            self.concerned.create(person=examiner, why=Concerned.Why.EXAMINER)
            self._record("release", None)

    # What the portal does by itself, each once

    @property
    def reply_rule(self):
        """What holds for what the reporter is asked: the limit of the day on which it came."""
        return norm("complaint.reply", self.received_on)

    def escalate(self):
        """It is late: the head gets to see it, unless it is about him."""
        with self._taking("escalate"):
            if self.escalated_at or not self.is_late():
                return
            self.escalated_at = timezone.now()
            self.save(update_fields=["escalated_at"])
            self._record("escalate", None, to_head=self.heads().exists())

    def warn(self):
        """The reporter has not answered, and it will be closed."""
        with self._taking("warn"):
            last = self.answer_by - timedelta(days=words.WARNED_BEFORE)
            if self.warned_at or self.office.today() < last:
                return
            self.warned_at = timezone.now()
            self.save(update_fields=["warned_at"])
            self._record("warn", None, until=self.answer_by)

    def lapse(self):
        """The reporter has not answered in his ten days."""
        with self._taking("lapse"):
            if self.office.today() <= self.answer_by:
                return
            text = LAPSED.format(days=self.reply_rule.value)
            self._move_with(State.LAPSED, Entry.Kind.LAPSE, text, None)
            self._record("lapse", None)

    def erase(self):
        """Personal data go after the time the setting says; what is counted stays."""
        with self._taking("erase"):
            if self.erased_at:  # by another sweep, in this moment
                return
            for file in self.files.all():
                file.erase()
            self.entries.update(text="")
            self.name = self.email = self.phone = self.accused = self.text = self.grade_text = ""
            self.erased_at = timezone.now()
            self.save()
            self._record("erase", None)

    def _require(self, by, step):
        if not type(self).objects.visible_to(by).filter(pk=self.pk).exists():
            raise NotAllowed("Anda tidak dapat menangani pengaduan ini.")
        if not self._is_turn_of(by, step):
            raise NotAllowed(NOT_YOURS)

    def _is_turn_of(self, user, step):
        return self.state not in step.by_handler or self.handler_id == user.pk

    def _class(self, kind, has_supervision):
        self.kind = kind
        self.has_supervision = has_supervision and kind == words.Kind.COMPLAINT

    def _move_with(self, state, kind, text, by, uploads=()):
        """Close it with these words; whether in time is judged before the clock is stopped."""
        entry = self._say(kind, text, by=by, uploads=uploads)
        self._move(state)
        return entry

    def _shut_out(self):
        shut_out = set(self.concerned.values_list("person_id", flat=True))
        if self.submission_id and self.submission.examiner_id:
            shut_out.add(self.submission.examiner_id)
        return shut_out


def recount(complaints):
    """The cached days of open complaints, from today's calendar; gives how many moved."""
    moved = 0
    for complaint in complaints.open().select_related("office").prefetch_related("entries"):
        before = complaint.verify_by, complaint.due_on
        complaint.count_anew()
        if before != (complaint.verify_by, complaint.due_on):
            moved += complaints.filter(pk=complaint.pk, state=complaint.state).update(
                verify_by=complaint.verify_by, due_on=complaint.due_on
            )
    return moved
