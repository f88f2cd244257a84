"""What an edition says about a set of answers: what is missing, how far it is, how it reads."""

from dataclasses import dataclass, field

from editions.grids import Cell, cells


@dataclass(frozen=True)
class Missing:
    """Something that keeps the form from being complete."""

    block: str
    key: str  # "block.question"
    number: str
    label: str
    message: str
    cell: Cell | None = None  # where it stands in a small table

    @property
    def anchor(self):
        return f"q-{self.key.partition('.')[2]}"


@dataclass(frozen=True)
class Progress:
    """How far one block is filled in; questions that may stay blank are counted, too."""

    block: type
    filled: int
    asked: int
    complete: bool

    @property
    def code(self):
        return self.block.code

    @property
    def title(self):
        return self.block.title

    @property
    def is_asked(self):
        return self.asked > 0

    @property
    def state(self):
        """`complete`, `begun` or `empty`; a block that is not asked is complete."""
        if self.complete:
            return "complete"
        return "begun" if self.filled else "empty"

    @property
    def label(self):
        """The state in words."""
        if not self.is_asked:
            return "tidak perlu diisi"
        if self.complete:
            return "lengkap"
        if self.filled == self.asked:
            return "perlu diperbaiki"
        return f"{self.filled} dari {self.asked} terisi" if self.filled else "belum diisi"


@dataclass(frozen=True)
class Reading:
    """One question and its answer in words."""

    key: str  # "block.question"
    number: str
    label: str
    value: object  # as stored
    spoken: str
    paper_code: str
    filled: bool
    by_office: bool
    is_long: bool
    columns: list | None  # of a table: its headings and its rows of spoken cells
    rows: list | None
    notes: list = field(default_factory=list)
    kept: list = field(default_factory=list)  # contradictions with the reason why they stay
    cell: Cell | None = None  # where it stands in a small table

    @property
    def name(self):
        return self.key.partition(".")[2]

    @property
    def block(self):
        return self.key.partition(".")[0]

    @property
    def anchor(self):
        return f"q-{self.name}"

    @property
    def numbered_rows(self):
        """The rows of a table: (number from 1, [(column, spoken cell)], the notes on that row)."""
        return [
            (
                number,
                list(zip(self.columns, cells, strict=True)),
                [note for note in self.notes if note.row_now == number],
            )
            for number, cells in enumerate(self.rows, 1)
        ]


def read_question(block, name, value, regions, notes=(), kept=()):
    """The answer to one question of a block as a `Reading`."""
    question = block.base_fields[name]
    filled = value not in question.empty_values
    is_table = hasattr(question, "row")
    return Reading(
        key=f"{block.code}.{name}",
        number=block.numbers[name],
        label=question.label,
        value=value,
        spoken=question.speak(value, regions) if filled else "",
        paper_code=question.paper_code(value) if filled else "",
        filled=filled,
        by_office=question.by_office,
        is_long=question.is_long,
        columns=[column.short_label for column in question.columns] if is_table else None,
        rows=question.speak_rows(value, regions) if is_table else None,
        notes=list(notes),
        kept=list(kept),
        cell=cells(block).get(name),
    )
