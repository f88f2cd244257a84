from functools import cached_property

from editions.comparing.matching import pair


class RowsNow:
    """Where the rows of earlier versions stand in the newest of `revisions`.

    One query, made when a page first asks for a row: a page that only counts notes makes none.
    """

    def __init__(self, revisions):
        self._revisions = revisions
        self._found = {}

    def of(self, note):
        """The row of the note in the newest version, from 1; None when it is gone."""
        table = (note.revision_id, note.question)
        if table not in self._found:
            old, new = self._answers[note.revision_id], next(reversed(self._answers.values()))
            pairs = pair(_table(old, note.question), _table(new, note.question))
            self._found[table] = dict(pairs)
        now = self._found[table].get(note.row - 1)
        return None if now is None else now + 1

    @cached_property
    def _answers(self):
        return dict(self._revisions.order_by("number").values_list("pk", "answers"))


def _table(answers, key):
    code, _, name = key.partition(".")
    return answers.get(code, {}).get(name) or []
