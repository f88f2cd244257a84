"""A question as it is drawn on the page."""

from django import forms

from editions.grids import cells


class Question(forms.BoundField):
    """A bound field that also knows its official number, its example and its notes."""

    @property
    def key(self):
        return f"{self.form.code}.{self.name}"

    @property
    def number(self):
        return self.form.numbers.get(self.name, "")

    @property
    def cell(self):
        """Where it stands in a small table, None where it stands alone."""
        return cells(type(self.form)).get(self.name)

    @property
    def anchor(self):
        """The place links point to: `#q-areas`."""
        return f"q-{self.name}"

    @property
    def example(self):
        return self.field.example

    @property
    def template(self):
        return f"editions/{self.field.kind}.html"

    @property
    def coded(self):
        """The options as they are drawn, each with its code on paper."""
        codes = [option.paper_code for option in self.field.options]
        return list(zip(self, codes, strict=True))

    @property
    def warning(self):
        return self.form.warnings.get(self.name) if self.form.is_bound else None

    @property
    def earlier(self):
        """What it was in the activity this one was copied from, while it is to be filled in."""
        return self.form.earlier.get(self.key, "")

    @property
    def notes(self):
        return self.form.notes.get(self.key, ())

    @property
    def conflict(self):
        """What somebody else has stored meanwhile, or None."""
        return self.form.conflicts.get(self.name)

    @property
    def contradictions(self):
        """What does not agree with other answers; None where nothing could."""
        return self.form.contradictions.get(self.name)

    @property
    def is_optional(self):
        """Whether the complete form may leave it blank, too."""
        return not (self.form.base_fields[self.name].required or self.field.by_office)

    @property
    def aria_describedby(self):
        """The error is read first, then the help."""
        marks = {
            "error": self.errors,
            "warning": self.warning,
            "contradiction": self.contradictions is not None,
            "helptext": self.help_text,
            "example": self.example,
        }
        return " ".join(f"{self.auto_id}_{mark}" for mark, is_there in marks.items() if is_there)

    def build_widget_attrs(self, attrs, widget=None):
        """The single buttons of a group are neither valid nor invalid; the group says it."""
        attrs = super().build_widget_attrs(attrs, widget)
        if self.use_fieldset:
            attrs.pop("aria-invalid", None)
        return attrs
