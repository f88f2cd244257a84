"""The kinds of questions of the official forms, as Django form fields.

Each knows how to read what people type, how its answer is stored as JSON and how it is spoken.
"""

import re
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from accounts.text import plain, plain_line
from editions.widgets import DayInput, GrowingText
from editions.words import read_day, spoken_day, spoken_number
from paper.signs import told_of_unprintable

TEXT_LENGTH = 255
LONG_TEXT_LENGTH = 5_000
LARGEST_NUMBER = 999_999_999
YEARS = range(1945, 2101)


class Choice(NamedTuple):
    """One option: stored by its slug, read by its label, printed on paper by its code."""

    slug: str
    label: str
    paper_code: str


YES_NO = (Choice("yes", "Ya", "1"), Choice("no", "Tidak", "2"))


class AnswerField:
    """What all kinds share: an example, the way of drawing, of storing and of speaking."""

    kind = "text"  # templates/editions/<kind>.html draws it
    by_office = False
    is_long = False
    tied_to = None  # the question beside it that `contradiction` compares with
    default_error_messages = {"required": "Belum diisi."}

    def __init__(self, *, example="", **kwargs):
        super().__init__(**kwargs)
        self.example = example

    @property
    def short_label(self):
        """The label without what stands in brackets, for messages about one cell of a table."""
        return re.sub(r"\s*\(.*\)$", "", str(self.label))

    def to_answer(self, value):
        """The cleaned value as it is stored in the JSON document; None when blank."""
        return None if value in self.empty_values else value

    def speak(self, value, regions):
        """The stored answer in words."""
        return str(value)

    def paper_code(self, value):
        """The code printed in the box of the paper form, if it has one."""
        return ""

    def contradiction(self, value, other, regions):
        """Why the answer does not go with that of the question it is tied to, or None."""
        return


class Text(AnswerField, forms.Field):
    """One line of text."""

    longest = TEXT_LENGTH

    def __init__(self, *, autocomplete="off", inputmode=None, max_length=None, **kwargs):
        self.autocomplete = autocomplete
        self.inputmode = inputmode
        self.max_length = max_length or self.longest
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        attrs = {"autocomplete": self.autocomplete}
        if self.inputmode:
            attrs["inputmode"] = self.inputmode
        return attrs

    def to_python(self, value):
        if isinstance(value, (list, dict)):
            raise ValidationError("Isian ini harus berupa teks. Ketik kembali isiannya.")
        text = self._tidy("" if value is None else str(value))
        if len(text) > self.max_length:
            raise ValidationError(
                f"Paling banyak {spoken_number(self.max_length)} karakter, sedangkan isian ini "
                f"{spoken_number(len(text))} karakter. Ringkaslah isian ini."
            )
        return text

    def contradiction(self, value, other, regions):
        return told_of_unprintable(value)

    def _tidy(self, text):
        return plain_line(text)


class LongText(Text):
    """Text of several lines."""

    is_long = True
    longest = LONG_TEXT_LENGTH
    widget = GrowingText(rows=4)

    def _tidy(self, text):
        return plain(text)


class Title(Text):
    """One line that may be long, shown whole."""

    widget = GrowingText(attrs={"data-line": True})


class Email(Text):
    """An e-mail address."""

    widget = forms.EmailInput
    default_validators = [
        EmailValidator("Tulis alamat surel yang lengkap, misalnya data@instansi.example.go.id.")
    ]


class Phone(Text):
    """A telephone or fax number, written as people write it."""

    def __init__(self, **kwargs):
        super().__init__(inputmode="tel", **kwargs)


class Identity(Text):
    """The recommendation identity: BPS fills it in, nobody types it."""

    kind = "identity"
    by_office = True

    def __init__(self, **kwargs):
        super().__init__(required=False, disabled=True, **kwargs)


class Number(AnswerField, forms.Field):
    """A whole number, with or without dots between the thousands."""

    def __init__(self, *, smallest=0, **kwargs):
        self.smallest = smallest
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value):
        text = plain_line("" if value is None else str(value))
        if not text:
            return None
        if not re.fullmatch(r"-?([0-9]{1,12}|[0-9]{1,3}([. ][0-9]{3}){1,3})", text):
            raise ValidationError(
                "Tulis bilangan bulat dengan angka saja, misalnya 1250 atau 1.250."
            )
        number = int(re.sub(r"[. ]", "", text))
        if number < self.smallest:
            raise ValidationError(f"Paling sedikit {self.smallest}. Periksa kembali angkanya.")
        if number > LARGEST_NUMBER:
            raise ValidationError(
                f"Paling banyak {spoken_number(LARGEST_NUMBER)}. Periksa kembali angkanya."
            )
        return number

    def speak(self, value, regions):
        return spoken_number(value) if isinstance(value, int) else str(value)


class Day(AnswerField, forms.Field):
    """A date. `not_before` names the question whose date must not be later."""

    kind = "day"
    widget = DayInput

    def __init__(self, *, not_before=None, **kwargs):
        super().__init__(**kwargs)
        self.tied_to = not_before

    def widget_attrs(self, widget):
        return {"autocomplete": "off"}

    def prepare_value(self, value):
        day = read_day(value) if isinstance(value, str) else value
        return day.isoformat() if day else value

    def to_python(self, value):
        text = plain_line("" if value is None else str(value))
        if not text:
            return None
        day = read_day(text)
        if day is None:
            raise ValidationError(
                f"“{text[:40]}” bukan tanggal. Tulis tanggal, bulan, dan tahun, "
                "misalnya 2 Maret 2026 atau 02/03/2026."
            )
        if day.year not in YEARS:
            raise ValidationError(f"Tahun {day.year} tidak mungkin. Periksa kembali tahunnya.")
        return day

    def to_answer(self, value):
        return value.isoformat() if value else None

    def speak(self, value, regions):
        return spoken_day(value)

    def contradiction(self, value, other, regions):
        if not value or not other or value >= other:
            return None
        return (
            f"Tanggal selesai ({spoken_day(value)}) lebih awal dari tanggal mulai "
            f"({spoken_day(other)}). Periksa kembali salah satunya."
        )


class OneOf(AnswerField, forms.ChoiceField):
    """One choice among a few, drawn as radio buttons."""

    kind = "choices"
    widget = forms.RadioSelect
    default_error_messages = {
        "required": "Belum dipilih.",
        "invalid_choice": "Pilih salah satu dari pilihan yang tersedia.",
    }

    def __init__(self, options, **kwargs):
        self.options = tuple(options)
        super().__init__(choices=[(option.slug, option.label) for option in options], **kwargs)

    def to_python(self, value):
        return plain_line(super().to_python(value))

    def speak(self, value, regions):
        return next((option.label for option in self.options if option.slug == value), str(value))

    def paper_code(self, value):
        return next((option.paper_code for option in self.options if option.slug == value), "")


class YesNo(OneOf):
    """Ya or Tidak."""

    def __init__(self, **kwargs):
        super().__init__(YES_NO, **kwargs)


class SomeOf(AnswerField, forms.MultipleChoiceField):
    """Any number of choices; an `exclusive` one stands alone. Paper adds up the codes."""

    kind = "choices"
    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": "Belum dipilih.",
        "invalid_choice": "Pilih dari pilihan yang tersedia.",
        "invalid_list": "Pilih dari pilihan yang tersedia.",
    }

    def __init__(self, options, *, exclusive=(), **kwargs):
        self.options = tuple(options)
        self.exclusive = tuple(exclusive)
        super().__init__(choices=[(option.slug, option.label) for option in options], **kwargs)

    def clean(self, value):
        chosen = set(super().clean(value))
        return [option.slug for option in self.options if option.slug in chosen]

    def speak(self, value, regions):
        return "; ".join(option.label for option in self._chosen(value))

    def paper_code(self, value):
        return str(sum(int(option.paper_code) for option in self._chosen(value)) or "")

    def contradiction(self, value, other, regions):
        for option in self._chosen(value):
            if option.slug in self.exclusive and len(value) > 1:
                return (
                    f"“{option.label}” tidak dapat dipilih bersama pilihan lain. "
                    "Hapus salah satu pilihan."
                )
        return None

    def _chosen(self, value):
        return [option for option in self.options if option.slug in (value or ())]
