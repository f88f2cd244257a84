"""A block of the form on somebody's page: shared by answers, autosave, tables and the counter."""

import json
from collections import defaultdict

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from requests_app.examining.beside import heard
from requests_app.models import ColumnHeading, Note
from requests_app.models.revision import mark
from requests_app.views.filling.advice import advice_on
from requests_app.views.filling.tasks import tasks_of

KEEP_STORED = "tersimpan"  # a person's choice where somebody else has saved, too


class AnswerPage:
    """One block as one person fills it in: drawn, stored, drawn again with what he typed.

    A page is made from a count of saves (of a later one for questions whose saving it has seen)
    and remembers a mark of every answer it showed. What it left as shown gives way to what others
    have stored since; what both changed is a conflict.
    """

    address, template = "answers", "requests_app/filling/answers.html"

    def __init__(self, request, submission, code):
        """Raises ``Http404`` when the form has no block of that code."""
        self.request, self.typed = request, request.POST
        self.submission = submission
        try:
            self.block = submission.form.block(code)
        except KeyError as unknown:
            raise Http404("Blok ini tidak ada pada formulir.") from unknown
        self.conflicts, self.untouched = [], {}

    @property
    def revision(self):
        """The newest version of the answers, which is the one that is written."""
        return self.submission.revision

    # Forms of the block

    def stored_form(self):
        return self.block(**self._drawing)

    def typed_form(self, typed=None):
        """What was typed, checked as a draft."""
        return self.block(typed or self.typed, draft=True, **self._drawing)

    def form_after(self, action):
        """What was typed, with a row of a table added, moved or taken away."""
        return self.block.after_row_action(self.typed, action, **self._drawing)

    @cached_property
    def _drawing(self):
        """What a block is drawn with besides its own answers."""
        notes = defaultdict(list)
        for note in Note.objects.read_by(self.request.user, self.submission):
            notes[note.question].append(note)
        for question, said in heard(self.submission).items():
            notes[question].extend(said)
        return {
            "answers": self.revision.answers,
            "notes": dict(notes),
            "identity": self.submission.identity,
            "earlier": self.submission.earlier(self.request.user, self.revision.answers),
            "heading_words": ColumnHeading.objects.words,
        }

    # Storing

    @cached_property
    def base(self):
        """The count of saves that the page was made from."""
        base = self.typed.get("base", "")
        return int(base) if base.isdecimal() and len(base) < 10 else 0

    def store(self, answers):
        """Store these answers of the block; returns the conflicts, nothing of which was stored.

        Raises ``Refused`` when the form may not be written any more.
        """
        return self.revision.store(
            self.block.code,
            answers,
            by=self.request.user,
            base=self._bases(),
            untouched=self.untouched,
        )

    def save(self, form):
        """Store what was typed; True when all of it is. Raises ``Refused`` as `store` does."""
        form.is_valid()
        answers = form.answers()
        self.untouched = self._left_as_shown(answers)
        kept = {name for name in answers if self.typed.get(f"pilihan-{name}") == KEEP_STORED}
        self.conflicts = self.store({q: answers[q] for q in answers if q not in kept})
        form.conflicts = {conflict.question: conflict for conflict in self.conflicts}
        return not (self.conflicts or form.errors)

    def next_address(self):
        """Where to go after saving: the same page, or the next block when asked to go on."""
        code, page = self.submission.code, self.address
        if not self.typed.get("lanjut"):
            return reverse(page, args=[code, self.block.code])
        asked = [b for b in self.submission.form.blocks if b.is_asked(self.revision.answers)]
        after = asked[asked.index(self.block) + 1 :] if self.block in asked else []
        if after:
            return reverse(page, args=[code, after[0].code])
        return reverse("attachments", args=[code])

    def _bases(self):
        """The count of saves, by question where the page learned of a later one."""
        later = _read_json(self.typed.get("bases", ""))
        if not later:
            return self.base
        known = {q: n for q, n in later.items() if isinstance(n, int)}
        return defaultdict(lambda: self.base, known)

    def _left_as_shown(self, answers):
        """The questions left as the page showed them, with their marks; {} if it sent no marks."""
        shown = _read_json(self.typed.get("marks", ""))
        if shown is None:
            return {}
        marks, blank = {q: mark(answer) for q, answer in answers.items()}, mark(None)
        return {q: typed for q, typed in marks.items() if shown.get(q, blank) == typed}

    # Drawing

    def draw(self, form, *, status=200, typed=None):
        """The page; with ``typed`` drawn from what was typed, and made from the same saves."""
        context = self.context(form)
        if typed:
            self.typed = typed
            context |= {name: typed.get(name, "") for name in ("bases", "marks")}
            context["base"] = self.base
        return render(self.request, self.template, context, status=status)

    def context(self, form):
        here = self.block.code
        advice = advice_on(self.submission, self.revision, here)
        form.contradictions = advice["beside"]
        return {
            "submission": self.submission,
            "revision": self.revision,
            "part": self.block,
            "conflicts": self.conflicts,
            "form": form,
            "base": self.revision.saves,
            "marks": json.dumps(self.revision.marks(here) | self.untouched),
            "source": "isian",
            **self._place(form),
            **advice,
        }

    def _place(self, form):
        """Where this block stands among all, each with what its notes wait for."""
        tasks = tasks_of(self.revision, [note for about in form.notes.values() for note in about])
        asked = [task.code for task in tasks if task.is_asked]
        here = self.block.code
        return {
            "tasks": tasks,
            "place": asked.index(here) + 1 if here in asked else None,
            "places": len(asked),
        }


class CounterPage(AnswerPage):
    """The same block, typed from paper by an officer: the scan beside it, for the keyboard."""

    address, template = "counter_entry", "requests_app/counter/entry.html"

    def context(self, form):
        context = super().context(form)
        asked = [task for task in context["tasks"] if task.is_asked]
        place = context["place"] or 1
        return context | {
            "counter": True,
            "scans": list(self.revision.attachments.scans()),
            "before": asked[place - 2] if place > 1 else None,
            "done": sum(task.state == "complete" for task in asked),
        }


def _read_json(text):
    """What the page noted as a JSON object; None if it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
