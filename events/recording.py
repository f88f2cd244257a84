"""Recording what happened, and letting others react to it in the same transaction.

The end of the chain is the last row that a verb locks: others react first, and what they record
and tell is gathered; then the events are appended, in their order, and mails and notices written.
"""

import json
from collections import defaultdict

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.template.loader import get_template
from django.utils import timezone

from events.chain.appending import append
from events.gathering import gathering
from events.models.event import Event, sentence_template

reactions = defaultdict(list)


def record(subject, action, *, by, on_behalf_of=None, **particulars) -> Event:
    """Write down what was done to the subject, as the last step of a verb, once others reacted.

    Call it inside the verb's transaction: an exception in a reaction takes the verb back too.
    While others react the event has no number yet; `together` lets several events wait alike.
    `by` is None when the portal itself acted. Particulars are text, whole numbers, truth values,
    dates, lists and dictionaries of these.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"Record {action} inside the transaction of its verb: with transaction.atomic()."
        )
    get_template(sentence_template(action))  # an event that nobody can read is refused
    event = Event(subject=subject, action=action, by=by, on_behalf_of=on_behalf_of)
    event.subject_id = str(subject.pk)
    event.particulars = storable(particulars)
    event.at = timezone.now()
    with together() as gathered:
        gathered.add_event(event)
        for react in reactions[action]:
            react(event)
    return event


def together():
    """Context of a verb that records several events: all are appended at its end, in one go.

    Also a decorator. It ends inside the verb's transaction.
    """
    return gathering(append)


def on(*actions):
    """Decorator: call the function with the event whenever one of the actions is recorded."""

    def register(reaction):
        for action in actions:
            if reaction not in reactions[action]:
                reactions[action].append(reaction)
        return reaction

    return register


def storable(particulars):
    """The particulars exactly as both databases give them back."""
    text = json.dumps(particulars, cls=DjangoJSONEncoder)
    return _without_nul(
        json.loads(text, parse_float=_refuse_fraction, parse_constant=_refuse_fraction)
    )


def _refuse_fraction(text):
    raise TypeError(f"Record {text} as text: databases do not agree on fractions.")


def _without_nul(value):
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(item) for key, item in value.items()}
    return value
