"""The form of an office's emblem: a picture made harmless, with words for who does not see it."""

import copy
from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from django import forms

from accounts.forms.fields import LineField
from accounts.models import Emblem
from files.reading import apart
from files.reading.words import said_of
from files.scanning import scan
from files.sniffing import Unfit
from letters.page.pdf import prints
from romantik.offices.facts import FactsForm

LARGEST = 2 * 1024 * 1024  # bytes of the file
LONGEST_KEPT = 400_000  # letters in which the picture of a preview travels
CHOSEN = "Gambar yang Anda pilih tadi ikut disimpan. Pilih lagi hanya untuk menggantinya."
NO_PRINT = "Gambar ini tidak dapat dicetak pada surat. Simpan sebagai PNG, lalu unggah lagi."


class EmblemForm(FactsForm):
    """One picture; what was looked at first travels along, so that nobody chooses it twice."""

    slug, title = "lambang", "Lambang"
    hint = "Pada kop surat, kepala halaman, dan nomor antrean"

    file = forms.FileField(
        label="Gambar lambang",
        required=False,
        help_text="PNG (paling sedikit 48 piksel) atau SVG, paling besar 2 MB.",
        widget=forms.FileInput({"accept": ".png,.svg,image/png,image/svg+xml"}),
    )
    kept = forms.CharField(required=False, max_length=LONGEST_KEPT, widget=forms.HiddenInput)
    emblem_alt = LineField(
        label="Teks pengganti",
        required=False,
        max_length=160,
        help_text="Dibacakan kepada orang yang tidak melihat gambarnya, misalnya Lambang BPS.",
    )
    none = forms.BooleanField(label="Tanpa lambang", required=False)

    def read(self, office):
        """The picture by its SHA-256, so that another admin's change is seen."""
        return {"emblem_id": office.emblem_id, "emblem_alt": office.emblem_alt}

    def clean(self):
        given = self.cleaned_data
        self.emblem = None if given.get("none") else self._chosen(given)
        given["emblem_id"] = self.emblem and self.emblem.pk
        if self.emblem is None:
            given["emblem_alt"] = ""
        elif not given.get("emblem_alt") and "emblem_alt" not in self.errors:
            self.add_error("emblem_alt", "Tuliskan apa yang terlihat, misalnya Lambang BPS.")
        if self.emblem and self.emblem.pk != self.office.emblem_id:
            self._carry(self.emblem)
        return super().clean()

    def shown(self):
        """The office with this picture; nothing is kept."""
        office = copy.copy(self.office)
        office.emblem = self.emblem
        office.emblem_alt = self.cleaned_data["emblem_alt"]
        return office

    def keep(self, *, by):
        """From now on. Returns what changed."""
        return self.office.keep_emblem(self.emblem, self.cleaned_data["emblem_alt"], by=by)

    def _chosen(self, cleaned):
        """The picture of the file, else of the preview, else the one that is kept."""
        if upload := cleaned.get("file"):
            return self._harmless(upload.name, self._read(upload))
        if cleaned.get("kept"):
            return self._harmless("Gambar", self._looked_at(cleaned["kept"]))
        return self.office.emblem

    def _read(self, upload):
        if upload.size > LARGEST:
            self.add_error("file", f"“{upload.name}” lebih besar dari 2 MB. Perkecil gambarnya.")
            return b""
        try:
            scan(upload)
        except Unfit as refusal:
            self.add_error("file", str(refusal))
            return b""
        return upload.read()

    def _looked_at(self, kept):
        try:
            return b64decode(kept, validate=True)
        except (NotBase64, ValueError):
            return b""

    def _harmless(self, name, document):
        """The picture as it may be kept, or None with an error; what came back is read again."""
        if self.errors.get("file") or not document:
            return None
        problem, safe = apart.read(document, reader="emblems")
        if problem:
            self.add_error("file", said_of(name, problem, "emblems"))
            return None
        emblem = Emblem.of(safe)
        if not prints(emblem):
            self.add_error("file", NO_PRINT)
            return None
        return emblem

    def _carry(self, emblem):
        data = self.data.copy()
        data["kept"] = b64encode(emblem.content).decode()
        self.data = data
        self.fields["file"].help_text = CHOSEN
