"""The form in which an admin confirms a year's days off from the joint decree."""

from django import forms
from django.utils import timezone

from editions.fields import Text
from requests_app.deadlines.confirming import YearList, candidates, estimates


class YearListForm(forms.Form):
    """The decree, and for each estimated day the date that it names."""

    number = Text(
        label="Nomor keputusan bersama",
        max_length=60,
        help_text="Misalnya “1497/2025, 2/2025, dan 5/2025”.",
    )
    source = Text(
        label="Sumber", max_length=255, required=False, help_text="Di mana Anda membacanya."
    )
    read_on = forms.DateField(
        label="Anda membacanya pada",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=timezone.localdate,
    )

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        self.estimated = {f"day_{day:%m%d}": day for day, _ in estimates(year)}
        for (day, words), name in zip(estimates(year), self.estimated, strict=True):
            self.fields[name] = forms.DateField(
                label=words,
                initial=day,
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                help_text="Tanggal menurut keputusan bersama.",
            )

    def clean_read_on(self):
        read_on = self.cleaned_data["read_on"]
        if read_on > timezone.localdate():
            raise forms.ValidationError("Tanggal ini belum tiba.")
        return read_on

    def clean(self):
        given = super().clean()
        for name, day in self.estimated.items():
            typed = given.get(name)
            if typed and typed not in candidates(day):
                self.add_error(name, "Lebih dari seminggu dari perkiraannya. Periksa tanggalnya.")
        return given

    def year_list(self):
        """What the form says of the year."""
        shifted = {day: self.cleaned_data[name] for name, day in self.estimated.items()}
        return YearList(self.year, shifted)

    def deed(self):
        return {name: self.cleaned_data[name] for name in ("number", "source", "read_on")}
