"""Forms about persons: staff of an office, an own profile, the first password."""

from django import forms
from django.contrib.auth import password_validation

from accounts.looking import roles_for
from accounts.models import GIVEN, Office, Role, User, given_at
from accounts.models.offices import CENTRE

from .fields import EmailField, LineField, PhoneField

THE_CENTRE = {
    "name": "Badan Pusat Statistik",
    "head_title": "Kepala Badan Pusat Statistik",
    "address": "Jalan dr. Sutomo 6–8",
    "postal_code": "10710",
    "city": "Jakarta",
    "time_zone": "Asia/Jakarta",
}
TAKEN = "Surel ini sudah dipakai akun lain. Gunakan alamat lain."


class FreeMailbox:
    """Mixed into a form: its `email` must not belong to an account already."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(TAKEN)
        return email


class StaffForm(forms.Form):
    """What an admin knows about a colleague, and what the colleague may do."""

    name = LineField(label="Nama lengkap")
    position = LineField(label="Jabatan", required=False)
    nip = LineField(label="NIP", required=False, max_length=21, help_text="18 angka, bila ada.")
    phone = PhoneField(label="Telepon", required=False)
    roles = forms.MultipleChoiceField(
        label="Peran",
        choices=[(role.value, role.label) for role in GIVEN],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Satu orang boleh memegang beberapa peran. Hak Kepala BPS dan penanda tangan "
        "tidak dicentang di sini: keduanya mengikuti hari-hari penugasan.",
    )

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role.value, role.label) for role in given_at(office)]

    def clean_nip(self):
        nip = self.cleaned_data["nip"].replace(" ", "")
        if nip and (not nip.isdigit() or not nip.isascii() or len(nip) != 18):
            raise forms.ValidationError("NIP terdiri dari 18 angka.")
        return nip


class NewStaffForm(FreeMailbox, StaffForm):
    email = EmailField(label="Alamat surel", help_text="Tautan pertama dikirim ke alamat ini.")
    field_order = ["name", "email", "position", "nip", "phone", "roles"]


class ProfileForm(forms.Form):
    """What everybody changes about himself."""

    name = LineField(label="Nama lengkap", widget=forms.TextInput({"autocomplete": "name"}))
    position = LineField(label="Jabatan", required=False)
    phone = PhoneField(label="Telepon", required=False)


class LookForm(forms.Form):
    """As which role to look."""

    role = forms.ChoiceField(label="Peran", widget=forms.RadioSelect)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, role.label) for role in roles_for(user)]


class PasswordForm(forms.Form):
    """A first password, typed twice."""

    password1 = forms.CharField(
        label="Kata sandi",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="Sedikitnya 8 karakter, bukan hanya angka, dan tidak mirip nama Anda.",
    )
    password2 = forms.CharField(
        label="Kata sandi sekali lagi",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user=None, **kwargs):
        self.user = user or User()
        super().__init__(*args, **kwargs)

    def clean(self):
        data = super().clean()
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Kedua kata sandi berbeda. Ketik yang sama dua kali.")
        elif first:
            self._check_strength(first)
        return data

    def _check_strength(self, password):
        self.user.name = self.cleaned_data.get("name") or self.user.name
        self.user.email = self.cleaned_data.get("email") or self.user.email
        try:
            password_validation.validate_password(password, self.user)
        except forms.ValidationError as reasons:
            self.add_error("password1", reasons)


class Consent(forms.Form):
    """Mixed into a form: the notice about personal data was read."""

    consent = forms.BooleanField(
        label="Saya telah membaca dan menyetujui pemberitahuan data pribadi di atas.",
        error_messages={"required": "Centang persetujuan ini agar akun dapat dibuat."},
    )


class ConfirmationForm(Consent, PasswordForm):
    """Somebody for whom the counter made an account confirms it from his mailbox."""

    field_order = ["password1", "password2", "consent"]


class JoinForm(Consent, PasswordForm):
    """An invited colleague introduces himself."""

    name = LineField(label="Nama lengkap", widget=forms.TextInput({"autocomplete": "name"}))
    position = LineField(label="Jabatan", required=False)
    phone = PhoneField(label="Telepon", required=False)
    field_order = ["name", "position", "phone", "password1", "password2", "consent"]


class FirstAdminForm(FreeMailbox, PasswordForm):
    """The first person of an empty installation."""

    name = LineField(label="Nama lengkap", widget=forms.TextInput({"autocomplete": "name"}))
    email = EmailField(label="Alamat surel", widget=forms.EmailInput({"autocomplete": "email"}))
    is_centre = forms.BooleanField(
        label="Portal ini untuk seluruh Indonesia, dan saya admin BPS pusat (0000).",
        required=False,
        help_text="Kantor lain Anda buat setelah masuk, satu per satu atau dari daftar.",
    )
    field_order = ["name", "email", "password1", "password2", "is_centre"]

    def save(self, office):
        """The admin, who may add everybody else."""
        if self.cleaned_data["is_centre"]:
            office, _ = Office.objects.get_or_create(code=CENTRE, defaults=THE_CENTRE)
        user = User.objects.create_user(
            self.cleaned_data["email"],
            self.cleaned_data["password1"],
            name=self.cleaned_data["name"],
            office=Office.objects.get(pk=office.pk),
        )
        user.confirm_mailbox()
        user.give_roles([Role.ADMIN], by=None)
        return user
