"""What apps above say beside a file's questions in the examination: this app knows none of them.

An app adds it in a file that its ``ready()`` imports::

    @stands_beside
    def opinions(submission, user):
        yield from submission.opinions.all()

Each has a ``question`` (its key, "" for the whole file) and the ``template`` that draws it as
``one``.
"""

sayings = []


def stands_beside(function):
    """Decorator: ask the function what stands beside the questions of a file for a person."""
    if function not in sayings:
        sayings.append(function)
    return function


def beside(submission, user):
    """All that is said of this file, by question: `{key: [thing, …]}`."""
    found = {}
    for saying in sayings:
        for one in saying(submission, user):
            found.setdefault(one.question, []).append(one)
    return found
