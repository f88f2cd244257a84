"""A heading that people put over a column of their tables."""

from django import forms

from editions.fields import Text
from requests_app.models import ColumnHeading


class ColumnHeadingForm(forms.Form):
    """The heading, and which column it means."""

    words = Text(
        label="Judul kolom",
        max_length=80,
        help_text="Seperti tertulis pada tabel instansi, misalnya “unsur data”.",
    )
    column = forms.ChoiceField(
        label="Berarti kolom",
        choices=ColumnHeading.Column.choices,
        error_messages={"invalid_choice": "Pilih salah satu kolom dari daftar."},
    )
