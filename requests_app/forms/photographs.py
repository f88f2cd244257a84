"""What several photographs of a document become."""

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from editions.fields import Text
from files.names import plain
from files.sniffing import Unfit
from files.taking import take
from requests_app.forms.submissions import PAPERS
from requests_app.models import Attachment


class JoiningForm(forms.Form):
    """What the PDF is, and its name; it is checked as an uploaded file is."""

    kind = forms.ChoiceField(label="Jenis lampiran")
    name = Text(
        label="Nama berkas",
        max_length=100,
        error_messages={"required": "Beri berkas ini nama."},
    )

    def __init__(self, *args, stack, with_scans, **kwargs):
        super().__init__(*args, **kwargs)
        self.stack = stack
        scans = [(Attachment.Kind.SCAN.value, Attachment.Kind.SCAN.label)] if with_scans else []
        self.fields["kind"].choices = [*PAPERS, *scans]

    def clean_name(self):
        return plain(self.cleaned_data["name"].removesuffix(".pdf"))

    def clean(self):
        given = super().clean()
        if not self.stack.pages:
            raise forms.ValidationError("Tambahkan dahulu fotonya.")
        if not self.errors:
            self.file = self._joined(given["name"])
        return given

    def _joined(self, name):
        try:
            taken = take(SimpleUploadedFile(f"{name}.pdf", self.stack.pdf(name)))
            return {
                "upload": taken.file,
                "content_type": taken.content_type,
                "is_scanned": taken.is_scanned,
            }
        except Unfit as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
