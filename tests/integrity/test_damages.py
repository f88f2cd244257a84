"""Who sees what was found, what people are told meanwhile, and putting files back."""

import shutil

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db.models import FileField
from django.urls import reverse

from accounts.models import Role
from events import delivery
from events.models import Event, Mail
from integrity import sealing, tasks
from integrity.inspections import KINDS
from integrity.models import Damage
from letters import archive
from tests.cast import make_office, make_staff
from tests.pages import words

pytestmark = pytest.mark.django_db
LIST = reverse("office_integrity")


@pytest.fixture
def damaged(signed, dewi, settings, tmp_path):
    """A signed letter that somebody has overwritten; the backup of the night before is whole."""
    shutil.copytree(settings.PRIVATE_ROOT, tmp_path / "backup")
    path = settings.PRIVATE_ROOT / archive.name_of(signed.signed_sha256)
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 lain")
    return signed


def test_every_stored_file_is_looked_at():
    """A new model with a file needs a line in the `inspections.py` of its app."""
    looked_at = {inspection.rows().model for inspection in KINDS.values()}

    assert [
        model.__name__
        for model in apps.get_models()
        if any(isinstance(field, FileField) for field in model._meta.fields)
        and model not in looked_at
    ] == []


def opened(client, letter):
    address = reverse("letter_issued_pdf", args=[letter.submission.code, letter.token])
    return client.get(address)


def test_the_agency_is_told_what_happened_and_who_knows_of_it(client, sari, damaged):
    client.force_login(sari)

    response = opened(client, damaged)

    assert response.status_code == 503
    assert "Admin dan Kepala BPS Kabupaten Kotabaru sudah diberi tahu" in words(response)
    assert {told.to for told in Mail.objects.filter(kind="integrity_alarm")} == {
        "dewi@bps.example.go.id",
        "hasan@bps.example.go.id",
    }
    opened(client, damaged)
    assert Damage.objects.count() == 1


def test_a_changed_attachment_is_not_given_to_anybody(client, sari, signed, settings):
    attachment = signed.submission.revision.attachments.get()
    path = settings.PRIVATE_ROOT / attachment.file.name
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 lain")
    client.force_login(sari)

    response = client.get(reverse("attachment", args=[signed.submission.code, attachment.pk]))

    assert response.status_code == 503
    assert Damage.objects.get().named == f"Lampiran “{attachment.name}” ({attachment.pk})"


def test_a_file_comes_back_from_the_backup_by_one_command(client, damaged, dewi, tmp_path, capsys):
    tasks.look_at_shares()
    client.force_login(dewi)
    page = reverse("office_damage", args=[Damage.objects.get().pk])
    mended = {"outcome": "mended", "reason": "Dipulihkan dari cadangan semalam."}
    refused = client.post(page, mended)
    assert "Masih seperti saat ditemukan." in words(refused)
    assert "Dipulihkan dari cadangan semalam." in words(refused)

    call_command("restore_files", tmp_path / "backup")

    assert capsys.readouterr().out == (
        f"dipulihkan: Surat {damaged.number}\n1 berkas dipulihkan, 0 belum.\n"
    )
    assert opened(client, damaged).status_code == 200
    assert client.post(page, mended, follow=True).redirect_chain == [(LIST, 302)]
    settled = Event.objects.get(action="damage.settle")
    assert (settled.by, settled.particulars["outcome"]) == (dewi, "mended")
    tasks.look_at_shares()
    assert not Damage.objects.open().exists()


def test_what_was_mended_and_breaks_again_is_told_again(damaged, dewi, tmp_path, settings):
    tasks.look_at_shares()
    call_command("restore_files", tmp_path / "backup")
    Damage.objects.get().settle(by=dewi, outcome="mended", reason="Dipulihkan.")
    (settings.PRIVATE_ROOT / archive.name_of(damaged.signed_sha256)).unlink()

    tasks.look_at_shares()

    assert Damage.objects.count() == 2


def test_another_office_does_not_see_it(client, damaged):
    tasks.look_at_shares()
    client.force_login(make_staff("Wati", Role.ADMIN, office=make_office("6301")))

    assert "Tidak ada temuan" in words(client.get(LIST))
    page = reverse("office_damage", args=[Damage.objects.get().pk])
    assert client.get(page).status_code == 404


def test_the_desk_and_the_status_page_tell_of_it(client, damaged, dewi):
    tasks.look_at_shares()
    client.force_login(dewi)

    assert "1 temuan belum ditangani." in words(client.get(reverse("status")))
    assert "temuan pada keutuhan data" in words(client.get(reverse("desk")))


def test_the_seal_goes_out_once_a_day_and_proves_the_history_later(seal, signed, dewi, capsys):
    seal()

    tasks.mail_seal()

    line = sealing.last_outside()
    told = Mail.objects.filter(kind="chain_seal")
    assert sorted(one.to for one in told) == ["dewi@bps.example.go.id", "hasan@bps.example.go.id"]
    assert line in told[0].text
    call_command("check_seal", line)
    assert capsys.readouterr().out.startswith("cocok: ")


def test_a_mail_waits_rather_than_carry_a_changed_letter(damaged, sari):
    waiting = Mail.objects.get(kind="letter_delivered", to=sari.email)

    delivery.deliver(waiting)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (Mail.State.QUEUED, delivery.NO_STORAGE)
    assert mail.outbox == []
