"""Provinces and regencies in the official forms: typed by name, kept by BPS code."""

import re
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms.fields import RegionInput
from accounts.models import Region
from accounts.text import plain_line
from editions.fields import AnswerField

ALL_REGENCIES = "all"
ALL_WORDS = {"all", "semua", "seluruh", "semua kabupaten/kota", "seluruh kabupaten/kota"}
MATCHES_SHOWN = 8
KIND_WORDS = {
    "provinsi": Region.Kind.PROVINCE,
    "prov": Region.Kind.PROVINCE,
    "kabupaten": Region.Kind.REGENCY,
    "kab": Region.Kind.REGENCY,
    "kota": Region.Kind.CITY,
}


class RegionBook:
    """All regions, or those of some codes, read once when the first of them is asked for."""

    def __init__(self, codes=None):
        self.codes = codes

    @cached_property
    def by_code(self):
        return Region.objects.in_bulk(self.codes)

    def get(self, code):
        return self.by_code.get(code) if code else None

    def speak(self, code):
        """Say "Kabupaten Kotabaru", "Kalimantan Selatan"; an unknown code stays as it is."""
        region = self.get(code)
        if region is None:
            return str(code)
        return region.name if region.kind == Region.Kind.PROVINCE else region.full_name

    def matches(self, text, *, provinces, province=None):
        """The regions meant by a typed name: those named so, else those whose name contains it."""
        kinds, name = _kind_and_name(text)
        among = [
            region
            for region in self.by_code.values()
            if (region.kind == Region.Kind.PROVINCE) == provinces
            and (province is None or region.province_id == province)
        ]
        named = [region for region in among if _squash(region.name) == _squash(text)]
        named += [
            region
            for region in among
            if region.kind in kinds and _squash(region.name) == name and region not in named
        ]
        if named:
            return named, True
        wanted = name or _squash(text)
        return [region for region in among if wanted in _squash(region.name)], False


def _squash(text):
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _kind_and_name(text):
    """Tell "Kab. Kotabaru" apart: kinds and squashed name; a bare name may be of any kind."""
    first, _, rest = text.lower().partition(" ")
    kind = KIND_WORDS.get(first.rstrip("."))
    if kind and rest:
        return {kind}, _squash(rest)
    return set(), ""


class RegionField(AnswerField, forms.Field):
    """A region, typed as "Kotabaru", "6302" or "Kabupaten Kotabaru (6302)"; its value is the code.

    `within` names the question beside it that holds the province.
    """

    what = ""
    suggestion_kind = ""
    provinces = False
    regions = None
    province = None
    default_error_messages = {"required": "Belum diisi."}

    def __init__(self, *, within=None, **kwargs):
        super().__init__(widget=RegionInput(self.suggestion_kind), **kwargs)
        self.tied_to = within

    def prepare_value(self, value):
        region = self._book.get(value) if isinstance(value, str) and value.isdigit() else None
        return region.suggestion if region else value

    def to_python(self, value):
        text = plain_line(str(value or ""))
        if not text:
            return ""
        if found := re.fullmatch(r"(?:(.*\S) ?\()?([0-9]{2})\.?([0-9]{2})?\)?", text):
            return self._by_code(found[1] or "", found[2] + (found[3] or ""))
        return self._by_name(text)

    def speak(self, value, regions):
        return regions.speak(value)

    @property
    def _book(self):
        if self.regions is None:
            self.regions = RegionBook()
        return self.regions

    def _by_code(self, name, code):
        region = self._book.get(code)
        if region is None or (region.kind == Region.Kind.PROVINCE) != self.provinces:
            raise ValidationError(
                f"Kode {code} bukan kode {self.what} menurut BPS. Ketik nama {self.what}, "
                "lalu pilih dari daftar."
            )
        if name and _squash(name) not in (_squash(region.name), _squash(region.full_name)):
            raise ValidationError(
                f"Nama dan kode tidak cocok: kode {code} adalah {region.full_name}. "
                "Perbaiki salah satunya."
            )
        return code

    def _by_name(self, text):
        matches, exact = self._book.matches(text, provinces=self.provinces)
        if exact and len(matches) > 1 and self.province:
            nearby = [region for region in matches if region.province_id == self.province]
            matches = nearby or matches
        if exact and len(matches) == 1:
            return matches[0].code
        raise ValidationError(self._which_one(text, matches, exact))

    def _which_one(self, text, matches, exact):
        if not matches:
            return (
                f"Tidak ada {self.what} bernama “{text}”. Periksa ejaannya atau ketik kode BPS-nya."
            )
        listed = "; ".join(region.suggestion for region in matches[:MATCHES_SHOWN])
        if exact:
            return f"Ada beberapa {self.what} bernama “{text}”. Ketik salah satu: {listed}."
        return f"Tidak ada {self.what} bernama “{text}”. Mungkin maksud Anda: {listed}."


class Province(RegionField):
    """A province by its BPS code."""

    provinces = True
    what = "provinsi"
    suggestion_kind = "provinsi"


class Regency(RegionField):
    """A regency or city by its BPS code; `allow_all` accepts "semua" for a whole province."""

    what = "kabupaten/kota"
    suggestion_kind = "regency"

    def __init__(self, *, allow_all=False, **kwargs):
        super().__init__(**kwargs)
        self.allow_all = allow_all

    def prepare_value(self, value):
        return "semua" if value == ALL_REGENCIES else super().prepare_value(value)

    def to_python(self, value):
        if self.allow_all and plain_line(str(value or "")).lower() in ALL_WORDS:
            return ALL_REGENCIES
        return super().to_python(value)

    def speak(self, value, regions):
        if value == ALL_REGENCIES:
            return "Semua kabupaten/kota"
        return super().speak(value, regions)

    def contradiction(self, code, province, regions):
        """Why this regency does not go with that province, or None."""
        regency = regions.get(code)
        if regency is None or not province or regency.province_id == province:
            return None
        return (
            f"{regency.full_name} tidak berada di {regions.speak(province)}, melainkan di "
            f"{regions.speak(regency.province_id)}. Periksa kembali salah satunya."
        )
