"""The small forms of the verbs; the two official forms live in ``editions``."""

from django import forms
from django.urls import reverse_lazy

from accounts.forms.fields import EmailField
from accounts.models import Office, User
from editions import EDITIONS
from editions.fields import LongText, Text
from editions.sectors import SECTORS
from files.fields import EACH, Uploads
from requests_app.models import Attachment, Proposal, Resemblance, StandIn
from requests_app.models.attachment import MOST_FILES

PAPERS = [choice for choice in Attachment.Kind.choices if choice[0] != Attachment.Kind.SCAN]
MOST_OFFICES = 50  # in a list to choose from; more are searched


class ReasonForm(forms.Form):
    """A verb that must say why."""

    reason = LongText(label="Alasan")


class CancellationForm(forms.Form):
    """The agency may give a reason, the office must (service.md §3)."""

    reason = LongText(label="Alasan pembatalan")

    def __init__(self, *args, by_office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = by_office


class NewSubmissionForm(forms.Form):
    """Which official form; at the desk also for which agency."""

    edition = forms.ChoiceField(
        label="Jenis kegiatan",
        widget=forms.RadioSelect,
        help_text="FS3 bila Anda mengumpulkan data langsung dari responden; FP-KPA bila Anda "
        "mengolah catatan administrasi yang sudah ada.",
        error_messages={"required": "Pilih jenis kegiatan Anda."},
    )
    agency = Text(
        label="Instansi",
        max_length=255,
        widget=forms.TextInput(
            {
                "list": "daftar-instansi",
                "autocomplete": "off",
                "data-hx-get": reverse_lazy("agency_suggestions"),
                "data-hx-trigger": "input changed delay:200ms",
                "data-hx-target": "#daftar-instansi",
            }
        ),
        help_text="Ketik nama instansi, lalu pilih dari daftar.",
        error_messages={"required": "Pilih instansi yang diwakili tamu di meja layanan."},
    )

    def __init__(self, *args, agencies=None, source=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = agencies
        self.fields["edition"].choices = [
            (edition.slug, f"{edition.short_title} – {edition.title}")
            for edition in EDITIONS.values()
        ]
        if source:  # the form is that of the activity it begins from
            del self.fields["edition"]
        if agencies is None:
            del self.fields["agency"]

    def clean_agency(self):
        found = self.agencies.filter(name__iexact=self.cleaned_data["agency"])[:2]
        if len(found) != 1:
            raise forms.ValidationError(
                "Instansi ini tidak ditemukan. Pilih nama dari daftar, atau daftarkan instansi "
                "baru terlebih dahulu."
            )
        return found[0]


class AttachmentForm(forms.Form):
    """Files of one kind; what each is is decided by its content, not by its name."""

    kind = forms.ChoiceField(label="Jenis lampiran", choices=PAPERS)
    file = Uploads(
        most=MOST_FILES,
        partly=True,
        help_text=f"{EACH} Boleh beberapa sekaligus. Foto HEIC dan WebP diubah menjadi JPEG.",
    )


class ReturnForm(forms.Form):
    """A general note beside those on the questions."""

    note = LongText(
        label="Catatan umum",
        required=False,
        help_text="Boleh kosong bila sudah ada catatan pada rincian.",
    )


class DecisionForm(forms.Form):
    """The examiner's verdict; *tidak layak* needs its reason (service.md decision 6)."""

    verdict = forms.ChoiceField(
        label="Hasil pemeriksaan",
        choices=Proposal.Verdict,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasil pemeriksaan."},
    )
    reason = LongText(
        label="Alasan tidak layak",
        required=False,
        help_text="Wajib untuk hasil tidak layak; tercetak pada surat kepada instansi.",
    )

    def clean(self):
        decided = super().clean()
        if decided.get("verdict") == Proposal.Verdict.DECLINE and not decided.get("reason"):
            self.add_error("reason", "Tuliskan alasan tidak layak.")
        return decided


class AssignmentForm(forms.Form):
    """To which examiner of the office, and why."""

    to = forms.ModelChoiceField(
        User.objects.none(), label="Petugas pemeriksa", empty_label="Pilih petugas"
    )
    reason = LongText(label="Alasan")

    def __init__(self, *args, submission, **kwargs):
        super().__init__(*args, **kwargs)
        office = submission.office
        examiners = StandIn.objects.examiners_of(office).select_related("office").order_by("name")
        self.fields["to"].queryset = examiners.exclude(pk=submission.examiner_id)
        self.fields["to"].label_from_instance = lambda user: (
            user.name if user.office_id == office.pk else f"{user.name} – {user.office.name}"
        )


class PassingOnForm(forms.Form):
    """The colleague who is to run the file."""

    to = forms.ModelChoiceField(
        User.objects.none(), label="Rekan di instansi Anda", empty_label="Pilih rekan"
    )

    def __init__(self, *args, submission, **kwargs):
        super().__init__(*args, **kwargs)
        colleagues, runs = submission.agency.members.active(), submission.run_by
        self.fields["to"].queryset = colleagues.exclude(pk=runs.pk if runs else None)


class GuestForm(forms.Form):
    """Who is to help with this one file."""

    email = EmailField(label="Alamat surel rekan")


class TransferForm(forms.Form):
    """To which office, and why; of many offices it is typed and suggested."""

    to = forms.ModelChoiceField(
        Office.objects.none(), label="Satuan kerja tujuan", empty_label="Pilih satuan kerja"
    )
    reason = LongText(label="Alasan")

    def __init__(self, *args, submission, proposed=None, **kwargs):
        others = Office.objects.open().exclude(pk=submission.office_id)
        wanted = proposed if proposed and proposed.pk != submission.office_id else None
        is_long = others.count() > MOST_OFFICES
        start = {"to": (wanted.suggestion if is_long else wanted.pk) if wanted else None}
        super().__init__(*args, initial=start, **kwargs)
        if is_long:
            self.fields["to"] = OfficeField(others, label="Satuan kerja tujuan")
        else:
            self.fields["to"].queryset = others


class OfficeField(Text):
    """An office, typed as "BPS Kabupaten Tapin (6305)", by its code or by its name."""

    def __init__(self, offices, **kwargs):
        self.offices = offices
        super().__init__(
            max_length=300,
            widget=forms.TextInput(
                {
                    "list": "daftar-satuan-kerja",
                    "autocomplete": "off",
                    "data-hx-get": reverse_lazy("office_suggestions"),
                    "data-hx-trigger": "input changed delay:200ms",
                    "data-hx-target": "#daftar-satuan-kerja",
                }
            ),
            help_text="Ketik nama atau kode satuan kerja, lalu pilih dari daftar.",
            error_messages={"required": "Pilih satuan kerja tujuan."},
            **kwargs,
        )

    def clean(self, value):
        text = super().clean(value)
        found = list(self.offices.named(text)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                "Satuan kerja ini tidak ditemukan. Ketik namanya, lalu pilih dari daftar."
            )
        return found[0]


class ResemblanceForm(forms.Form):
    """How an activity stands to a recommended one, in the examiner's judgement."""

    verdict = forms.ChoiceField(
        label="Penilaian",
        choices=Resemblance.Verdict.choices,
        widget=forms.RadioSelect,
        help_text="Lanjutan: kegiatan yang sama pada waktu lain; keduanya lalu tampil berurutan "
        "di katalog.",
        error_messages={"required": "Pilih salah satu."},
    )
    reason = LongText(label="Alasan", help_text="Dibaca rekan dan Kepala, tidak oleh instansi.")


class SectorForm(forms.Form):
    """The sector of statistics, in the words of MS-Keg."""

    sector = forms.TypedChoiceField(
        label="Sektor kegiatan",
        choices=[(number, f"{number}. {label}") for number, label in SECTORS.items()],
        coerce=int,
        help_text="Menurut formulir metadata MS-Keg. Yang terpilih semula diusulkan dari judul "
        "dan nama instansi.",
        error_messages={"invalid_choice": "Pilih salah satu sektor dari daftar."},
    )


class SynonymForm(forms.Form):
    """An abbreviation for the search of the catalogue."""

    short = Text(label="Singkatan", max_length=40, help_text="Satu kata, misalnya “dinkes”.")
    full = Text(label="Kepanjangan", max_length=120, help_text="Misalnya “dinas kesehatan”.")
