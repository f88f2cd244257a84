import hashlib
import os
import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from integrity.inspections import KINDS, fault_of_file


class Command(BaseCommand):
    """Puts lost and changed files back from a copy of the private folder, by their SHA-256."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a copy of PRIVATE_ROOT, from a backup")

    def handle(self, *, folder, **options):
        restored = missing = 0
        for inspection in KINDS.values():
            for row in inspection.rows().order_by("pk").iterator(chunk_size=100):
                for name, sha256 in inspection.files(row):
                    if not fault_of_file(name, sha256):
                        continue
                    told = inspection.named(row)
                    if put_back(folder / name, name, sha256):
                        restored += 1
                        self.stdout.write(f"dipulihkan: {told}")
                    else:
                        missing += 1
                        self.stderr.write(f"tidak ada salinan yang utuh: {told}")
        self.stdout.write(f"{restored} berkas dipulihkan, {missing} belum.")


def put_back(copy, name, sha256):
    """Copy the file into the storage if its bytes are the right ones; whole or not at all."""
    if not copy.is_file():
        return False
    settings.PRIVATE_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = settings.PRIVATE_ROOT / f".{uuid.uuid4().hex}"
    try:
        with open(waiting, "x+b") as file:
            file.write(copy.read_bytes())
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                return False
        waiting.chmod(0o400)
        default_storage.put_back(name, waiting)
    finally:
        waiting.unlink(missing_ok=True)
    return True
