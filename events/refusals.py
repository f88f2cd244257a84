"""A verb that cannot be done, and how a page tells so without losing what was typed."""

from django.contrib import messages


class Refused(Exception):
    """A verb that cannot be done; the message tells the person why and what to do."""


class NotAllowed(Refused):
    """The person may not take this step on this thing."""


class NotNow(Refused):
    """The thing is in another state, often because somebody was quicker."""


class Incomplete(Refused):
    """Something is still missing; ``missing`` lists it."""

    def __init__(self, message, missing=()):
        super().__init__(message)
        self.missing = list(missing)


def required(text, refusal):
    """The words somebody had to give, tidied. Raises ``NotNow`` with the refusal without any."""
    if not text.strip():
        raise NotNow(refusal)
    return text.strip()


def carried_out(form, verb, /, **arguments):
    """Do the verb and return what it returned, True for nothing; None when it was refused.

    A refusal becomes an error of the form, so nothing typed is lost.
    """
    try:
        result = verb(**arguments)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return True if result is None else result


def attempted(request, verb, /, **arguments):
    """Do the verb of a plain button; a refusal becomes a message, with what was typed."""
    try:
        verb(**arguments)
    except Refused as refusal:
        request.was_refused = True
        typed = arguments.get("text", "").strip()
        messages.error(request, f"{refusal} Teks Anda: {typed}" if typed else str(refusal))
        return False
    return True
