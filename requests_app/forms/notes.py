"""The forms of the conversation: a note, its answer, its reopening."""

from django import forms

from accounts.forms.fields import LineField
from editions.fields import LongText
from requests_app.models import NoteEntry, StandardNote

MOST_CHOICES = 50


class NoteForm(forms.Form):
    """A note on one question (``block.question``), a row or cell of its table, a file, or all.

    Hidden fields say what it is about; where that is a table, row and column can be chosen.
    """

    question = forms.CharField(required=False, widget=forms.HiddenInput)
    attachment = forms.ModelChoiceField(None, required=False, widget=forms.HiddenInput)
    row = forms.TypedChoiceField(label="Baris", required=False, coerce=int, empty_value=None)
    column = forms.ChoiceField(label="Kolom", required=False)
    standard = LineField(
        label="Catatan baku: ketik beberapa huruf, lalu pilih",
        required=False,
        widget=forms.TextInput(attrs={"list": "catatan-baku", "autocomplete": "off"}),
    )
    text = LongText(label="Catatan", widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}))

    def __init__(self, data=None, *, submission, user, **kwargs):
        super().__init__(data, **kwargs)
        self.edition = submission.form
        revision = submission.revision
        self.fields["attachment"].queryset = revision.attachments.papers()
        question = (self.data if self.is_bound else self.initial).get("question", "")
        if question not in set(self.edition.keys()):
            question = ""
        self.standards = StandardNote.objects.usable_by(user).filter(retired_at=None)
        offered = StandardNote.objects.offered(submission, question, user)
        self.offered = list(dict.fromkeys(note.name for note in offered))
        if not self.offered:
            del self.fields["standard"]
        rows = self.edition.table(revision.answers, question) if question else []
        columns = self.edition.columns(question) if question else {}
        if rows:
            if len(rows) > MOST_CHOICES:
                self.fields["row"] = forms.IntegerField(
                    label=f"Baris (1 sampai {len(rows)}, kosong: seluruh tabel)",
                    required=False,
                    min_value=1,
                    max_value=len(rows),
                )
            else:
                self.fields["row"].choices = [("", "Seluruh tabel")] + [
                    (n, f"Baris {n}: {cells[0][:60]}") for n, cells in enumerate(rows, 1)
                ]
            self.fields["column"].choices = [("", "Seluruh baris"), *columns.items()]
        else:
            del self.fields["row"], self.fields["column"]

    def clean_question(self):
        question = self.cleaned_data["question"]
        if question and question not in set(self.edition.keys()):
            raise forms.ValidationError("Rincian ini tidak ada pada formulir.")
        return question

    def clean_standard(self):
        """The standard note of that name; None of words that name none."""
        name = self.cleaned_data["standard"]
        named = self.standards.filter(name__iexact=name).order_by("-office")  # one's own first
        return named.first() if name else None

    def clean(self):
        given = super().clean()
        if given.get("column") and not given.get("row"):
            self.add_error("row", "Pilih barisnya juga, atau kosongkan kolom.")
        return given


class NoteAnswerForm(forms.Form):
    """What the agency did about a note: corrected the form, or kept it for a reason."""

    outcome = forms.ChoiceField(
        label="Apa yang Anda lakukan?",
        choices=NoteEntry.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih “Sudah diperbaiki” atau “Dipertahankan”."},
    )
    text = LongText(
        label="Tanggapan",
        required=False,
        help_text="Tulis apa yang diperbaiki. Wajib bila isian dipertahankan: tulis alasannya.",
    )

    def clean(self):
        given = super().clean()
        if given.get("outcome") == NoteEntry.Outcome.KEPT and not given.get("text"):
            self.add_error("text", "Tuliskan mengapa isian dipertahankan.")
        return given


class ReopeningForm(forms.Form):
    """What is still to be improved."""

    text = LongText(label="Apa yang masih perlu diperbaiki?")
