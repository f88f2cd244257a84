from django.core.management.base import BaseCommand, CommandError

from backups import shelf
from backups.models import Backup
from backups.models.backup import NOT_SET_UP, is_set_up
from backups.running import my_turn, run, run_waiting
from files.outside import Trouble, outside


class Command(BaseCommand):
    """Copies database and private files of one moment to BACKUP_TARGET, encrypted to BACKUP_KEY."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--drill", action="store_true", help="put it back by way of trial, too")
        parser.add_argument("--list", action="store_true", help="only say which ones there are")
        parser.add_argument("--due", action="store_true", help="only where the night has made none")

    def handle(self, *, drill, list, due, **options):
        try:
            if list:
                self.list()
            else:
                self.make_due() if due else self.make(drill)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble

    def list(self):
        place = outside()
        for archive in shelf.archives(place) if place else ():
            self.stdout.write(f"{archive.name}  {archive.size:,} bytes")

    def make_due(self):
        """What the worker does every five minutes, where it does not."""
        if not is_set_up():
            raise Trouble(NOT_SET_UP)
        run_waiting()
        newest = Backup.objects.exclude(state=Backup.State.ASKED).first()
        if newest and newest.state == Backup.State.FAILED:
            raise Trouble(newest.error)
        self.stdout.write(f"{newest.name}: {newest.get_state_display()}" if newest else "")

    def make(self, drill):
        with my_turn() as is_mine:
            if not is_mine:
                raise Trouble("Cadangan lain sedang dibuat.")
            Backup.objects.resume()
            backup = Backup.objects.create()
            run(backup, with_drill=drill)
        if backup.state != Backup.State.GOOD:
            raise Trouble(backup.error)
        self.stdout.write(f"{backup.name}: {backup.files} berkas, {backup.size:,} byte, cocok")
        if backup.drill_fault:
            raise Trouble(f"Uji pemulihan gagal: {backup.drill_fault}")
        if backup.damaged:
            raise Trouble(f"{backup.damaged} berkas hilang atau berubah; lihat Keutuhan data.")
