"""The questionnaire, as a respondent fills it in and as an officer copies it from paper."""

from django import forms

from accounts.forms.fields import LineField, LongTextField
from complaints.index.products import Product
from complaints.index.unsur import KEYS, UNSUR
from complaints.models import Rating, RatingInvitation
from complaints.models.tally import PROFILE
from requests_app.models import Submission
from requests_app.workflow import CLOSED, State

NO_ANSWER = "Pilih salah satu dari empat jawaban."
NO_FILE = (
    "Tidak ada pengajuan selesai dengan kode ini di kantor Anda. Periksa kodenya, atau kosongkan."
)
OF_ADVICE = "Kode pengajuan hanya untuk penilaian rekomendasi. Kosongkan, atau ubah layanannya."
OWN_FILE = "Anda pemeriksa pengajuan ini. Mintalah petugas lain merekam kuesionernya."
RATED_ALREADY = (
    "Layanan ini sudah dinilai. Satu pengajuan dinilai satu kali saja; bila kertas ini tentang "
    "pengajuan lain, betulkan kodenya."
)


class RatingForm(forms.Form):
    """Nine questions with four answers each, all to be answered; the rest may stay blank."""

    use_required_attribute = False  # our own words tell what is missing, all of it at once

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for unsur in UNSUR:
            self.fields[unsur.key] = _question(unsur)
        for name in PROFILE:
            self.fields[name] = _particular(Rating._meta.get_field(name))
        self.fields["comment"] = LongTextField(
            label="Saran atau komentar",
            required=False,
            max_length=2000,
            help_text="Jangan menulis nama atau hal yang menunjukkan siapa Anda.",
            error_messages={"max_length": "Paling banyak %(limit_value)d huruf; ringkaslah."},
        )

    @property
    def questions(self):
        """The nine questions as they are drawn, each with its place among the nine."""
        return [(f"{n}/{len(KEYS)}", self[key]) for n, key in enumerate(KEYS, 1)]

    @property
    def particulars(self):
        """What may stay blank."""
        return [self["comment"], *(self[name] for name in PROFILE)]

    @property
    def answers(self):
        """What is stored of a valid form."""
        return {name: self.cleaned_data[name] for name in (*KEYS, *PROFILE, "comment")}


def _question(unsur):
    """One of nine, to be answered."""
    return forms.TypedChoiceField(
        label=unsur.question,
        choices=unsur.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), NO_ANSWER),
    )


def _particular(field):
    """Something about the respondent, that may stay blank."""
    return forms.ChoiceField(
        label=field.verbose_name,
        choices=[("", "Tidak ingin mengisi"), *field.flatchoices],
        required=False,
        error_messages={"invalid_choice": "Pilih salah satu dari daftar."},
    )


class PaperRatingForm(RatingForm):
    """A questionnaire on paper; it may say which file it is about, so that nobody is asked again.

    The form asks who may link it: never the examiner of that file.
    """

    def __init__(self, *args, officer, **kwargs):
        super().__init__(*args, **kwargs)
        self.officer = officer
        self.fields["of_product"] = forms.ChoiceField(
            label="Layanan yang dinilai",
            choices=Product.choices,
            initial=Product.RECOMMENDATION,
            widget=forms.RadioSelect,
            error_messages={"required": "Pilih layanan yang dinilai."},
        )
        self.fields["code"] = LineField(
            label="Kode pengajuan",
            required=False,
            max_length=12,
            help_text="Bila tertulis pada kertasnya, supaya instansi tidak diminta menilai dua "
            "kali. Kode ini tidak disimpan bersama jawabannya.",
        )

    def clean(self):
        given = super().clean()
        if given.get("code") and given.get("of_product") == Product.CONSULTATION:
            self.add_error("code", OF_ADVICE)
        return given

    def clean_code(self):
        code = self.cleaned_data["code"].upper()
        if not code:
            return None
        visible = Submission.objects.visible_to(self.officer).select_related("office")
        submission = visible.filter(code=code, state__in=CLOSED - {State.CANCELLED}).first()
        if submission is None:
            raise forms.ValidationError(NO_FILE)
        if submission.examiner_id == self.officer.pk:
            raise forms.ValidationError(OWN_FILE)
        if RatingInvitation.objects.filter(submission=submission, is_answered=True).exists():
            raise forms.ValidationError(RATED_ALREADY)
        return submission
