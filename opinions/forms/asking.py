"""What people type when they ask for an opinion, and when they give one."""

from django import forms

from accounts.forms.fields import EmailField, LineField
from accounts.models import Office, Role, User
from editions.fields import Day, LongText
from editions.prefill import CONTACTS
from norms.reading import value
from opinions.models.opinion_queryset import colleagues
from opinions.words import Whom
from requests_app.forms.submissions import MOST_OFFICES, OfficeField
from workdays.calendar import calendar_for

ONLY_INSIDE = (
    "Rincian tentang penanggung jawab memuat data pribadi dan tidak dibagikan ke luar kantor. "
    "Pilih rincian lain, atau tanyakan kepada rekan di kantor ini."
)


class AskForm(forms.Form):
    """About which question, what, until when; the addressee is what a form of its own adds."""

    whom = None
    question = forms.ChoiceField(label="Tentang", required=False)
    text = LongText(
        label="Pertanyaan",
        help_text="Apa yang perlu dilihat atau dinilai. Tidak terlihat oleh instansi.",
        error_messages={"required": "Tuliskan apa yang ingin Anda ketahui."},
    )
    due_on = Day(label="Dijawab paling lambat")

    def __init__(self, data=None, *, submission, user, initial=None):
        self.submission, self.today = submission, submission.office.today()
        initial = {"due_on": self._usual_day().isoformat()} | (initial or {})
        super().__init__(data, initial=initial)
        self.fields["question"].choices = [("", "Seluruh pengajuan"), *_questions(submission, user)]
        if submission.due_on:
            self.fields["due_on"].help_text = (
                f"Batas waktu pengajuan: {self.fields['due_on'].speak(submission.due_on, None)}. "
                "Waktunya tetap berjalan."
            )
        self.offer(user)

    def offer(self, user):
        """Whom this person may choose from."""

    def _usual_day(self):
        """Three working days, but not after the time for the file is over, if it is not yet."""
        day = calendar_for(self.submission.office).add_workdays(self.today, value("opinion.answer"))
        limit = self.submission.due_on
        return min(day, limit) if limit and limit >= self.today else day

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError(
                "Tanggal ini sudah lewat. Pilih hari ini atau hari sesudahnya."
            )
        return day

    def clean_question(self):
        question = self.cleaned_data["question"]
        if self.whom != Whom.COLLEAGUE and question.partition(".")[0] == CONTACTS:
            raise forms.ValidationError(ONLY_INSIDE)
        return question

    def facts(self):
        return {**self.cleaned_data, "whom": self.whom}


class ColleagueForm(AskForm):
    """Somebody of the office, by name."""

    whom, title = Whom.COLLEAGUE, "Rekan"
    colleague = forms.ModelChoiceField(
        User.objects.none(),
        label="Rekan",
        empty_label="Pilih rekan",
        error_messages={"required": "Pilih siapa yang ditanya."},
    )
    field_order = ["colleague"]

    def offer(self, user):
        self.fields["colleague"].queryset = colleagues(user)
        self.fields["colleague"].label_from_instance = lambda person: person.name


class UnitForm(AskForm):
    """A team or unit that has no account here: its name and mailbox."""

    whom, title = Whom.UNIT, "Tim atau unit lain"
    unit = LineField(
        label="Tim atau unit",
        help_text="Misalnya Tim Statistik Sosial BPS Provinsi.",
        error_messages={"required": "Tuliskan nama tim atau unitnya."},
    )
    email = EmailField(
        label="Surel tim atau unit",
        help_text="Tautan untuk membaca dan menjawab dikirim ke sini. Yang membukanya hanya "
        "melihat yang ditanyakan, tanpa data penanggung jawab dan lampiran.",
        error_messages={"required": "Tuliskan alamat surelnya."},
    )
    field_order = ["unit", "email"]


class OfficeForm(AskForm):
    """Another office: one of its examiners is told, any of them may answer."""

    whom, title = Whom.OFFICE, "Satuan kerja BPS lain"
    office = forms.ModelChoiceField(
        Office.objects.none(),
        label="Satuan kerja",
        empty_label="Pilih satuan kerja",
        help_text="Pemeriksanya membaca pengajuan ini sampai pertanyaan Anda dijawab, tanpa data "
        "penanggung jawab, lampiran, dan pembicaraan internal.",
        error_messages={"required": "Pilih satuan kerjanya."},
    )
    field_order = ["office"]

    def offer(self, user):
        others = other_offices(user)
        if others.count() > MOST_OFFICES:
            self.fields["office"] = OfficeField(others, label="Satuan kerja")
            self.order_fields(self.field_order)
        else:
            self.fields["office"].queryset = others


FORMS = {"rekan": ColleagueForm, "tim": UnitForm, "kantor": OfficeForm}


def other_offices(user):
    """Those on this installation where somebody examines."""
    examiners = User.objects.with_role(Role.EXAMINER)
    others = Office.objects.open().exclude(pk=user.office_id)
    return others.filter(pk__in=examiners.values("office"))


class AnswerForm(forms.Form):
    """An opinion in words."""

    text = LongText(label="Pendapat Anda", error_messages={"required": "Tuliskan pendapat Anda."})


class UnitAnswerForm(AnswerForm):
    """The same by a mailed link, where nobody has logged in."""

    name = LineField(
        label="Nama dan jabatan Anda",
        error_messages={"required": "Tuliskan nama Anda, agar pemeriksa tahu siapa yang menjawab."},
    )
    field_order = ["name"]


def _questions(submission, user):
    """The questions to choose from, by block: those that are asked of this activity."""
    return [
        (block.title, [(one.key, f"{one.number} {one.label}".strip()[:100]) for one in readings])
        for block, readings in submission.revision_for(user).read()
        if readings
    ]
