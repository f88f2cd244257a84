"""The groups of an office's facts, each a form of its own."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator

from accounts.forms.fields import EmailField, LineField, LongTextField, PhoneField
from letters import numbering
from letters.models import Letter
from paper.signs import told_of_unprintable
from romantik.offices.emblems import EmblemForm
from romantik.offices.facts import FactsForm

MOST_LINES = {"address": 3, "opening_hours": 7}
LONGEST_LINE = 90  # of an address, so that it stays on its line
MOST_DAYS = 30  # the service standard promises no more (SK 118/2023)
ZONES = [
    ("Asia/Jakarta", "WIB (Jakarta)"),
    ("Asia/Pontianak", "WIB (Pontianak)"),
    ("Asia/Makassar", "WITA (Makassar)"),
    ("Asia/Jayapura", "WIT (Jayapura)"),
]
NEEDED = "Isi {}; tercetak pada setiap surat."


def line(needed="", **facts):
    """One line that letters print."""
    messages = {"required": NEEDED.format(needed)} if needed else {}
    return LineField(required=bool(needed), error_messages=messages, **facts)


class Link(forms.URLField):
    """An address of the web, without anything but http and https."""

    def __init__(self, **facts):
        wrong = "Tulis alamat lengkap, misalnya https://kotabarukab.bps.go.id."
        super().__init__(
            required=False,
            assume_scheme="https",
            max_length=200,
            error_messages={"invalid": wrong},
            **facts,
        )
        self.validators.append(RegexValidator(r"^https?://", wrong))


class Printed(FactsForm):
    """Facts that letters print: in signs that their font has."""

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if (
                name in self.known
                and isinstance(value, str)
                and (said := told_of_unprintable(value))
            ):
                self.add_error(name, said)
        return cleaned


class NamesForm(Printed):
    slug, title = "nama", "Nama dan kepala"
    hint = "Nama kantor, unit pelayanan, dan jabatan kepalanya"

    name = line("nama kantor", help_text="Diawali “BPS”, misalnya BPS Kabupaten Kotabaru.")
    service_unit = line("nama unit pelayanan", max_length=120)
    head_title = line(
        "jabatan kepala",
        help_text="Usulan untuk penugasan baru. Surat memakai jabatan pada penugasan yang berlaku.",
    )


class AddressForm(Printed):
    slug, title = "alamat", "Alamat dan zona waktu"
    hint = "Tercetak pada kop surat dan kaki halaman"

    address = LongTextField(
        max_length=255,
        widget=forms.Textarea({"rows": 3}),
        help_text="Satu sampai tiga baris, tanpa kode pos.",
        error_messages={"required": NEEDED.format("alamat kantor")},
    )
    postal_code = LineField(
        required=False,
        max_length=5,
        widget=forms.TextInput({"inputmode": "numeric"}),
        validators=[RegexValidator(r"^[1-9][0-9]{4}$", "Kode pos terdiri dari lima angka.")],
    )
    city = line(
        "tempat surat diterbitkan", max_length=100, help_text="Berdiri sebelum tanggal surat."
    )
    time_zone = forms.ChoiceField(
        choices=ZONES,
        widget=forms.RadioSelect,
        help_text="Menentukan tanggal surat, batas waktu, dan jam pada semua halaman kantor ini.",
        error_messages={
            "required": "Pilih zona waktu.",
            "invalid_choice": "Pilih salah satu zona waktu Indonesia.",
        },
    )

    def clean_address(self):
        lines = [each.strip() for each in self.cleaned_data["address"].splitlines() if each.strip()]
        return "\n".join(in_lines(lines, MOST_LINES["address"]))


class ContactForm(Printed):
    slug, title = "kontak", "Kontak dan pengaduan"
    hint = "Telepon, surel, situs, jam pelayanan, dan saluran pengaduan"

    phone = PhoneField(
        required=False, help_text="Untuk telepon, SMS, dan WhatsApp, misalnya 0856-1116-302."
    )
    other_phones = PhoneField(
        required=False, max_length=120, help_text="Bila ada. Pisahkan dengan garis miring."
    )
    email = EmailField(
        required=False, help_text="Kotak surat kantor; pendaftaran instansi diberitahukan ke sini."
    )
    website = Link()
    complaint_link = Link(help_text="Laman pengaduan kantor di luar portal ini, bila ada.")
    suggestion_box = LineField(
        required=False, max_length=160, help_text="Misalnya unit Pelayanan Statistik Terpadu."
    )
    opening_hours = LongTextField(
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="Satu baris untuk tiap hari atau rentang hari, misalnya Senin–Kamis 08.00–15.30. "
        "Jam janji temu konsultasi diatur di halaman Jam konsultasi.",
    )

    def clean_opening_hours(self):
        typed = self.cleaned_data["opening_hours"]
        lines = [each.strip() for each in typed.splitlines() if each.strip()]
        return "\n".join(in_lines(lines, MOST_LINES["opening_hours"]))


class NumberForm(Printed):
    slug, title = "nomor-surat", "Nomor surat"
    hint = "Pola nomor dan klasifikasi arsip, dengan nomor berikutnya"

    letter_number_pattern = line(
        "pola nomor surat",
        max_length=120,
        help_text="Berlaku untuk surat yang diberi nomor sesudahnya; nomor urut terus berlanjut.",
    )
    classification = line("klasifikasi arsip", max_length=20, help_text="Misalnya KS.000.")

    def clean(self):
        cleaned = super().clean()
        if not {"letter_number_pattern", "classification"} <= cleaned.keys():
            return cleaned
        office = self.shown()
        for said in numbering.problems(office.letter_number_pattern, office):
            self.add_error("letter_number_pattern", said)
        if not self.errors and (number := Letter.objects.meeting(office)):
            self.add_error(
                "letter_number_pattern",
                f"Dengan pola ini surat lain dapat bernomor {number}, nomor yang sudah terbit. "
                "Ubah susunannya, misalnya dengan awalan lain.",
            )
        return cleaned


class PromiseForm(FactsForm):
    slug, title = "janji", "Janji waktu"
    hint = "Berapa hari kerja sampai hasil pemeriksaan"

    allowance_days = forms.IntegerField(
        help_text="Hari kerja sejak formulir terekam lengkap. Bila diubah, batas waktu pengajuan "
        "yang sedang berjalan dihitung lagi dan instansinya diberi tahu.",
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "required": "Isi banyaknya hari kerja.",
            "invalid": "Isi dengan angka bulat, misalnya 30.",
        },
        validators=[
            MinValueValidator(1, "Paling sedikit satu hari kerja."),
            MaxValueValidator(
                MOST_DAYS, f"Paling banyak {MOST_DAYS} hari kerja, sesuai standar pelayanan."
            ),
        ],
    )


class WalidataForm(FactsForm):
    slug, title = "walidata", "Pendapat Walidata"
    hint = "Apakah Walidata wilayah boleh memberi pendapat atas pengajuan"

    hears_walidata = forms.BooleanField(
        required=False,
        help_text="Walidata yang ditetapkan pada halaman instansinya boleh memberi pendapat sejak "
        "pengajuan masuk sampai keputusan diusulkan. Pemeriksaan dan batas waktu tidak menunggu.",
    )


def in_lines(lines, most):
    """The lines, if there are not too many and none is too long."""
    if len(lines) > most:
        raise ValidationError(f"Paling banyak {most} baris, sedangkan isian ini {len(lines)}.")
    if long := next((each for each in lines if len(each) > LONGEST_LINE), None):
        raise ValidationError(
            f"Baris “{long[:30]}…” terlalu panjang: {len(long)} huruf, paling banyak "
            f"{LONGEST_LINE}. Bagi menjadi dua baris."
        )
    return lines


GROUPS = (NamesForm, AddressForm, ContactForm, NumberForm, PromiseForm, WalidataForm, EmblemForm)
BY_SLUG = {form.slug: form for form in GROUPS}
