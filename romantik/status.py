"""How the portal is, part by part, in words: what is wrong, and what to do about it.

Everything is read from the database and the disk; the broker is asked and not waited for, and
a bucket of files for as long as a page waits for it.
"""

import shutil
from datetime import timedelta
from itertools import starmap
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from accounts.models import SIGNERS, User
from backups import health
from events.models import Mail
from files.storing import trying
from integrity.models import Damage, Turn
from letters.models import Attempt, Certificate, Upkeep
from romantik.broker import queue_depth
from romantik.hosts import replicas
from romantik.interface import moment, plain_day
from romantik.watching import inner_lines, parts
from workdays.calendar import has_joint_leave

LONG_QUEUE = 1_000
CERTIFICATE_WARNING = timedelta(days=60)
LITTLE_SPACE = 0.1  # of the disk
NEXT_YEAR_FROM = 11  # month in which the days off of the next year should be known
NOT_SENT = [state for state in Mail.State if state != Mail.State.SENT]
TONES = {
    "good": ("check-circle-fill", "baik"),
    "action": ("exclamation-circle-fill", "perlu dilihat"),
    "bad": ("exclamation-triangle-fill", "terganggu"),
}


class Health(NamedTuple):
    """One part of the portal: `tone` is good, action or bad; `advice` says what to do."""

    what: str
    tone: str
    words: str
    advice: str = ""

    @property
    def icon(self):
        """The tone as a sign, for those who do not see the colour."""
        return TONES[self.tone][0]

    @property
    def verdict(self):
        """The tone in a word."""
        return TONES[self.tone][1]


def findings(office):
    """All parts, for an admin of that office."""
    depth = queue_depth()
    return [
        *starmap(Health, parts.maintained()),
        Health("Basis data", "good", "Menjawab."),
        *copies(),
        broker(depth),
        *starmap(Health, parts.workers(depth)),
        mails(),
        *signatures(office),
        *proofs(office),
        *certificates(office),
        *integrity(),
        *starmap(Health, health.findings()),
        *starmap(Health, parts.log_lines()),
        *starmap(Health, inner_lines.findings()),
        disk(),
        *stores(),
        days_off(office),
    ]


def copies():
    """Each replica: whether it follows, and how far behind it is."""
    for number, alias in enumerate(replicas.aliases(), start=1):
        lag = replicas.known_lag(alias)
        if lag is not None and lag <= settings.REPLICA_LAG:
            words = f"Nomor {number} mengikuti, tertinggal paling banyak {ceil(lag)} detik."
            yield Health("Replika basis data", "good", words)
            continue
        behind = "tidak menjawab"
        if lag is not None:
            size = f"{ceil(lag)} detik" if lag < 120 else f"{round(lag / 60)} menit"
            behind = f"tertinggal {size}"
        yield Health(
            "Replika basis data",
            "action",
            f"Nomor {number} {behind}; halaman dibaca dari basis data utama.",
            "Periksa apakah replika berjalan dan tersambung ke basis data utama.",
        )


def broker(depth):
    """The queue, and how much waits in it."""
    if depth is None:
        return Health(
            "Antrean tugas",
            "bad",
            "Tidak menjawab. Halaman tetap bekerja; surel dan pengingat menunggu di basis data.",
            "Jalankan kembali Redis atau Valkey. Yang menunggu lalu dikirim sendiri.",
        )
    if depth > LONG_QUEUE:
        words = f"{depth} tugas menunggu."
        return Health(
            "Antrean tugas", "action", words, "Tambah proses latar, atau tunggu sampai surut."
        )
    return Health("Antrean tugas", "good", f"Menjawab; {depth or 'tidak ada'} tugas menunggu.")


def outbox():
    """How many mails stand in each state that is not yet, or not well, over."""
    known = Mail.objects.by_state()
    return [(state, state.label, known.get(state, (0, None))[0]) for state in NOT_SENT]


def errors():
    """Why mails did not leave, in the portal's words, with how many: at most five reasons."""
    not_sent = Mail.objects.filter(state__in=NOT_SENT).exclude(last_error="")
    rows = not_sent.values_list("last_error").annotate(count=Count("pk")).order_by("-count")
    return list(rows[:5])


def mails():
    """Whether mails leave."""
    since = Mail.objects.failing_since()
    if since:
        return Health(
            "Surel",
            "bad",
            f"Belum dapat dikirim sejak {moment(since)}. Tidak ada yang hilang.",
            "Periksa server surel (EMAIL_URL). Surel dikirim sendiri begitu server menerima.",
        )
    stuck = (Mail.State.UNKNOWN, Mail.State.BOUNCED, Mail.State.FAILED)
    if Mail.objects.filter(state__in=stuck).exists():
        return Health(
            "Surel",
            "action",
            "Ada surel yang gagal, terpental, atau tidak diketahui sampainya.",
            "Buka pengajuannya, tanyakan kepada penerima, lalu kirim ulang bila perlu.",
        )
    return Health("Surel", "good", "Terkirim.")


def signatures(office):
    """Attempts whose outcome nobody knows, of letters that still wait for one."""
    unknown = Attempt.objects.unresolved().filter(letter__office=office).count()
    if unknown:
        advice = "Buka Kantor, Tanda tangan yang perlu dilihat."
        yield Health("Tanda tangan", "action", f"{unknown} hasilnya tidak diketahui.", advice)


def proofs(office):
    """Proofs that do not get on."""
    troubled = Upkeep.objects.troubled().filter(letter__office=office).count()
    if troubled:
        yield Health(
            "Bukti tanda tangan",
            "action",
            f"{troubled} surat belum dapat dilengkapi buktinya; dicoba lagi sendiri.",
            "Sebabnya tertulis pada halaman surat. Periksa cap waktu dan jaringan.",
        )


def certificates(office):
    """Those of whoever signs today, and which of them end soon."""
    now = timezone.now()
    for certificate in in_use().filter(person__office=office).select_related("person"):
        end = certificate.not_after
        tone = "bad" if end < now else "action" if end < now + CERTIFICATE_WARNING else "good"
        advice = "" if tone == "good" else "Minta sertifikat baru dan unggah di akunnya."
        words = f"{certificate.person.name}: berlaku sampai {plain_day(end)}."
        yield Health("Sertifikat", tone, words, advice)


def in_use():
    """The certificates of whoever may sign today, in all offices."""
    return Certificate.objects.filter(person__in=User.objects.with_role(*SIGNERS))


def integrity():
    """Whether all that was kept is looked at, and what was found."""
    damages = Damage.objects.open().count()
    behind = [turn for turn in Turn.objects.all() if turn.is_behind]
    if damages:
        advice = "Buka Kantor, Keutuhan data."
        yield Health("Keutuhan data", "bad", f"{damages} temuan belum ditangani.", advice)
    elif behind:
        words = "Tidak semuanya sempat diperiksa dalam seminggu terakhir."
        yield Health("Keutuhan data", "action", words, "Periksa apakah pekerjaan malam berjalan.")
    else:
        yield Health("Keutuhan data", "good", "Tidak ada temuan.")


def disk():
    """Room for files and letters."""
    space = room_in(settings.PRIVATE_ROOT)
    free = f"{space.free / 1024**3:.1f}".replace(".", ",")
    words = f"{free} GB kosong dari {space.total / 1024**3:.0f} GB."
    if space.free < LITTLE_SPACE * space.total:
        return Health("Ruang simpan", "bad", words, "Tambah ruang atau pindahkan cadangan.")
    return Health("Ruang simpan", "good", words)


def stores():
    """Files in a bucket: one is really written, read and deleted; a folder is the disk's affair."""
    for bucket in trying.buckets():
        tried = trying.try_out(bucket)
        if tried.problem:
            advice = "Pulihkan tempat berkas (FILES), lalu jalankan manage.py doctor."
            yield Health("Tempat berkas", "bad", tried.problem, advice)
        else:
            yield Health("Tempat berkas", "good", "Dapat ditulisi, dibaca, dan dihapus isinya.")


def room_in(folder):
    """The disk under a folder, which may not have been made yet."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder)


def days_off(office):
    """Whether cuti bersama is known as far as deadlines reach."""
    today = office.today()
    wanted = [today.year] + ([today.year + 1] if today.month >= NEXT_YEAR_FROM else [])
    unknown = [str(year) for year in wanted if not has_joint_leave(year)]
    if unknown:
        return Health(
            "Kalender",
            "action",
            f"Cuti bersama {' dan '.join(unknown)} belum dikenal.",
            "Perbarui portal, atau masukkan hari-harinya di Kantor, Hari libur.",
        )
    return Health("Kalender", "good", f"Cuti bersama {wanted[-1]} dikenal.")
