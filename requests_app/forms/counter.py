"""The small forms of the counter: a scan, a slip's code, an objection and its answer."""

from django import forms

from editions.fields import LongText, Text
from paper.codes import spoken
from requests_app.forms.submissions import AttachmentForm
from requests_app.models import Objection
from requests_app.models.slip import read

SCANNED = {"application/pdf", "image/png", "image/jpeg"}


class ScanForm(AttachmentForm):
    """The paper form, scanned or photographed: what a browser can draw beside the fields."""

    kind = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.label = "Berkas pindaian"
        field.help_text = "PDF, PNG, atau JPEG, paling besar 10 MB. Boleh beberapa, satu per satu."
        field.widget.attrs["accept"] = ".pdf,.png,.jpg,.jpeg"

    def clean_file(self):
        upload = super().clean_file()
        if self.content_type not in SCANNED:
            raise forms.ValidationError("Pindaian harus berupa PDF, PNG, atau JPEG.")
        return upload


class SlipForm(forms.Form):
    """The code of a slip, typed from paper."""

    kode = Text(
        label="Kode slip",
        max_length=40,
        error_messages={"required": "Ketik kode yang tercetak pada slip Anda."},
    )

    def clean_kode(self):
        reading = read(self.cleaned_data["kode"])
        if reading.problem:
            raise forms.ValidationError(reading.problem)
        return spoken(reading.token)


class ObjectionForm(forms.Form):
    """Why, if the agency wants to say it."""

    reason = LongText(
        label="Apa yang tidak sesuai?",
        required=False,
        help_text="Boleh dikosongkan. Sebutkan bagian yang salah agar petugas dapat segera "
        "memperbaikinya.",
    )


class SettlementForm(forms.Form):
    """How an objection ends, and what the agency is told."""

    outcome = forms.ChoiceField(
        label="Penyelesaian",
        choices=Objection.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih bagaimana keberatan ini diselesaikan."},
    )
    answer = LongText(
        label="Jawaban kepada instansi",
        help_text="Dikirim kepada instansi lewat surel dan tercatat pada riwayat.",
        error_messages={"required": "Tuliskan jawaban kantor kepada instansi."},
    )
