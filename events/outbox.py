"""Putting mails into the outbox, inside the transaction of the verb they tell of."""

import re
from email.utils import make_msgid, parseaddr
from typing import NamedTuple

from django.conf import settings
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template

from events import tasks
from events.models import Mail
from events.recording import on

LONGEST_SUBJECT = 250


class Preview(NamedTuple):
    """A mail that has not been written yet."""

    to: list
    subject: str
    text: str


CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def enqueue(kind, *, to, context, about=None, event=None, attachments=()) -> Mail:
    """Write a mail of that kind from its three templates; it leaves when the transaction stands.

    Attachments are (name in the storage, file name, content type).
    """
    context = {"portal_url": settings.PORTAL_URL, "about": about, **context}
    subject = _one_line(_render(f"emails/{kind}/subject.txt", context))
    context["mail_subject"] = subject
    return enqueue_message(
        kind,
        to,
        subject,
        _render(f"emails/{kind}/body.txt", context),
        html=_render(f"emails/{kind}/body.html", context, autoescape=True),
        about=about,
        event=event,
        attachments=attachments,
    )


def preview(kind, *, to, context, about=None) -> Preview:
    """What a mail of that kind would say, for whoever wants to read it before it goes."""
    context = {"portal_url": settings.PORTAL_URL, "about": about, **context}
    subject = _one_line(_render(f"emails/{kind}/subject.txt", context))
    return Preview(list(to), subject, _tidy(_render(f"emails/{kind}/body.txt", context)))


def enqueue_message(
    kind, to, subject, text, html="", about=None, event=None, attachments=()
) -> Mail:
    """Write a mail whose text is already there; it leaves when the transaction stands."""
    validate_email(to)
    mail = Mail(
        kind=kind,
        to=to,
        subject=_one_line(subject),
        text=_tidy(text),
        html=_tidy(html) if html else "",
        event=event,
        attachments=[list(attachment) for attachment in attachments],
        message_id=make_msgid(domain=_sending_domain()),
    )
    if about:
        mail.about, mail.about_id = about, str(about.pk)
    mail.save(force_insert=True)
    queue(mail)
    return mail


@on("mail.resend")
def queue_once_more(event):
    """A person had a mail sent again."""
    queue(Mail(pk=event.particulars["mail"]))


def queue(mail):
    """Tell a worker once the transaction stands; without a broker the sweep finds the row."""
    tasks.deliver.delay_on_commit(mail.pk)


def _render(name, context, autoescape=False):
    template = get_template(name).template
    return template.render(Context(context, autoescape=autoescape))


def _one_line(subject):
    line = " ".join(CONTROL_CHARACTERS.sub(" ", subject).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _tidy(text):
    """Text without control characters and without the gaps that template tags leave."""
    lines = CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n")).strip().split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)) + "\n"


def _sending_domain():
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
