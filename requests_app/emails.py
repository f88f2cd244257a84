"""Mails about submissions: each a reaction to an event, written in the verb's transaction."""

from django.db.models import Count, Q

from accounts.models import Office, Role, User
from events.outbox import enqueue, enqueue_all, preview
from events.recording import on
from requests_app.deadlines import changes
from requests_app.links import guest_link, objection_link
from requests_app.models import Guest, Note, StandIn, Submission
from requests_app.models.submissions.reminding import SILENCES, STAGES
from requests_app.next_step import Side, told
from requests_app.workflow import REVISED_LABEL, State

LISTED = 50  # files that a mail names


@on("submission.submit")
def submission_received(event):
    """The receipt; what an officer entered in the agency's name comes with a way to object."""
    submission = event.subject
    placement = submission.placement()
    if event.on_behalf_of:
        _to_agency("submission_entered", event, placement=placement, **_entered(submission))
    else:
        _to_agency("submission_received", event, placement=placement)
    label = REVISED_LABEL if submission.returned_at else "baru"
    _to_people(
        "submission_to_examine", event, _examiners(submission), label=label, **_answers(submission)
    )


@on("submission.reopen")
def submission_reopened(event):
    """The decision was taken back: whoever examines finds it anew; the agency has the letter."""
    submission = event.subject
    label = "diperiksa kembali"
    _to_people(
        "submission_to_examine", event, _examiners(submission), label=label, **_answers(submission)
    )


@on("submission.return_for_revision")
def submission_returned(event):
    """What to improve, and where to answer."""
    notes = event.subject.notes.filter(sent_at__isnull=False).unsettled()
    ordered = Note.in_form_order(notes.select_related("submission").prefetch_related("entries"))
    _to_agency("submission_returned", event, notes=ordered, step=_step(event.subject, ordered))


def preview_of_return(submission, notes):
    """The mail that a return with these notes would send, to be read before it goes."""
    context = {"submission": submission, "notes": notes, "step": _step(submission, notes)}
    to = submission.agency_addresses()
    return preview("submission_returned", to=to, context=context, about=submission)


@on("submission.remind")
def agency_is_silent(event):
    """The form still waits for the agency; the last reminder warns that it may be closed."""
    weeks = event.particulars["weeks"]
    notes = list(event.subject.notes.filter(sent_at__isnull=False).unsettled())
    said = {"weeks": weeks, "waiting": _unanswered(notes), "is_last": weeks == SILENCES[-1]}
    _to_agency("submission_silent", event, **said, step=_step(event.subject, notes))


@on("submission.remind_agency")
def agency_is_reminded(event):
    """Somebody of the office asks for what is to be improved."""
    notes = list(event.subject.notes.filter(sent_at__isnull=False).unsettled())
    _to_agency("submission_reminded", event, step=_step(event.subject, notes))


@on("submission.remind_examiner")
def examiner_is_reminded(event):
    """Somebody of the office asks whoever examines it, or could."""
    people = [person for person in _examiners(event.subject) if person != event.by]
    _to_people("examination_reminded", event, people)


@on("submission.remind_of_draft")
def draft_is_forgotten(event):
    """Nobody touches the draft; a warning names the day from which it is closed."""
    _to_agency("draft_forgotten", event, step=told(event.subject, Side.WRITER))


@on("submission.ask_results")
def results_wanted(event):
    """The day that the form promised has come: publication and metadata, please."""
    _to_agency("results_wanted", event)


@on("submission.hand_over")
def results_handed_over(event):
    """Publication and metadata of the agency are both there: somebody has to look at them."""
    if event.particulars["whole"] and event.by.office_id is None:
        _to_people("results_handed_over", event, _examiners(event.subject))


@on("submission.take_result_back")
def result_taken_back(event):
    """What the agency handed over was wrong: why, and where to give the right one."""
    _to_agency("result_taken_back", event)


@on("submission.invite")
def guest_invited(event):
    """The link to this one file; whoever has no account makes one there."""
    guest = Guest.objects.get(pk=event.particulars["guest"])
    _send("file_invitation", event, [guest.email], link=guest_link(guest))


@on("submission.pass_on")
def file_passed_on(event):
    """Who runs it from now on is told what comes next, who ran it until now that he is free."""
    person, by, before = event.subject.runner, event.by, event.particulars["before"]
    if person != by:
        _to_people("file_passed_on", event, [person])
    left = User.objects.active().filter(pk=before).exclude(pk=by.pk)
    _to_people("file_taken_over", event, left)


@on("submission.assign")
def submission_assigned(event):
    """The new examiner is told."""
    examiner = event.subject.examiner
    if examiner != event.by:
        _to_people("submission_assigned", event, [examiner])


@on("submission.send_back")
def submission_sent_back(event):
    """The head did not sign; the examiner reads why."""
    _to_people("submission_sent_back", event, _examiners(event.subject))


@on("submission.transfer")
def submission_transferred(event):
    """Another office examines it now: the agency and both offices are told."""
    _to_agency("submission_transferred", event)
    office = event.subject.office
    staff = StandIn.objects.examiners_of(office) or _staff(event.subject, Role.HEAD, Role.ADMIN)
    _to_people("submission_to_examine", event, staff, label="pelimpahan")
    origin = Office.objects.get(pk=event.particulars["origin_code"])
    had_it = User.objects.staff_of(origin)
    left = had_it.with_role(Role.EXAMINER, Role.HEAD)
    if event.particulars["examiner"]:
        examiner = User.objects.active().filter(pk=event.particulars["examiner"])
        left = had_it.with_role(Role.HEAD) | examiner.distinct()
    _to_people("submission_left", event, left.exclude(pk=event.by.pk))


@on("submission.object")
def objection_raised(event):
    """Who entered it, who examines it and the front desk are told, the head when it is with him."""
    submission = event.subject
    entry = submission.objections.entry
    people = {*_examiners(submission), *_staff(submission, Role.FRONT_DESK)}
    if entry and entry.submitted_by.is_active:
        people.add(entry.submitted_by)
    if submission.state == State.AWAITING_SIGNATURE:
        people |= {*_staff(submission, Role.HEAD)}
    _to_people("objection_raised", event, sorted(people, key=lambda person: person.pk))


@on("submission.settle_objection")
def objection_settled(event):
    """The agency reads how its objection ended, unless it cancelled the file itself."""
    if event.by.office_id:
        _to_agency("objection_settled", event)


@on("submission.cancel")
def submission_cancelled(event):
    """Whoever did not cancel it himself is told."""
    submission = event.subject
    if event.by is None or event.by.office_id:
        _to_agency("submission_cancelled", event)
    elif submission.submitted_at:
        _to_people("submission_cancelled", event, _examiners(submission))


@on("submission.press")
def days_run_out(event):
    """Examiner and head are told how many of the promised days are left."""
    people = {*_examiners(event.subject), *_staff(event.subject, Role.HEAD)}
    ordered = sorted(people, key=lambda person: person.pk)
    _to_people("deadline_near", event, ordered, is_last=event.particulars["stage"] == STAGES[-1])


@on("office.tell_overdue")
def files_are_overdue(event):
    """Heads read all of them, an examiner his own and those that nobody has taken."""
    office = event.subject
    late = Submission.objects.overdue().filter(office=office)
    late = late.select_related("agency", "examiner").most_urgent_first()
    for person in User.objects.staff_of(office).with_role(Role.EXAMINER, Role.HEAD):
        is_head = person.has_role(Role.HEAD)
        files = late if is_head else late.filter(Q(examiner=person) | Q(examiner=None))
        count = files.count()
        if count:
            context = {"files": files[:LISTED], "count": count, "event": event}
            enqueue("files_overdue", to=person.email, context=context, event=event)


@on(*changes.EVENTS)
def calendar_changed(event):
    """Who examines and who signs is told which day counts no more, or counts again."""
    offices = Office.objects.all() if event.particulars["for_all"] else [event.subject]
    for office in offices:
        people = User.objects.staff_of(office).with_role(Role.EXAMINER, Role.HEAD)
        context = {"event": event}
        enqueue_all("calendar_changed", to=people.distinct(), context=context, event=event)


def _step(submission, notes):
    """What the button of the mail says to who answers these notes, also before they are sent."""
    unanswered = _unanswered(notes)
    reason = "asked" if unanswered else ""
    return told(submission, Side.WRITER, (unanswered, len(notes) - unanswered), reason)


def _unanswered(notes):
    return sum(note.state != Note.State.ANSWERED for note in notes)


def _to_agency(kind, event, **context):
    """To the person who started the file, or to the agency's admins when an officer did."""
    submission = event.subject
    _send(kind, event, submission.agency_addresses(), **context)


def _to_people(kind, event, people, **context):
    _send(kind, event, people, **context)


def _send(kind, event, to, **context):
    submission = event.subject
    context |= {"event": event, "submission": submission, "particulars": event.particulars}
    enqueue_all(kind, to=to, context=context, about=submission, event=event)


def _examiners(submission):
    """The assigned examiner; all of the office when there is none or he has left."""
    assigned = submission.examiner
    is_here = assigned and submission.is_examined_by_office_of(assigned)
    if is_here and assigned.has_role(Role.EXAMINER):
        return [assigned]
    return StandIn.objects.examiners_of(submission.office)


def _entered(submission):
    """What the mail tells of the entry: the answers that are public anyway, files, the link."""
    revision = submission.revision
    public = set(submission.form.public_keys) - {submission.form.title_question}
    return {
        "readings": [
            reading
            for _, readings in revision.read()
            for reading in readings
            if reading.filled and reading.key in public
        ],
        "files": revision.attachments.papers(),
        "link": objection_link(revision),
    }


def _answers(submission):
    """The version that came, and how many of the notes sent with the one before were answered."""
    answered = Count("pk", Q(state=Note.State.ANSWERED))
    counted = submission.notes.unsettled().aggregate(asked=Count("pk"), answered=answered)
    return {"version": submission.revision.number, **counted}


def _staff(submission, *roles):
    return User.objects.staff_of(submission.office).with_role(*roles)
