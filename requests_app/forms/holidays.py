"""The form in which an admin closes a day, or opens one in spite of the calendar."""

from django import forms

from accounts.access import may_decide_for_all
from editions.fields import Text
from requests_app.deadlines.changes import CalendarChange
from workdays.calendar import calendar_for
from workdays.models import Holiday

FOR_ALL, OWN = "all", "own"


class HolidayForm(forms.Form):
    """Which day, what it becomes, and the deed that says so."""

    day = forms.DateField(
        label="Tanggal", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    kind = forms.ChoiceField(
        label="Hari itu menjadi",
        choices=[("closed", "Libur – tidak dihitung"), ("open", "Hari kerja – dihitung")],
        widget=forms.RadioSelect,
        initial="closed",
    )
    name = Text(label="Nama atau sebab", max_length=255, help_text="Misalnya “Pilkada ulang”.")
    deed = Text(
        label="Dasar hukum",
        max_length=255,
        help_text="Nomor dan tanggal keputusan atau surat edarannya; terbaca oleh instansi.",
    )
    scope = forms.ChoiceField(label="Berlaku untuk", widget=forms.RadioSelect, initial=OWN)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.office = user.office
        choices = [(OWN, user.office.name)]
        if may_decide_for_all(user):
            choices.append((FOR_ALL, "Semua satuan kerja"))
        self.fields["scope"].choices = choices
        if len(choices) == 1:
            self.fields["scope"].widget = forms.HiddenInput()

    def clean(self):
        cleaned = super().clean()
        day, kind, scope = (cleaned.get(name) for name in ("day", "kind", "scope"))
        if not (day and kind and scope):
            return cleaned
        office = None if scope == FOR_ALL else self.office
        if Holiday.objects.filter(day=day, office=office).exists():
            self.add_error("day", "Tanggal ini sudah diubah. Tarik dahulu perubahan yang lama.")
        elif (kind == Holiday.Kind.OPEN) == calendar_for(office).is_workday(day):
            now = "memang hari kerja" if kind == Holiday.Kind.OPEN else "memang bukan hari kerja"
            self.add_error("day", f"Tanggal ini {now}; tidak ada yang berubah.")
        return cleaned

    def change(self):
        """What the form asks for."""
        facts = {name: self.cleaned_data[name] for name in ("day", "kind", "name", "deed")}
        return CalendarChange(
            **facts, office=None if self.cleaned_data["scope"] == FOR_ALL else self.office
        )
