"""What an admin enters about a limit: where it is said, who has read it, another value."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from .fields import LineField

NUMERIC = {"workdays", "days", "months", "hours", "count"}
DEED = ("deed_kind", "deed_short", "deed_number", "deed_year", "deed_about", "article", "source")
MOST = 1_000
LATEST = timedelta(days=2 * 366)  # what begins later is a slip of the pen that nobody could mend


def day_input():
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class NormForm(forms.Form):
    """The value and its deed. Without a deed it is the office's promise."""

    value = forms.IntegerField()  # of a unit and a least, which the row says
    starts_on = forms.DateField(
        label="Nilai yang baru berlaku sejak",
        required=False,
        widget=day_input(),
        help_text="Hanya bila nilainya berubah. Yang sudah berjalan tetap memakai nilai yang lama.",
    )
    deed_kind = LineField(
        label="Jenis peraturan",
        required=False,
        max_length=120,
        help_text="Misalnya “Peraturan Menteri PANRB”. Kosongkan bila ini janji kantor sendiri.",
    )
    deed_short = LineField(label="Disingkat", required=False, max_length=40)
    deed_number = LineField(label="Nomor", required=False, max_length=60)
    deed_year = forms.IntegerField(label="Tahun", required=False, min_value=1945, max_value=2100)
    deed_about = LineField(label="Tentang", required=False)
    article = LineField(label="Pasal", required=False, max_length=120)
    source = LineField(
        label="Sumber", required=False, help_text="Alamat atau tempat naskah yang Anda baca."
    )
    read_on = forms.DateField(label="Anda membacanya pada", required=False, widget=day_input())
    note = LineField(label="Catatan", required=False, max_length=500)

    def __init__(self, *args, row, **kwargs):
        self.row = row
        initial = {name: getattr(row, name) for name in ("value", *DEED, "note")}
        super().__init__(*args, initial=initial | {"read_on": timezone.localdate()}, **kwargs)
        if row.unit in NUMERIC:
            least = min(row.value, 1)  # "at once" only where the portal itself says so
            self.fields["value"] = forms.IntegerField(
                label=f"Nilai ({row.unit_words})", min_value=least, max_value=MOST
            )
        else:
            del self.fields["value"], self.fields["starts_on"]

    def clean(self):
        given = super().clean()
        if given.get("value", self.row.value) != self.row.value and not given.get("starts_on"):
            self.add_error("starts_on", "Isi sejak kapan nilai yang baru berlaku.")
        starts_on = given.get("starts_on")
        if starts_on and starts_on > timezone.localdate() + LATEST:
            self.add_error("starts_on", "Paling lama dua tahun dari sekarang. Periksa tahunnya.")
        self._ask_for_the_whole_deed(given)
        read_on = given.get("read_on")
        if read_on and read_on > timezone.localdate():
            self.add_error("read_on", "Tanggal ini belum tiba.")
        return given

    def _ask_for_the_whole_deed(self, given):
        if not any(given.get(name) for name in DEED if name != "source"):
            return
        wanted = {
            "deed_kind": "Isi jenis peraturannya.",
            "deed_number": "Isi nomor peraturannya.",
            "article": "Isi pasal yang Anda baca.",
            "read_on": "Isi kapan Anda membacanya.",
        }
        for name, words in wanted.items():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, words)

    def facts(self):
        """What the verb is told; a deed without a short name goes by its kind."""
        facts = dict(self.cleaned_data)
        facts["deed_short"] = facts["deed_short"] or facts["deed_kind"]
        return facts
