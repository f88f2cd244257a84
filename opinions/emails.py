"""Mails about opinions: to who is asked, and to who asked."""

from accounts.links import absolute
from events.outbox import enqueue_all
from events.recording import on
from opinions.links import link_for
from opinions.models import Opinion
from opinions.words import Whom


@on("opinion.asked")
def opinion_asked(event):
    """What is asked, and by when."""
    _to_asked("opinion_asked", event)


@on("opinion.reminded")
def opinion_due(event):
    """It is still waited for."""
    _to_asked("opinion_due", event)


@on("opinion.withdrawn")
def opinion_withdrawn(event):
    """Nobody waits for it any more."""
    _to_asked("opinion_withdrawn", event)


@on("opinion.answered")
def opinion_answered(event):
    """The answer itself, to who asked and who examines now."""
    opinion = _opinion(event)
    link = absolute("opinion", opinion.pk)
    _write("opinion_answered", opinion.hearers(), event, opinion, link)


def _to_asked(kind, event):
    opinion = _opinion(event)
    _write(kind, opinion.addresses(), event, opinion, link_for(opinion))


def _opinion(event):
    return Opinion.objects.in_full().get(pk=event.particulars["opinion"])


def _write(kind, to, event, opinion, link):
    """A unit's mail is one of the file's: there it is seen when it does not arrive, and sent again.

    Of others whoever sees the request sees what tells of it, also at another office.
    """
    submission = opinion.submission
    about = submission if opinion.whom == Whom.UNIT and to == [opinion.email] else opinion
    context = {"opinion": opinion, "submission": submission.as_submitted(), "link": link}
    enqueue_all(kind, to=to, context=context, about=about, event=event)
