"""The small forms of the verbs around a complaint."""

from django import forms

from accounts.models import User
from complaints import words
from complaints.forms.complaints import FILES
from editions.fields import LongText
from files.fields import Uploads
from norms.reading import norm

LIMITED = ("supervision", "complaint", "information")  # classes, as their limits are told


class TextForm(forms.Form):
    """A message with a label of its own."""

    text = LongText(label="Teks")

    def __init__(self, *args, label="Teks", hint="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].help_text = hint
        self.fields["text"].required = required


class MessageForm(TextForm):
    """A message that may carry files; a reporter's is sent with those that are fit."""

    files = Uploads(label="Lampiran", most=words.MOST_FILES, required=False, help_text=FILES)

    def __init__(self, *args, of_reporter=None, **kwargs):
        super().__init__(*args, **kwargs)
        if of_reporter:
            self.fields["files"].partly = True
            self.fields["files"].discreet = of_reporter.privacy == words.Privacy.ANONYMOUS

    def facts(self):
        return {"text": self.cleaned_data["text"], "uploads": self.cleaned_data["files"]}


class GradeForm(forms.Form):
    """How the complaint was handled."""

    grade = forms.TypedChoiceField(
        label="Bagaimana penanganan pengaduan Anda?",
        choices=words.GRADES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )
    text = LongText(label="Saran Anda", required=False, max_length=500)


class ClassForm(forms.Form):
    """The class decides how many working days there are."""

    kind = forms.ChoiceField(label="Jenis", choices=words.Kind, widget=forms.RadioSelect)
    has_supervision = forms.BooleanField(
        label="Berkadar pengawasan",
        required=False,
        help_text="Ada dugaan penyimpangan yang perlu diperiksa.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        help_text = "{} Waktunya {}; tanpa itu {}; permintaan informasi {}."
        limits = [norm(f"complaint.{name}").words for name in LIMITED]
        field = self.fields["has_supervision"]
        field.help_text = help_text.format(field.help_text, *limits)

    def clean(self):
        given = super().clean()
        if given.get("has_supervision") and given.get("kind") != words.Kind.COMPLAINT:
            self.add_error("has_supervision", "Hanya pengaduan yang dapat berkadar pengawasan.")
        return given


class HandlerForm(forms.Form):
    """Which colleague handles it."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Petugas",
        empty_label="Pilih petugas",
        error_messages={"required": "Pilih petugas."},
    )

    def __init__(self, *args, complaint, **kwargs):
        super().__init__(*args, **kwargs)
        able_ones = {*complaint.handlers().values_list("pk", flat=True)}
        able_ones |= {*complaint.heads().values_list("pk", flat=True)}
        people = User.objects.filter(pk__in=able_ones).exclude(pk=complaint.handler_id)
        self.fields["to"].queryset = people.order_by("name")
        self.fields["to"].label_from_instance = lambda user: user.name


class ConcernedForm(forms.Form):
    """Which colleague it turns out to be about."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Petugas yang berkepentingan",
        empty_label="Pilih petugas",
        help_text="Ia tidak dapat lagi melihat atau menangani pengaduan ini. Ini tidak dapat "
        "dibatalkan.",
        error_messages={"required": "Pilih petugas."},
    )

    def __init__(self, *args, complaint, **kwargs):
        super().__init__(*args, **kwargs)
        known = complaint.concerned.values_list("person_id", flat=True)
        staff = User.objects.active().filter(office__in=[complaint.office_id, complaint.desk_id])
        self.fields["person"].queryset = staff.exclude(pk__in=known).order_by("name")
        self.fields["person"].label_from_instance = lambda user: user.name
