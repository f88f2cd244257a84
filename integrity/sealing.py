"""The hourly seal on the chains of events, and a copy of it that lies elsewhere.

A seal says how many events there were and which digest the newest one had (where offices have
chains of their own, the digest of all their ends), under an Ed25519 key of its own (`SEAL_KEY`),
and holds the seal before it by its digest. Each is also a line of `SEALS_FILE` and goes by mail to
the keepers once a day. So whoever cuts the chain short and sets its end back has to change seals in
the database, in a file and in two mailboxes. What has come since the last seal is held by what
`events.ends` noted beside the database.
"""

import base64
import hashlib
import os

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from events import ends
from events.chain import Walk
from events.chain.appending import lock_all
from events.models import Chain, Event
from events.models.digests import digest_of
from integrity.models import Damage, Seal

PURPOSE, OF_CHAINS = "segel-romantik-1", "segel-romantik-2"  # the latter of several chains
CHAIN, COMMON = "chain", "-"
PARTS = 7  # purpose, count, told, last, digest, moment, digest of the seal before


def seal():
    """Seal the chain as far as it goes; None while something is found that nobody has seen to."""
    noted, complete = ends.noted()  # first, so that the database is no older
    with transaction.atomic():
        ends_of_chains = lock_all()  # nobody adds an event meanwhile
        before = Seal.objects.last()
        walk, faults = look_since(before, ends_of_chains)
        faults += faults_of_ends(noted)
        damages = [Damage.objects.tell(CHAIN, words) for words in faults]
        if any(damage.settled_at is None for damage in damages):
            return None
        transaction.on_commit(lambda: ends.drop(complete))
        if before and (before.last, before.count) == (walk.last_id, walk.count):
            return before
        told = sum(end.count for end in lock_all().values())  # a damage told is an event, too
        made = Seal(count=walk.count, told=told, last=walk.last_id, digest=sealed(walk))
        made.at = timezone.now()
        made.line = signed(made, before)
        made.save(force_insert=True)
        transaction.on_commit(lambda: keep_outside(made.line))
    return made


def look_since(before, ends_of_chains):
    """Walk from the last seal to the end: (the walk, what is wrong in sentences).

    The chains' own ends are compared where nothing else is found: one loss is told once.
    """
    walk, faults = Walk(), []
    if before:
        faults += faults_of_seal(before)
        walk = end_at(before.last)
    elif last_outside():
        faults.append("Segel di basis data hilang, salinannya di luar (SEALS_FILE) masih ada.")
    while broken := walk.go_on():
        faults.append(told_of(broken))
        walk.step_over(broken)
    told = sum(end.count for end in ends_of_chains.values())
    missing = (told - walk.count) - (before.told - before.count if before else 0)
    fit = all(end.digest == walk.end_of(name) for name, end in ends_of_chains.items())
    if not faults and (missing or not fit):
        faults.append(
            f"Ujung rantai catatan tidak cocok: menurut ujungnya ada {told} catatan, "
            f"yang ada {walk.count}."
        )
    return walk, faults


def told_of(event):
    at = timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S")
    return (
        f"Catatan nomor {event.pk} ({event.action}, {at}), atau yang tepat sebelumnya, "
        "telah diubah, disisipkan, atau dihapus."
    )


def faults_of_seal(seal):
    """What does not fit between the last seal, its copy outside, and the events it sealed."""
    if not is_genuine(seal.line) or seal.line.split()[1:5] != facts_of(seal):
        yield "Segel terakhir di basis data tidak asli."
    outside = last_outside()
    if outside and outside != seal.line:
        yield "Segel terakhir di basis data lain daripada salinannya di luar (SEALS_FILE)."
    yield from differences(count=seal.count, last=seal.last, digest=seal.digest)


def faults_of_ends(noted):
    """What was recorded, as a file beside the database says, and is there no more."""
    if gone := ends.missing(noted):
        yield (
            f"{len(gone)} catatan, yang pertama nomor {gone[0]}, sudah direkam menurut berkas di "
            "luar basis data, tetapi tidak ada lagi atau telah diubah."
        )


def differences(*, count, last, digest):
    """What of the events up to that one is not as a seal says."""
    walk = end_at(last)
    if walk.count != count:
        yield (
            f"Sampai catatan nomor {last} seharusnya ada {count} catatan, yang ada {walk.count}: "
            "ada yang dihapus atau disisipkan."
        )
    if walk.last_id != last or sealed(walk, like=digest) != digest:
        yield f"Catatan nomor {last}, yang tersegel, tidak ada lagi atau telah diubah."


def end_at(last):
    """The chains up to that number as they stand, whole or not."""
    walk = Walk()
    events = Event.objects.filter(pk__lte=last).order_by().values_list("chain")
    chains = list(events.annotate(Count("pk"), Max("pk")))
    newest_ones = Event.objects.filter(pk__in=[newest for *_, newest in chains])
    digests = dict(newest_ones.order_by().values_list("pk", "digest"))
    for chain, count, newest in chains:
        if chain is None:
            walk.digest = digests[newest]
        else:
            walk.ends[chain] = digests[newest]
        walk.count, walk.last_id = walk.count + count, max(walk.last_id, newest)
    return walk


def sealed(walk, like=""):
    """The digest of the newest event; of all ends where offices have chains of their own.

    By the algorithm of `like`, a digest that was sealed once, or by that of today.
    """
    if not walk.ends:
        return walk.digest
    ends = {COMMON: walk.digest} | walk.ends
    return digest_of("\n".join(f"{name} {ends[name]}" for name in sorted(ends)), like=like)


# The line


def facts_of(seal):
    return [str(seal.count), str(seal.told), str(seal.last), seal.digest]


def signed(seal, before):
    """The seal as a line: what it says, and the signature over that."""
    held = hashlib.sha256(before.line.encode()).hexdigest() if before else "-"
    purpose = OF_CHAINS if Chain.objects.exists() else PURPOSE
    said = " ".join(
        [purpose, *facts_of(seal), seal.at.isoformat(timespec="seconds").replace(" ", ""), held]
    )
    return f"{said} {base64.b64encode(own_key().sign(said.encode())).decode()}"


def is_genuine(line):
    """Was that line signed with our key?"""
    said, _, signature = line.strip().rpartition(" ")
    try:
        own_key().public_key().verify(base64.b64decode(signature), said.encode())
    except (InvalidSignature, ValueError):
        return False
    return len(said.split()) == PARTS and said.startswith((PURPOSE, OF_CHAINS))


def own_key():
    """The private key of seals, made when it is first needed."""
    path = settings.SEAL_KEY
    if not path.exists():
        made = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with open(path, "xb", opener=_private) as file:
                file.write(made)
        except FileExistsError:  # another process was quicker
            pass
    return serialization.load_pem_private_key(path.read_bytes(), password=None)


# The copy outside


def keep_outside(line):
    """One more line at the end of the file."""
    settings.SEALS_FILE.parent.mkdir(parents=True, exist_ok=True)
    with open(settings.SEALS_FILE, "ab", opener=_private) as file:
        file.write(f"{line}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def last_outside():
    """The newest line of the file, "" where there is none."""
    try:
        with open(settings.SEALS_FILE, "rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - 4096))
            lines = file.read().decode(errors="replace").split("\n")
    except FileNotFoundError:
        return ""
    return next((line for line in reversed(lines) if line.strip()), "")


def _private(path, flags):
    return os.open(path, flags, 0o600)
