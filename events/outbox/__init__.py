"""Telling people: mails into the outbox, notices into the portal, in the verb's transaction.

While others react to an event, rows are composed and kept; they are written behind the event.
"""

from email.utils import make_msgid, parseaddr
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import validate_email

from events import tasks
from events.gathering import under_way
from events.models import Mail, Notice, NoticeChoice
from events.outbox.composing import Words, one_line, tidy
from events.recording import on
from events.topics import Timing, topic_of


class UnsentMail(NamedTuple):
    """A mail that has not been written yet."""

    to: list
    subject: str
    text: str


def enqueue(kind, *, to, context, about=None, event=None, attachments=()) -> Mail | None:
    """Tell that mailbox, in the words of the kind's three templates, when the transaction stands.

    Whoever has an account here also finds it among his notices, and has the mail when he chose to:
    None if it goes with the daily one, or not at all (`events/topics.py`).
    Attachments are (name in the storage, file name, content type).
    """
    more = {"about": about, "event": event, "attachments": attachments}
    mails = enqueue_all(kind, to=[to], context=context, **more)
    return mails[0] if mails else None


def enqueue_all(kind, *, to, context, about=None, event=None, attachments=()) -> list:
    """Tell each of these people and mailboxes the same, a mail each; all are looked up at once."""
    topic, to, mails, notices = topic_of(kind), list(to), [], []
    people = _people(to)
    timings = NoticeChoice.objects.timings_for(people.values(), topic)
    told = {"about": about, **context}
    words = {known: Words(kind, told, has_account=known) for known in (True, False)}
    subject = about or (event and event.subject)
    for address in map(_mailbox, to):
        person, mail = people.get(address.lower()), None
        said, timing = words[person is not None], timings.get(person and person.pk, Timing.AT_ONCE)
        if timing == Timing.AT_ONCE:
            mail = _mail(kind, address, said.subject, said.text, said.html, about, event)
            mail.attachments = [list(attachment) for attachment in attachments]
            mails.append(mail)
        if person and topic.is_listed:
            notices.append(_notice(kind, person, said, subject, timing, mail))
    _keep([*mails, *notices])
    return mails


def _mailbox(one):
    return one if isinstance(one, str) else one.email


def _people(to):
    """{mailbox: who reads it}, of those who have an account here."""
    known = {one.email: one for one in to if not isinstance(one, str) and one.is_active}
    asked = {_mailbox(one).lower() for one in to} - known.keys()
    found = get_user_model().objects.filter(email__in=asked, is_active=True) if asked else ()
    return known | {person.email: person for person in found}


def _notice(kind, person, words, about, timing, mail):
    """It leads to where the mail leads."""
    notice = Notice(kind=kind, person=person, title=words.subject, timing=timing, mail=mail)
    notice.path = words.path
    if about:
        notice.about, notice.about_id = about, str(about.pk)
    return notice


def preview(kind, *, to, context, about=None) -> UnsentMail:
    """What a mail of that kind would say, for whoever wants to read it before it goes."""
    words = Words(kind, {"about": about, **context}, has_account=True)
    return UnsentMail(list(to), words.subject, tidy(words.text))


def enqueue_message(
    kind, to, subject, text, html="", about=None, event=None, attachments=()
) -> Mail:
    """Write a mail whose text is already there; it leaves when the transaction stands."""
    mail = _mail(kind, to, subject, text, html, about, event)
    mail.attachments = [list(attachment) for attachment in attachments]
    _keep([mail])
    return mail


def _mail(kind, to, subject, text, html, about, event):
    validate_email(to)
    mail = Mail(kind=kind, to=to, subject=one_line(subject), text=tidy(text), event=event)
    mail.html = tidy(html) if html else ""
    mail.message_id = make_msgid(domain=_sending_domain())
    if about:
        mail.about, mail.about_id = about, str(about.pk)
    return mail


def _keep(rows):
    """Until the event they tell of is written; at once where no deed is under way."""
    if gathered := under_way():
        gathered.add_rows(rows, write)
    else:
        write(rows)


def write(rows):
    """All mails in one statement, then all notices; mails leave when the transaction stands."""
    mails = [row for row in rows if isinstance(row, Mail)]
    Mail.objects.bulk_create(mails)
    Notice.objects.bulk_create(row for row in rows if isinstance(row, Notice))
    for mail in mails:
        queue(mail)


@on("mail.resend")
def queue_once_more(event):
    """A person had a mail sent again."""
    queue(Mail(pk=event.particulars["mail"]))


def queue(mail):
    """Tell a worker once the transaction stands; without a broker the sweep finds the row."""
    tasks.deliver.delay_on_commit(mail.pk)


def _sending_domain():
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
