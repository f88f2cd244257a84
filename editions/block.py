"""A block of an official form: an ordinary Django form that knows its numbers and its skips."""

import re
from functools import cached_property

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.template.loader import render_to_string

from editions.answering import AnswerForm
from editions.conditions import flat
from editions.grids import Laid, laid
from editions.pasting.preview import Preview
from editions.question import Question
from editions.rows import Rows, after_action


class Block(AnswerForm):
    """One block: `Block(request.POST, draft=True, answers=revision.answers)` fills it in.

    `answers` is the whole form's document, on which the skips of this block may depend.
    """

    bound_field_class = Question
    do_not_call_in_templates = True  # templates read the class, they make no form of it

    code = ""
    title = ""
    numbers = {}  # the official number of each question
    grids = ()  # which questions stand in small tables
    only_if = {}  # when a question is asked; the others always are
    asked_if = None  # when the whole block is asked
    asked_words = ""  # that condition in words, after "Blok ini …"

    def __init__(self, data=None, *, answers=None, notes=None, initial=None, identity="", **kwargs):
        self.document = answers
        self.notes = notes or {}
        self.earlier = kwargs.pop("earlier", {})
        self.focus = None
        self.heading_words = kwargs.pop("heading_words", None)
        self.conflicts = {}  # {question: what somebody else stored meanwhile}
        initial = dict(initial if initial is not None else (answers or {}).get(self.code, {}))
        for name, field in self.base_fields.items():
            if field.by_office:
                initial[name] = identity
        super().__init__(data, initial=initial, auto_id=f"id_{self.code}-%s", **kwargs)
        for name in self.deciding():
            self.fields[name].widget.attrs["data-decides"] = True

    @classmethod
    def is_asked(cls, answers):
        """Whether this block is to be filled in at all."""
        return cls.asked_if is None or cls.asked_if.holds(flat(answers))

    @classmethod
    def asked_names(cls, answers):
        """The names of the questions that these answers ask for, in the official order."""
        return cls._asked_among(flat(answers)) if cls.is_asked(answers) else []

    @classmethod
    def deciding(cls):
        """The questions of this block on which others of it depend."""
        mentioned = set().union(*(condition.questions for condition in cls.only_if.values()))
        return [name for name in cls.base_fields if {name, f"{cls.code}.{name}"} & mentioned]

    @classmethod
    def of_one_question(cls, name, data, *, answers):
        """A draft of this block in which only one question was typed; the others are as stored.

        Only that question is read and checked, with the one its answer is tied to.
        """
        field = cls.base_fields[name]
        typed = {key: data.get(key) for key in data if key.startswith(f"{name}-")}
        if not isinstance(field, Rows):
            many = isinstance(field.widget, forms.CheckboxSelectMultiple)
            typed = {name: data.getlist(name) if many else data.get(name)}
        given = (answers or {}).get(cls.code, {})
        stored = {question: answer for question, answer in given.items() if question != name}
        block = cls(stored | typed, draft=True, answers=answers)
        for other in set(block.fields) - {name, field.tied_to}:
            del block.fields[other]
        return block

    @classmethod
    def after_row_action(cls, data, action, **kwargs):
        """The block as a draft after a button such as "variables:add" or "variables:remove:2".

        Operations: add, remove, up, down; rows are counted from 1. "take" and "cancel" end the
        preview of what was pasted; any other only draws the block anew, with that preview.
        """
        name, _, rest = action.partition(":")
        operation, _, number = rest.partition(":")
        field = cls.base_fields.get(name)
        data, place = data.copy(), None
        if isinstance(field, Rows):
            rows = field.widget.value_from_datadict(data, None, name)
            number = int(number) if re.fullmatch("[0-9]{1,6}", number) else None
            if operation == "take":
                rows, place = field.take(data, name, rows, kwargs.get("heading_words"))
            else:
                rows, place = after_action(rows, operation, number)
            if operation == "cancel":
                Preview.close(data, name)
            field.widget.write(data, name, rows)
        block = cls(data, draft=True, **kwargs)
        block.focus = (name, place)
        return block

    @property
    def waiting(self):
        """The tables of which something pasted or uploaded waits to be taken."""
        tables = (self[name] for name, field in self.fields.items() if isinstance(field, Rows))
        return [table for table in tables if table.preview]

    @property
    def helper(self):
        """How crispy draws the questions that are asked, without form tag and buttons."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.field_template = "editions/field.html"
        drawn = laid(self.questions)
        helper.layout = Layout(
            *[_Drawn(one) if isinstance(one, Laid) else one.name for one in drawn]
        )
        return helper

    @property
    def questions(self):
        """The questions that are asked, as they are drawn."""
        return [self[name] for name in self.fields if name not in self.skipped]

    @cached_property
    def skipped(self):
        """The names of the questions that are not asked."""
        found = flat({code: a for code, a in (self.document or {}).items() if code != self.code})
        for name, value in self._current().items():
            found[name] = found[f"{self.code}.{name}"] = value
        # Without the other blocks nobody knows whether this one is asked.
        if self.document is not None and self.asked_if and not self.asked_if.holds(found):
            return set(self.base_fields)
        return set(self.base_fields) - set(self._asked_among(found))

    def answers(self):
        """Every question that is asked, None where blank; left out are those in error.

        What is left out keeps what was stored before.
        """
        answers = super().answers()
        blank = {
            name: None
            for name, field in self.fields.items()
            if not field.by_office and name not in self.skipped and name not in self.errors
        }
        return blank | answers

    def clean(self):
        for name in self.skipped:
            self._errors.pop(name, None)
            self.cleaned_data.pop(name, None)
        return super().clean()

    @classmethod
    def _asked_among(cls, found):
        found, asked = dict(found), []
        for name in cls.base_fields:
            condition = cls.only_if.get(name)
            if condition is None or condition.holds(found):
                asked.append(name)
            else:
                # A skipped answer decides nothing.
                found.pop(name, None)
                found.pop(f"{cls.code}.{name}", None)
        return asked

    def _current(self):
        """The answers as they stand: typed where they are typed, else stored."""
        if not self.is_bound:
            return self.initial
        if self._errors is None:
            self.full_clean()
        return self.initial | {
            name: field.to_answer(self.cleaned_data.get(name))
            for name, field in self.fields.items()
        }


class _Drawn:
    """A small table in crispy's layout."""

    def __init__(self, grid):
        self.grid = grid

    def render(self, form, context, **kwargs):
        with context.push(grid=self.grid):
            return render_to_string("editions/grids/form.html", context.flatten())
