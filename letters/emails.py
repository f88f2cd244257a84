"""Mails about letters."""

from events.outbox import enqueue, preview
from events.recording import on
from letters import archive
from letters.models import Letter
from letters.models.letter_queryset import MAIL_KIND


@on("letter.sign")
def letter_delivered(event):
    """The letter itself, to the agency's mailbox and to whoever speaks for it in this file."""
    letter = Letter.objects.select_related("submission__agency", "office").get(
        pk=event.particulars["letter"]
    )
    attachment = (archive.name_of(letter.signed_sha256), letter.filename, "application/pdf")
    for address in _recipients(letter.submission):
        enqueue(
            MAIL_KIND,
            to=address,
            context=_context(letter),
            about=letter.submission,
            event=event,
            attachments=[attachment],
        )


def preview_of_delivery(letter):
    """The mail that the signature will send, to be read before it goes."""
    to = _recipients(letter.submission)
    return preview(MAIL_KIND, to=to, context=_context(letter), about=letter.submission)


def _context(letter):
    return {"letter": letter, "submission": letter.submission, "office": letter.office}


def _recipients(submission):
    """The agency's mailbox and its person in this file; its admins if neither is known."""
    agency, person = submission.agency, submission.created_by
    addresses = [agency.email] if agency.email else []
    if person.agency_id == agency.pk and person.is_active:
        addresses.append(person.email)
    if not addresses:
        addresses = [admin.email for admin in agency.admins]
    return dict.fromkeys(address.lower() for address in addresses)
