"""What an office needs before its first file: a list, each step's state read from what is there.

Only where no machine can see it a person says so; then it is told who and when.
"""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from backups import health
from events.models import Event, Mail
from guestbook.models import GuestBook
from letters.models import Certificate, Mandate
from romantik import status
from romantik.interface import moment

NEEDED = (Role.FRONT_DESK, Role.EXAMINER, Role.COMPLAINT_HANDLER)
TRIAL = "mail_trial"
SOON = timedelta(minutes=2)  # in which a worker takes a mail
NOWHERE = ("dummy", "console", "locmem")  # backends that send nothing away
FACTS, DAYS_OFF, DEVICES = "data", "libur", "perangkat"
SAYINGS = {
    FACTS: "Data kantor sudah diperiksa",
    DAYS_OFF: "Hari libur tahun ini sudah diperiksa",
    DEVICES: "Perangkat buku tamu sudah dipasang, atau tidak dipakai",
}


class Step(NamedTuple):
    """One thing to arrange: its state in words, and the page where it is done.

    ``saying`` is what a person has to say himself.
    """

    title: str
    is_done: bool
    words: str
    button: str
    href: str
    what: str = ""

    @property
    def saying(self):
        return SAYINGS.get(self.what, "")

    @property
    def state(self):
        return "selesai" if self.is_done else "belum"

    @property
    def tone(self):
        return "good" if self.is_done else "action"

    @property
    def icon(self):
        return "check-circle-fill" if self.is_done else "circle"


def steps_of(office, user):
    """All steps, in the order in which they are best done; `user` is who goes through them."""
    said = _said_of(office)
    return [
        facts(office, said.get(FACTS)),
        people(office),
        mandate(office),
        certificate(office, user),
        mail(office),
        days_off(office, said.get(DAYS_OFF)),
        backup(),
        devices(office, said.get(DEVICES)),
    ]


def facts(office, said):
    """What letters and pages say of the office."""
    lacking = office.lacking()
    if lacking:
        words = f"Belum diisi: {', '.join(lacking)}."
    else:
        words = _told(said, "Sudah terisi. Periksa apakah semuanya benar.")
    done, what = bool(said) and not lacking, "" if lacking else FACTS
    return Step("Data kantor", done, words, "Periksa data", reverse("office_facts"), what)


def people(office):
    """Who serves, examines and handles complaints; two at least, for four eyes."""
    staff = User.objects.staff_of(office).active()
    held = set(
        staff.filter(staff_roles__role__in=NEEDED).values_list("staff_roles__role", flat=True)
    )
    missing = [Role(role).label for role in NEEDED if role not in held]
    count = staff.count()
    words = f"{count} petugas." if count else "Belum ada petugas."
    if missing:
        words += f" Belum ada: {', '.join(missing)}."
    done = not missing and count > 1
    return Step("Petugas dan perannya", done, words, "Tambah petugas", reverse("office_people"))


def mandate(office):
    """Who signs today."""
    signing = Mandate.objects.signing(office, office.today())
    names = ", ".join(each.person.name for each in signing)
    words = f"Hari ini: {names}." if names else "Belum ada yang berwenang menandatangani hari ini."
    href = reverse("office_mandates")
    return Step("Penugasan penanda tangan", bool(names), words, "Atur penugasan", href)


def certificate(office, user):
    """With what he signs: he alone can bring it."""
    people = [each.person for each in Mandate.objects.signing(office, office.today())]
    troubles = {person: Certificate.objects.trouble_of(person) for person in people}
    bad = [f"{person.name}: {said}" for person, said in troubles.items() if said]
    done = bool(people) and not bad
    if done:
        words = "Dapat dipakai hari ini."
    else:
        words = " ".join(bad) or "Menunggu penugasan penanda tangan."
    if user in people:
        return Step(
            "Sertifikat tanda tangan", done, words, "Unggah sertifikat", reverse("certificate")
        )
    href = reverse("guide_page", args=["menyimpan-sertifikat"])
    return Step("Sertifikat tanda tangan", done, words, "Lihat caranya", href)


def mail(office):
    """Whether a mail has left by the way that is set."""
    tried = last_trial(office)
    done = bool(tried) and tried.state == Mail.State.SENT and not goes_nowhere()
    href = reverse("office_mail_trial")
    return Step("Uji surel", done, outcome_of(tried), "Uji surel", href)


def days_off(office, said):
    """Whether the national days are known as far as needed, and the office's own were looked at."""
    known = status.days_off(office)
    is_of_this_year = bool(said) and said.at.astimezone(office.zone).year == office.today().year
    words = _told(said if is_of_this_year else None, f"{known.words} Periksa hari libur setempat.")
    if known.tone != "good":
        words = f"{known.words} {known.advice}"
    done = known.tone == "good" and is_of_this_year
    href = reverse("office_holidays")
    return Step("Hari libur", done, words, "Periksa hari libur", href, DAYS_OFF)


def backup():
    """Whether database and files lie in another place, in a copy that is not old."""
    if settings.DEMONSTRATION:
        href = reverse("guide_page", args=["menyiapkan-cadangan"])
        return Step("Cadangan", True, "Peragaan tidak dicadangkan.", "Lihat caranya", href)
    now = health.state()
    done = now.is_set_up and not now.is_old
    if done:
        words = f"Yang terakhir {moment(now.made_at)}."
    elif now.is_set_up:
        words = "Tujuannya sudah diatur, tetapi belum ada cadangan sehari terakhir."
    else:
        words = "Tujuan dan kunci cadangan belum diatur."
    return Step("Cadangan", done, words, "Buka cadangan", reverse("office_backups"))


def devices(office, said):
    """Whether tablet and screen at the counter belong to the office."""
    has_link = bool(GuestBook.objects.of(office).key)
    words = "Tautan perangkat sudah dibuat." if has_link else "Tautan perangkat belum dibuat."
    words = _told(said, f"{words} Buka tautannya sekali di tablet dan layar.")
    href = reverse("office_guestbook")
    return Step("Buku tamu dan layar", bool(said), words, "Atur perangkat", href, DEVICES)


# The mail on trial


def last_trial(office):
    """The newest mail on trial of this office, or None."""
    return Mail.objects.about(office).filter(kind=TRIAL).defer("text", "html").last()


def goes_nowhere():
    """Does the portal keep its mails to itself, outside the demonstration where all do?"""
    backend = settings.EMAIL_BACKEND.rpartition(".")[0].rpartition(".")[2]
    return not settings.DEMONSTRATION and backend in NOWHERE[:2]


def outcome_of(mail):
    """What became of it, in words."""
    if mail is None:
        return "Belum pernah diuji."
    if mail.state == Mail.State.SENT:
        return _arrived(mail)
    if mail.state in (Mail.State.QUEUED, Mail.State.SENDING):
        return _waiting(mail)
    return f"Tidak terkirim. {mail.last_error}"


def _arrived(mail):
    if settings.DEMONSTRATION:
        return f"Ditulis ke kotak surat peragaan {moment(mail.sent_at)}."
    if goes_nowhere():
        return "Portal ini tidak mengirim surel ke mana pun (EMAIL_URL). Atur server surelnya."
    return f"Diterima server surel {moment(mail.sent_at)}, untuk {mail.to}."


def _waiting(mail):
    if mail.attempts and mail.last_error:
        return f"Belum terkirim: {mail.last_error} Dicoba lagi sendiri."
    if timezone.now() - mail.created_at > SOON:
        return "Belum diambil proses latar belakang. Periksa Status portal."
    return "Sedang dikirim. Periksa lagi sebentar lagi."


# What people said


def _said_of(office):
    """The newest of each saying."""
    events = Event.objects.about(office).prefetch_related(None).filter(action="office.confirm")
    return {event.particulars["what"]: event for event in events}


def _told(said, otherwise):
    if said is None:
        return otherwise
    return f"Dinyatakan {said.by.name if said.by else 'portal'}, {moment(said.at)}."
