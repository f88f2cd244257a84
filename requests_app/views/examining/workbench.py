"""What the examiner's page draws: each block with its notes and what is judged there.

A block is folded where nothing waits, a long table to its first rows and those with open notes;
`?buka=design` and `?buka=q-variables` open them, `?berkas=17` shows an attachment beside them.
"""

from typing import NamedTuple

from django.urls import reverse

from requests_app.examining.beside import beside
from requests_app.models import Note
from requests_app.models.examining.note_queryset import counted, waiting_by_block, with_notes
from requests_app.views.examining.findings import nearby, panels
from requests_app.views.filling.advice import advice_on
from requests_app.views.steps import buttons

ROWS_SHOWN = 10  # of a table with more than twice as many
LONG_WORDS = 70  # letters of an answer or its label


class Answer(NamedTuple):
    """One answer as it is drawn; of a table the rows, `[(number, [(column, cell)], notes)]`."""

    reading: object
    rows: list
    hidden: int
    beside: list  # what apps above this one say there (examining/beside.py)

    @property
    def cell(self):
        """Where it stands in a small table, if it does (editions/grids.py)."""
        return self.reading.cell

    @property
    def is_long(self):
        """Has it a row by itself, or stand two beside each other?"""
        return max(len(self.reading.spoken), len(self.reading.label)) > LONG_WORDS


class Part(NamedTuple):
    """One block: `folded` says why nothing of it is drawn but its number of answers."""

    block: object
    answers: list
    waiting: str
    items: list  # of the checklist, judged here
    folded: str

    @property
    def reasons(self):
        """How many contradictions in it were kept with a reason: said where it is folded."""
        return sum(len(answer.reading.kept) for answer in self.answers)


class Look(NamedTuple):
    """A place on the page that comes before any step."""

    words: str
    href: str


def workbench(request, submission, chosen=None):
    """Everything the page draws; ``chosen`` are findings that could not be saved."""
    user, revision = request.user, submission.revision_for(request.user)
    notes = Note.objects.read_by(user, submission)
    files = with_notes(revision.attachments.papers(), notes)
    page = panels(submission, user, chosen) | advice_on(submission, revision)
    others = beside(submission, user)
    parts = _parts(request, revision, notes, page["checklist"], others)
    drawn = {answer.reading.key for part in parts for answer in part.answers}
    return page | {
        "submission": submission,
        "revision": revision,
        "told": submission.told_to(user),
        "may_settle": submission.objections.may_be_settled_by(user),
        "parts": parts,
        # A question that is skipped by now is not drawn, but its notes still want an end.
        "general_notes": [
            note for note in notes if note.question not in drawn and not note.file_among(files)
        ],
        "others": [one for key, said in others.items() if key not in drawn for one in said],
        "counts": counted(notes),
        "attachments": files,
        "beside": _opened(files, request.GET.get("berkas")),
        "may_note": page["may_judge"],
        "word_of_the_head": submission.word_of_the_head(),
        "source": "pemeriksaan",
        "notes_href": reverse("notes", args=[submission.code]),
        **_steps(submission, user, notes, page),
        **nearby(submission, user),
    }


def _opened(files, wanted):
    """The attachment that is asked for beside the answers, if it can be shown there."""
    return next((one for one in files if one.opens_in_place and str(one.pk) == wanted), None)


def found(page, part):
    """What the page draws under that id, or of the block of that code."""
    parts = page["parts"]
    answers = [one for each in parts for one in each.answers if one.reading.anchor == part]
    files = [file for file in page["attachments"] if f"berkas-{file.pk}" == part]
    return {
        "part": next((each for each in parts if each.block.code == part), None),
        "answer": answers[0] if answers else None,
        "file": files[0] if files else None,
        "is_general": part == "catatan-umum",
    }


def _steps(submission, user, notes, page):
    """The ``bar``: the steps with whether they are primary, or before them what to look at."""
    look, first = _next(notes, page["checklist"], page["verdict_is_fit"])
    steps = buttons(submission, user, besides=("cancel", "transfer"), first=first)
    more, first_step = steps["more_steps"], steps["first_step"]
    examines = page["may_judge"]
    bar = [first_step, *(step for step in more if not step.aside)] if first_step else []
    return {
        "first_step": first_step,
        "bar": [(step, step is first_step and not (examines and look)) for step in bar],
        "more_steps": [step for step in more if step.aside],
        "next_look": look if examines else None,
    }


def _next(notes, checklist, is_fit):
    """What the examiner does next: something to look at, or else a verb."""
    answered = [note for note in notes if note.shown_state == "answered"]
    if answered:
        return Look(f"Periksa {len(answered)} tanggapan", f"#catatan-{answered[0].pk}"), ""
    if any(note.is_unsettled for note in notes):
        return None, "return_for_revision"
    for one in checklist:
        if not one.stored:
            return Look(f"Nilai butir {one.item.letter}", f"#butir-{one.item.code}"), ""
    return None, "propose_recommendation" if is_fit else "return_for_revision"


def _parts(request, revision, notes, checklist, others):
    opened, by_question = set(request.GET.getlist("buka")), {}
    for note in notes:
        by_question.setdefault(note.question, []).append(note)
    waiting, before = waiting_by_block(notes), _before(revision)
    opened |= {key.partition(".")[0] for key in others}
    return [
        Part(
            block,
            [_answer(reading, opened, others.get(reading.key, ())) for reading in readings],
            waiting.get(block.code, ""),
            [one for one in checklist if one.parts[-1] is block],
            ""
            if block.code in opened or block.code in waiting
            else _folded(block, revision, before, checklist),
        )
        for block, readings in revision.read(by_question)
    ]


def _before(revision):
    """The version before this one, None of the first."""
    versions = revision.submission.revisions
    return versions.get(number=revision.number - 1) if revision.number > 1 else None


def _folded(block, revision, before, checklist):
    """Why nothing waits in a block; "" where something does."""
    if before and before.answers.get(block.code) == revision.answers.get(block.code):
        return f"tidak berubah sejak versi {before.number}"
    judged = [one.stored for one in checklist if block in one.parts]
    return "sudah dinilai" if judged and all(judged) else ""


def _answer(reading, opened, others):
    if not reading.rows:
        return Answer(reading, [], 0, others)
    noted = {}
    for note in reading.notes:
        noted.setdefault(note.row_now, []).append(note)
    rows = [
        (number, zip(reading.columns, cells, strict=True), noted.get(number, ()))
        for number, cells in enumerate(reading.rows, 1)
    ]
    if reading.anchor in opened or len(rows) <= 2 * ROWS_SHOWN:
        return Answer(reading, rows, 0, others)
    shown = [
        row for row in rows if row[0] <= ROWS_SHOWN or any(note.is_unsettled for note in row[2])
    ]
    return Answer(reading, shown, len(rows) - len(shown), others)
