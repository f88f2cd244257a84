from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import base36_to_int, int_to_base36

from accounts.sessions.keyed import keyed
from events.recording import record

SALT = "requests_app.calendar_link"
SECRET_LENGTH = 40  # hexadecimal digits: 160 bits


class CalendarLinkQuerySet(models.QuerySet):
    def opened_by(self, token):
        """The link of that secret address, if it is the newest one and its person is active."""
        number, _, secret = token.partition("-")
        try:
            person_id = base36_to_int(number)
        except ValueError:
            return None
        open_links = self.filter(is_open=True, person__is_active=True)
        link = open_links.filter(person_id=person_id).select_related("person").first()
        is_right = link and any(constant_time_compare(secret, each) for each in link.secrets)
        return link if is_right else None

    @transaction.atomic
    def renew(self, *, by):
        """Give this person a new address for his calendar; the old one opens nothing any more."""
        link, is_new = self.select_for_update().get_or_create(person=by)
        if not is_new:
            link.generation += 1
        link.is_open, link.renewed_at = True, timezone.now()
        link.save()
        record(by, "user.renew_calendar", by=by, name=by.name)
        return link

    @transaction.atomic
    def close(self, *, by):
        """Let no address open this person's calendar, until he renews it."""
        link = self.select_for_update().filter(person=by, is_open=True).first()
        if link:
            link.is_open = False
            link.save(update_fields=["is_open"])
            record(by, "user.close_calendar", by=by, name=by.name)


class CalendarLink(models.Model):
    """The secret address of one person's due dates. Only its count of renewals is kept; what is
    secret follows from it and the portal's own key."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_link"
    )
    generation = models.PositiveIntegerField(default=1)
    is_open = models.BooleanField(default=True)
    renewed_at = models.DateTimeField(default=timezone.now)

    objects = CalendarLinkQuerySet.as_manager()

    def __str__(self):
        return f"{self.person_id}, {self.generation}"

    @property
    def secrets(self):
        """What nobody can guess in the address, and what still opens while the key changes."""
        text = f"{self.person_id}:{self.generation}"
        return [digest[:SECRET_LENGTH] for digest in keyed(SALT, text)]

    @property
    def token(self):
        """What stands in the address: whose calendar, and the secret."""
        return f"{int_to_base36(self.person_id)}-{self.secrets[0]}"
