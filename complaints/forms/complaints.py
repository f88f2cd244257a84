"""What reporters and handlers type about a complaint."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.forms.stamped import ToAnOffice
from complaints import words
from complaints.keys import KEYS, normal
from editions.fields import Day, Email, LongText, Phone, Text
from files.fields import EACH, Uploads
from requests_app.models import Submission

SALT = "complaints.form"
FILES = f"Paling banyak {words.MOST_FILES} berkas {EACH}"
NO_FILE = "Berkas tidak ditemukan. Periksa kodenya, atau kosongkan isian ini."


class ComplaintForm(forms.Form):
    """What is complained of, by whom, and what must not happen with it."""

    kind = forms.ChoiceField(
        label="Apa yang ingin Anda sampaikan?",
        choices=words.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis pengaduan Anda."},
    )
    text = LongText(
        label="Ceritakan",
        help_text="Apa yang terjadi, kapan, di mana, dan apa yang Anda harapkan. Paling banyak "
        "5.000 karakter.",
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Ceritakan apa yang ingin Anda sampaikan."},
    )
    target = forms.ChoiceField(
        label="Tentang apa atau siapa?",
        choices=words.Target,
        initial=words.Target.SERVICE,
        widget=forms.RadioSelect,
        help_text="Yang diadukan tidak pernah dapat membaca atau menangani pengaduan ini.",
        error_messages={"required": "Pilih tentang apa atau siapa."},
    )
    accused = Text(
        label="Nama petugas yang diadukan",
        required=False,
        help_text="Bila tentang seorang petugas dan Anda mengetahui namanya.",
    )
    file_code = Text(
        label="Kode pengajuan atau identitas rekomendasi",
        required=False,
        help_text="Bila tentang satu pengajuan. Pemeriksanya tidak ikut menangani.",
    )
    is_objection = forms.BooleanField(
        label="Saya keberatan atas keputusan pada pengajuan itu", required=False
    )
    files = Uploads(
        label="Lampiran", most=words.MOST_FILES, partly=True, required=False, help_text=FILES
    )
    privacy = forms.ChoiceField(
        label="Siapa yang boleh mengetahui nama Anda?",
        choices=words.Privacy,
        initial=words.Privacy.CONFIDENTIAL,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih siapa yang boleh mengetahui nama Anda."},
    )
    name = Text(label="Nama", required=False, autocomplete="name")
    email = Email(
        label="Surel",
        required=False,
        autocomplete="email",
        max_length=254,
        help_text="Agar kami dapat memberi tahu Anda bila ada jawaban.",
    )
    phone = Phone(label="Telepon", required=False, autocomplete="tel", max_length=40)

    def __init__(self, *args, own_files=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].discreet = self["privacy"].value() == words.Privacy.ANONYMOUS
        self.own_files = own_files
        if own_files:
            choices = [(file.code, f"{file.spoken_title} ({file.code})") for file in own_files]
            self.fields["file_code"] = forms.ChoiceField(
                label="Tentang pengajuan",
                required=False,
                choices=[("", "Bukan tentang satu pengajuan"), *choices],
                help_text="Pemeriksanya tidak ikut menangani.",
                error_messages={"invalid_choice": NO_FILE},
            )

    def clean_file_code(self):
        typed = self.cleaned_data["file_code"].upper().strip()
        self.submission = None
        if typed:
            found = Submission.objects.filter(submitted_at__isnull=False)
            self.submission = found.filter(Q(code=normal(typed)) | Q(identity=typed)).first()
            if self.submission is None:
                raise forms.ValidationError(NO_FILE)
        return typed

    def clean(self):
        given = super().clean()
        named = [given.get("name"), given.get("email"), given.get("phone")]
        if given.get("privacy") == words.Privacy.ANONYMOUS and any(named):
            self.add_error(
                "privacy",
                "Anda memilih anonim, tetapi mengisi nama atau kontak. Kosongkan isian itu, atau "
                "pilih “Rahasia”.",
            )
        decided = getattr(self, "submission", None) and self.submission.decided_at
        if given.get("is_objection") and not decided and "file_code" not in self.errors:
            self.add_error(
                "is_objection",
                "Keberatan hanya untuk pengajuan yang sudah diputuskan. Isi kodenya di atas.",
            )
        return given

    def facts(self):
        """What the complaint is made of."""
        given = dict(self.cleaned_data)
        given.pop("file_code")
        uploads = given.pop("files")
        return {**given, "uploads": uploads, "submission": self.submission}


class PublicComplaintForm(ToAnOffice, ComplaintForm):
    """The form of the open page."""

    salt, keys = SALT, KEYS

    def facts(self):
        return super().facts() | {"channel": words.Channel.WEB}


class EnteredComplaintForm(ComplaintForm):
    """What came by another way, typed by an officer."""

    channel = forms.ChoiceField(
        label="Diterima melalui",
        choices=[choice for choice in words.Channel.choices if choice[0] != words.Channel.WEB],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih saluran diterimanya."},
    )
    received_on = Day(label="Diterima tanggal", help_text="Sejak tanggal ini waktu dihitung.")
    field_order = ["channel", "received_on"]

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.office = office
        self.fields["received_on"].initial = office.today().isoformat()

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day and day > self.office.today():
            raise forms.ValidationError("Tanggal ini belum tiba. Periksa kembali tanggalnya.")
        if day and (self.office.today() - day).days > 366:
            raise forms.ValidationError("Lebih dari setahun yang lalu. Periksa kembali tanggalnya.")
        return day

    def facts(self):
        given = super().facts()
        day = given.pop("received_on")
        now = self.office.now()
        given["office"] = self.office
        given["received_at"] = (
            timezone.now()
            if day == now.date()
            else now.replace(year=day.year, month=day.month, day=day.day, hour=12)
        )
        return given
