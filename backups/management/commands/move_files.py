import time

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from backups import contents
from backups.moving import move
from files.arriving.store import FOLDER as ON_ITS_WAY
from files.storing.trouble import StoreAway
from integrity.inspections import withheld

A_WORD = 2  # seconds between two words on how far it is


class Command(BaseCommand):
    """Moves stored files from FILES_OLD to FILES, each compared by its SHA-256; give it again
    whenever it broke off. The portal goes on meanwhile: it reads at both places."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--keep", action="store_true", help="leave them at the old place, too")

    def handle(self, *, keep, **options):
        if not settings.FILES_OLD:
            raise CommandError("FILES_OLD belum diatur: tempat sebelumnya, folder atau s3://…")
        try:
            moved, faults, left = self.move_all(keep)
        except StoreAway as away:
            words = f"{away.words} Ulangi perintah ini nanti; yang sudah pindah tetap di sana."
            raise CommandError(words) from away
        self.stdout.write(f"{moved} berkas dipindahkan, {left} tertinggal.")
        for name, fault in faults.items():
            self.stderr.write(f"{name}: {fault}")
        if faults:
            raise CommandError(f"{len(faults)} berkas tidak dapat dipindahkan.")
        if left == 0:
            self.stdout.write("Hapus FILES_OLD dari pengaturan, lalu jalankan ulang portal.")

    def move_all(self, keep):
        """(How many went, {name: why it did not}, how many of them are still at the old place)."""
        new, old = default_storage.places
        lying = lying_at(old, wanted := named())
        faults, told = {}, time.monotonic()
        for number, name in enumerate(lying, 1):
            if fault := move(name, wanted.get(name, ""), new=new, old=old, keep=keep):
                faults[name] = fault
            if time.monotonic() > told + A_WORD:
                told = time.monotonic()
                self.stdout.write(f"{number} dari {len(lying)}")
        left = lying_at(old, named())  # others may have stored some there meanwhile
        return len(lying) - len(faults), faults, len(left)


def lying_at(old, wanted):
    """What has to go: what rows name, and what is on its way, which nobody would sweep there."""
    names = (name for name, _ in old.names())
    return sorted(name for name in names if name in wanted or name.startswith(f"{ON_ITS_WAY}/"))


def named():
    """Whatever rows name, with its SHA-256 if that is known; infected files lie aside."""
    found = contents.named("default")
    return found | {withheld(name): sha256 for name, sha256 in found.items()}
