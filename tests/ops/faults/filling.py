"""A full disk: what is refused, what goes on, and how soon all does once there is room again."""

import contextlib
import os
import re
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from files.storing.folder import PASSING
from tests.submissions import PDF

SIZE = "96m"
FULL = (507, "Ruang simpan portal penuh")
LONG = "Kalimat yang panjang tentang tujuan kegiatan. " * 60
BOUNDARY = "batas-antara-isian"


class Filled(NamedTuple):
    """What was seen while there was no room, and the seconds until a save was taken again."""

    reading: dict  # page: status
    refused: dict  # what wanted to write: status and heading
    health: list  # status before, while, and after
    half_stored: int
    lost: int
    back: float

    @property
    def unread(self):
        return sum(status != 200 for status in self.reading.values())

    @property
    def unrefused(self):
        return sum(told != FULL for told in self.refused.values())


@contextlib.contextmanager
def small_disk(folder):
    """A disk of its own in that folder, for whoever may mount one; tells whether it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "none", str(folder)]
    there = os.geteuid() == 0 and not subprocess.run(mount, capture_output=True).returncode
    try:
        yield there
    finally:
        if there:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def filled(portal):
    """Fill the disk under a portal that serves; what people see, and what becomes of it."""
    typist, other = typists = portal.typists(2)
    portal.start()
    for one in typists:
        one.enter()
        assert one.save().status == 200
    page = portal.ask(typist.page, cookies=typist.cookies).text
    health = [portal.ask("/sehat/").status]
    ballast = _fill(portal.folder)
    refused = {"save": _told(_save_until_refused(typist)), "upload": _told(_upload(portal, other))}
    pages = {
        "home": ("/", ""),
        "desk": ("/meja/", typist.cookies),
        "form": (typist.page, typist.cookies),
        "static": (re.search(r'href="(/static/[^"]+\.css)"', page)[1], ""),
    }
    reading = {name: portal.ask(path, cookies=who).status for name, (path, who) in pages.items()}
    health.append(portal.ask("/sehat/").status)
    ballast.unlink()
    began = time.monotonic()
    while typist.save().status != 200:
        time.sleep(0.1)
    back = time.monotonic() - began
    portal.seconds_until_well()
    health.append(200)
    stored = portal.stored()
    lost = sum(one.has_lost(stored) for one in typists)
    return Filled(reading, refused, health, _half_stored(portal), lost, back)


def _fill(folder):
    """Write until nothing more can be written."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while file.write(b"\0" * size):
                    pass
    return ballast


def _save_until_refused(typist):
    """What room a table still has in itself may take some saves more."""
    for _ in range(50):
        answer = typist.save(LONG)
        if answer.status != 200:
            return answer
    return answer


def _upload(portal, typist):
    """A file of two megabytes for the draft."""
    fields = {"csrfmiddlewaretoken": typist.token, "person": typist.person, "kind": "other"}
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
    file = b"Content-Type: application/pdf\r\n\r\n" + PDF + b"\n%" + b"0" * 2_000_000
    body = "".join(parts).encode() + head.encode() + file + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    place = f"/pengajuan/{typist.code}/lampiran/"
    return portal.ask(place, cookies=typist.cookies, body=body, headers=kind)


def _told(answer):
    heading = re.search("<h1>(.*?)</h1>", answer.text)
    return answer.status, heading[1] if heading else answer.text[:80]


def _half_stored(portal):
    """Files under a passing name, and files of drafts at all: each upload was refused."""
    private = portal.folder / "private"
    return sum(
        path.is_file() and ("lampiran" in path.parts or bool(PASSING.fullmatch(path.name)))
        for path in Path(private).rglob("*")
    )
