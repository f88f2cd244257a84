"""The forms of django-allauth in the portal's own words, and the sign-up of an agency."""

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.db import transaction
from django.utils import timezone

from accounts.brakes import in_minutes, waiting
from accounts.models import Agency, Office

from .fields import EmailField, LineField, OwnWords, PhoneField, RegionField

EMAIL = "Alamat surel"
AGAIN = "Kata sandi sekali lagi"
STRENGTH = "Sedikitnya 8 karakter, bukan hanya angka, dan tidak mirip nama Anda."
CODE_HINT = "Enam angka dari aplikasi autentikator, atau salah satu kode pemulihan Anda."


class LoginForm(OwnWords, account.LoginForm):
    labels = {"login": EMAIL, "password": "Kata sandi"}
    hints = {"password": ""}


class SignupForm(OwnWords, account.SignupForm):
    """Brings a new agency and its first member, who becomes its admin."""

    agency_name = LineField(
        label="Nama instansi",
        help_text="Nama lengkap tanpa singkatan, misalnya Dinas Perikanan Kabupaten Kotabaru.",
    )
    agency_address = LineField(label="Alamat kantor")
    agency_region = RegionField(
        label="Kabupaten/kota", help_text="Ketik beberapa huruf, lalu pilih dari daftar."
    )
    agency_phone = PhoneField(label="Telepon kantor")
    agency_email = EmailField(label="Surel instansi", required=False)
    name = LineField(label="Nama lengkap", widget=forms.TextInput({"autocomplete": "name"}))
    position = LineField(label="Jabatan", required=False)
    phone = PhoneField(label="Telepon", required=False)
    consent = forms.BooleanField(
        label="Saya telah membaca dan menyetujui pemberitahuan data pribadi di atas.",
        error_messages={"required": "Centang persetujuan ini agar akun dapat dibuat."},
    )

    labels = {"email": EMAIL, "password1": "Kata sandi", "password2": AGAIN}
    hints = {"password1": STRENGTH, "email": "Anda masuk dengan alamat ini. Periksa ejaannya."}
    field_order = ["name", "position", "phone", "email", "password1", "password2"]

    @property
    def about_agency(self):
        return [field for field in self if field.name.startswith("agency_")]

    @property
    def about_person(self):
        apart = ("agency_", "consent")
        return [field for field in self if not field.name.startswith(apart)]

    def clean_agency_region(self):
        region = self.cleaned_data["agency_region"]
        self.office = Office.objects.responsible_for(region)
        if self.office is None:
            raise forms.ValidationError(
                "Kantor BPS untuk wilayah ini belum memakai portal ini. Sampaikan rancangan Anda "
                "langsung kepada kantor BPS tersebut."
            )
        return region

    @transaction.atomic
    def try_save(self, request):
        """All or nothing; a taken mailbox is told by mail only, and no agency is made then."""
        return super().try_save(request)

    def custom_signup(self, request, user):
        data = self.cleaned_data
        user.name, user.position, user.phone = data["name"], data["position"], data["phone"]
        user.agency = Agency.objects.apply(
            name=data["agency_name"],
            address=data["agency_address"],
            region=data["agency_region"],
            phone=data["agency_phone"],
            email=data["agency_email"],
            office=self.office,
        )
        user.is_agency_admin = True
        user.consented_at = timezone.now()
        user.save()


class AddEmailForm(OwnWords, account.AddEmailForm):
    labels = {"email": "Alamat surel baru"}


class ChangePasswordForm(OwnWords, account.ChangePasswordForm):
    labels = {
        "oldpassword": "Kata sandi sekarang",
        "password1": "Kata sandi baru",
        "password2": "Kata sandi baru sekali lagi",
    }
    hints = {"oldpassword": "", "password1": STRENGTH}


class SetPasswordForm(OwnWords, account.SetPasswordForm):
    labels = {"password1": "Kata sandi", "password2": AGAIN}
    hints = {"password1": STRENGTH}


class ResetPasswordForm(OwnWords, account.ResetPasswordForm):
    labels = {"email": EMAIL}


class ResetPasswordKeyForm(OwnWords, account.ResetPasswordKeyForm):
    labels = {"password1": "Kata sandi baru", "password2": "Kata sandi baru sekali lagi"}
    hints = {"password1": STRENGTH}


class ReauthenticateForm(OwnWords, account.ReauthenticateForm):
    labels = {"password": "Kata sandi"}
    hints = {"password": ""}


class ToldWait:
    """Mixed into a form that asks for a code: says how long who has guessed too often waits."""

    def clean_code(self):
        try:
            return super().clean_code()
        except forms.ValidationError as problem:
            if problem.code != "too_many_login_attempts":
                raise
            wait = waiting(context.request, "login_failed", f"mfa-auth-user-{self.user.pk}")
            raise forms.ValidationError(
                f"Terlalu banyak kode yang salah. Tunggu {in_minutes(wait)}, lalu coba lagi.",
                code=problem.code,
            ) from problem


class AuthenticateForm(ToldWait, OwnWords, mfa.AuthenticateForm):
    labels = {"code": "Kode"}
    hints = {"code": CODE_HINT}


class MFAReauthenticateForm(ToldWait, OwnWords, mfa.ReauthenticateForm):
    labels = {"code": "Kode"}
    hints = {"code": CODE_HINT}


class ActivateTOTPForm(OwnWords, totp.ActivateTOTPForm):
    labels = {"code": "Kode dari aplikasi"}
    hints = {"code": "Enam angka yang sedang tampil di aplikasi."}


class AddWebAuthnForm(OwnWords, webauthn.AddWebAuthnForm):
    labels = {"name": "Nama kunci", "passwordless": "Masuk tanpa kata sandi dengan kunci ini"}
    hints = {
        "name": "Misalnya: ponsel saya.",
        "passwordless": "Kunci akan meminta PIN, sidik jari, atau wajah Anda.",
    }


class EditWebAuthnForm(OwnWords, webauthn.EditWebAuthnForm):
    labels = {"name": "Nama kunci"}
