from django import forms

from complaints.standard_words import PARTS
from editions.fields import LongText

HINT = "Baris kosong memulai alinea; “- ” atau “1. ” di awal baris membuat daftar."


class StandardForm(forms.Form):
    """One field for each component, and the version it was typed over."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, standard, **kwargs):
        super().__init__(*args, **kwargs)
        self.standard = standard
        self.fields["based_on"].initial = standard.version
        for part in PARTS:
            self.fields[part.name] = LongText(
                label=part.title,
                initial=standard.texts.get(part.name, ""),
                widget=forms.Textarea({"rows": 7 if "\n" in part.default else 3}),
                error_messages={"required": f"{part.title} wajib ada pada standar pelayanan."},
            )

    def clean(self):
        given = super().clean()
        if given.get("based_on") != self.standard.version:
            self.data = self.data.copy()
            self.data["based_on"] = self.standard.version
            raise forms.ValidationError(
                "Orang lain baru saja menyimpan versi baru. Bandingkan dahulu dengan versi itu, "
                "lalu simpan lagi bila isian Anda memang menggantikannya."
            )
        return given

    @property
    def texts(self):
        return {part.name: self.cleaned_data[part.name] for part in PARTS}
