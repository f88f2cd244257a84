"""The pack as one ZIP: tables, digests of the evidence, and the drafts of both notifications.

Whatever comes from people is text: no cell of a table is calculated, nothing is opened or run.
"""

import hashlib

from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from events.models import Chain, ChainHead
from files.cells import Table
from files.tables import csv_parts
from files.zipping import CONTENTS, Zip
from integrity.models import Seal
from romantik.breach.kinds import data_of, is_export

LISTED = ("Berkas", "Ukuran (byte)", "SHA-256")
TEXTS = (
    "breach/ringkasan.txt",
    "breach/pemberitahuan-subjek-data.txt",
    "breach/pemberitahuan-lembaga.txt",
)


def pack(breach, *, what="", measures=""):
    """The pieces of the ZIP. ``what`` happened and which ``measures`` were taken, in words."""
    now = timezone.localtime(timezone=breach.since.tzinfo)
    zipped = Zip(now)
    for name, chunks in _entries(breach, now, what, measures):
        yield from zipped.add(name, chunks)
    yield from zipped.add(CONTENTS, _csv(LISTED, list(zipped.contents)))
    yield from zipped.close()


def _entries(breach, now, what, measures):
    affected, reads = breach.affected(), list(breach.reads())
    told = {
        "breach": breach,
        "now": now,
        "what": what,
        "measures": measures,
        "affected": affected,
        "reads": reads,
        "exports": [read for read in reads if is_export(read)],
        "lists": breach.lists(),
        "data": sorted({data for one in affected for data in one.data} | {*map(data_of, reads)}),
        "reached": breach.within_reach(),
    }
    for template in TEXTS:
        yield template.partition("/")[2], [_plain(template, told).encode()]
    zone = breach.since.tzinfo
    yield "terdampak.csv", _csv(*_affected(affected, zone))
    yield "pembacaan.csv", _csv(*_reads(reads, zone))
    yield "peristiwa.csv", _csv(*_events(breach, zone))
    yield "sesi.csv", _csv(*_sessions(breach, zone))
    yield "bukti.csv", _csv(*_evidence(breach, reads))


def _affected(people, zone):
    columns = ("Nama", "Hubungan", "Surel atau kontak", "Jenis data", "Dari", "Pertama", "Terakhir")
    lines = (
        (
            *(one.name, one.how, one.mailbox),
            "; ".join(sorted(one.data)),
            ", ".join(sorted(one.sources)),
            *(_moment(one.first, zone), _moment(one.last, zone)),
        )
        for one in people
    )
    return columns, lines


def _reads(reads, zone):
    columns = ("Waktu", "Akun", "Peran", "Yang dibuka", "Kode", "Dibawa keluar", "Jenis data")
    lines = (
        (
            *(_moment(read.at, zone), read.by.email, read.role, read.what, read.told_about),
            *("ya" if is_export(read) else "tidak", data_of(read)),
        )
        for read in reads
    )
    return columns, lines


def _events(breach, zone):
    """That it was done, by whom, to what; what was written then is not needed here."""
    columns = ("Nomor", "Waktu", "Akun", "Kejadian", "Benda", "SHA-256")
    lines = (
        (
            *(event.pk, _moment(event.at, zone), event.by.email if event.by else "portal"),
            *(event.action, f"{event.subject_type.model} {event.subject_id}", event.digest),
        )
        for event in breach.events()
    )
    return columns, lines


def _sessions(breach, zone):
    columns = ("Akun", "Mulai", "Terakhir terlihat", "Alamat IP", "Perangkat")
    lines = (
        (
            *(one.user.email, _moment(one.created_at, zone), _moment(one.last_seen_at, zone)),
            *(one.ip, one.user_agent),
        )
        for one in breach.sessions()
    )
    return columns, lines


def _evidence(breach, reads):
    """Digests with which everything can be proven later to be what it was."""
    seal, head = Seal.objects.last(), ChainHead.objects.first()
    log = hashlib.sha256()
    for read in reads:
        log.update(f"{read.pk} {read.by_id} {read.at.isoformat()} {read.address}\n".encode())
    lines = [
        ("Pembacaan dalam paket ini", f"{len(reads)} baris", "", log.hexdigest()),
        ("Akhir riwayat", f"{head.count} catatan" if head else "", "", head.digest if head else ""),
        *(
            (f"Akhir riwayat {end.name}", f"{end.count} catatan", "", end.digest)
            for end in Chain.objects.order_by("pk")
        ),
        ("Segel terakhir", seal.line if seal else "belum ada", "", ""),
        *breach.stored(),
    ]
    return ("Apa", "Yang mana", "Ukuran (byte)", "SHA-256"), lines


def _plain(template, told):
    """Plain text: an apostrophe is an apostrophe."""
    return get_template(template).template.render(Context(told, autoescape=False))


def _csv(columns, lines):
    return (part.encode() for part in csv_parts(Table("", columns, lines)))


def _moment(moment, zone):
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
