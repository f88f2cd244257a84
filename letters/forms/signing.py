"""What people type about letters."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.text import Truncator
from django.views.decorators.debug import sensitive_variables

from accounts.forms.fields import LineField, LongTextField
from letters.models import Certificate
from letters.models.sitting import LARGEST
from letters.signing import SigningError

CONTAINER_LIMIT = 100_000
LONGEST_QUOTE = 200


class Passphrase(forms.CharField):
    """A secret: neither trimmed nor ever shown again."""

    def __init__(self, **options):
        widget = forms.PasswordInput(
            render_value=False, attrs={"autocomplete": "off", "class": "form-control"}
        )
        super().__init__(widget=widget, strip=False, max_length=1000, **options)


class SignatureForm(forms.Form):
    """The passphrase, and the digest of the file the head has in front of him."""

    unsigned_sha256 = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    passphrase = Passphrase(
        label="Kata sandi sertifikat",
        help_text="Dipakai sekali untuk surat ini, tidak disimpan.",
        error_messages={"required": "Ketik kata sandi sertifikat Anda."},
    )


class ReadLetters(forms.Field):
    """The letters that were ticked as read, each with the digest of the file that was shown."""

    widget = forms.MultipleHiddenInput
    MARK = re.compile(r"^(\d{1,18}):([0-9a-f]{64})$")

    def to_python(self, marks):
        found = [match for match in map(self.MARK.match, marks or []) if match]
        if marks and len(found) < len(marks):
            raise ValidationError("Tanda baca tidak utuh. Muat ulang halaman, lalu pilih kembali.")
        if len(found) > LARGEST:
            raise ValidationError(f"Pilih paling banyak {LARGEST} surat sekali jalan.")
        return {int(match[1]): match[2] for match in found}


class SittingForm(forms.Form):
    """The letters that were read, and one passphrase for all of them."""

    read = ReadLetters(
        label="Surat", error_messages={"required": "Tandai surat yang sudah Anda baca."}
    )
    passphrase = Passphrase(
        help_text="Dipakai sekali untuk semua surat yang ditandai, tidak disimpan.",
        error_messages={"required": "Ketik kata sandi sertifikat Anda."},
    )

    def __init__(self, *args, asks_for, **options):
        super().__init__(*args, **options)
        self.fields["passphrase"].label = asks_for


class SendBackForm(forms.Form):
    """Why the head does not sign, and which part of the letter he means."""

    note = LongTextField(
        label="Catatan untuk pemeriksa",
        help_text="Tulis apa yang perlu diperbaiki sebelum surat ditandatangani.",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
        error_messages={"required": "Tulis catatan untuk pemeriksa."},
    )
    paragraph = forms.ChoiceField(
        label="Bagian surat yang dimaksud",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Pilih salah satu bagian surat di bawah ini."},
    )

    def __init__(self, *args, paragraphs, chosen="", **kwargs):
        super().__init__(*args, **kwargs)
        whole = ("", "Seluruh surat")
        spoken = [
            (each.key, f"{each.label}: {Truncator(each.text).chars(LONGEST_QUOTE)}")
            for each in paragraphs
        ]
        field = self.fields["paragraph"]
        field.choices = [whole, *spoken]
        picked = [choice for choice in spoken if choice[0] == chosen]
        if picked and not self.is_bound:  # come from that paragraph: the others need not be read
            field.widget.choices = [*picked, whole]
            self.initial["paragraph"] = chosen
            self.order_fields(["paragraph", "note"])


class ActForm(forms.Form):
    """What is to become of a letter that was issued, and why."""

    purpose = forms.ChoiceField(
        label="Apa yang diusulkan?",
        choices=[
            ("withdrawal", "Pencabutan: surat tidak berlaku lagi dan tidak ada penggantinya"),
            ("replacement", "Penggantian: surat disusun ulang dari data yang sekarang"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih pencabutan atau penggantian."},
    )
    cause = LongTextField(
        label="Alasan",
        help_text="Dicetak dalam surat dan dikirim kepada instansi.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
        error_messages={"required": "Tuliskan alasannya."},
    )


class KeyForm(forms.Form):
    """Where a person's key is, and its secret, used once to see whether it will do for him."""

    def __init__(self, *args, person, **options):
        super().__init__(*args, **options)
        self.person = person

    @sensitive_variables()
    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                self.certificate = self.examined(cleaned)
                self.certificate.require_name(self.person)
            except SigningError as error:
                raise ValidationError(str(error)) from None
        return cleaned


class CertificateForm(KeyForm):
    """A person's own PKCS#12 container."""

    backend = Certificate.Backend.PKCS12

    container = forms.FileField(
        label="Berkas sertifikat (.p12 atau .pfx)",
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".p12,.pfx"}),
        error_messages={
            "required": "Pilih berkas sertifikat Anda.",
            "empty": "Berkas ini kosong. Pilih berkas sertifikat Anda.",
        },
    )
    passphrase = Passphrase(
        label="Kata sandi sertifikat",
        help_text="Dipakai sekarang untuk memeriksa berkas, tidak disimpan.",
        error_messages={"required": "Ketik kata sandi sertifikat Anda."},
    )

    def clean_container(self):
        container = self.cleaned_data["container"]
        if container.size > CONTAINER_LIMIT:
            raise ValidationError(
                "Berkas ini terlalu besar untuk sebuah sertifikat (paling besar 100 kB)."
            )
        return container

    @sensitive_variables()
    def examined(self, cleaned):
        return Certificate.objects.examine(
            cleaned["container"].read(), secret=cleaned["passphrase"]
        )


class TokenForm(KeyForm):
    """A key in the office's token."""

    backend = Certificate.Backend.PKCS11
    prefix = "pkcs11"

    label = forms.CharField(
        label="Label sertifikat di dalam token",
        max_length=255,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": "Ketik label sertifikat Anda di dalam token."},
    )
    passphrase = Passphrase(
        label="PIN token",
        help_text="Dipakai sekarang untuk membaca sertifikat, tidak disimpan.",
        error_messages={"required": "Ketik PIN token."},
    )

    @sensitive_variables()
    def examined(self, cleaned):
        return Certificate.objects.examine_token(cleaned["label"], secret=cleaned["passphrase"])


class AccountForm(KeyForm):
    """An account at BSrE."""

    backend = Certificate.Backend.BSRE
    prefix = "bsre"

    account = LineField(
        label="NIK atau alamat surel yang terdaftar di BSrE",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        validators=[
            RegexValidator(
                r"^(\d{16}|[^@\s]+@[^@\s]+\.[^@\s]+)$",
                "NIK terdiri atas 16 angka; alamat surel memuat tanda @.",
            )
        ],
        error_messages={"required": "Ketik NIK atau alamat surel Anda yang terdaftar di BSrE."},
    )
    passphrase = Passphrase(
        label="Kata sandi tanda tangan BSrE",
        help_text="Dipakai sekarang untuk menandatangani selembar kertas uji, tidak disimpan.",
        error_messages={"required": "Ketik kata sandi tanda tangan BSrE Anda."},
    )

    @sensitive_variables()
    def examined(self, cleaned):
        return Certificate.objects.examine_account(cleaned["account"], secret=cleaned["passphrase"])
