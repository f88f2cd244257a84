"""Mails about letters."""

from accounts.models import SIGNERS, Role, User
from events.outbox import enqueue, enqueue_all, preview
from events.recording import on
from letters import archive
from letters.models import Letter, Mandate
from letters.models.letters.letter_queryset import MAIL_KINDS


@on("letter.sign", "letter.send")
def letter_delivered(event):
    """The letter itself, to the agency's mailbox and to whoever speaks for it in this file.

    It leaves with the signature, or where the office wants to press a button first, with that. A
    letter that withdraws or replaces another goes with words of its own.
    """
    letter = _letter(event)
    waits = not letter.is_ruling and not letter.office.letters_leave_by_themselves
    if event.action == "letter.sign" and waits:
        return
    attachment = (archive.name_of(letter.signed_sha256), letter.filename, "application/pdf")
    enqueue_all(
        MAIL_KINDS[letter.purpose],
        to=_recipients(letter.submission),
        context=_context(letter),
        about=letter.submission,
        event=event,
        attachments=[attachment],
    )


@on("submission.propose_recommendation", "submission.propose_decline")
def letter_to_sign(event):
    """The letter of a verdict waits for whoever signs today."""
    proposal = event.subject.open_proposal
    _to_signers(event, event.subject.office, verdict=proposal.get_verdict_display())


@on("letter.propose_act")
def act_to_sign(event):
    """A letter that withdraws or replaces another one waits for whoever signs today."""
    letter = _letter(event)
    _to_signers(event, letter.office, verdict=letter.get_purpose_display())


@on("letter.send_act_back")
def act_sent_back(event):
    """The head did not sign the act; who drafted it reads why."""
    letter = _letter(event)
    context = _context(letter) | {"event": event, "particulars": event.particulars}
    to = letter.drafted_by.email
    enqueue("letter_act_sent_back", to=to, context=context, about=event.subject, event=event)


@on("register.alarm")
def register_alarm(event):
    """A register of the office is not whole; its admins must know at once."""
    office = event.subject
    context = {"office": office, "event": event, "particulars": event.particulars}
    admins = User.objects.staff_of(office).with_role(Role.ADMIN)
    enqueue_all("register_alarm", to=admins, context=context, about=office, event=event)


@on("office.hear_of_heads")
def heads_are_missing(event):
    """Who looks after offices is told which have nobody who signs today, and which have again."""
    people = User.objects.staff_of(event.subject).with_role(Role.HEAD, Role.ADMIN)
    context = {"event": event, "particulars": event.particulars}
    enqueue_all("heads_missing", to=people, context=context, event=event)


def _to_signers(event, office, **context):
    """To those under whose mandate it can be signed today; while there is none, to every signer."""
    heads = User.objects.staff_of(office).with_role(*SIGNERS).exclude(pk=event.by.pk)
    held = Mandate.objects.signing(office, office.today())
    able = heads.filter(pk__in=[mandate.person_id for mandate in held])
    submission = event.subject
    context |= {"event": event, "submission": submission, "particulars": event.particulars}
    enqueue_all("letter_to_sign", to=able or heads, context=context, about=submission, event=event)


def preview_of_delivery(letter):
    """The mail that the signature will send, to be read before it goes."""
    to = _recipients(letter.submission)
    kind = MAIL_KINDS[letter.purpose]
    return preview(kind, to=to, context=_context(letter), about=letter.submission)


def _letter(event):
    letters = Letter.objects.select_related("office", "about", "drafted_by")
    letter = letters.get(pk=event.particulars["letter"])
    letter.submission = event.subject
    return letter


def _context(letter):
    return {"letter": letter, "submission": letter.submission, "office": letter.office}


def _recipients(submission):
    """The agency's mailbox and its person in this file; its admins if neither is known."""
    agency, person = submission.agency, submission.run_by
    addresses = [agency.email] if agency.email else []
    if person:
        addresses.append(person.email)
    if not addresses:
        addresses = [admin.email for admin in agency.admins]
    return dict.fromkeys(address.lower() for address in addresses)
