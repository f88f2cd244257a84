"""Two versions of a file side by side: answers, attachments, and the notes that asked for it."""

from dataclasses import dataclass, field

from editions.comparing.wording import ADDED, KEPT, REMOVED

REPLACED, RENAMED = "±", "↦"
SPOKEN = {
    ADDED: "berkas ditambahkan",
    REMOVED: "berkas dihapus",
    REPLACED: "berkas diganti",
    RENAMED: "berkas berganti nama",
    KEPT: "berkas tetap",
}


@dataclass
class Compared:
    """What became of one question, or of one file, and the notes about it."""

    change: object
    notes: list = field(default_factory=list)
    is_asked: bool = False
    kept: list = field(default_factory=list)  # contradictions that stay, with their reasons
    is_kept_anew: bool = False

    @property
    def is_unasked(self):
        """Changed, though no note was open on it."""
        return self.change.differs and not self.is_asked


@dataclass(frozen=True)
class FileChange:
    """One attachment in two versions; None where it is not."""

    before: object
    after: object

    @property
    def sign(self):
        if self.before is None:
            return ADDED
        if self.after is None:
            return REMOVED
        if self.before.sha256 != self.after.sha256:
            return REPLACED
        return KEPT if self.before.name == self.after.name else RENAMED

    @property
    def differs(self):
        return self.sign != KEPT

    @property
    def label(self):
        return SPOKEN[self.sign]

    @property
    def kind(self):
        return (self.after or self.before).get_kind_display()


class Comparison:
    """What changed from one version to a later one; `notes` are those this person may read.

    A change that no note asked for is called out (feature 54): a note asks when it had been sent
    before the later version came and was not settled before the earlier one was returned.
    """

    def __init__(self, earlier, later, notes):
        self.earlier, self.later = earlier, later
        self.notes = [note for note in notes if note.asked_between(earlier, later)]
        form = later.form
        self.questions = [
            self._question(change) for change in form.compare(earlier.answers, later.answers)
        ]
        self.files = [
            self._file(change)
            for change in compare_files(earlier.attachments.papers(), later.attachments.papers())
        ]

    @property
    def changed(self):
        """The questions and files that differ, in the form's order."""
        return [item for item in [*self.questions, *self.files] if item.change.differs]

    @property
    def unasked(self):
        return [item for item in self.changed if item.is_unasked]

    def blocks(self, *, everything):
        """`[(block, [Compared, …])]`, without what stayed unless everything is wanted."""
        shown = {}
        for item in self.questions:
            if everything or item.change.differs or item.is_kept_anew:
                shown.setdefault(item.change.key.partition(".")[0], []).append(item)
        return [(part, shown[part.code]) for part in self.later.form.blocks if part.code in shown]

    def shown_files(self, *, everything):
        return [item for item in self.files if everything or item.change.differs]

    def notes_without_change(self):
        """Unsettled notes on what stayed as it was: where an answer was kept, or only promised."""
        unchanged = [item for item in (*self.questions, *self.files) if not item.change.differs]
        found = {note.pk for item in unchanged for note in item.notes}
        return [note for note in self.notes if note.pk in found and note.is_unsettled]

    def general_notes(self):
        """The notes on the whole file, and those on questions that neither version asks."""
        drawn = {item.change.key for item in self.questions}
        return [
            note for note in self.notes if note.attachment_id is None and note.question not in drawn
        ]

    def _question(self, change):
        notes = [note for note in self.notes if note.question == change.key]
        kept, before = (
            [item for item in version.kept if version.is_frozen and item["key"] == change.key]
            for version in (self.later, self.earlier)
        )
        return Compared(change, notes, bool(notes), kept, kept != before and bool(kept))

    def _file(self, change):
        files = [file for file in (change.before, change.after) if file]
        notes = [note for note in self.notes if note.file_among(files)]
        return Compared(change, notes, bool(notes))


def compare_files(old, new):
    """One `FileChange` a file: the same bytes are the same file, else one of its kind replaced."""
    waiting, found = list(new), []
    for match in (_same_bytes, _same_kind):
        for before in [file for file in old if not any(file is a for a, _ in found)]:
            after = next((file for file in waiting if match(before, file)), None)
            if after:
                waiting.remove(after)
                found.append((before, after))
    gone = [file for file in old if not any(file is a for a, _ in found)]
    pairs = [*found, *[(file, None) for file in gone], *[(None, file) for file in waiting]]
    order = sorted(pairs, key=lambda pair: (pair[1] or pair[0]).pk)
    return [FileChange(before, after) for before, after in order]


def _same_bytes(before, after):
    return before.kind == after.kind and before.sha256 == after.sha256


def _same_kind(before, after):
    return before.kind == after.kind
