"""Who came to the counter, called or wrote: before, and today. All of them invented."""

from datetime import timedelta
from typing import NamedTuple

from guestbook.models import Visit
from guestbook.services import Service
from requests_app.models import Submission
from romantik.demonstration import arrivals
from romantik.demonstration.clock import ActedClock, going_by

SERVED, OTHER = Visit.Outcome.SERVED, Visit.Outcome
WALK_IN, PHONE = Visit.Channel.WALK_IN, Visit.Channel.PHONE
PUBLIC, CAMPUS = "pribadi", "Universitas Contoh Kotabaru"


class Visitor(NamedTuple):
    """Somebody, how many working days ago (0: today), and what became of it.

    ``agency`` names the mailbox of an agency whose newest file the visit was about.
    """

    ago: int
    name: str
    organization: str
    service: str
    purpose: str
    waits: int = 5  # minutes
    outcome: str = SERVED
    channel: str = WALK_IN
    contact: str = ""
    agency: str = ""


BEFORE = (
    Visitor(41, "Gilang Ramadhan", "Dinas Pekerjaan Umum", "R", "Membuat akun instansi", 12),
    Visitor(33, "Halimah", CAMPUS, "D", "Data penduduk menurut kecamatan", 4),
    Visitor(27, "Rudi Hartono", PUBLIC, "M", "Data mikro Susenas", 9, OTHER.UNMET),
    Visitor(
        *(20, "Laila Rahmah", "Dinas Kesehatan", "R", "Menanyakan catatan pemeriksa", 3),
        channel=PHONE,
        contact="0812-0000-0104",
        agency="kesehatan",
    ),
    Visitor(14, "Noor Aida", CAMPUS, "K", "Ukuran sampel untuk skripsi", 21),
    Visitor(
        *(8, "Fitri Amalia", "DPMPTSP Kotabaru", "R", "Survei kepuasan layanan izin", 7),
        agency="perizinan",
    ),
    Visitor(8, "Sultan", PUBLIC, "C", "Kabupaten Kotabaru Dalam Angka", 15),
    Visitor(
        *(5, "Nia Kurniasih", "Bappeda Kotabaru", "K", "Data kemiskinan untuk RKPD", 2),
        outcome=OTHER.AWAITING_LETTER,
        channel=Visit.Channel.MAIL,
        contact="nia@example.go.id",
    ),
    Visitor(2, "Rahmad", "Radio Contoh FM", "D", "Inflasi bulan lalu", 6),
    Visitor(
        *(1, "Gilang Ramadhan", "Dinas Pekerjaan Umum", "R", "Survei kepadatan lalu lintas", 11),
        outcome=OTHER.IN_PROGRESS,
        agency="pekerjaanumum",
    ),
)
TODAY = (
    Visitor(0, "Mira Handayani", "Dinas Tenaga Kerja", "R", "Perbaikan isian survei", 9),
    Visitor(0, "Alfian", CAMPUS, "M", "Data mikro Sakernas", 4),
    Visitor(0, "Siti Rahmah", PUBLIC, "D", "Jumlah sekolah per kecamatan"),
    Visitor(0, "Anton Wijaya", "Dinas Pendidikan", "R", "Mengajukan survei baru"),
    Visitor(0, "Haji Burhan", PUBLIC, "K", "Membaca tabel harga gabah"),
)
SERVED_TODAY = 2


def come(visitor, clock):
    """One visit from the door to its end, as Budi serves it."""
    visit = _arrive(visitor)
    if visitor.channel == WALK_IN:
        clock.wait(visitor.waits)
        visit = Visit.objects.call_next(by=arrivals.staff("budi"), place="1")
        clock.wait(1)
        visit.serve(by=arrivals.staff("budi"))
        clock.wait(14)
        visit.end(by=arrivals.staff("budi"), outcome=visitor.outcome)
    if visitor.agency:
        mailbox = f"{visitor.agency}@example.go.id"
        files = Submission.objects.filter(agency__email=mailbox).order_by("-pk")
        if about := files.visible_to(arrivals.staff("budi")).first():
            visit.link(about, by=arrivals.staff("budi"))


def come_today():
    """Some have been served by now, others still wait; whatever the hour, they came today."""
    now = arrivals.office().now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    with going_by(ActedClock(max(midnight, now - timedelta(minutes=75)))) as clock:
        for visitor in TODAY[:SERVED_TODAY]:
            come(visitor, clock)
        for visitor in TODAY[SERVED_TODAY:]:
            clock.wait(3)
            _arrive(visitor)


def _arrive(visitor):
    facts = {
        "name": visitor.name,
        "organization": visitor.organization,
        "purpose": visitor.purpose,
        "contact": visitor.contact,
    }
    service = Service(visitor.service)
    if visitor.channel == WALK_IN:
        return Visit.objects.arrive(office=arrivals.office(), service=service, **facts)
    budi, outcome = arrivals.staff("budi"), visitor.outcome
    return Visit.objects.note_contact(
        by=budi, channel=visitor.channel, service=service, outcome=outcome, **facts
    )
