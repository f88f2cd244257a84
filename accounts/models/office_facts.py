"""What an office says of itself: its facts as pages draw them, and the verbs that change them."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from events.changes import changes, take_over
from events.recording import record
from events.resting import not_while_resting

ON_LETTERS = ("name", "head_title", "address", "postal_code", "city", "phone", "email")
EMBLEM = {"picture": "Lambang", "alt": "Teks pengganti lambang"}


class Described:
    """An office's facts, put together for pages and letters."""

    @property
    def whole_address(self):
        """On one line, as letters, mails and calendars have it."""
        lines = (line.strip(" ,") for line in self.address.splitlines())
        return f"{', '.join(line for line in lines if line)} {self.postal_code}".strip()

    @property
    def phones(self):
        """All its numbers on one line."""
        return ", ".join(filter(None, [self.phone, self.other_phones]))

    @property
    def opening_lines(self):
        """The hours of service, a line each."""
        return [line.strip() for line in self.opening_hours.splitlines() if line.strip()]

    def lacking(self):
        """What its letters and pages would have to leave out, as the fields are called."""
        return [
            str(self._meta.get_field(name).verbose_name)
            for name in ON_LETTERS
            if not getattr(self, name)
        ]


class Corrected:
    """The verbs by which an admin changes an office's facts; each leaves its event."""

    def keep_facts(self, facts, *, by, about):
        """These values from now on; `about` is the group they belong to. Returns what changed."""
        with transaction.atomic():
            office = type(self).objects.select_for_update().get(pk=self.pk)
            changed = take_over(office, facts)
            if changed:
                record(office, "office.keep_facts", by=by, about=about, changes=changed)
        self.refresh_from_db()
        return changed

    def keep_emblem(self, emblem, alt, *, by):
        """Wear a picture (None for none) with the words that stand for it. Returns what changed."""
        with transaction.atomic():
            office = type(self).objects.select_for_update().get(pk=self.pk)
            before = office.emblem_facts
            office.emblem, office.emblem_alt = emblem and emblem.keep(), alt if emblem else ""
            changed = changes(EMBLEM, before, office.emblem_facts)
            if changed:
                office.save(update_fields=["emblem", "emblem_alt"])
                record(office, "office.keep_facts", by=by, about="lambang", changes=changed)
        self.refresh_from_db()
        return changed

    @property
    def emblem_facts(self):
        """The emblem as its history tells it: the beginning of its SHA-256 tells pictures apart."""
        picture = f"gambar {self.emblem_id[:12]}" if self.emblem_id else None
        return {"picture": picture, "alt": self.emblem_alt}

    def confirm(self, what, words, *, by):
        """A person says what no machine can see; told with who and when."""
        with transaction.atomic():
            record(self, "office.confirm", by=by, what=what, words=capfirst(words))

    def try_mail(self, *, by):
        """A mail on trial to this person's own mailbox."""
        with transaction.atomic():
            record(self, "office.try_mail", by=by)

    @not_while_resting
    def get_ready(self):
        """All that an office needs at its first start is there: the list of it is hidden."""
        with transaction.atomic():
            if type(self).objects.filter(pk=self.pk, ready_at=None).update(ready_at=timezone.now()):
                record(self, "office.get_ready", by=None)
        self.refresh_from_db(fields=["ready_at"])
