"""The form in which an office keeps a standard note."""

from django import forms

from accounts.forms.fields import LineField
from editions import EDITIONS
from editions.fields import LongText, Text
from requests_app.models import StandardNote
from requests_app.models.examining.standard_note import (
    PLACEHOLDERS,
    check_placeholders,
)


class StandardNoteForm(forms.Form):
    """A name, the question it belongs to if there is one, and the text with placeholders."""

    name = Text(label="Nama", max_length=100, help_text="Untuk memilihnya, misalnya “Kerangka”.")
    place = LineField(
        label="Untuk rincian",
        required=False,
        help_text="Tulis formulir dan nomornya, misalnya “FS3 6.2”; kosong bila untuk semua.",
    )
    text = LongText(
        label="Teks catatan",
        validators=[check_placeholders],
        help_text="Diisi dari berkas: "
        + ", ".join(f"{{{name}}} ({words})" for name, words in PLACEHOLDERS.items()),
    )

    def __init__(self, *args, office, note=None, **kwargs):
        if note:
            kwargs["initial"] = {"name": note.name, "text": note.text, "place": note.place}
        super().__init__(*args, **kwargs)
        self.office, self.note = office, note

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = StandardNote.objects.filter(office=self.office, name__iexact=name)
        if self.note:
            others = others.exclude(pk=self.note.pk)
        if others.exists():
            raise forms.ValidationError("Sudah ada catatan baku bernama itu. Pilih nama lain.")
        return name

    def clean_place(self):
        words = self.cleaned_data["place"].split()
        if not words:
            return "", ""
        for edition in EDITIONS.values():
            if edition.short_title.lower() == words[0].lower():
                keys = [key for key, number, *_ in edition.questions() if number in words[1:2]]
                if keys or not words[1:]:
                    return edition.slug, keys[0] if keys else ""
        raise forms.ValidationError(
            "Rincian ini tidak ada. Tulis misalnya “FS3 6.2” atau “FP-KPA 7.2”."
        )

    def facts(self):
        """What the note is made of, for the model."""
        edition, question = self.cleaned_data["place"]
        return {
            "name": self.cleaned_data["name"],
            "text": self.cleaned_data["text"],
            "edition": edition,
            "question": question,
        }
