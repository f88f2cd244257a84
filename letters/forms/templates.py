"""The form in which an office words its letters."""

from django import forms
from django.core.exceptions import ValidationError

from editions.fields import LongText, Text
from letters.page.placeholders import problems
from letters.page.wording import PARTS, TEXTS
from paper.signs import told_of_unprintable

ONE_LINE = {"sensitivity", "subject"}
ROWS = {"addressee": 2, "opening": 4, "body": 9, "closing": 3, "copies": 3}


class LetterTemplateForm(forms.Form):
    """Every part of a letter that an office words itself, and the version it was begun from.

    `seen` names the empty placeholders that the page has already told of.
    """

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, template, **kwargs):
        kwargs.setdefault("initial", template.texts | {"based_on": template.version})
        super().__init__(*args, **kwargs)
        self.template = template
        for part in PARTS:
            facts = {
                "label": part.label,
                "help_text": part.hint,
                "max_length": part.longest,
                "required": part.name != "copies",
            }
            if part.name in ONE_LINE:
                field = Text(**facts)
            else:
                field = LongText(widget=forms.Textarea({"rows": ROWS[part.name]}), **facts)
            self.fields[part.name] = field

    def clean(self):
        cleaned = super().clean()
        for part in PARTS:
            text = cleaned.get(part.name, "")
            wrong = problems(text, self.template.kind)
            must = part.must.get(self.template.kind)
            if text and must and f"{{{must}}}" not in text:
                wrong.append(f"Bagian ini harus memuat {{{must}}}: tanpa itu surat tidak lengkap.")
            if told := told_of_unprintable(text):
                wrong.append(told)
            if wrong:
                self.add_error(part.name, wrong)
        if cleaned.get("based_on") != self.template.version:
            raise ValidationError(
                "Versi baru sudah disimpan sejak Anda membuka halaman ini. Bandingkan dengan versi "
                f"{self.template.version} di bawah, lalu simpan lagi."
            )
        return cleaned

    @property
    def texts(self):
        """What was typed, by the name of its part."""
        return {name: self.cleaned_data[name] for name in TEXTS}
