"""How each block of a form stands: the rows of a file's task list, and the way through the form."""

from dataclasses import dataclass

from editions.reading import Progress
from requests_app.models.examining.note_queryset import waiting_by_block


@dataclass(frozen=True)
class Task:
    """One block: filled in so far, and with so many notes that want an end."""

    progress: Progress
    notes: list
    waiting: str  # what these wait for, in words

    @property
    def code(self):
        return self.progress.code

    @property
    def title(self):
        return self.progress.title

    @property
    def is_asked(self):
        return self.progress.is_asked

    @property
    def state(self):
        """As chips know it; what is filled in whole is not complete while a note is open."""
        if not self.is_asked:
            return "skipped"
        if not self._is_noted:
            return self.progress.state
        return "answered" if all(n.shown_state == "answered" for n in self.notes) else "open"

    @property
    def label(self):
        return f"{len(self.notes)} catatan" if self._is_noted else self.progress.label

    @property
    def hint(self):
        return f"catatan: {self.waiting}" if self.waiting and not self._is_noted else self.waiting

    @property
    def _is_noted(self):
        return bool(self.notes) and self.is_asked and self.progress.complete


def tasks_of(revision, notes):
    """The blocks of the form in order, with notes as ``read_by`` gives them."""
    waiting = waiting_by_block(notes)
    return [
        Task(
            progress,
            [note for note in notes if note.is_unsettled and note.block == progress.code],
            waiting.get(progress.code, ""),
        )
        for progress in revision.progress()
    ]
