"""Finding visits, letting visitors in, calling the next one, and forgetting who came."""

from django.db import models, transaction
from django.utils import timezone

from accounts.looking import seen_by_both
from accounts.models import Office, Role, User
from events.recording import record
from events.refusals import NotNow
from guestbook.models.queue_counter import QueueCounter
from norms.reading import norm

AT_ONCE = 500
AT_THE_COUNTER = (Role.FRONT_DESK, Role.ADMIN)
PERSONAL = ("name", "organization", "contact", "purpose", "note")


class VisitQuerySet(models.QuerySet):
    """Questions and deeds of the front desk."""

    @seen_by_both
    def visible_to(self, user):
        """The counter sees the visits of its office; examiner and head those about a file."""
        if not user.is_authenticated or not user.office_id:
            return self.none()
        here = self.filter(office_id=user.office_id)
        if user.has_role(*AT_THE_COUNTER):
            return here
        if user.has_role(Role.EXAMINER, Role.HEAD):
            return here.filter(links__isnull=False).distinct()
        return self.none()

    def today_at(self, office):
        """The visits of the day it is at the office."""
        return self.filter(office=office, day=office.today())

    def waiting(self):
        """Those who wait to be called, the longest first."""
        return self.filter(state=self.model.State.WAITING).order_by("arrived_at", "pk")

    def open(self):
        """Those whom somebody has called or serves."""
        return self.filter(state__in=self.model.OPEN)

    def served_by(self, officer):
        """The one visitor who stands at the desk of this officer, None while nobody does."""
        if officer is None or not officer.office_id:
            return None
        return self.filter(served_by=officer, state=self.model.State.SERVING).first()

    def absent(self):
        return self.filter(state=self.model.State.ABSENT)

    def closed(self):
        return self.filter(state=self.model.State.DONE)

    def newest_first(self):
        return self.order_by("-day", "-pk")

    # Letting in

    def arrive(self, *, office, service, by=None, once=None, **visitor):
        """Somebody has come: he is given the next number of his service.

        ``by`` is the officer who enters it for him, None at the kiosk. The same ``once`` (a UUID
        of the page that was filled in) gives the same visit again, whatever is sent with it.
        """
        place = {"office": office, "day": office.today(), "service": service}
        visitor |= {"once": once} if once else {}
        with transaction.atomic():
            counter = QueueCounter.locked(**place)
            if once and (known := self.filter(once=once).first()):
                return known
            visit = self.model(number=counter.take(), entered_by=by, **place, **visitor)
            visit.save(force_insert=True)
            visit.record("arrive", by)
        return visit

    def note_contact(self, *, by, channel, service, outcome="", **visitor):
        """A call, a message or a mail is recorded; without an outcome it is still being served.

        Raises ``NotNow`` if it is to be served while the officer has another visitor.
        """
        now, state = timezone.now(), self.model.State
        begun = {"day": by.office.today(), "arrived_at": now, "served_at": now, "served_by": by}
        ended = {"state": state.DONE, "ended_at": now} if outcome else {"state": state.SERVING}
        facts = {"channel": channel, "service": service, "outcome": outcome, "entered_by": by}
        visit = self.model(office=by.office, **facts, **begun, **ended, **visitor)
        with transaction.atomic():
            if not outcome:
                self.require_free(by)
            visit.save(force_insert=True)
            visit.record("note_contact", by, channel=str(visit.get_channel_display()))
        return visit

    # Calling

    def call_next(self, *, by, service="", place=""):
        """Call whoever waits longest, of one service if one is named.

        Two officers never get the same visitor: a row that a colleague is just taking is passed
        over. Raises ``NotNow`` when nobody waits or the officer still has a visitor.
        """
        with transaction.atomic():
            self.require_free(by)
            waiting = self.today_at(by.office).waiting().select_for_update(skip_locked=True)
            if service:
                waiting = waiting.filter(service=service)
            visit = waiting.first()
            if visit is None:
                raise NotNow("Tidak ada tamu yang menunggu.")
            visit.be_called(by, place)
        return visit

    def require_free(self, by, besides=None):
        """Hold the officer's row; raises ``NotNow`` when he has called or serves somebody else."""
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        others = self.open().filter(served_by=by)
        busy = (others.exclude(pk=besides.pk) if besides else others).first()
        if busy:
            raise NotNow(f"Selesaikan dahulu {busy.label}, lalu panggil tamu berikutnya.")

    # When the day is over, and when the months are

    def close_past_days(self):
        """Who still waits from an earlier day has left; returns how many. May run at any time."""
        gone = 0
        for office in Office.objects.all():
            left = self.filter(
                office=office,
                day__lt=office.today(),
                state__in=[self.model.State.WAITING, self.model.State.CALLED],
            )
            gone += left.update(state=self.model.State.ABSENT, ended_at=timezone.now())
        return gone

    def to_erase(self, office):
        """Visits of this office whose visitors' data has been kept long enough."""
        return self.filter(
            office=office, day__lt=kept_since(office.today()), erased_at__isnull=True
        )

    def erase_old(self):
        """Forget who came, what he wanted and how to reach him; returns how many visits.

        What is counted stays: day, service, channel, times, outcome. Running twice or late
        changes nothing but the hour.
        """
        erased = 0
        for office in Office.objects.all():
            count = 0
            while batch := list(self.to_erase(office).values_list("pk", flat=True)[:AT_ONCE]):
                blank = dict.fromkeys(PERSONAL, "")
                count += self.filter(pk__in=batch).update(erased_at=timezone.now(), **blank)
            if count:
                with transaction.atomic():
                    record(office, "guestbook.erase", by=None, count=count)
            erased += count
        return erased


def kept_since(today):
    """The first day whose visitors are still known; earlier ones are erased (decision 14)."""
    return today - norm("keep.visitors").span
