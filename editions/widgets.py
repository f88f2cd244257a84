"""The boxes of the official forms."""

import re

from django import forms

ROW_LENGTH = 60  # signs of a line on a desk


class DayInput(forms.TextInput):
    """The browser's own date box; plain text where something else than a date was typed."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if not shown or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", shown):
            context["widget"]["type"] = "date"
        return context


class GrowingText(forms.Textarea):
    """As high as its text; the style sheet lets it grow while one types, where browsers can."""

    def __init__(self, attrs=None, *, rows=1):
        super().__init__(attrs)
        self.rows = rows

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        lines = (context["widget"]["value"] or "").splitlines()
        needed = sum(1 + len(line) // ROW_LENGTH for line in lines)
        del context["widget"]["attrs"]["cols"]
        context["widget"]["attrs"]["rows"] = min(max(needed, self.rows), 30)
        return context
