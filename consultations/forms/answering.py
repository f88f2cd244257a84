"""The small forms of the verbs around a consultation."""

from django import forms

from consultations.forms.asking import files_field
from editions import EDITIONS
from editions.fields import LongText
from requests_app.models import Submission


class MessageForm(forms.Form):
    """More of the question, or the answer, with files."""

    text = LongText(label="Teks", widget=forms.Textarea({"rows": 8}))
    files = files_field()

    def __init__(self, *args, label="Teks", hint="", of_office=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, hint
        self.fields["files"].partly = not of_office

    def facts(self):
        return {"text": self.cleaned_data["text"], "uploads": self.cleaned_data["files"]}


class DraftForm(forms.Form):
    """Which official form."""

    edition = forms.ChoiceField(
        label="Jenis kegiatan",
        widget=forms.RadioSelect,
        help_text="FS3 bila data dikumpulkan langsung dari responden; FP-KPA bila catatan "
        "administrasi yang sudah ada diolah.",
        error_messages={"required": "Pilih jenis kegiatan."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = [
            (edition.slug, f"{edition.short_title} – {edition.title}")
            for edition in EDITIONS.values()
        ]

    def facts(self):
        return self.cleaned_data


class NoteForm(forms.Form):
    """On which file, in which words."""

    submission = forms.ModelChoiceField(
        Submission.objects.none(),
        label="Pengajuan",
        empty_label=None,
        error_messages={"required": "Pilih pengajuannya."},
    )
    text = LongText(label="Catatan", widget=forms.Textarea({"rows": 8}))

    def __init__(self, *args, files, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submission"].queryset = files
        self.fields["submission"].label_from_instance = lambda file: (
            f"{file.spoken_title} ({file.code})"
        )

    def facts(self):
        return self.cleaned_data


class NothingForm(forms.Form):
    """A step that only asks back."""

    def facts(self):
        return {}
