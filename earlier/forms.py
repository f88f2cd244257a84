"""What an admin chooses: the file, and which column tells what."""

from pathlib import PurePath

from django import forms

from earlier.columns import COLUMNS
from earlier.reading import ENDINGS, MOST_BYTES

LONGEST_HEADING = 60


class UploadForm(forms.Form):
    """The file with what was recommended before."""

    file = forms.FileField(
        label="Berkas",
        help_text="XLSX, CSV, atau JSON dari aplikasi terdahulu; paling besar 10 MB, 20.000 baris.",
        widget=forms.ClearableFileInput(
            attrs={"class": "form-control", "accept": ",".join(ENDINGS)}
        ),
        error_messages={
            "required": "Pilih berkas yang akan diimpor.",
            "empty": "Berkas ini kosong. Simpan kembali berkasnya, lalu unggah lagi.",
        },
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if PurePath(upload.name).suffix.lower() not in ENDINGS:
            raise forms.ValidationError(
                "Jenis berkas ini tidak diterima. Simpan sebagai XLSX atau CSV, lalu unggah lagi."
            )
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(
                "Berkas ini lebih dari 10 MB. Bagi menjadi beberapa berkas."
            )
        return upload


class MappingForm(forms.Form):
    """For each thing to know the column that tells it."""

    def __init__(self, data=None, *, brought):
        super().__init__(data)
        self.brought = brought
        choices = [("", "tidak ada"), *self._choices()]
        for name, column in COLUMNS.items():
            self.fields[name] = forms.ChoiceField(
                label=column.label,
                choices=choices,
                required=False,
                initial=str(brought.mapping.get(name, "")),
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def _choices(self):
        for place, heading in enumerate(self.brought.headings):
            if self.brought.is_records:
                yield heading, heading[:LONGEST_HEADING]
            else:
                yield (
                    str(place),
                    f"{_letter(place)}: {heading[:LONGEST_HEADING] or '(tanpa judul)'}",
                )

    def mapping(self):
        chosen = {name: key for name, key in self.cleaned_data.items() if key}
        if self.brought.is_records:
            return chosen
        return {name: int(key) for name, key in chosen.items()}


class StartForm(forms.Form):
    """Whether rows that look like what is here are left out."""

    leaves_alike = forms.BooleanField(label="Lewati baris yang mirip", required=False)


def _letter(place):
    """The column's letter in a spreadsheet."""
    tens, ones = divmod(place, 26)
    return (chr(64 + tens) if tens else "") + chr(65 + ones)
