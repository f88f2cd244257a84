"""Forms that anybody may send: a brake that tells a person what to do, and no riddle."""

import hashlib
import secrets

from django import forms
from django.core import signing

from accounts.forms.fields import LineField, OfficeField
from accounts.tickets import normal

TOO_QUICK = 3  # seconds in which nobody fills a form in
LASTS = 24 * 60 * 60  # seconds for which an open form is taken as it is
ONCE_MORE = "Isian Anda belum terkirim, tetapi masih ada di bawah. Tekan “Kirim” sekali lagi."


class Stamped(forms.Form):
    """Mixed into a form of an open page; ``salt`` is its own, ``keys`` make its secret.

    `stamp` says when the page was drawn and makes sending twice the same as sending once;
    `website` is for machines that fill in everything.
    """

    salt, keys = "", None

    website = LineField(
        label="Kosongkan isian ini",
        required=False,
        max_length=5000,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fresh_stamp = self.signer().sign(secrets.token_urlsafe(24))
        self.fields["stamp"].initial = self.fresh_stamp
        self.nonce = ""

    @classmethod
    def signer(cls):
        return signing.TimestampSigner(salt=cls.salt)

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                "Isian ini harus kosong; mungkin peramban Anda mengisinya sendiri. Kosongkan, lalu "
                "kirim lagi."
            )
        return ""

    def clean(self):
        given = super().clean()
        stamp = given.pop("stamp", "")
        given.pop("website", "")
        try:
            self.nonce = self.signer().unsign(stamp, max_age=LASTS)
        except signing.BadSignature:
            self._draw_again()
            raise forms.ValidationError(ONCE_MORE) from None
        if self._is_too_quick(stamp):
            raise forms.ValidationError(f"Formulir ini dikirim sangat cepat. {ONCE_MORE}")
        return given

    @property
    def form_digest(self):
        """Stands for this sending; the secret cannot be computed from it."""
        return hashlib.sha256(self.nonce.encode()).hexdigest()

    @property
    def secret(self):
        """Sent twice, the same form gives the same secret."""
        return self.keys.secret_from(self.nonce)

    def _is_too_quick(self, stamp):
        """Was the page sent sooner than anybody types?"""
        try:
            self.signer().unsign(stamp, max_age=TOO_QUICK)
        except signing.SignatureExpired:
            return False
        return True

    def _draw_again(self):
        self.data = self.data.copy()
        self.data[self.add_prefix("stamp")] = self.fresh_stamp


class ToAnOffice(Stamped):
    """Mixed into a form that goes to an office: which, is asked only where there are several."""

    office = OfficeField(label="Kantor BPS")
    field_order = ["office"]

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.only_office = offices.get() if offices.count() == 1 else None
        if self.only_office:
            del self.fields["office"]

    def facts(self):
        only = {"office": self.only_office} if self.only_office else {}
        return super().facts() | {"form_digest": self.form_digest} | only


class OpenForm(forms.Form):
    """The code and the secret of what was sent without an account (`accounts/tickets.py`)."""

    code = LineField(
        label="Nomor tiket", max_length=40, widget=forms.TextInput({"autocomplete": "off"})
    )
    secret = LineField(
        label="Kata kunci", max_length=80, widget=forms.TextInput({"autocomplete": "off"})
    )

    @property
    def pair(self):
        """What was typed, the code as it is stored."""
        return normal(self.cleaned_data["code"]), self.cleaned_data["secret"]
