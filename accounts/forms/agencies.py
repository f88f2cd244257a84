"""Forms about agencies."""

from django import forms

from accounts.models import Invitation

from .fields import EmailField, LineField, LongTextField, PhoneField, RegionField
from .people import FreeMailbox


class AgencyForm(forms.Form):
    """An agency's own data."""

    name = LineField(
        label="Nama instansi",
        help_text="Nama lengkap tanpa singkatan, misalnya Dinas Perikanan Kabupaten Kotabaru.",
    )
    address = LineField(label="Alamat kantor")
    region = RegionField(
        label="Kabupaten/kota", help_text="Ketik beberapa huruf, lalu pilih dari daftar."
    )
    phone = PhoneField(label="Telepon kantor")
    email = EmailField(label="Surel instansi", required=False)

    @classmethod
    def of(cls, agency, data=None):
        """The form filled with what is known of the agency."""
        known = {name: getattr(agency, name) for name in cls.base_fields}
        return cls(data, initial=known)


class DeskAgencyForm(FreeMailbox, forms.Form):
    """The front desk enters a visitor's agency and its first person."""

    agency_name = LineField(label="Nama instansi")
    agency_address = LineField(label="Alamat kantor")
    agency_region = RegionField(
        label="Kabupaten/kota", help_text="Ketik beberapa huruf, lalu pilih dari daftar."
    )
    agency_phone = PhoneField(label="Telepon kantor")
    agency_email = EmailField(label="Surel instansi", required=False)
    name = LineField(label="Nama lengkap")
    position = LineField(label="Jabatan", required=False)
    phone = PhoneField(label="Telepon", required=False)
    email = EmailField(
        label="Alamat surel", help_text="Tautan untuk membuat kata sandi dikirim ke alamat ini."
    )

    @property
    def about_agency(self):
        return [field for field in self if field.name.startswith("agency_")]

    @property
    def about_person(self):
        return [field for field in self if not field.name.startswith("agency_")]

    def agency_facts(self):
        prefix = "agency_"
        return {
            name.removeprefix(prefix): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }

    def person_facts(self):
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith("agency_")
        }


class ApprovalForm(forms.Form):
    """On what an officer knows that the applicant is of the agency: its letter of assignment,
    where no mailbox is the government's."""

    basis = LineField(
        label="Surat tugas atau surat pengantar",
        help_text="Nomor, tanggal, dan penanda tangannya, setelah Anda melihat suratnya.",
        error_messages={
            "required": "Surel pemohon bukan surel resmi pemerintah. Mintalah surat tugas dari "
            "pimpinan instansinya, lalu tuliskan nomor dan tanggalnya."
        },
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.domains = sorted({one.official_domain for one in members if one.official_domain})
        self.fields["basis"].required = not self.domains

    @property
    def told(self):
        """The basis in words, for the record."""
        mailbox = [f"surel resmi {domain}" for domain in self.domains]
        return "; ".join(filter(None, [*mailbox, self.cleaned_data["basis"]]))


class RefusalForm(forms.Form):
    reason = LongTextField(
        label="Alasan penolakan",
        help_text="Alasan ini dikirim kepada pemohon melalui surel.",
    )


class InvitationForm(FreeMailbox, forms.Form):
    email = EmailField(label="Alamat surel rekan")

    def clean_email(self):
        email = self.cleaned_data["email"]
        return email if Invitation(email=email).joiner else super().clean_email()
