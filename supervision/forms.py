"""What is typed when files are opened to an office above, and when that ends."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms.fields import LineField
from accounts.models import Office
from letters.forms.mandates import DayField
from requests_app.forms.submissions import MOST_OFFICES, OfficeField
from requests_app.models import Submission
from supervision.models.coaching import LONGEST
from supervision.models.coaching_queryset import readers_above

NO_FILE = "Pengajuan ini tidak ditemukan pada kantor itu. Periksa kembali kodenya."


class CoachingForm(forms.Form):
    """Which file, or all of the office; why; on which days."""

    code = LineField(
        label="Kode pengajuan",
        required=False,
        max_length=8,
        help_text="Kosongkan untuk semua pengajuan kantor itu pada hari-hari di bawah.",
    )
    reason = LineField(
        label="Alasan",
        max_length=500,
        help_text="Terbaca oleh kantor, instansi, dan Pengawas.",
        error_messages={"required": "Tuliskan alasannya."},
    )
    starts_on = DayField(label="Hari pertama")
    ends_on = DayField(label="Hari terakhir", help_text="Paling lama setahun.")

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, initial={"starts_on": user.office.today()}, **kwargs)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Hari terakhir lebih awal dari hari pertama.")
        elif first and last and last - first > LONGEST:
            self.add_error("ends_on", "Pilih masa paling lama setahun.")
        return cleaned

    def file(self, office):
        """The file that the code names at that office, or None without a code."""
        code = self.cleaned_data.get("code", "").upper()
        if not code or office is None:
            return None
        found = Submission.objects.filter(office=office, submitted_at__isnull=False, code=code)
        file = found.first()
        if file is None:
            self.add_error("code", ValidationError(NO_FILE))
        return file

    def facts(self):
        """What both verbs are told."""
        told = ("submission", "reason", "starts_on", "ends_on")
        return {name: self.cleaned_data[name] for name in told}


class PermissionForm(CoachingForm):
    """The office lets one above read."""

    superior = forms.ModelChoiceField(
        Office.objects.none(),
        label="Kantor yang membaca",
        empty_label="Pilih kantor",
        error_messages={"required": "Pilih kantor yang boleh membaca."},
    )
    field_order = ["superior"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = [office.pk for office in readers_above(self.user.office)]
        self.fields["superior"].queryset = Office.objects.filter(pk__in=codes)

    def clean(self):
        cleaned = super().clean()
        cleaned["submission"] = self.file(self.user.office)
        return cleaned

    def facts(self):
        return super().facts() | {"superior": self.cleaned_data["superior"]}


class OrderForm(CoachingForm):
    """A deed orders it for an office beneath."""

    office = forms.ModelChoiceField(
        Office.objects.none(),
        label="Kantor yang dibaca",
        empty_label="Pilih kantor",
        error_messages={"required": "Pilih kantor yang dibaca berkasnya."},
    )
    deed = LineField(
        label="Nomor keputusan",
        max_length=120,
        error_messages={"required": "Tuliskan nomor keputusannya."},
    )
    dated_on = DayField(label="Tanggal keputusan")
    field_order = ["office", "code", "deed", "dated_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        beneath = Office.objects.open().beneath(self.user.office)
        if beneath[: MOST_OFFICES + 1].count() > MOST_OFFICES:
            self.fields["office"] = OfficeField(beneath, label="Kantor yang dibaca")
            self.order_fields(self.field_order)
        else:
            self.fields["office"].queryset = beneath

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day > self.user.office.today():
            raise ValidationError("Keputusan ini bertanggal sesudah hari ini. Periksa kembali.")
        return day

    def clean(self):
        cleaned = super().clean()
        cleaned["submission"] = self.file(cleaned.get("office"))
        return cleaned

    def facts(self):
        return super().facts() | {
            name: self.cleaned_data[name] for name in ("office", "deed", "dated_on")
        }


class EndForm(forms.Form):
    """Why it ends early."""

    reason = LineField(
        label="Alasan",
        max_length=500,
        error_messages={"required": "Tuliskan alasan mengakhirinya."},
    )
