"""When one comes, and when the office receives."""

from datetime import datetime
from itertools import groupby

from django import forms
from django.utils.formats import date_format

from consultations.models import Hours
from consultations.models.hours import WEEKDAYS


class SlotForm(forms.Form):
    """Which of the open slots."""

    starts_at = forms.TypedChoiceField(
        label="Waktu",
        coerce=datetime.fromisoformat,
        error_messages={
            "required": "Pilih salah satu waktu.",
            "invalid_choice": "Waktu ini baru saja terisi. Pilih waktu lain.",
        },
    )

    def __init__(self, *args, slots, **kwargs):
        super().__init__(*args, **kwargs)
        days = groupby(slots, key=lambda slot: slot.starts_at.date())
        self.fields["starts_at"].choices = [
            ("", "Pilih hari dan jam"),
            *(
                (date_format(date, "l, j F Y"), [_offered(slot) for slot in those])
                for date, those in days
            ),
        ]

    def facts(self):
        return self.cleaned_data


def _offered(slot):
    many = f" (masih {slot.left} tempat)" if slot.places > 1 else ""
    return slot.starts_at.isoformat(), f"{slot.starts_at:%H.%M}–{slot.ends_at:%H.%M}{many}"


class HoursForm(forms.ModelForm):
    """When the office receives people."""

    class Meta:
        model = Hours
        fields = ["weekday", "begins", "ends", "minutes", "places"]
        widgets = {
            "begins": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "ends": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }

    weekday = forms.TypedChoiceField(
        label="Hari",
        coerce=int,
        choices=[("", "Pilih hari"), *enumerate(WEEKDAYS)],
        error_messages={"required": "Pilih harinya."},
    )
    minutes = forms.IntegerField(
        label="Lama satu janji temu (menit)", min_value=5, max_value=240, initial=30
    )
    places = forms.IntegerField(
        label="Tempat sekaligus",
        min_value=1,
        max_value=20,
        initial=1,
        help_text="Berapa orang dapat dilayani pada waktu yang sama.",
    )

    def clean(self):
        given = super().clean()
        begins, ends, minutes = (given.get(name) for name in ("begins", "ends", "minutes"))
        if begins and ends and begins >= ends:
            self.add_error("ends", "Jam selesai harus sesudah jam mulai.")
        elif begins and ends and minutes:
            spare = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
            if minutes > spare:
                self.add_error("minutes", "Lebih lama daripada jam yang dibuka.")
        return given
