"""Fields of forms for files that people bring."""

from time import monotonic

from django import forms

from files.names import known
from files.reading.words import said_of
from files.sniffing import CHOICES, TYPES, Unfit
from files.taking import take

LONGEST_NAME = 150  # letters
PATIENCE = 20  # seconds for all files of one sending
LIMITS = f"{CHOICES}, paling besar 10 MB."
EACH = f"{CHOICES}, masing-masing paling besar 10 MB."
TOO_LONG = "Nama berkas “{}…” terlalu panjang (paling banyak 150 huruf). Ganti, lalu unggah lagi."

NO_SCAN = "“{}” bukan pindaian. Unggah PDF, PNG, JPEG, HEIC, atau WebP."


class SeveralFiles(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class Upload(forms.FileField):
    """One file: `Taken`, or None. ``discreet`` as in `take`."""

    widget = forms.ClearableFileInput
    discreet = False

    def __init__(self, *, kinds=TYPES, **kwargs):
        kwargs.setdefault("label", "Berkas")
        kwargs.setdefault("error_messages", {"required": "Pilih berkas yang akan diunggah."})
        widget = self.widget({"accept": ",".join(kinds)})
        super().__init__(allow_empty_file=True, widget=widget, **kwargs)
        self.kinds = kinds

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        try:
            return self.fit(upload) if upload else None
        except Unfit as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def fit(self, upload):
        """The file as it may be kept; every refusal names it."""
        upload.name = known(upload.name)
        if len(upload.name) > LONGEST_NAME:
            raise Unfit(TOO_LONG.format(upload.name[:40]))
        try:
            taken = take(upload, discreet=self.discreet)
        except Unfit as refusal:
            words = str(refusal)
            raise Unfit(words if upload.name in words else f"“{upload.name}”: {words}") from refusal
        if taken.content_type not in self.kinds.values():
            raise Unfit(NO_SCAN.format(upload.name))
        return taken


class Uploads(Upload):
    """Up to so many files at once: a list of `Taken`.

    ``refused`` says of each other file why it was not taken. Where ``partly`` is wanted the good
    ones are taken all the same, else nothing is before all are.
    """

    widget = SeveralFiles

    def __init__(self, *, most, partly=False, **kwargs):
        super().__init__(**kwargs)
        self.most, self.partly, self.refused = most, partly, []

    def clean(self, data, initial=None):
        given = data if isinstance(data, (list, tuple)) else [data]
        uploads = [forms.FileField.clean(self, upload, initial) for upload in given or [None]]
        uploads = [upload for upload in uploads if upload]
        if len(uploads) > self.most:
            raise forms.ValidationError(
                f"Paling banyak {self.most} berkas, sedangkan Anda memilih {len(uploads)}."
            )
        taken, self.refused = self._sorted_out(uploads)
        if self.refused and not (self.partly and taken):
            raise forms.ValidationError(self.refused)
        return taken

    def _sorted_out(self, uploads):
        taken, refused, end = [], [], monotonic() + PATIENCE
        for upload in uploads:
            try:
                if monotonic() > end:
                    raise Unfit(said_of(upload.name, "busy"))
                taken.append(self.fit(upload))
            except Unfit as refusal:
                refused.append(str(refusal))
        return taken, refused


def told(names):
    """What is said of files that were kept."""
    listed = ", ".join(f"“{name}”" for name in names)
    several = f"{len(names)} berkas sudah tersimpan: {listed}."
    return several if len(names) > 1 else f"{listed} sudah tersimpan."
