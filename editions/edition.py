"""An official form in one edition: its blocks in order, and what they say about answers."""

from collections import defaultdict
from dataclasses import dataclass

from editions.advice.advice import Weight, advise
from editions.comparing.changes import compare
from editions.conditions import flat
from editions.grids import cells
from editions.reading import Missing, Progress, read_question
from editions.regions import RegionBook


@dataclass(frozen=True)
class Edition:
    """A tuple of blocks with the facts of the form.

    Answers are one document, ``{"block": {"question": value}}``; a question's key is
    "block.question", and within an edition its name alone is unique, too.
    """

    slug: str
    kind: str  # "survey" or "compilation"
    identity_letter: str  # the K of the recommendation identity K-TT.WWWW.NNN
    title: str
    short_title: str
    blocks: tuple
    title_question: str
    contact_question: str
    purpose_question: str
    areas_question: str
    available_on_question: str
    variables_question: str
    methods_question: str
    period_questions: tuple  # the first and the last day on which data are collected
    usually_changes: tuple = ()  # keys ("block.question.column" for cells) not copied next year
    public_keys: tuple = ()  # what anybody may read of a recommended activity
    year_in_title: bool = True  # a copy leaves the year out of the title, to be written anew
    advice_rules: tuple = ()

    def block(self, code):
        """The block of that code; KeyError when there is none."""
        return {block.code: block for block in self.blocks}[code]

    def advise(self, answers, *, today, kept=()):
        """What the advice across questions says, what wants a look first (``[Advice]``)."""
        return advise(self, answers, today=today, kept=kept)

    def may_contradict(self, block):
        """The questions of a block beside which a contradiction may stand."""
        heavy = [rule for rule in self.advice_rules if rule.weight == Weight.CONTRADICTION]
        keys = {key: None for rule in heavy for key in rule.keys}
        return [name for code, _, name in (key.partition(".") for key in keys) if code == block]

    def questions(self):
        """Every question in the official order: (key, number, label, block class)."""
        return [
            (f"{block.code}.{name}", block.numbers[name], field.label, block)
            for block in self.blocks
            for name, field in block.base_fields.items()
        ]

    def keys(self):
        """The keys of all questions in the official order."""
        return [key for key, _, _, _ in self.questions()]

    def label(self, key):
        """The official label of a question; KeyError when there is none."""
        return self._field(key).label

    def number(self, key):
        """The official number of a question; KeyError when there is none."""
        code, _, name = key.partition(".")
        return self.block(code).numbers[name]

    def columns(self, key):
        """The columns of a table as `{name: short label}`; empty of any other question."""
        row = getattr(self._field(key), "row", None)
        return {name: field.short_label for name, field in row.base_fields.items()} if row else {}

    def column(self, key, name):
        """The short label of one column of a table; KeyError when there is none."""
        return self.columns(key)[name]

    def options(self, key):
        """The choices of a question as `{slug: label}`; empty of any other question."""
        return {one.slug: one.label for one in getattr(self._field(key), "options", ())}

    def table(self, answers, key):
        """The rows of a table as lists of spoken cells; empty of any other question."""
        code, _, name = key.partition(".")
        if not self.columns(key):
            return []
        return self._field(key).speak_rows((answers.get(code) or {}).get(name), RegionBook())

    def spoken(self, answers, key):
        """The stored answer to a question in words, "" while there is none."""
        code, _, name = key.partition(".")
        value = (answers.get(code) or {}).get(name)
        return self._field(key).speak(value, RegionBook()) if value not in (None, "", []) else ""

    def answer(self, answers, question):
        """The stored answer to a question, named alone or as "block.question"."""
        return flat(answers).get(question)

    def title_of(self, answers):
        """The title of the activity, "" while there is none."""
        return self.answer(answers, self.title_question) or ""

    def is_title(self, block, question):
        """Whether this question of a block is the title."""
        return f"{block.code}.{question}" == self.title_question

    def contact_of(self, answers):
        """The e-mail address of who is to be asked about the activity, "" while there is none."""
        return self.answer(answers, self.contact_question) or ""

    def clean(self, answers):
        """The answers without those of skipped questions, blanks and what is not of the form."""
        cleaned = {}
        for block in self.blocks:
            given = (answers or {}).get(block.code, {})
            asked = block.asked_names({**cleaned, block.code: given})
            cleaned[block.code] = {
                name: given[name]
                for name in asked
                if given.get(name) not in (None, "", [], {})
                and not block.base_fields[name].by_office
            }
        return {code: given for code, given in cleaned.items() if given}

    def missing(self, answers):
        """What keeps the form from being complete, in the official order."""
        return [
            Missing(
                block=form.code,
                key=f"{form.code}.{name}",
                number=form.numbers[name],
                label=form.fields[name].label,
                message=" ".join(messages),
                cell=cells(type(form)).get(name),
            )
            for form in self._strictly(answers)
            for name, messages in form.errors.items()
        ]

    def progress(self, answers):
        """How far each block is filled in, the blocks that are not asked included."""
        strict = {form.code: form for form in self._strictly(answers)}
        return [self._progress(block, strict.get(block.code)) for block in self.blocks]

    def read(self, answers, *, notes=None, identity="", regions=None, kept=()):
        """[(block class, [Reading, …])]: every question that is asked, with its answer in words.

        `notes` are those of the examiner by question key, `kept` what `advice.keep` stored; the
        identity is shown where BPS fills it in. A block that is not asked has no readings.
        """
        answers, regions, notes = self.clean(answers), regions or RegionBook(), notes or {}
        beside = defaultdict(list)
        for item in kept:
            beside[item["key"]].append(item)
        return [
            (block, self._read_block(block, answers, regions, notes, beside, identity))
            for block in self.blocks
        ]

    def compare(self, old, new):
        """Every question asked in one of two versions, as a `Change`; one query in all."""
        regions = RegionBook()
        before, after = (
            [reading for _, readings in self.read(answers, regions=regions) for reading in readings]
            for answers in (old, new)
        )
        return compare(before, after)

    def changes(self, old, new):
        """The questions answered differently in `new` than in `old`."""
        return [change for change in self.compare(old, new) if change.differs]

    def _field(self, key):
        code, _, name = key.partition(".")
        return self.block(code).base_fields[name]

    def _strictly(self, answers):
        """The asked blocks, checked for completeness; one query for all their regions."""
        answers, regions = self.clean(answers), RegionBook()
        return [
            block(answers.get(block.code, {}), answers=answers, regions=regions)
            for block in self.blocks
            if block.is_asked(answers)
        ]

    def _progress(self, block, form):
        if form is None:
            return Progress(block, filled=0, asked=0, complete=True)
        asked = [
            name
            for name in form.fields
            if name not in form.skipped and not form.fields[name].by_office
        ]
        filled = [name for name in asked if name in form.data]
        return Progress(block, len(filled), len(asked), complete=form.is_valid())

    def _read_block(self, block, answers, regions, notes, kept, identity):
        given = answers.get(block.code, {})
        return [
            read_question(
                block,
                name,
                (identity or None) if block.base_fields[name].by_office else given.get(name),
                regions,
                notes.get(f"{block.code}.{name}", ()),
                kept.get(f"{block.code}.{name}", ()),
            )
            for name in block.asked_names(answers)
        ]
