"""Debian's clamd itself over its socket, with one signature of its own that stands for EICAR's."""

import os
import shutil
import signal
import subprocess
import time
import warnings

import pytest
from django.core.cache import cache
from django.urls import reverse

from events.models import Event
from files import scanning
from integrity.models import Damage
from integrity.tasks import scan_later
from requests_app.models import Attachment
from tests.files.test_scanning import EICAR
from tests.pages import words
from tests.submissions import PDF, upload

pytestmark = pytest.mark.one_database
CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
ABSENT = "clamd is not installed (apt-get install clamav-daemon): no file met a real virus scanner."
INFECTED = PDF + EICAR
CONFIG = """DatabaseDirectory {0}/signatures
LocalSocket {0}/clamd.sock
PidFile {0}/clamd.pid
LogFile {0}/clamd.log
Foreground yes
User {1}
StreamMaxLength 20M
"""


class Scanner:
    """A clamd of the tests' own, which can be frozen, ended and started again."""

    def __init__(self, folder):
        self.folder, self.socket, self.process = folder, folder / "clamd.sock", None
        (folder / "signatures").mkdir()
        line = f"Test.Eicar:0:*:{EICAR.hex()}\n"
        (folder / "signatures/own.ndb").write_text(line)
        owner = os.environ.get("USER") or "root"
        (folder / "clamd.conf").write_text(CONFIG.format(folder, owner))

    def start(self):
        command = [CLAMD, "-c", str(self.folder / "clamd.conf")]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 60
        while not self.socket.exists():
            assert time.monotonic() < until, self.log()
            assert self.process.poll() is None, self.log()
            time.sleep(0.1)

    def log(self):
        file = self.folder / "clamd.log"
        return file.read_text() if file.exists() else "clamd wrote nothing"

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def end(self):
        if self.process:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()
        self.socket.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    if CLAMD is None:
        warnings.warn(ABSENT, stacklevel=1)
        pytest.skip(ABSENT)
    scanner = Scanner(tmp_path_factory.mktemp("clamd"))
    scanner.start()
    yield scanner
    scanner.end()


@pytest.fixture
def scanner(clamd, settings, monkeypatch):
    monkeypatch.setattr(scanning, "PATIENCE", 2)
    settings.SCANNER = f"clamd://{clamd.socket}"
    cache.delete(scanning.RESTS)
    if not clamd.socket.exists():
        clamd.start()
    yield clamd
    clamd.process.send_signal(signal.SIGCONT)
    cache.delete(scanning.RESTS)


@pytest.fixture
def sending(client, sari, draft):
    """Sari sends a file with her draft: the answer, and how long she waited."""
    client.force_login(sari)

    def send(content, name="lembar.pdf"):
        began = time.monotonic()
        address = reverse("attachments", args=[draft.code])
        answer = client.post(address, {"kind": "other", "file": upload(name, content)}, follow=True)
        return words(answer), time.monotonic() - began

    return send


def stored(settings):
    return sorted(path.name for path in (settings.PRIVATE_ROOT / "lampiran").iterdir())


def test_a_clean_file_goes_and_an_infected_one_leaves_nothing(sending, draft, scanner, settings):
    page, _ = sending(PDF)
    clean, kept = draft.revision.attachments.get(name="lembar.pdf"), stored(settings)

    refused, _ = sending(INFECTED, "tagihan.pdf")

    assert "“lembar.pdf” sudah tersimpan." in page
    assert clean.scanned_at is not None
    assert "Berkas “tagihan.pdf” mengandung program berbahaya." in refused
    assert draft.revision.attachments.count() == 2  # with the cover letter
    assert stored(settings) == kept


def test_one_that_hangs_is_given_up_in_time_and_then_left_alone(sending, draft, scanner):
    scanner.freeze()

    first, waited = sending(PDF)
    second, at_once = sending(PDF)

    assert "Pemeriksa virus sedang tidak dapat dihubungi" in first
    assert "Pemeriksa virus sedang tidak dapat dihubungi" in second
    assert draft.revision.attachments.count() == 1
    assert waited < 12  # two seconds for it, the rest for a busy machine
    assert at_once < waited


def test_where_it_comes_later_files_are_marked_and_scanned_by_the_worker(
    client, sending, draft, sari, ratna, scanner, settings, caplog
):
    settings.SCANNER_AWAY = "later"
    scanner.end()
    clean, _ = sending(PDF, "bersih.pdf")
    infected, _ = sending(INFECTED, "tagihan.pdf")
    draft.submit(by=sari)  # what was submitted is written once, but for this
    client.force_login(ratna)
    page = words(client.get(reverse("attachments", args=[draft.code])))
    scan_later()
    waiting = Attachment.objects.filter(scanned_at=None).count()

    cache.delete(scanning.RESTS)
    scanner.start()
    scan_later()

    assert "“bersih.pdf” sudah tersimpan." in clean
    assert "“tagihan.pdf” sudah tersimpan." in infected
    assert "belum diperiksa virus; diperiksa menyusul" in page
    assert waiting == 3
    left = Attachment.objects.filter(scanned_at=None)
    assert [file.name for file in left] == ["tagihan.pdf"]
    damage = Damage.objects.get()
    assert damage.kind == "infected"
    assert "“Test.Eicar.UNOFFICIAL”" in damage.words
    assert Event.objects.filter(action="damage.find").count() == 1
    assert not (settings.PRIVATE_ROOT / left.get().file.name).exists()
    assert len(list((settings.PRIVATE_ROOT / "karantina").iterdir())) == 1
    answer = client.get(reverse("attachment", args=[draft.code, left.get().pk]))
    assert answer.status_code == 503
