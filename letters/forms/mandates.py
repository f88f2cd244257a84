"""What an office's admin types about mandates."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms.fields import DayField, LineField
from accounts.models import User
from letters.models import Mandate


class MandateForm(forms.Form):
    """Who signs for which post, from when until when, by which deed."""

    person = forms.ModelChoiceField(
        label="Nama",
        queryset=User.objects.none(),
        empty_label="Pilih petugas",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "Pilih siapa yang ditugasi."},
    )
    kind = forms.ChoiceField(
        label="Jenis",
        choices=[
            (Mandate.Kind.DEFINITIVE, "Definitif – pejabat tetap"),
            (Mandate.Kind.VACANCY, "Plt. – jabatan kosong"),
            (Mandate.Kind.ABSENCE, "Plh. – pejabat definitif berhalangan sementara"),
            (Mandate.Kind.ON_BEHALF, "a.n. – bawahan menandatangani atas nama pejabat"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis penugasan."},
    )
    post = LineField(
        label="Jabatan yang menandatangani",
        help_text="Tanpa Plt., Plh. atau a.n.: awalan itu dicetak sendiri pada surat.",
    )
    own_post = LineField(
        label="Jabatan sendiri",
        required=False,
        help_text="Hanya untuk a.n.: dicetak di bawah jabatan yang diwakili.",
    )
    starts_on = DayField(label="Hari pertama")
    ends_on = DayField(
        label="Hari terakhir", required=False, help_text="Kosongkan bila belum ditentukan."
    )
    deed = LineField(
        label="Keputusan atau surat perintah",
        help_text="Nomor dan tanggalnya, misalnya SPRIN-12/63020/2026 tanggal 2 Maret 2026.",
        error_messages={"required": "Tuliskan nomor dan tanggal keputusannya."},
    )

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.staff_of(office).active()
        self.initial = {"post": office.head_title, "starts_on": office.today()} | self.initial

    def clean_post(self):
        post = self.cleaned_data["post"]
        if post.lower().startswith(("plt", "plh", "a.n", "u.b")):
            raise ValidationError("Tuliskan jabatannya saja, tanpa awalan Plt., Plh. atau a.n.")
        return post

    def clean(self):
        cleaned = super().clean()
        on_behalf, own_post = cleaned.get("kind") == Mandate.Kind.ON_BEHALF, cleaned.get("own_post")
        if on_behalf and not own_post and "own_post" in cleaned:
            self.add_error("own_post", "Untuk a.n., tuliskan jabatan orang yang menandatangani.")
        if not on_behalf and own_post:
            self.add_error("own_post", "Kosongkan: jabatan sendiri hanya dicetak untuk a.n.")
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Hari terakhir lebih awal dari hari pertama.")
        return cleaned


class MandateEndForm(forms.Form):
    """When a mandate ends early, and why; one that has not begun is called off."""

    last_on = DayField(label="Hari terakhir")
    reason = LineField(
        label="Alasan",
        help_text="Misalnya: pejabat definitif sudah kembali.",
        error_messages={"required": "Tuliskan alasan mengakhiri penugasan."},
    )

    def __init__(self, *args, mandate, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandate = mandate
        self.initial = {"last_on": mandate.office.today()} | self.initial
        self.fields["last_on"].help_text = (
            f"Paling awal {mandate.earliest_end:%d-%m-%Y}; pilih tanggal itu bila penugasan tidak "
            "berlaku lagi mulai hari ini."
        )
        if not mandate.has_begun:
            del self.fields["last_on"]

    def facts(self):
        """What the verb is told."""
        before = self.mandate.starts_on - timedelta(days=1)
        return {
            "reason": self.cleaned_data["reason"],
            "last_on": self.cleaned_data.get("last_on", before),
        }
