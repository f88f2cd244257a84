"""What a virus scanner finds later stays withheld: nobody calls it lost, nothing brings it back."""

import shutil

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse

from files.scanning import Infected
from files.sniffing import Unfit
from integrity import inspecting, scanning
from integrity.inspections import GONE, KINDS
from integrity.models import Damage
from requests_app.models import Attachment
from tests.submissions import attach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scanner(monkeypatch, settings):
    """One that says of each file, by its content, what the test tells it to."""
    says = {}

    def is_clean(file):
        if trouble := says.get(file.read()):
            raise trouble
        return True

    settings.SCANNER = "clamd://scanner"
    monkeypatch.setattr(scanning, "is_clean", is_clean)
    return says


@pytest.fixture
def infected(draft, sari, scanner, settings, tmp_path):
    """Found an hour after it was taken; the backup of the night before still has it."""
    content = b"%PDF-1.7 virus"
    attachment = attach(draft, by=sari, name="tagihan.pdf", content=content)
    shutil.copytree(settings.PRIVATE_ROOT, tmp_path / "backup")
    scanner[content] = Infected("Eicar")
    scanning.scan_later()
    return attachment


def kinds():
    return list(Damage.objects.values_list("kind", flat=True))


def test_the_nightly_look_and_who_asks_for_it_do_not_call_it_lost(infected, client, sari):
    inspecting.look_at_shares()
    client.force_login(sari)
    address = reverse("attachment", args=[infected.revision.submission.code, infected.pk])

    assert client.get(address).status_code == 503
    assert kinds() == ["infected"]


def test_putting_lost_files_back_does_not_bring_it_back(infected, tmp_path, capsys):
    call_command("restore_files", tmp_path / "backup")

    assert not default_storage.exists(infected.file.name)
    assert capsys.readouterr().out == "0 berkas dipulihkan, 0 belum.\n"


def test_what_goes_from_there_too_is_lost(infected):
    default_storage.delete(f"karantina/{infected.file.name.rpartition('/')[2]}")

    assert inspecting.faults_of(KINDS["attachments"], infected) == [GONE]


def test_what_cannot_be_scanned_keeps_nobody_waiting(draft, sari, scanner, monkeypatch):
    monkeypatch.setattr(scanning, "A_RUN", 1)
    old = attach(draft, by=sari, name="lama.pdf", content=b"%PDF-1.7 lama")
    attach(draft, by=sari, name="aneh.pdf", content=b"%PDF-1.7 aneh")
    attach(draft, by=sari, name="hilang.pdf", content=b"%PDF-1.7 hilang")
    default_storage.delete(Attachment.objects.get(name="hilang.pdf").file.name)
    scanner[b"%PDF-1.7 aneh"] = Unfit("INSTREAM size limit exceeded")

    scanning.scan_later()

    old.refresh_from_db()
    assert old.scanned_at is not None
