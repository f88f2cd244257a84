"""The small forms of the counter: a scan, a slip's code, an objection and its answer."""

from django import forms

from editions.fields import LongText, Text
from files.fields import Uploads
from files.sniffing import SCANS
from paper.codes import spoken
from requests_app.models import Objection
from requests_app.models.attachment import MOST_SCANS
from requests_app.models.slip import read


class ScanForm(forms.Form):
    """The paper form, scanned or photographed: what a browser can draw beside the fields."""

    file = Uploads(
        label="Berkas pindaian",
        most=MOST_SCANS,
        partly=True,
        kinds=SCANS,
        help_text="PDF, PNG, JPEG, HEIC, atau WebP, masing-masing paling besar 10 MB. Boleh "
        "beberapa sekaligus.",
    )


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
