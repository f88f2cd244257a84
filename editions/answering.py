"""What a block and one row of a table have in common: drafts, contradictions, JSON answers."""

from django import forms

from editions.regions import RegionBook, RegionField


class AnswerForm(forms.Form):
    """A form whose answers may be a draft.

    A draft's types are checked and blanks allowed; what does not fit together is a warning there,
    else an error.
    """

    use_required_attribute = False
    contradictions = {}  # {question: [Advice]} where one may stand, as the page knows them

    def __init__(self, data=None, *, draft=False, regions=None, **kwargs):
        super().__init__(data, **kwargs)
        self.draft = draft
        self.regions = regions or RegionBook()
        self._warnings = {}
        for field in self.fields.values():
            field.regions = self.regions
            field.draft = draft
            if draft:
                field.required = False

    @property
    def warnings(self):
        """What does not fit together in a draft, as {question: message}."""
        self.errors  # noqa: B018  cleaning finds them
        return self._warnings

    @property
    def skipped(self):
        """The names of the questions that are not asked."""
        return set()

    def answers(self):
        """What was answered, ready for JSON; without blanks and what is in error."""
        skipped, errors = self.skipped, self.errors
        answers = {
            name: field.to_answer(self.cleaned_data.get(name))
            for name, field in self.fields.items()
            if not (field.by_office or name in skipped or name in errors)
        }
        return {name: answer for name, answer in answers.items() if answer is not None}

    def clean(self):
        for name, message in self._contradictions():
            if self.draft:
                self._warnings[name] = message
            else:
                self.add_error(name, message)
        return self.cleaned_data

    def _clean_fields(self):
        for field in self.fields.values():
            if isinstance(field, RegionField) and field.tied_to:
                field.province = self._province(field.tied_to)
        super()._clean_fields()

    def _province(self, question):
        """The province given beside a regency: it tells namesakes apart."""
        try:
            return self.fields[question].to_python(self[question].data)
        except forms.ValidationError:
            return None

    def _contradictions(self):
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value in field.empty_values or name in self.skipped:
                continue
            other = self.cleaned_data.get(field.tied_to) if field.tied_to else None
            if message := field.contradiction(value, other, self.regions):
                yield name, message
