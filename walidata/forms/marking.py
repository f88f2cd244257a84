"""What an admin types when an agency begins to keep a region's data, and when it ends."""

from django import forms
from django.db.models import Q

from accounts.forms.fields import LineField
from accounts.models import Region
from editions.fields import Day
from requests_app.forms.submissions import ReasonForm


class MarkForm(forms.Form):
    """Which region, by what deed, from when."""

    region = forms.ModelChoiceField(
        Region.objects.none(),
        label="Wilayah data",
        empty_label="Pilih wilayah",
        help_text="Walidata melihat pengajuan instansi di wilayah ini yang dilayani kantor Anda. "
        "Provinsi mencakup semua kabupaten/kota di dalamnya.",
        error_messages={"required": "Pilih wilayahnya."},
    )
    deed = LineField(
        label="Dasar penetapan",
        help_text="Nama, nomor, dan tanggal keputusan kepala daerah yang menunjuknya.",
        error_messages={"required": "Tuliskan dasar penetapannya."},
    )
    starts_on = Day(label="Mulai", error_messages={"required": "Isi tanggal mulainya."})

    def __init__(self, data=None, *, agency):
        office = agency.office
        initial = {"starts_on": office.today().isoformat(), "region": agency.region_id}
        super().__init__(data, initial=initial)
        served = Q(agencies__office=office, agencies__state="approved")
        inside = Q(regencies__agencies__office=office, regencies__agencies__state="approved")
        of_office = Q(pk=office.region_id)
        self.fields["region"].queryset = Region.objects.filter(
            served | inside | of_office
        ).distinct()


class EndForm(ReasonForm):
    """Why the agency keeps the data no more."""
