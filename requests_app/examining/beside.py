"""What apps above say beside a file's questions: this app knows none of them.

An app adds it in a file that its ``ready()`` imports::

    @stands_beside
    def opinions(submission, user):
        yield from submission.opinions.all()

Each has a ``question`` (its key, "" for the whole file) and the ``template`` that draws it as
``opinion``. What is said with ``@heard_by_agency``, of the file alone, the agency reads while it
fills its form in: there it stands among the notes, with nothing to be done about it.
"""

sayings, voices = [], []


def stands_beside(function):
    """Decorator: ask the function what stands beside the questions of a file for a person."""
    if function not in sayings:
        sayings.append(function)
    return function


def heard_by_agency(function):
    """Decorator: ask the function what the agency hears of a file beside its questions."""
    if function not in voices:
        voices.append(function)
    return function


def beside(submission, user):
    """All that is said of this file, by question: `{key: [thing, …]}`."""
    return _by_question(one for saying in sayings for one in saying(submission, user))


def heard(submission):
    """What its agency hears, by question."""
    return _by_question(one for voice in voices for one in voice(submission))


def _by_question(said):
    found = {}
    for one in said:
        found.setdefault(one.question, []).append(one)
    return found
