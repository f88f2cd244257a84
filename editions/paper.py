"""The official form as paper: every question with its options and codes, blank or filled in."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from editions.conditions import flat
from editions.grids import Cell, cells, laid
from editions.regions import RegionBook
from paper.printing import print_pdf

EMPTY_ROWS = 6


@dataclass(frozen=True)
class FormLine:
    """One question as the paper shows it."""

    number: str
    label: str
    text: str
    is_long: bool
    by_office: bool
    options: list  # (paper code, label, is chosen)
    code: str  # in the box at the right: the code of what was chosen, the sum of several
    columns: list
    rows: list
    cell: Cell | None


def print_form(edition, answers=None, *, facts=None):
    """The form as a PDF: blank without answers. `facts` fill its foot: code, version, state."""
    page = {"edition": edition, "parts": sheet(edition, answers), "facts": facts or {}}
    with translation.override("id"):
        return print_pdf(render_to_string("paper/form.html", page))


def sheet(edition, answers=None):
    """The form, `[(block, [FormLine or Laid, …])]`: what answers leave out stays on paper, too."""
    is_blank, regions = answers is None, RegionBook()
    found = flat(edition.clean(answers or {}))
    return [
        (
            part,
            laid(
                _line(part, name, field, found.get(f"{part.code}.{name}"), regions, is_blank)
                for name, field in part.base_fields.items()
            ),
        )
        for part in edition.blocks
    ]


def _line(part, name, field, value, regions, is_blank):
    options = getattr(field, "options", ())
    chosen = value if isinstance(value, list) else [value]
    is_table = hasattr(field, "row")
    columns = [str(column.label) for column in field.columns] if is_table else []
    rows = field.speak_rows(value, regions) if is_table else []
    is_text = not (options or is_table)
    return FormLine(
        number=part.numbers[name],
        label=str(field.label),
        text=field.speak(value, regions) if value is not None and is_text else "",
        is_long=field.is_long,
        by_office=field.by_office,
        options=[(option.paper_code, option.label, option.slug in chosen) for option in options],
        code=field.paper_code(value) if value is not None and options else "",
        columns=columns,
        rows=rows or [[""] * len(columns)] * (EMPTY_ROWS if is_blank else 1),
        cell=cells(part).get(name),
    )
