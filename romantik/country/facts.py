"""What is typed of a new office, in a form or in a line of a file: the same fields, the same words.

What stands in other tables is read once for all lines (`Known`).
"""

from textwrap import wrap

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from accounts.forms.fields import EmailField, LineField, LongTextField
from accounts.forms.people import TAKEN
from accounts.models import Office, Region, User
from accounts.models.offices import CENTRE
from paper.signs import told_of_unprintable
from romantik.offices.groups import LONGEST_LINE, MOST_LINES, ZONES, in_lines

SPOKEN_ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
PRINTED = ("name", "address", "city")
MAKES, INVITES, STANDS = "new", "invite", "stands"  # what a line leads to


class Known:
    """What is there already: areas, offices, and who has which of these mailboxes."""

    def __init__(self, emails):
        self.regions = Region.objects.in_bulk()
        self.offices = Office.objects.in_bulk()
        staffed = User.objects.active().exclude(office=None)
        self.staffed = set(staffed.order_by().values_list("office", flat=True).distinct())
        emails = {email.strip().lower() for email in emails}
        found = User.objects.filter(email__in=emails)
        self.emails = set(found.values_list("email", flat=True))

    def region_of(self, code):
        """The area that an office of that code serves; None for the centre's, which serves all."""
        return self.regions.get(code.removesuffix("00") if code.endswith("00") else code)

    def meaning(self, words):
        """The areas that are called so, by their codes."""
        said = " ".join(words.casefold().split())
        code = said.rpartition("(")[2].rstrip(")") if said.endswith(")") else said
        if len(code) == 4 and (region := self.region_of(code)):
            return {region.code}
        if code in self.regions:
            return {code}
        return {
            region.code
            for region in self.regions.values()
            if said in (region.full_name.casefold(), region.name.casefold())
        }


class ZoneField(forms.ChoiceField):
    """One of the zones of Indonesia, as offices say them (WITA) or as computers do."""

    def to_python(self, value):
        value = super().to_python(value).strip()
        return SPOKEN_ZONES.get(value.lower(), value)


class OfficeForm(forms.Form):
    """One office and its first admin."""

    code = LineField(
        label="Kode satuan kerja",
        max_length=4,
        validators=[RegexValidator(r"^[0-9]{4}$", "Kode satuan kerja terdiri dari empat angka.")],
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Empat angka: 6302 untuk kabupaten/kota, 6300 untuk provinsi, 0000 untuk pusat. "
        "Kode tidak dapat diubah dan tidak dipakai dua kali.",
        error_messages={"required": "Isi kode satuan kerjanya."},
    )
    name = LineField(
        label="Nama kantor",
        help_text="Diawali “BPS”, misalnya BPS Kabupaten Tapin.",
        error_messages={"required": "Isi nama kantornya."},
    )
    region = LineField(
        label="Wilayah",
        required=False,
        max_length=120,
        help_text="Nama atau kode wilayah kerjanya. Bila kosong, mengikuti kode satuan kerja.",
    )
    address = LongTextField(
        label="Alamat",
        max_length=255,
        widget=forms.Textarea({"rows": 3}),
        help_text="Paling banyak tiga baris, tanpa kode pos.",
        error_messages={"required": "Isi alamat kantornya; tercetak pada setiap surat."},
    )
    city = LineField(
        label="Tempat surat diterbitkan",
        required=False,
        max_length=100,
        help_text="Berdiri sebelum tanggal surat. Bila kosong, nama kabupaten atau kotanya.",
    )
    time_zone = ZoneField(
        label="Zona waktu",
        choices=ZONES,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Isi zona waktunya: WIB, WITA, atau WIT.",
            "invalid_choice": "Zona waktu ini tidak dikenal. Tulis WIB, WITA, atau WIT.",
        },
    )
    admin_name = LineField(
        label="Nama admin pertama",
        required=False,
        help_text="Bila kosong, “Admin” dan nama kantornya; ia dapat menggantinya sendiri.",
    )
    email = EmailField(
        label="Surel admin pertama",
        help_text="Tautan untuk membuat kata sandi dikirim ke alamat ini.",
        error_messages={"required": "Isi surel admin pertamanya."},
    )

    def __init__(self, data=None, *, known=None, is_line=False, **kwargs):
        super().__init__(data, **kwargs)
        self.known, self.is_line = known or Known([(data or {}).get("email", "")]), is_line

    def clean_code(self):
        code = self.cleaned_data["code"]
        if code != CENTRE and self.known.region_of(code) is None:
            raise ValidationError(f"Tidak ada wilayah berkode {code}. Periksa kodenya.")
        if code in self.known.offices and not self.is_line:
            raise ValidationError(f"Kantor {code} sudah ada: {self.known.offices[code].name}.")
        return code

    def clean_address(self):
        lines = self.cleaned_data["address"].splitlines()
        short = [part for line in lines for part in wrap(line, LONGEST_LINE)]
        return "\n".join(in_lines(short, MOST_LINES["address"]))

    def clean(self):
        given = super().clean()
        for name in PRINTED:
            if said := told_of_unprintable(given.get(name, "")):
                self.add_error(name, said)
        if "code" in given and "region" in given:
            self._compare_region(given["code"], given["region"])
        if given.get("email") in self.known.emails and self.what != STANDS:
            self.add_error("email", TAKEN)
        return given

    def _compare_region(self, code, words):
        own = self.known.region_of(code)
        if words and code != CENTRE and own.code not in self.known.meaning(words):
            self.add_error(
                "region",
                f"Kode {code} milik {own.full_name}, bukan “{words}”. Perbaiki salah satunya.",
            )

    @property
    def what(self):
        """What the line leads to."""
        code = self.cleaned_data.get("code")
        if code not in self.known.offices:
            return MAKES
        stands = code in self.known.staffed or self.known.offices[code].is_closed
        return STANDS if stands else INVITES

    def facts(self):
        """The columns of the office."""
        given = self.cleaned_data
        region = self.known.region_of(given["code"])
        is_regency = region is not None and region.province_id is not None
        return {
            "code": given["code"],
            "name": given["name"],
            "head_title": f"Kepala {given['name']}"[:255],
            "region_id": region and region.code,
            "address": given["address"],
            "city": given["city"] or (region.name if is_regency else ""),
            "time_zone": given["time_zone"],
        }

    def admin(self):
        """Who is invited."""
        name = self.cleaned_data["admin_name"] or f"Admin {self.cleaned_data['name']}"[:255]
        return {"name": name, "email": self.cleaned_data["email"]}

    def row(self):
        """All of it as a list of offices keeps it."""
        admin = self.admin()
        return {
            "what": self.what,
            "code": self.cleaned_data["code"],
            "name": self.cleaned_data["name"],
            "facts": self.facts(),
            "admin_name": admin["name"],
            "email": admin["email"],
        }


class CentreForm(OfficeForm):
    """The office by which the portal of one office becomes that of a country."""

    def __init__(self, data=None, **kwargs):
        kwargs.setdefault("initial", {"name": "Badan Pusat Statistik", "city": "Jakarta"})
        kwargs["initial"] |= {"time_zone": "Asia/Jakarta"}
        super().__init__(data, **kwargs)
        del self.fields["region"]
        self.fields["code"].initial = CENTRE
        self.fields["code"].disabled = True
        self.fields["code"].help_text = "Kode pusat. Kantor lain ditambahkan oleh adminnya."
        self.fields["name"].help_text = ""


class AdminForm(forms.Form):
    """Whom to invite to an office that stands."""

    name = LineField(label="Nama admin", error_messages={"required": "Isi nama adminnya."})
    email = EmailField(
        label="Surel admin",
        help_text="Orang yang pernah bekerja di kantor itu mendapat akunnya kembali.",
        error_messages={"required": "Isi surel adminnya."},
    )


class ReopeningForm(AdminForm):
    """Why it serves again, and who looks after it."""

    reason = LongTextField(
        label="Alasan", error_messages={"required": "Tuliskan alasan pembukaan kembali."}
    )
    field_order = ["reason", "name", "email"]
