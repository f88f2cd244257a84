"""What is known of a breach when its pack is asked for."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from accounts.forms.fields import LineField, LongTextField
from accounts.models import User
from requests_app.models import Submission

LONGEST = timedelta(days=366)  # as long as the read log is kept
MOMENT = "%Y-%m-%dT%H:%M"
CENTURY = range(2000, 2101)  # other years are slips, and the last ones cannot be counted with
UNKNOWN = "Tidak dikenal di kantor ini: {}. Periksa ejaannya."


class Moment(forms.DateTimeField):
    """A day and a time of the office's clock."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT)
        wrong = {"required": "Isi tanggal dan jamnya.", "invalid": "Isi tanggal dan jam yang ada."}
        super().__init__(widget=widget, input_formats=[MOMENT], error_messages=wrong, **kwargs)

    def validate(self, value):
        """Of this century."""
        super().validate(value)
        if value and value.year not in CENTURY:
            raise forms.ValidationError(self.error_messages["invalid"])


class BreachForm(forms.Form):
    """The time, and what narrows it down; what happened may be written later, into the drafts."""

    since = Moment(label="Sejak")
    until = Moment(label="Sampai")
    known_at = Moment(label="Diketahui", help_text="Sejak saat ini batas pemberitahuan dihitung.")
    accounts = LineField(
        label="Akun yang disalahgunakan",
        required=False,
        max_length=2000,
        help_text="Surel, dipisahkan koma. Kosongkan bila belum diketahui.",
    )
    files = LineField(
        label="Kode pengajuan yang diteliti",
        required=False,
        max_length=2000,
        help_text="Dipisahkan koma. Kosongkan untuk semua yang dibuka.",
    )
    what = LongTextField(label="Apa yang terjadi", required=False)
    measures = LongTextField(label="Yang sudah dan akan dilakukan", required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_accounts(self):
        here = User.objects.staff_of(self.by.office)
        members = User.objects.filter(agency__office=self.by.office)
        return self._found("accounts", "email", here, members, case=str.lower)

    def clean_files(self):
        seen = Submission.objects.visible_to(self.by)
        return self._found("files", "code", seen, case=str.upper)

    def clean(self):
        given = super().clean()
        since, until = given.get("since"), given.get("until")
        if since and until and not since < until <= since + LONGEST:
            self.add_error("until", "Pilih waktu sesudah “Sejak”, paling lama setahun kemudian.")
        if given.get("known_at") and given["known_at"] > timezone.now():
            self.add_error("known_at", "Waktu ini belum tiba. Periksa kembali.")
        return given

    def _found(self, name, column, *rows, case):
        wanted = [case(word) for word in self.cleaned_data[name].replace(",", " ").split()]
        found = {}
        for each in rows:
            found |= {getattr(row, column): row for row in each.filter(**{f"{column}__in": wanted})}
        if missing := [word for word in wanted if word not in found]:
            raise forms.ValidationError(UNKNOWN.format(", ".join(missing)))
        return list(found.values())
