from django import forms

from accounts.forms.fields import LongTextField


class FollowUpForm(forms.Form):
    """What the office does about the ratings of a year, in its own words."""

    text = LongTextField(
        label="Tindak lanjut",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Apa yang diperbaiki, oleh siapa, dan kapan selesai; mulai dari unsur terlemah. "
        "Teks ini terbit pada halaman kepuasan dan dalam laporan.",
        error_messages={
            "required": "Tuliskan tindak lanjutnya.",
            "max_length": "Paling banyak %(limit_value)d huruf; ringkaslah.",
        },
    )
