"""Fields and looks that all forms about people share."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.html import format_html

from accounts.models import Office, Region
from accounts.text import plain, plain_line

EARLIEST = date(1990, 1, 1)
YEARS_AHEAD = 10
WHOLE_ADDRESS = "Tuliskan alamat surel yang lengkap, misalnya nama@instansi.go.id."


class LineField(forms.CharField):
    """One line of text, cleaned of what nobody typed on purpose."""

    def __init__(self, *, max_length=255, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        return plain_line(super().to_python(value))


class LongTextField(forms.CharField):
    """Several lines of text."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, max_length=5000, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        return plain(super().to_python(value))


class EmailField(forms.EmailField):
    """A mail address in lower case, as accounts keep it."""

    default_error_messages = {"invalid": WHOLE_ADDRESS}

    def __init__(self, *, max_length=254, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        return plain_line(super().to_python(value)).lower()


class PhoneField(LineField):
    """A telephone number as people write it; digits are asked for, nothing more."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})

    def __init__(self, *, max_length=40, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def validate(self, value):
        super().validate(value)
        digits = sum(char.isdigit() for char in value)
        if value and (digits < 5 or not set(value) <= set("0123456789+-()/. ")):
            raise forms.ValidationError(
                "Nomor telepon hanya berisi angka, misalnya 0518-000001 atau 0812 0000 0001."
            )


class DayField(forms.DateField):
    """A day of the calendar, not a century off."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})
    default_error_messages = {"invalid": "Tuliskan tanggal, misalnya 02-03-2026."}

    def validate(self, value):
        super().validate(value)
        if value and not EARLIEST <= value <= date(timezone.localdate().year + YEARS_AHEAD, 12, 31):
            raise ValidationError("Tahun ini tidak mungkin benar. Periksa kembali tanggalnya.")


class Suggesting(forms.TextInput):
    """A line that offers what exists while one types; without JavaScript it is simply typed."""

    def __init__(self, page, query=""):
        self.page, self.query = page, query
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})

    def get_context(self, name, value, attrs):
        attrs = attrs or {}
        list_id = f"{attrs.get('id', name)}_list"
        offers = {
            "list": list_id,
            "data-hx-get": f"{reverse_lazy(self.page)}{self.query}",
            "data-hx-trigger": "input changed delay:200ms",
            "data-hx-target": f"#{list_id}",
            "data-hx-swap": "innerHTML",
        }
        return super().get_context(name, value, attrs | offers)

    def render(self, name, value, attrs=None, renderer=None):
        list_id = f"{(attrs or {}).get('id', name)}_list"
        line = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="{}"></datalist>', line, list_id)

    def format_value(self, value):
        return getattr(value, "suggestion", None) or super().format_value(value)


class RegionInput(Suggesting):
    """A line that offers areas."""

    def __init__(self, kind):
        super().__init__("region_suggestions", f"?kind={kind}")


class RegionField(LineField):
    """An area, found by its name or its BPS code."""

    def __init__(self, *, kind="regency", **kwargs):
        self.kind = kind
        super().__init__(widget=RegionInput(kind), max_length=120, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, str) and value.isdigit():
            region = Region.objects.filter(code=value).first()
            return region or value
        return value

    def clean(self, value):
        name = super().clean(value)
        if not name:
            return None
        found = list(Region.objects.named(name, kind=self.kind)[:6])
        if len(found) == 1:
            return found[0]
        if found:
            offers = ", ".join(region.suggestion for region in found)
            raise forms.ValidationError(
                f"Ada beberapa wilayah dengan nama itu: {offers}. Tuliskan salah satunya."
            )
        raise forms.ValidationError(
            "Wilayah itu tidak ditemukan. Tuliskan namanya, misalnya Kabupaten Kotabaru, atau "
            "kode BPS-nya, misalnya 6302."
        )


class OfficeField(LineField):
    """An office, typed as "BPS Kabupaten Tapin (6305)", by its code or by its name."""

    def __init__(self, **kwargs):
        asked = "Tuliskan kantor BPS yang Anda tuju: namanya, atau kodenya, misalnya 6302."
        super().__init__(
            widget=Suggesting("front_suggestions"),
            max_length=300,
            help_text="Ketik nama atau kode kantor, lalu pilih dari daftar.",
            error_messages={"required": asked},
            **kwargs,
        )

    def clean(self, value):
        found = list(Office.objects.named(super().clean(value))[:2])
        if len(found) == 1 and found[0].is_closed:
            successor = found[0].serving.suggestion
            raise forms.ValidationError(
                f"{found[0].name} sudah ditutup. Tuliskan penerusnya: {successor}."
            )
        if len(found) == 1:
            return found[0]
        raise forms.ValidationError(
            "Kantor itu tidak ditemukan di portal ini. Tuliskan namanya seperti pada daftar, "
            "atau kodenya, misalnya 6302."
        )


class OwnWords:
    """Mixed into a library's form: `labels` and `hints` are our words; no placeholders."""

    labels = {}
    hints = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            if name in self.hints:
                field.help_text = self.hints[name]
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = WHOLE_ADDRESS
