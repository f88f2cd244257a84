"""How an office of a country begins, closes and begins again; each leaves its event.

What keeps an office open (files under way, say) the apps above say themselves::

    @keeps_open
    def files(office):
        return Kept.of("pengajuan yang belum selesai", office.submissions.open(), advice=ADVICE)
"""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from accounts.models.roles import Role
from events.models import Event
from events.recording import record, together
from events.refusals import NotNow, required

MOST_TOLD = 20  # codes of one kind
keepers = []


class Kept(NamedTuple):
    """Things that would be left without anybody: what they are, how many, the first by their codes.

    ``advice`` says what is done with them first.
    """

    words: str
    number: int
    codes: list
    advice: str

    @classmethod
    def of(cls, words, found, *, advice):
        """Of rows with a ``code``."""
        codes = list(found.order_by("code").values_list("code", flat=True)[:MOST_TOLD])
        return cls(words, found.count(), codes, advice)


def keeps_open(function):
    """Decorator: ask the function what of its app still needs an office; it yields `Kept`."""
    if function not in keepers:
        keepers.append(function)
    return function


class Establishing:
    """Mixed into the queryset."""

    @transaction.atomic
    def establish(self, *, by, admin, **facts):
        """A new office; its first admin (name, email) gets the link that all staff get."""
        with together():
            office = self.create(**facts)
            record(office, "office.establish", by=by, code=office.code)
            office._invite(by=by, **admin)
        return office


class Closable:
    """The verbs of an office's life."""

    @property
    def is_closed(self):
        return self.closed_at is not None

    @property
    def serving(self):
        """The office itself, or who took over when it closed."""
        return self.successor if self.is_closed else self

    def hindrances(self):
        """What has to go elsewhere before it can close: a list of `Kept`."""
        found = (keeper(self) for keeper in keepers)
        return [kept for kept in found if kept.number]

    @transaction.atomic
    def invite_admin(self, *, by, name, email):
        """Somebody who looks after the office: a new account, or one that was here before.

        Raises ``NotNow`` for one that has closed, perhaps just now: nobody logs in there.
        """
        self._held()
        if self.is_closed:
            raise NotNow(f"{self.name} sudah ditutup. Buka kembali kantornya dahulu.")
        return self._invite(by=by, name=name, email=email)

    def _invite(self, *, by, name, email):
        people = self.staff.model.objects
        there = people.filter(email=email).first()
        if there is None:
            facts = {"office": self, "roles": [Role.ADMIN], "name": name, "email": email}
            return people.take_on(by=by, **facts)
        if there.office_id != self.pk:
            raise NotNow(f"Surel {email} sudah dipakai akun lain. Gunakan alamat lain.")
        with transaction.atomic():
            if not there.is_active:
                there.reactivate(by=by)
            there.give_roles(there.given_roles | {Role.ADMIN}, by=by)
            record(self, "office.invite_admin", by=by, person=there.pk, name=there.name)
        return there

    def close(self, *, by, reason, successor):
        """It serves nobody any more: its people cannot log in, its agencies have another office.

        What it has signed, numbered and decided stays its own. Raises ``NotNow`` while something
        under way needs it.
        """
        reason = required(reason, "Tuliskan alasan penutupan.")
        with transaction.atomic(), together():
            self._held(successor)
            self._require_closable(by, successor)
            self.closed_at, self.successor = timezone.now(), successor
            self.save(update_fields=["closed_at", "successor"])
            type(self).objects.filter(successor=self).update(successor=successor)
            people = [person.leave_closed(by=by) for person in self.staff.active()]
            agencies = [agency.move_to(successor, by=by) for agency in self.agencies.all()]
            facts = {"people": len(people), "agencies": len(agencies)}
            facts |= {"successor": successor.name, "successor_code": successor.code}
            record(self, "office.close", by=by, reason=reason, **facts)

    def reopen(self, *, by, reason, admin):
        """It serves again; the agencies that left when it closed come back, and one admin."""
        reason = required(reason, "Tuliskan alasan pembukaan kembali.")
        with transaction.atomic(), together():
            self._held()
            if not self.is_closed:
                raise NotNow(f"{self.name} tidak sedang ditutup.")
            successor = self.successor
            self.closed_at = self.successor = None
            self.save(update_fields=["closed_at", "successor"])
            for agency in self._gone_to(successor):
                agency.move_to(self, by=by)
            self._invite(by=by, **admin)
            record(self, "office.reopen", by=by, reason=reason)

    def _held(self, *others):
        """Read anew and held, these and itself, in the order of their codes."""
        wanted = {self.pk, *(other.pk for other in others)}
        rows = type(self).objects.select_for_update().filter(pk__in=wanted).order_by("pk")
        list(rows)
        for office in (self, *others):
            office.refresh_from_db()

    def _require_closable(self, by, successor):
        if self.is_closed:
            raise NotNow(f"{self.name} sudah ditutup.")
        if self.is_centre:
            raise NotNow("Kantor pusat tidak dapat ditutup.")
        if by.office_id == self.pk:
            raise NotNow("Kantor Anda sendiri tidak dapat Anda tutup.")
        if successor.is_closed or successor.pk == self.pk:
            raise NotNow("Pilih kantor lain yang masih buka sebagai penerus.")
        if kept := self.hindrances():
            told = ", ".join(f"{one.number} {one.words}" for one in kept)
            raise NotNow(f"{self.name} belum dapat ditutup: masih ada {told}.")

    def _gone_to(self, successor):
        """Agencies that left for there when it closed, and that nobody has moved on since."""
        moved = Event.objects.filter(action="agency.move_to", particulars__origin_code=self.code)
        gone = set(moved.values_list("subject_id", flat=True))
        return successor.agencies.filter(pk__in=[int(pk) for pk in gone])
