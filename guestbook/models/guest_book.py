"""How one office runs its guest book."""

import secrets

from django.db import models, transaction

from events.changes import changes
from events.recording import record
from guestbook.services import Service

KEY_BYTES = 18
ARRANGED = {"services": "Layanan", "devices_only": "Hanya dari perangkat kantor"}


class GuestBookQuerySet(models.QuerySet):
    def of(self, office):
        """The office's guest book; with everything as it comes while nobody has changed it."""
        return self.select_related("office").filter(pk=office.pk).first() or GuestBook(
            office=office
        )

    def with_key(self, key):
        """The guest book that this device key opens, or None."""
        return self.select_related("office").filter(key=key).first() if key else None


def every_service():
    return [str(service) for service in Service]


class GuestBook(models.Model):
    """Which services an office offers at its counter, and which devices may fill in the book.

    ``key`` is the secret of the office's devices: a tablet or screen that has once opened the
    address with it belongs to this office. It is empty until an admin asks for one.
    """

    office = models.OneToOneField(
        "accounts.Office", models.PROTECT, primary_key=True, related_name="guest_book"
    )
    services = models.JSONField(default=every_service)
    devices_only = models.BooleanField(default=False)
    key = models.CharField(max_length=40, blank=True, db_index=True)

    objects = GuestBookQuerySet.as_manager()

    @property
    def choices(self):
        """The services offered, as choices in the order of ``Service``."""
        return [choice for choice in Service.choices if choice[0] in self.services]

    @property
    def arrangement(self):
        """What an admin arranges, in words."""
        labels = [str(Service(letter).label) for letter in self.services]
        return {"services": labels, "devices_only": self.devices_only}

    def arrange(self, *, by, services, devices_only):
        """Offer these services; take entries from everywhere, or from the office's devices only."""
        with transaction.atomic():
            book = self._held()
            before = book.arrangement
            if (book.services, book.devices_only) != (services, devices_only):
                book.services, book.devices_only = services, devices_only
                book.save(update_fields=["services", "devices_only"])
                facts = book.arrangement
                changed = changes(ARRANGED, before, facts)
                record(self.office, "guestbook.arrange", by=by, **facts, changes=changed)
        self.refresh_from_db()

    def renew_key(self, *, by):
        """A new secret for the devices; those that were set up before belong to nobody then."""
        with transaction.atomic():
            book = self._held()
            is_first = not book.key
            book.key = secrets.token_urlsafe(KEY_BYTES)
            book.save(update_fields=["key"])
            record(self.office, "guestbook.renew_key", by=by, is_first=is_first)
        self.refresh_from_db()

    def _held(self):
        GuestBook.objects.get_or_create(office=self.office)
        return GuestBook.objects.select_for_update().get(pk=self.office.pk)
