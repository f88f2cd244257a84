"""The facts of an office, group by group: what may be typed, and what was changed meanwhile."""

import copy
import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from accounts.models import Office
from events.changes import spoken
from events.models import Event

MEANWHILE = (
    "{who} baru saja mengubah bagian ini: {what}. Yang tidak Anda ubah sudah mengikuti perubahan "
    "itu; yang Anda ketik tetap. Periksa, lalu simpan lagi."
)


class FactsForm(forms.Form):
    """One group. It remembers what was seen, so that nobody takes back what another has changed."""

    slug = title = hint = ""
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, office):
        self.office = office
        self.known = self.read(office)
        super().__init__(data, files, initial=self.known | {"seen": json.dumps(self.known)})
        for name in self.known.keys() & self.fields.keys():
            self.fields[name].label = self.fields[name].label or label_of(name)

    def read(self, office):
        """The facts of this group as they are kept now."""
        return {name: getattr(office, name) for name in self.base_fields if name != "seen"}

    def clean(self):
        cleaned = super().clean()
        seen = self._seen()
        moved = [name for name, now in self.known.items() if seen[name] != now]
        if any(cleaned.get(name) != self.known[name] for name in moved):
            told = self._told(moved, seen)
            self._follow(moved, seen)
            raise ValidationError(told)
        return cleaned

    def kept_words(self):
        """What is kept, as it is read: (label, words)."""
        for name, value in self.known.items():
            choices = dict(getattr(self.fields[name], "choices", ()))
            yield self.fields[name].label, choices.get(value, spoken(value))

    def shown(self):
        """The office as it would be; nothing is kept."""
        office = copy.copy(self.office)
        for name in self.known:
            setattr(office, name, self.cleaned_data[name])
        return office

    def keep(self, *, by):
        """From now on. Returns what changed."""
        facts = {name: self.cleaned_data[name] for name in self.known}
        return self.office.keep_facts(facts, by=by, about=self.slug)

    def _seen(self):
        """What stood in the fields when the page was drawn; as it is now where nobody can say."""
        try:
            seen = json.loads(self.data.get("seen", ""))
            return {name: seen[name] for name in self.known}
        except (ValueError, KeyError, TypeError, RecursionError):
            return self.known

    def _told(self, moved, seen):
        last = Event.objects.about(self.office).filter(action="office.keep_facts").order_by("pk")
        event = last.last()
        what = "; ".join(
            f"{label_of(name)} dari “{spoken(seen[name]) or '–'}” menjadi "
            f"“{spoken(self.known[name]) or '–'}”"
            for name in moved
        )
        return MEANWHILE.format(
            who=event.by.name if event and event.by else "Admin lain", what=what
        )

    def _follow(self, moved, seen):
        """What this person did not touch follows; from here on he has seen what is kept."""
        data = self.data.copy()
        for name in self.fields.keys() & set(moved):
            if not self.fields[name].has_changed(seen[name], self.data.get(name)):
                data[name] = self.known[name]
        data["seen"] = json.dumps(self.known)
        self.data = data


def label_of(name):
    """What the field is called by the model, as a question."""
    return capfirst(Office._meta.get_field(name.removesuffix("_id")).verbose_name)
