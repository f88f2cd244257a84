"""What an admin types about the numbers to come."""

from django import forms

from letters.models.counter import FARTHEST


class FollowingForm(forms.Form):
    """The number that comes next in one register."""

    counter = forms.IntegerField(widget=forms.HiddenInput, max_value=2**62)
    following = forms.IntegerField(
        label="Nomor berikutnya",
        min_value=1,
        max_value=FARTHEST,
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
        help_text="Naikkan bila buku Anda sudah lebih jauh; tidak dapat diturunkan.",
        error_messages={
            "required": "Isi nomor berikutnya.",
            "invalid": "Isi dengan angka, misalnya 12.",
            "min_value": "Nomor dimulai dari 1.",
            "max_value": f"Nomor paling besar {FARTHEST}. Periksa kembali nomornya.",
        },
    )
