"""Tables of the official forms: a field whose value is a list of rows, each checked by a form."""

import re
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError

from accounts.text import plain_line
from editions.answering import AnswerForm
from editions.fields import AnswerField
from editions.pasting.preview import Preview
from editions.question import Question

MOST_ROWS = 200
MESSAGES_SHOWN = 10
CELL = "{}-([0-9]{{1,6}})-([a-z_]+)"  # what a cell is posted as


class Row(AnswerForm):
    """One row of a table: its fields are the columns. A row without any text is no row."""

    bound_field_class = Question
    numbers = {}
    notes = {}

    def __init__(self, cells, *, table, number, code="", **kwargs):
        prefix = f"{table}-{number - 1}"
        data = {f"{prefix}-{column}": value for column, value in cells.items()}
        super().__init__(data, prefix=prefix, auto_id=f"id_{code}-%s" if code else False, **kwargs)
        self.number = number
        self.code = code
        for field in self.fields.values():
            if field.is_long:
                field.widget.attrs["rows"] = 2

    @property
    def anchor(self):
        return f"row-{self.prefix}"

    @property
    def cells(self):
        return list(self)

    @property
    def is_blank(self):
        return is_blank(self.data)

    def messages(self):
        """What is wrong, each naming the row and the column."""
        return [
            self._place(column, message)
            for column, messages in self.errors.items()
            for message in messages
        ]

    def doubts(self):
        """What does not fit together in a draft, each naming the row and the column."""
        return [self._place(column, message) for column, message in self.warnings.items()]

    def _place(self, column, message):
        return f"Baris {self.number}, {self.fields[column].short_label}: {message}"


class RowsWidget(forms.Widget):
    """Finds the rows of a table in what was posted, as `variables-0-name`, in their order.

    What was pasted or uploaded is none of them before it is taken (`editions.pasting`).
    """

    use_fieldset = True

    def __init__(self, columns):
        super().__init__()
        self.columns = columns  # {name: field}

    def value_from_datadict(self, data, files, name):
        stored = data.get(name)
        if isinstance(stored, list):
            return [row for row in stored if isinstance(row, dict)]
        rows = {}
        for key in data:
            if found := re.fullmatch(CELL.format(re.escape(name)), key):
                rows.setdefault(int(found[1]), {})[found[2]] = data.get(key)
        return [rows[number] for number in sorted(rows)]

    def write(self, data, name, rows):
        """Put these rows into posted data in place of those that are there."""
        for key in [key for key in data if re.fullmatch(CELL.format(re.escape(name)), key)]:
            del data[key]
        for number, row in enumerate(rows):
            for column in self.columns:
                data[f"{name}-{number}-{column}"] = row.get(column, "")

    def id_for_label(self, id_):
        return ""


class RowsQuestion(Question):
    """A table as it is drawn: its rows as forms, and an empty one at the end to write in."""

    @cached_property
    def rows(self):
        """The row forms, made once: the template asks for them and for their number."""
        shown = list(self.value() or [])
        if not shown or (not is_blank(shown[-1]) and len(shown) < MOST_ROWS):
            shown.append({})
        return [self._row(cells, number) for number, cells in enumerate(shown, start=1)]

    @cached_property
    def preview(self):
        """What was pasted or uploaded and waits to be taken, or None."""
        if not self.form.is_bound:
            return None
        return self.field.preview(self.form.data, self.name, self.form.heading_words)

    @property
    def stood(self):
        """The rows that are there, without the empty ones at the end to write in."""
        return without_blank_end(self.value() or [])

    @property
    def problem(self):
        """Why what waits cannot be taken as it is chosen."""
        return self.preview.problem(self.stood)

    @property
    def focus(self):
        """The number of the row to go on writing in, after one was added or moved."""
        name, number = self.form.focus or (None, None)
        return number if name == self.name else None

    def _row(self, cells, number):
        """Blank rows and rows of an unbound block are drawn without complaint."""
        strict = self.form.is_bound and not self.form.draft and not is_blank(cells)
        row = self.field.row_form(cells, self.name, number, code=self.form.code, draft=not strict)
        # While rows are moved about, the places of the notes are not those on the page.
        row.about = [] if self.form.is_bound else [n for n in self.notes if n.row_now == number]
        if number == self.focus:
            next(iter(row.fields.values())).widget.attrs["autofocus"] = True
        return row


class Rows(AnswerField, forms.Field):
    """A table as one question: `Rows(AreaRow, label="…")`."""

    kind = "rows"
    most_rows = MOST_ROWS
    bound_field_class = RowsQuestion
    regions = None
    draft = False
    row_doubts = ()
    default_error_messages = {"required": "Isi sekurang-kurangnya satu baris."}

    def __init__(self, row, **kwargs):
        self.row = row
        super().__init__(widget=RowsWidget(row.base_fields), **kwargs)

    @property
    def columns(self):
        return list(self.row.base_fields.values())

    def row_form(self, cells, name, number, **kwargs):
        return self.row(cells, table=name, number=number, regions=self.regions, **kwargs)

    def preview(self, data, name, heading_words=None):
        """What waits to be taken in posted data; an office's own words for headings help it."""
        columns = self.row.base_fields
        return Preview.of(data, name, columns, most=MOST_ROWS, words=heading_words)

    def take(self, data, name, rows, heading_words=None):
        """The rows with what waits taken, and the place of the first one; unless it cannot be."""
        preview, stood = self.preview(data, name, heading_words), without_blank_end(rows)
        if preview is None or preview.problem(stood):
            return rows, None
        place = len(stood) + 1 if preview.is_added else 1
        rows = preview.taken(stood)
        Preview.close(data, name)
        return rows, place

    def clean(self, value):
        filled = [(number, cells) for number, cells in enumerate(value, 1) if not is_blank(cells)]
        if len(filled) > MOST_ROWS:
            raise ValidationError(
                f"Paling banyak {MOST_ROWS} baris, sedangkan tabel ini {len(filled)} baris. "
                "Hapus atau gabungkan sebagian barisnya."
            )
        forms_ = [self.row_form(cells, "row", number, draft=self.draft) for number, cells in filled]
        if messages := [message for form in forms_ for message in form.messages()]:
            more = len(messages) - MESSAGES_SHOWN
            rest = [f"Masih ada {more} kesalahan lain di tabel ini."] if more > 0 else []
            raise ValidationError(messages[:MESSAGES_SHOWN] + rest)
        rows = [form.answers() for form in forms_]
        self.validate(rows)
        self.row_doubts = [message for form in forms_ for message in form.doubts()]
        return rows

    def to_answer(self, value):
        return value or None

    def speak(self, value, regions):
        return "; ".join(", ".join(filter(None, row)) for row in self.speak_rows(value, regions))

    def contradiction(self, value, other, regions):
        return " ".join(self.row_doubts) or None

    def speak_rows(self, value, regions):
        """Each row as a list of spoken cells, in the order of the columns."""
        columns = self.row.base_fields.items()
        return [
            [field.speak(row[name], regions) if row.get(name) else "" for name, field in columns]
            for row in value or ()
        ]


def is_blank(cells):
    """Whether nothing can be read in a row: spaces and control characters are no text."""
    return not any(plain_line(str(value or "")) for value in cells.values())


def without_blank_end(rows):
    """The rows up to the last one with text."""
    rows = list(rows)
    while rows and is_blank(rows[-1]):
        rows.pop()
    return rows


def after_action(rows, operation, number=None):
    """The rows after one was added, removed or moved, and the place to go on writing."""
    rows = list(rows)
    place = (number or 0) - 1
    if operation == "add" and len(rows) < MOST_ROWS:
        rows.append({})
        return rows, len(rows)
    if not 0 <= place < len(rows):
        return rows, None
    if operation == "remove":
        del rows[place]
        return rows, min(place + 1, len(rows)) or None
    target = place + {"up": -1, "down": 1}.get(operation, 0)
    if 0 <= target < len(rows):
        rows[place], rows[target] = rows[target], rows[place]
        return rows, target + 1
    return rows, number
