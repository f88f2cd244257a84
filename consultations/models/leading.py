"""What a consultation leads to: a draft of its agency, or a note of an examination."""

from django.db import models

from accounts.models import Role
from editions import EDITIONS
from editions.prefill import prefill
from events.recording import record
from events.refusals import NotNow
from requests_app.models import Submission
from requests_app.workflow import State


class Leading(models.Model):
    """The verbs that lead into a submission; the file's own timeline tells of them."""

    class Meta:
        abstract = True

    def may_begin_draft(self, user):
        """Once, and only where somebody could fill it in: the agency, or the counter for it."""
        if not self.agency_id or self.submission_id:
            return False
        if user.office_id:
            return self.agency.is_approved and user.has_role(Role.FRONT_DESK)
        return user.agency_id == self.agency_id and user.is_agency_writer

    def examined_by(self, user):
        """The files of its agency on which this officer writes notes now."""
        if not self.agency_id:
            return Submission.objects.none()
        examining = {"state": State.UNDER_EXAMINATION, "examiner": user}
        visible = Submission.objects.visible_to(user)
        return visible.filter(agency=self.agency_id, **examining).order_by("-pk")

    def begin_draft(self, *, by, edition):
        """A draft with the title that the consultation was about."""
        with self._taking("begin_draft", by):
            if not self.may_begin_draft(by):
                raise NotNow("Dari konsultasi ini tidak dapat dimulai draf (lagi).")
            form = EDITIONS[edition]
            answers = prefill(form, self.agency)
            block, _, question = form.title_question.partition(".")
            answers.setdefault(block, {})[question] = self.activity
            submission = Submission.objects.start(
                agency=self.agency, by=by, edition=edition, answers=answers
            )
            self._lead_to(submission, "begin_draft", by)
        return submission

    def become_note(self, *, by, submission, text):
        """What was advised is a general note on a file under examination."""
        with self._taking("become_note", by):
            note = submission.notes.write(by=by, text=text)
            self._lead_to(submission, "become_note", by)
        return note

    def _lead_to(self, submission, verb, by):
        self.submission = submission
        self.save(update_fields=["submission"])
        self.record(verb, by, file=submission.code)
        record(submission, "consultation.join", by=by, code=self.code, verb=verb)
