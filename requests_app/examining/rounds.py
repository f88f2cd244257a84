"""The rounds of a file: what was sent when, what was asked, what was answered."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Round:
    """One version, submitted or in writing, and the notes with which it went back."""

    revision: object
    asked: int
    answered: int

    @property
    def number(self):
        return self.revision.number


def rounds(revisions, notes):
    """One `Round` a version, oldest first; `notes` are those this person may read."""
    return [_round(revision, notes) for revision in revisions]


def _round(revision, notes):
    asked = [note for note in notes if note.revision_id == revision.pk and note.sent_at]
    return Round(revision, len(asked), sum(bool(note.talk) for note in asked))
