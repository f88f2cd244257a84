"""Files that come with a complaint or a message about it."""

from typing import Any, NamedTuple

from django import forms

from complaints.words import MOST_FILES
from files.scanning import scan
from files.sniffing import ACCEPT, Unfit, sniff


class Checked(NamedTuple):
    """An uploaded file that may be kept."""

    file: Any
    content_type: str
    is_scanned: bool


class SeveralFiles(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Up to five files, each known by its content and scanned: a list of `Checked`."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Lampiran")
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text",
            f"Paling banyak {MOST_FILES} berkas PDF, DOCX, XLSX, PNG, atau JPEG, "
            "masing-masing paling besar 10 MB.",
        )
        super().__init__(
            max_length=150,
            widget=SeveralFiles({"accept": ACCEPT}),
            error_messages={
                "empty": "Berkas ini kosong. Periksa kembali berkas Anda.",
                "max_length": "Nama berkas terlalu panjang (paling banyak %(max)d huruf).",
            },
            **kwargs,
        )

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(
                f"Paling banyak {MOST_FILES} berkas, sedangkan Anda memilih {len(uploads)}."
            )
        return [self._checked(super(Files, self).clean(upload, initial)) for upload in uploads]

    @staticmethod
    def _checked(upload):
        try:
            return Checked(upload, sniff(upload), scan(upload))
        except Unfit as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
