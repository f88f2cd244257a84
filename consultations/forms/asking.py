"""What people type when they ask for advice."""

from django import forms
from django.urls import reverse_lazy

from accounts.forms.stamped import ToAnOffice
from consultations import words
from consultations.keys import KEYS
from editions.fields import Email, LongText, Phone, Text
from files.fields import EACH, Uploads

FILES = f"Paling banyak {words.MOST_FILES} berkas {EACH}"


def files_field():
    """Up to five files with a message."""
    return Uploads(
        label="Lampiran", most=words.MOST_FILES, partly=True, required=False, help_text=FILES
    )


class AskForm(forms.Form):
    """The question of somebody whom the portal knows."""

    topic = forms.ChoiceField(
        label="Tentang apa?",
        choices=[("", "Pilih salah satu"), *words.Topic.choices],
        error_messages={"required": "Pilih tentang apa pertanyaan Anda."},
    )
    activity = Text(
        label="Kegiatan statistik yang direncanakan",
        help_text="Nama atau judul sementara, misalnya Survei Kepuasan Masyarakat 2027.",
        error_messages={"required": "Sebutkan kegiatan yang Anda rencanakan."},
    )
    text = LongText(
        label="Pertanyaan",
        help_text="Apa yang sudah dirancang, dan apa yang ingin Anda ketahui. Paling banyak 5.000 "
        "karakter.",
        widget=forms.Textarea({"rows": 7}),
        error_messages={"required": "Tuliskan pertanyaan Anda."},
    )
    files = files_field()

    def facts(self):
        """What the consultation is made of."""
        given = dict(self.cleaned_data)
        uploads = given.pop("files")
        return {**given, "uploads": uploads, "channel": words.Channel.WEB}


class GuestForm(ToAnOffice, AskForm):
    """The question of a guest on the open page."""

    salt, keys = "consultations.form", KEYS

    name = Text(
        label="Nama",
        autocomplete="name",
        error_messages={"required": "Tuliskan nama Anda, agar kami tahu siapa yang kami jawab."},
    )
    organization = Text(label="Instansi atau lembaga", required=False, autocomplete="organization")
    email = Email(
        label="Surel",
        required=False,
        autocomplete="email",
        max_length=254,
        help_text="Jawaban kami kirim ke sini. Tanpa surel, bacalah jawabannya dengan tiket Anda.",
    )
    phone = Phone(label="Telepon", required=False, autocomplete="tel", max_length=40)

    def facts(self):
        return super().facts() | {"secret": self.secret}


class CounterForm(AskForm):
    """What somebody asks at the counter or by telephone, typed by an officer."""

    channel = forms.ChoiceField(
        label="Diterima melalui",
        choices=[choice for choice in words.Channel.choices if choice[0] != words.Channel.WEB],
        initial=words.Channel.VISIT,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih saluran diterimanya."},
    )
    name = Text(label="Nama penanya", error_messages={"required": "Tuliskan siapa yang bertanya."})
    agency = Text(
        label="Instansi yang punya akun",
        required=False,
        widget=forms.TextInput(
            {
                "list": "daftar-instansi",
                "autocomplete": "off",
                "data-hx-get": reverse_lazy("agency_suggestions"),
                "data-hx-trigger": "input changed delay:200ms",
                "data-hx-target": "#daftar-instansi",
            }
        ),
        help_text="Bila diisi, konsultasi tampil pada halaman instansi itu.",
    )
    organization = Text(
        label="Lembaga lain", required=False, help_text="Bila penanya bukan dari instansi berakun."
    )
    email = Email(label="Surel", required=False, max_length=254, help_text="Untuk jawaban.")
    phone = Phone(label="Telepon", required=False, max_length=40)
    spoken = LongText(
        label="Yang dibicarakan",
        required=False,
        help_text="Bila sudah dijawab saat itu juga. Kosongkan bila dijawab kemudian.",
        widget=forms.Textarea({"rows": 5}),
    )
    field_order = ["channel", "name", "agency", "organization", "email", "phone"]

    def __init__(self, *args, agencies, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies, self.office = agencies, office

    def clean_agency(self):
        named = self.cleaned_data["agency"]
        if not named:
            return None
        found = self.agencies.filter(name__iexact=named)[:2]
        if len(found) != 1:
            raise forms.ValidationError(
                "Instansi ini tidak ditemukan. Pilih nama dari daftar, atau kosongkan dan isi "
                "“Lembaga lain”."
            )
        return found[0]

    def facts(self):
        given = {**self.cleaned_data, "office": self.office}
        given.pop("spoken")
        uploads = given.pop("files")
        return {**given, "uploads": uploads}
