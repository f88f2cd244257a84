"""What is typed about offices that examine for others."""

from django import forms

from accounts.forms.fields import DayField, LineField, LongTextField
from accounts.models import Office
from editions.fields import LongText
from requests_app.forms.submissions import MOST_OFFICES, OfficeField


class StandInForm(forms.Form):
    """Which office examines for which, on which days, by which deed."""

    office = forms.ModelChoiceField(
        Office.objects.none(),
        label="Satuan kerja yang dibantu",
        empty_label="Pilih satuan kerja",
        help_text="Pengajuannya diperiksa satuan kerja lain; suratnya tetap ditandatangani "
        "Kepalanya sendiri.",
    )
    helper = forms.ModelChoiceField(
        Office.objects.none(),
        label="Satuan kerja yang membantu",
        empty_label="Pilih satuan kerja",
        help_text="Petugas pemeriksanya melihat dan memeriksa pengajuan yang belum selesai.",
    )
    starts_on = DayField(label="Hari pertama")
    ends_on = DayField(label="Hari terakhir")
    deed_number = LineField(label="Nomor surat", max_length=120)
    deed_on = DayField(label="Tanggal surat")
    reason = LongTextField(label="Alasan", max_length=1000)

    def __init__(self, *args, office=None, helper=None, **kwargs):
        offices = Office.objects.open()
        is_long = offices.count() > MOST_OFFICES
        start = {
            name: (given.suggestion if is_long else given.pk) if given else None
            for name, given in (("office", office), ("helper", helper))
        }
        super().__init__(*args, initial=start, **kwargs)
        for name in start:
            field = self.fields[name]
            if is_long:
                self.fields[name] = OfficeField(offices, label=field.label)
            else:
                field.queryset = offices
            self.fields[name].error_messages["required"] = "Pilih satuan kerja."


class StandInEndForm(forms.Form):
    """Until when it goes on after all, and why it ends."""

    last_on = DayField(label="Hari terakhir")
    reason = LongText(label="Alasan", max_length=255)

    def __init__(self, *args, stand_in, **kwargs):
        super().__init__(*args, initial={"last_on": stand_in.earliest_end}, **kwargs)
        if not stand_in.has_begun:  # it is called off
            del self.fields["last_on"]
        self.stand_in = stand_in

    def facts(self):
        """What the verb is told."""
        return {"last_on": self.stand_in.earliest_end} | self.cleaned_data


class RefusalForm(forms.Form):
    """Why it does not come about."""

    reason = LongText(label="Alasan", max_length=255)
