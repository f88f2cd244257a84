"""What a Walidata writes of a file, and what the examiner makes of it."""

from django import forms

from editions.fields import LongText
from walidata.files import questions_of


class PointForm(forms.Form):
    """A note on one question, or on the whole file."""

    question = forms.ChoiceField(label="Tentang", required=False)
    text = LongText(
        label="Catatan",
        help_text="Dibaca pemeriksa dan instansi yang mengajukan setelah pendapat disampaikan.",
        error_messages={"required": "Tuliskan catatannya."},
    )

    def __init__(self, data=None, *, file, initial=None):
        super().__init__(data, initial=initial)
        names = [(key, _named(file.form, key)) for key in questions_of(file)]
        self.fields["question"].choices = [("", "Seluruh pengajuan"), *names]


class WordsForm(forms.Form):
    """The same note in other words."""

    text = LongText(label="Catatan", error_messages={"required": "Tuliskan catatannya."})


class OpinionForm(forms.Form):
    """What there is to say of the whole file; notes stand already."""

    text = LongText(
        label="Pendapat atas seluruh pengajuan",
        required=False,
        help_text="Boleh kosong bila sudah ada catatan pada rincian.",
    )


class AnswerForm(forms.Form):
    """What the examiner makes of it."""

    text = LongText(
        label="Tanggapan Anda",
        help_text="Dibaca Walidata dan instansi yang mengajukan.",
        error_messages={"required": "Tuliskan tanggapan Anda."},
    )


class TakingForm(forms.Form):
    """The note that the examiner makes of it, in his words."""

    text = LongText(
        label="Catatan Anda",
        help_text="Menjadi catatan pemeriksa; instansi membacanya setelah pengajuan dikembalikan.",
        error_messages={"required": "Tuliskan catatannya."},
    )


def _named(form, key):
    return f"{form.number(key)} {form.label(key)}".strip()[:100]
