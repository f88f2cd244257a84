"""Where the activity is, and the host name of an office."""

from django import forms
from django.core.validators import DomainNameValidator

from accounts.forms.fields import LineField, RegionField
from accounts.fronts.hosts import is_own
from accounts.models import Office

NOT_HERE = (
    "Kantor BPS untuk wilayah itu belum memakai portal ini. Pilih kantor lain dari daftar di bawah."
)


class WhereForm(forms.Form):
    """Which office an activity belongs to, asked as people know it: by the region."""

    region = RegionField(
        kind="",
        label="Di wilayah mana kegiatan Anda?",
        help_text="Kabupaten, kota, atau provinsi. Ketik beberapa huruf, lalu pilih dari daftar.",
        error_messages={"required": "Tuliskan wilayahnya, misalnya Kabupaten Kotabaru."},
    )
    is_wider = forms.BooleanField(
        required=False, label="Lebih dari satu provinsi, atau seluruh Indonesia"
    )

    use_required_attribute = False  # the tick alone is an answer, too

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].required = not self["is_wider"].value()

    def clean(self):
        given = super().clean()
        if "region" in self.errors:
            return given
        region = None if given["is_wider"] else given["region"]
        given["office"] = Office.objects.responsible_for(region)
        if given["office"] is None:
            self.add_error("region", NOT_HERE)
        return given


class HostForm(forms.Form):
    """The name under which an office's public pages stand, too."""

    host_name = LineField(
        required=False,
        max_length=253,
        label="Nama host",
        help_text="Misalnya romantik.bps6302.example.go.id. Kosongkan bila tidak dipakai.",
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args, office, **kwargs):
        self.office = office
        super().__init__(*args, initial={"host_name": office.host_name}, **kwargs)

    def clean_host_name(self):
        name = self.cleaned_data["host_name"].lower().rstrip(".")
        if not name:
            return ""
        told = "Tuliskan nama host saja, tanpa https:// dan tanpa garis miring, "
        DomainNameValidator(
            accept_idna=False, message=f"{told}misalnya rekomendasi.example.go.id."
        )(name)
        if is_own(name):
            raise forms.ValidationError("Nama itu milik portal ini sendiri. Pilih nama lain.")
        others = Office.objects.exclude(pk=self.office.pk)
        if other := others.filter(host_name=name).first():
            raise forms.ValidationError(f"Nama itu sudah dipakai {other.name}. Pilih nama lain.")
        return name
