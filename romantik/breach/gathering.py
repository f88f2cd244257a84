"""What was read and done in a time, by which accounts, on which files; and whom it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from accounts.models import Agency, Office, User
from consultations.models import Consultation
from editions.prefill import CONTACTS
from events.models import Event, Read
from guestbook.models import Visit
from letters.models import Letter
from norms.reading import norm
from requests_app.models import Attachment, Result, Submission
from romantik.breach.kinds import REACHED, data_of
from romantik.serving.reading import AGENCY, COMPLAINT, FILE, PERSON, TALK, VISIT

ELSEWHERE = "pelapor pengaduan; dihubungi lewat meja pengaduan"


@dataclass
class Affected:
    """A person, or an agency, whom something is about that was read."""

    name: str
    how: str  # what he is to what was read
    mailbox: str
    data: set = field(default_factory=set)
    sources: set = field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None

    def seen_by(self, read):
        self.seen(data_of(read), read.about, read.at, read.at)

    def seen(self, data, source, first, last):
        self.data.add(data)
        self.sources.add(source)
        self.first = min(filter(None, (self.first, first)))
        self.last = max(filter(None, (self.last, last)))


@dataclass(frozen=True)
class Breach:
    """A time, and in it accounts and files if they are known; with both, where both meet."""

    since: datetime
    until: datetime
    known_at: datetime
    office: Office | None = None  # None: the whole portal
    accounts: Iterable = ()
    files: Iterable = ()

    @property
    def told_by(self):
        """Until when both are told."""
        return self.known_at + norm("privacy.breach", self.known_at).span

    def reads(self):
        """The rows of the read log, oldest first."""
        found = Read.objects.filter(at__gte=self.since, at__lt=self.until)
        if self.office:
            found = found.filter(by__office=self.office)
        if self.accounts:
            found = found.filter(by__in=[person.pk for person in self.accounts])
        if self.files:
            found = found.filter(kind=FILE, about__in=[file.code for file in self.files])
        return found.select_related("by").order_by("at", "pk")

    def events(self):
        """What was done meanwhile; of the office its people's deeds and its files'."""
        found = Event.objects.filter(at__gte=self.since, at__lt=self.until)
        files = ContentType.objects.get_for_model(Submission)
        if self.accounts:
            found = found.filter(by__in=[person.pk for person in self.accounts])
        if self.files:
            keys = [str(file.pk) for file in self.files]
            found = found.filter(subject_type=files, subject_id__in=keys)
        if self.office and not self.files:
            found = found.filter(Q(by__office=self.office) | Q(by__agency__office=self.office))
        return found.select_related("by", "subject_type").order_by("pk")

    def sessions(self):
        """Devices on which the accounts were logged in; without accounts nobody's."""
        people = [person.pk for person in self.accounts]
        found = UserSession.objects.filter(user__in=people, last_seen_at__gte=self.since)
        return found.filter(created_at__lt=self.until).select_related("user").order_by("pk")

    def affected(self):
        """Everybody whom what was read is about, each once."""
        found = {}
        for read in self.reads():
            for name, how, mailbox in self._people_behind(read):
                key = (name.casefold(), mailbox or read.about)  # two may share a telephone, or "-"
                person = found.setdefault(key, Affected(name, how, mailbox))
                person.seen_by(read)
        for file in self.within_reach():
            for name, how, mailbox in _of_file(file.code):
                key = (name.casefold(), mailbox or file.code)
                person = found.setdefault(key, Affected(name, how, mailbox))
                person.seen(REACHED, file.code, self.since, self.until)
        return sorted(found.values(), key=lambda one: (one.name, one.mailbox))

    def within_reach(self):
        """The files that misused accounts of agencies could open: of what these read no row is
        kept, so all of it counts as read."""
        found = {}
        for person in self.accounts:
            if person.office_id is None:
                files = Submission.objects.visible_to(person).filter(created_at__lt=self.until)
                found |= {file.pk: file for file in files}
        wanted = {file.pk for file in self.files} or found.keys()
        return [file for pk, file in sorted(found.items()) if pk in wanted]

    def lists(self):
        """Lists and exports, which are about more people than a row can name."""
        return [read for read in self.reads() if not read.kind]

    def stored(self):
        """Files and letters of what was read: (what, which, bytes, SHA-256)."""
        codes = {read.about for read in self.reads() if read.kind == FILE}
        for row in Attachment.objects.filter(revision__submission__code__in=codes).select_related(
            "revision__submission"
        ):
            yield "Lampiran", f"{row.revision.submission.code}/{row.pk}", row.size, row.sha256
        for row in Result.objects.filter(submission__code__in=codes).exclude(file=""):
            yield "Hasil", f"{row.submission_id}/{row.pk}", row.size, row.sha256
        letters = Letter.objects.filter(submission__code__in=codes).exclude(signed_sha256="")
        for row in letters.order_by("pk"):
            yield "Surat", row.number, "", row.signed_sha256

    def _people_behind(self, read):
        if not hasattr(self, "_known"):
            object.__setattr__(self, "_known", {})
        key = (read.kind, read.about)
        if key not in self._known:
            self._known[key] = list(BEHIND.get(read.kind, _nobody)(read.about))
        return self._known[key]


def _nobody(about):
    return ()


def _of_file(code):
    file = Submission.objects.select_related("agency").filter(code=code).first()
    if file is None:
        return
    yield from _of_agency(file.agency_id)
    for told in file.revisions.order_by("-number").values_list("answers", flat=True):
        contacts = (told or {}).get(CONTACTS, {})  # of earlier versions, too: they can be compared
        for name, value in contacts.items():
            if name.endswith("_email") and value:
                person = contacts.get(f"{name.removesuffix('_email')}_name", "")
                yield person, "narahubung dalam formulir", value.lower()


def _of_agency(pk):
    agency = Agency.objects.filter(pk=pk).first()
    for person in agency.members.all() if agency else ():
        yield person.name, f"anggota {agency.name}", person.email


def _of_visit(pk):
    visit = Visit.objects.filter(pk=pk, erased_at=None).first()
    if visit:
        yield visit.name, "tamu", visit.contact


def _of_talk(code):
    talk = Consultation.objects.filter(code=code, erased_at=None).first()
    if talk:
        yield talk.name, "penanya konsultasi", talk.email or talk.phone


def _of_person(pk):
    person = User.objects.filter(pk=pk).first()
    if person:
        yield person.name, "pegawai", person.email


def _of_complaint(code):
    yield f"Pelapor pengaduan {code}", ELSEWHERE, ""


BEHIND = {
    FILE: _of_file,
    AGENCY: _of_agency,
    VISIT: _of_visit,
    TALK: _of_talk,
    PERSON: _of_person,
    COMPLAINT: _of_complaint,
}
