"""One file acted out: each deed calls the verb of the same name, as the person it belongs to."""

from copy import deepcopy

from django.utils import timezone

from files.sniffing import sniff
from letters.models import Letter
from letters.signing.demonstration import PASSPHRASE
from requests_app.examining.checklist import FIT, UNFIT, items_for
from requests_app.models import Attachment, Submission
from romantik.demonstration import papers
from romantik.demonstration.answers import answers_for
from romantik.demonstration.arrivals import member, staff
from romantik.demonstration.cast import applicant

LATER = "Rincian ini masih kami bahas dengan tim dan akan kami lengkapi."
WHY = {
    "R-III-09": "Definisinya sedang kami samakan dengan kuesioner dan menyusul.",
    "R-III-04": "Jadwal bergeser; pengumpulan data menunggu rekomendasi.",
}
A_BLOCK, A_PAPER, A_NOTE, A_READING = 3, 1, 6, 9  # minutes each takes


class Dossier:
    """What happens to one submission; `perform` carries out one deed of its story."""

    def __init__(self, story, plan, clock):
        self.story, self.plan, self.clock = story, plan, clock
        self.applicant = applicant(plan.agency)
        self.examiner = story.examiner
        self.settled_rounds = 0
        self.submission_id = None

    def perform(self, deed, *words):
        """Carry out a deed of the story; what goes wrong tells where."""
        try:
            getattr(self, deed)(*words)
        except Exception as error:
            error.add_note(f"In the story of {self.plan.key}: {deed}")
            raise

    @property
    def submission(self):
        """The file as it is now."""
        return Submission.objects.select_related("agency__region", "office").get(
            pk=self.submission_id
        )

    @property
    def writer(self):
        """Who writes for the agency: a member, or the front desk in its name."""
        if self.story.at_the_desk:
            return staff("budi")
        return member(self.story.writer or self.applicant.people[0][0])

    # Deeds of the agency

    def start(self):
        """Fill in the form, as well as the agency knows at first, and attach the papers."""
        agency = member(self.applicant.people[0][0]).agency
        started = Submission.objects.start(
            edition=self.plan.edition, agency=agency, by=self.writer, source=self._last_time(agency)
        )
        self.submission_id = started.pk
        self.complete = answers_for(self.plan, self.applicant, timezone.localdate())
        for block in list(self.complete)[: self.story.blocks]:
            self._fill_in(block)
        for kind in self.story.papers:
            self._attach(kind)

    def submit(self):
        """What contradicts itself by then is kept: its note will come."""
        submission = self.submission
        found = submission.revision.contradictions()
        submission.revision.explain({item.rule: WHY.get(item.rule, LATER) for item in found})
        submission.submit(by=self.writer)

    def improve(self):
        """Correct the form where notes ask for it, and answer each of them."""
        notes = self.story.rounds[self.settled_rounds]
        self.settled_rounds += 1
        for block in {note.question.partition(".")[0] for note in notes if note.before}:
            self._fill_in(block)
        said = {note.text: note for note in notes}
        for note in self.submission.notes.unsettled():
            if note.text in said and said[note.text].answer:
                self.clock.wait(A_NOTE)
                outcome = "kept" if said[note.text].kept else "fixed"
                note.answer(by=self.writer, text=said[note.text].answer, outcome=outcome)

    def cancel(self, reason=""):
        by = staff(self.examiner) if reason else self.writer
        self.submission.cancel(by=by, reason=reason)

    def object(self, reason):
        """By the mailed link: what the officer entered is not what was meant."""
        objections = self.submission.objections
        objections.raise_for(objections.entry, reason=reason)

    # Deeds of the office

    def give_slip(self):
        """The visitor takes a slip home, to follow the file on his phone."""
        self.submission.slips.give(by=staff("budi"))

    def begin_examination(self):
        self.submission.begin_examination(by=staff(self.examiner))

    def note(self):
        """Write the notes of this round; the agency does not see them yet."""
        for note in self.story.rounds[self.settled_rounds]:
            self.clock.wait(A_NOTE)
            file = self.submission.revision.attachments.filter(kind=note.paper).first()
            self.submission.notes.write(
                by=staff(self.examiner),
                text=note.text,
                question=note.question,
                row=note.row,
                column=note.column,
                attachment=file,
            )

    def return_for_revision(self, words=""):
        self.note()
        self.submission.return_for_revision(by=staff(self.examiner), note=words)

    def settle(self):
        """Accept what was answered; keep as advice what belongs into the letter's annex."""
        advice = {note.text for notes in self.story.rounds for note in notes if note.advice}
        for note in self.submission.notes.unsettled():
            self.clock.wait(A_NOTE)
            if note.text in advice:
                note.close_as_advice(by=staff(self.examiner))
            else:
                note.accept(by=staff(self.examiner))

    def reopen(self, words):
        """The first answer does not do."""
        note = self.submission.notes.filter(state="answered").first()
        note.reopen(by=staff(self.examiner), text=words)

    def give_back(self, reason):
        self.submission.give_back(by=staff(self.examiner), reason=reason)

    def assign(self, to, reason):
        self.submission.assign(to=staff(to), by=staff(self.examiner), reason=reason)
        self.examiner = to

    def judge(self, unfit=()):
        """Judge every item of the checklist; what the kind of form does not know is left out."""
        found = {item.code: FIT for item in items_for(self.submission.kind)}
        found |= dict.fromkeys(unfit, UNFIT)
        findings = self.submission.revision.findings
        findings.judge(by=staff(self.examiner), findings=found, seen=findings.by_item())

    def compare(self, title, verdict, reason):
        """Hold it beside a recommended activity whose title begins so."""
        other = Submission.objects.get(title__startswith=title, activity__isnull=False)
        said = {"verdict": verdict, "reason": reason}
        self.submission.resemblances.compare(other, by=staff(self.examiner), **said)

    def remark(self, by, words):
        """Something for the colleagues only."""
        self.submission.remarks.write(by=staff(by), text=words)

    def second(self, by, words):
        """A colleague agrees with the examination."""
        self.submission.second_looks.give(by=staff(by), text=words)

    def propose_recommendation(self):
        self.judge()
        self.submission.propose_recommendation(by=staff(self.examiner))

    def propose_decline(self, reason):
        self.judge(unfit=["title_and_purpose"])
        self.submission.propose_decline(by=staff(self.examiner), reason=reason)

    def withdraw_proposal(self):
        self.submission.withdraw_proposal(by=staff(self.examiner))

    def propose_act(self, purpose, cause):
        """The letter turns out to be wrong: withdraw it, or put another in its place."""
        letter = self.submission.letters.in_force().get()
        letter.propose_act(purpose, by=staff(self.examiner), cause=cause)

    # Deeds of the head

    def send_back(self, note):
        self._letter().send_back(by=staff("hasan"), note=note)

    def take_up(self):
        """Read the draft and have the numbers reserved. Returns the letter."""
        return self._letter().take_up(by=staff("hasan"))

    def sign(self):
        letter = self.take_up()
        self.clock.wait(A_READING)
        letter.attempts.sign(
            by=staff("hasan"), passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256
        )

    # Private parts

    def _last_time(self, agency):
        """The file this one is started from, if the story tells of it."""
        if not self.story.again:
            return None
        earlier = Submission.objects.filter(agency=agency, title__startswith=self.plan.title)
        return earlier.exclude(submitted_at=None).latest("submitted_at")

    def _letter(self):
        return self.submission.letters.get(state__in=Letter.WAITING)

    def _fill_in(self, block):
        """Store one block as the agency knows it: right but for what later notes will ask."""
        self.clock.wait(A_BLOCK)
        known = deepcopy(self.complete[block])
        for notes in self.story.rounds[self.settled_rounds :]:
            for note in notes:
                code, _, question = note.question.partition(".")
                if code == block and note.before:
                    before = note.before
                    known[question] = before(known[question]) if callable(before) else before
        if known:
            self.submission.revision.store(block, known, by=self.writer)

    def _attach(self, kind):
        self.clock.wait(A_PAPER)
        submission = self.submission
        upload = {
            "cover_letter": lambda: papers.cover_letter(submission, submission.agency),
            "instrument": lambda: papers.instrument(submission, self._variables()),
            "schedule": lambda: papers.schedule(submission),
        }[kind]()
        Attachment.add(
            submission.revision,
            kind=kind,
            upload=upload,
            content_type=sniff(upload),
            by=self.writer,
        )

    def _variables(self):
        block = "purpose" if self.submission.kind == "survey" else "variables"
        return self.complete[block]["variables"]
