from django import forms

MOST = 20


class RoomForm(forms.Form):
    """How often an agency has the usual room for its files."""

    times = forms.TypedChoiceField(
        label="Ruang berkas",
        coerce=int,
        choices=[(times, f"{times} kali ruang biasa") for times in (1, 2, 3, 5, 10, MOST)],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih salah satu.",
            "invalid_choice": "Pilih salah satu dari daftar.",
        },
    )
