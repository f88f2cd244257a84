"""What people type about objections to a decision."""

from django import forms

from appeals.words import ANSWERS, MOST_FILES
from editions.fields import LongText
from files.fields import EACH, Uploads


class AppealForm(forms.Form):
    """Why the agency does not agree, and what it asks for."""

    reasons = LongText(
        label="Alasan keberatan",
        help_text="Mengapa menurut Anda keputusan itu keliru. Sebutkan bagian surat atau isian "
        "yang dimaksud. Paling banyak 5.000 karakter.",
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Tuliskan alasan keberatan Anda."},
    )
    wanted = LongText(
        label="Yang Anda minta",
        help_text="Misalnya: rancangan diperiksa kembali.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Tuliskan apa yang Anda minta."},
    )
    files = Uploads(
        label="Lampiran",
        most=MOST_FILES,
        required=False,
        help_text=f"Paling banyak {MOST_FILES} berkas {EACH}",
    )

    def facts(self):
        """What the objection is made of."""
        given = dict(self.cleaned_data)
        return {"uploads": given.pop("files"), **given}


class TextForm(forms.Form):
    """A question to the examiner, or what he says."""

    text = LongText(label="Teks", widget=forms.Textarea({"rows": 8}))

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class AnswerForm(forms.Form):
    """What came of it, and why: the words of the letter."""

    outcome = forms.ChoiceField(
        label="Hasil penelaahan",
        choices=[
            (ANSWERS[0][0], "Dikuatkan: keputusan tetap berlaku"),
            (ANSWERS[1][0], "Diubah: surat dicabut dan rancangan diperiksa kembali"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasil penelaahan."},
    )
    cause = LongText(
        label="Alasan",
        help_text="Dicetak dalam surat dan dikirim kepada instansi.",
        max_length=2000,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Tuliskan alasannya."},
    )


class NoteForm(forms.Form):
    """Why the answer is not signed."""

    note = LongText(
        label="Catatan untuk yang menyusun jawaban",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Tuliskan catatan Anda."},
    )


class NothingForm(forms.Form):
    """A step that only asks back."""
