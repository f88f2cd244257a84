"""Finding permissions and orders through the person looking, and giving them."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Office, Role
from accounts.models.offices import CENTRE, today_at
from events.models import Read
from events.refusals import NotAllowed, NotNow
from requests_app.models import Submission
from supervision.sight import files_of, offices_of

GIVERS = (Role.HEAD, Role.ADMIN)
OFFICE, FILE = "office", "submission"  # kinds of what is read (romantik/serving/reading.py)
COACHED = ("Pengajuan, untuk pembinaan", "Surat, untuk pembinaan")


class CoachingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those about one's own office, and those by which one's own office reads elsewhere."""
        if not user.has_role(*GIVERS, Role.SUPERVISOR):
            return self.none()
        return self.filter(Q(office=user.office_id) | Q(superior=user.office_id))

    def in_force(self):
        """Those by which somebody reads today, by the clock of the office that is read."""
        days = self.alias(today=today_at("office")).filter(ended_at=None)
        return days.filter(starts_on__lte=F("today"), ends_on__gte=F("today"))

    def of_reader(self, user):
        """Those by which this person reads today."""
        return self.in_force().filter(superior=user.office_id, office__in=offices_of(user))

    def of_file(self, submission):
        """Those that are about this file, alone or with all of its office."""
        about = Q(submission=None) | Q(submission=submission)
        return self.filter(about, office=submission.office_id)

    def files_for(self, user):
        """The files that this person may read for coaching today: none without a reason."""
        held = self.of_reader(user).filter(
            Q(submission=None) | Q(submission=OuterRef("pk")), office=OuterRef("office_id")
        )
        return files_of(user).filter(Exists(held))

    def permit(self, *, by, superior, **facts):
        """The head or an admin lets the office above read, from one day to another."""
        if not by.has_role(*GIVERS) or superior not in readers_above(by.office):
            raise NotAllowed("Izin diberikan Kepala atau Admin kepada kantor di atasnya.")
        source = self.model.Source.PERMISSION
        return self.model(office=by.office, superior=superior, source=source, **facts).begin(by)

    def order(self, *, by, office, **facts):
        """An admin enters the deed that orders it for an office beneath his."""
        beneath = Office.objects.beneath(by.office)
        if not by.has_role(Role.ADMIN) or not beneath.filter(pk=office.pk).exists():
            raise NotAllowed("Keputusan dicatat Admin untuk kantor di bawah kantornya sendiri.")
        if office.is_closed:
            raise NotNow(f"{office.name} sudah ditutup. Pilih kantor lain.")
        source = self.model.Source.DEED
        return self.model(office=office, superior=by.office, source=source, **facts).begin(by)


def superiors_of(office):
    """The offices above this one that are here, the nearest first."""
    codes = {f"{office.pk[:2]}00", CENTRE} - {office.pk}
    return list(Office.objects.filter(pk__in=codes).order_by("-pk"))


def readers_above(office):
    """Those of them that are open: elsewhere nobody could read."""
    return [one for one in superiors_of(office) if not one.is_closed]


def readings_of(office):
    """What people of the offices above read of this one, files and lists, the newest first."""
    files = Submission.objects.filter(office=office).values("code")
    by_them = Read.objects.filter(by__office__in=superiors_of(office)).select_related("by__office")
    read = Q(kind=OFFICE, about=office.pk) | Q(kind=FILE, what__in=COACHED, about__in=files)
    return by_them.filter(read).order_by("-at", "pk")
