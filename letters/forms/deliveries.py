"""What people type about how a letter reached the agency."""

from django import forms

from accounts.forms.fields import LineField


class SendingForm(forms.Form):
    """Whether a letter leaves with its signature."""

    automatic = forms.TypedChoiceField(
        label="Kapan surat dikirim lewat surel?",
        choices=[
            ("yes", "Otomatis, segera setelah ditandatangani"),
            ("no", "Setelah petugas membaca surelnya dan menekan tombol Kirim"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih salah satu."),
    )


class BounceForm(forms.Form):
    """That a mail came back, and what its return said."""

    mail = forms.IntegerField(widget=forms.HiddenInput, max_value=2**62)
    reason = LineField(
        label="Apa kata surel penolakannya?",
        help_text="Misalnya: kotak surat penuh, alamat tidak dikenal.",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": "Tuliskan sebabnya, seperti pada surel penolakan."},
    )


class HandoverForm(forms.Form):
    """To whom the paper was given, and when."""

    to = LineField(
        label="Diserahkan kepada",
        help_text="Nama dan jabatan penerima.",
        max_length=255,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": "Tuliskan nama penerima."},
    )
    on = forms.DateField(
        label="Tanggal penyerahan",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "type": "date"}),
        error_messages={
            "required": "Isi tanggal penyerahan.",
            "invalid": "Isi tanggal yang benar, misalnya 2026-03-31.",
        },
    )
    note = LineField(
        label="Keterangan",
        required=False,
        max_length=255,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
