"""Telling people: mails into the outbox, notices into the portal, in the verb's transaction."""

import re
from email.utils import make_msgid, parseaddr
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse

from events import tasks
from events.models import Mail, Notice, NoticeChoice
from events.recording import on
from events.topics import Timing, topic_of

LONGEST_SUBJECT = 250
LONGEST_PATH = 500


class UnsentMail(NamedTuple):
    """A mail that has not been written yet."""

    to: list
    subject: str
    text: str


CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def enqueue(kind, *, to, context, about=None, event=None, attachments=()) -> Mail | None:
    """Tell that mailbox, in the words of the kind's three templates, when the transaction stands.

    Whoever has an account here also finds it among his notices, and has the mail when he chose to:
    None if it goes with the daily one, or not at all (`events/topics.py`).
    Attachments are (name in the storage, file name, content type).
    """
    topic, person, mail = topic_of(kind), _person(to), None
    context = {"about": about, **context, **(_way_to_choose(topic) if person else {})}
    subject, text = _words(kind, context)
    timing = NoticeChoice.objects.timing_for(person, topic) if person else Timing.AT_ONCE
    if timing == Timing.AT_ONCE:
        context["mail_subject"] = subject
        html = _render(f"emails/{kind}/body.html", context, autoescape=True)
        more = {"about": about, "event": event, "attachments": attachments}
        mail = enqueue_message(kind, to, subject, text, html=html, **more)
    if person and topic.is_listed:
        _notice(kind, person, subject, text, about or (event and event.subject), timing, mail)
    return mail


def _words(kind, context):
    """Subject and text of a mail of that kind."""
    subject = _one_line(_render(f"emails/{kind}/subject.txt", context))
    return subject, _render(f"emails/{kind}/body.txt", context)


def _way_to_choose(topic):
    """The page at the foot of a mail where a person says when he wants such mails, if he may."""
    page = settings.PORTAL_URL + reverse("notice_choices")
    return {"choices_url": page} if topic.is_choosable else {}


def _person(address):
    """Who reads that mailbox, if he has an account here."""
    return get_user_model().objects.filter(email=address.lower(), is_active=True).first()


def _notice(kind, person, title, text, about, timing, mail):
    """It leads to where the mail leads: to the first page of the portal that the text names."""
    notice = Notice(kind=kind, person=person, title=title, timing=timing, mail=mail)
    link = re.search(rf"{re.escape(settings.PORTAL_URL)}(/\S+)", text)
    notice.path = link[1] if link and len(link[1]) <= LONGEST_PATH else reverse("desk")
    if about:
        notice.about, notice.about_id = about, str(about.pk)
    notice.save(force_insert=True)


def preview(kind, *, to, context, about=None) -> UnsentMail:
    """What a mail of that kind would say, for whoever wants to read it before it goes."""
    context = {"about": about, **context, **_way_to_choose(topic_of(kind))}
    subject, text = _words(kind, context)
    return UnsentMail(list(to), subject, _tidy(text))


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
    context = {"portal_url": settings.PORTAL_URL, **context}
    return get_template(name).template.render(Context(context, autoescape=autoescape))


def _one_line(subject):
    line = " ".join(CONTROL_CHARACTERS.sub(" ", subject).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _tidy(text):
    """Text without control characters and without the gaps that template tags leave."""
    lines = CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n")).strip().split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)) + "\n"


def _sending_domain():
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
