from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from events.refusals import NotNow


class Peopled(models.Model):
    """Who has to do with a file at the agency: who runs it, and who was invited to help."""

    runner = models.ForeignKey(  # at the agency, once it is not who began it
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def run_by(self):
        """Who runs it at the agency: to whom it was handed, else who began it; None if he left."""
        person = self.runner or self.created_by
        return person if person.agency_id == self.agency_id and person.is_active else None

    def recognise(self, person):
        """Who acts now is often who runs it or began it: then he is not asked for once more."""
        for name in ("runner", "created_by"):
            if getattr(self, f"{name}_id") == person.pk:
                setattr(self, name, person)

    def agency_addresses(self):
        """Where mails to the agency go: who runs the file, else its admins, else its mailbox."""
        if self.run_by:
            return [self.run_by.email]
        admins = [person.email for person in self.agency.admins]
        return admins or list(filter(None, [self.agency.email]))

    @cached_property
    def guest_addresses(self):
        """The mailboxes of those who were invited to it."""
        return frozenset(self.guests.invited().values_list("email", flat=True))

    def pass_on(self, *, to, by):
        """A colleague of the agency runs the file from now on: mails about it go to him."""
        with self.taking("pass_on", by):
            if to.agency_id != self.agency_id or not to.is_active:
                raise NotNow(f"{to.name} bukan anggota {self.agency.name}.")
            before = self.run_by
            if to == before:
                raise NotNow(f"Pengajuan ini sudah diurus {to.name}.")
            self.runner = to
            self.save(update_fields=["runner"])
            self.record("pass_on", by, name=to.name, before=before.pk if before else None)

    def invite(self, *, email, by):
        """Somebody outside the account helps to fill in this one file until it is closed."""
        with self.taking("invite", by):
            guest = self.guests.let_in(email, by=by)
            self.record("invite", by, email=guest.email, guest=guest.pk)
        return guest
