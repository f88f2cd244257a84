"""What is typed when results are handed over, and when one of them is taken back."""

from django import forms
from django.core.validators import URLValidator

from accounts.forms.fields import LineField
from files.fields import LIMITS, Upload
from requests_app.forms.submissions import ReasonForm
from requests_app.models import Result


class ResultForm(forms.Form):
    """The publication or the metadata: one file, or the address where it can be found."""

    kind = forms.ChoiceField(
        label="Yang diserahkan",
        choices=Result.Kind,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih salah satu."),
    )
    file = Upload(
        required=False,
        help_text=f"{LIMITS} Berkas yang lebih besar: terbitkan di situs web.",
    )
    link = LineField(
        label="Alamat web",
        required=False,
        max_length=500,
        widget=forms.URLInput({"autocomplete": "off"}),
        help_text="Bila publikasinya sudah terbit di situs web, tempel alamatnya di sini.",
        error_messages={"max_length": "Paling banyak %(limit_value)d huruf."},
    )

    def clean_link(self):
        if link := self.cleaned_data["link"]:
            wrong = "Tulis alamat web yang lengkap, misalnya https://dinas.example.go.id/buku.pdf."
            URLValidator(schemes=["http", "https"], message=wrong)(link)
        return link

    def clean(self):
        given = super().clean()
        if "file" in self.errors or "link" in self.errors:
            return given
        if bool(given.get("file")) == bool(given.get("link")):
            self.add_error("file", "Unggah satu berkas, atau isi alamat webnya: salah satu saja.")
        return given

    @property
    def facts(self):
        """What `Submission.hand_over` takes of a valid form."""
        taken = self.cleaned_data["file"]
        return {
            "kind": self.cleaned_data["kind"],
            "link": self.cleaned_data["link"],
            "upload": taken and taken.file,
            "content_type": taken.content_type if taken else "",
            "is_scanned": bool(taken and taken.is_scanned),
        }


class TakingBackForm(ReasonForm):
    """Why the agency has to hand it over once more."""
