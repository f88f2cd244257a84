"""What a visitor fills in at the kiosk, and what officers type about visits."""

import uuid

from django import forms
from django.core.validators import validate_email

from accounts.forms.fields import LineField, LongTextField, PhoneField
from guestbook.models import Visit
from guestbook.services import Service

CHOOSE = "Pilih salah satu."
OFF = {"autocomplete": "off"}
NAME = OFF | {"autocapitalize": "words", "spellcheck": "false"}


class ContactField(LineField):
    """A telephone number or a mail address, whichever somebody wants to give."""

    default_error_messages = {
        "invalid": "Tuliskan satu nomor telepon atau satu alamat surel, atau kosongkan.",
    }

    def validate(self, value):
        super().validate(value)
        if not value:
            return
        check = validate_email if "@" in value else PhoneField().validate
        try:
            check(value)
        except forms.ValidationError as problem:
            raise forms.ValidationError(self.error_messages["invalid"]) from problem


class VisitorForm(forms.Form):
    """The least that serving somebody needs to know."""

    service = forms.ChoiceField(
        label="Layanan yang Anda perlukan",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih layanan yang Anda perlukan.", "invalid_choice": CHOOSE},
    )
    name = LineField(
        label="Nama",
        max_length=100,
        widget=forms.TextInput(NAME),
        error_messages={"required": "Tuliskan nama Anda."},
    )
    organization = LineField(
        label="Instansi atau lembaga",
        max_length=150,
        widget=forms.TextInput(NAME),
        help_text="Tuliskan “pribadi” bila Anda datang untuk diri sendiri.",
        error_messages={"required": "Tuliskan instansi atau lembaga Anda."},
    )
    purpose = LineField(
        label="Keperluan",
        widget=forms.TextInput(OFF),
        help_text="Misalnya: survei kepuasan masyarakat tahun 2027.",
        error_messages={"required": "Tuliskan keperluan Anda secara singkat."},
    )
    contact = ContactField(
        label="Telepon atau surel",
        max_length=150,
        required=False,
        widget=forms.TextInput(OFF),
    )

    def __init__(self, *args, book, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = book.choices

    @property
    def visitor(self):
        """What is stored of the visitor."""
        names = ("name", "organization", "purpose", "contact")
        return {name: self.cleaned_data[name] for name in names}


class KioskForm(VisitorForm):
    """The page on the tablet; it can be sent once, however often somebody presses."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4


class DeskVisitForm(VisitorForm):
    """The officer enters it for a visitor, or for somebody who called or wrote."""

    channel = forms.ChoiceField(
        label="Datang lewat",
        choices=Visit.Channel,
        initial=Visit.Channel.WALK_IN,
        widget=forms.RadioSelect,
        help_text="Tamu yang datang langsung mendapat nomor antrean.",
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    outcome = forms.TypedChoiceField(
        label="Hasil",
        choices=[("serving", "Masih dilayani"), *Visit.Outcome.choices],
        coerce=lambda value: "" if value == "serving" else value,
        help_text="Untuk telepon, pesan, surel, atau surat. Tamu yang datang langsung menunggu "
        "giliran.",
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    field_order = ["channel", "service", "name", "organization", "purpose", "contact", "outcome"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].label = "Layanan yang diperlukan"
        self.fields["organization"].help_text = "Tuliskan “pribadi” bila bukan untuk lembaga."


class OutcomeForm(forms.Form):
    """How a visit ended."""

    outcome = forms.ChoiceField(
        label="Hasil",
        choices=Visit.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasil pelayanan.", "invalid_choice": CHOOSE},
    )
    note = LongTextField(
        label="Catatan petugas",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class PlaceForm(forms.Form):
    """Where the officer sits, as the display says it."""

    place = forms.RegexField(
        r"^[1-9]\d?$",
        label="Nomor meja",
        required=False,
        max_length=2,
        widget=forms.TextInput({"inputmode": "numeric", "size": 2} | OFF),
        error_messages={"invalid": "Tuliskan nomor meja dari 1 sampai 99, atau kosongkan."},
    )


class GuestBookForm(forms.Form):
    """What an admin arranges for his office's guest book."""

    services = forms.MultipleChoiceField(
        label="Layanan yang ditawarkan",
        choices=[(value, f"{label} ({value}-001)") for value, label in Service.choices],
        widget=forms.CheckboxSelectMultiple,
        help_text="Huruf di depan nomor antrean tetap sama, juga bila pilihan ini berubah.",
        error_messages={"required": "Tawarkan sedikitnya satu layanan.", "invalid_choice": CHOOSE},
    )
    devices_only = forms.TypedChoiceField(
        label="Dari mana buku tamu boleh diisi?",
        choices=[
            ("no", "Dari perangkat mana pun yang membuka alamat buku tamu"),
            ("yes", "Hanya dari perangkat yang dipasang dengan tautan di bawah ini"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )

    def clean_services(self):
        """In the order in which they are offered."""
        chosen = self.cleaned_data["services"]
        return [str(service) for service in Service if service in chosen]
