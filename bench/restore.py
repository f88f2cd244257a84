"""A portal is backed up while people write, and put back: how long, and whether anything differs.

    .venv/bin/python bench/restore.py [FILES MEGABYTES [FOLDER]]
    .venv/bin/python bin/with-postgres .venv/bin/python bench/restore.py …

50,000 files and 5,000 MB unless told otherwise; FOLDER (default: a temporary one) needs room for
four times as much. Goal: put back in at most ten minutes on two cores.
"""

import hashlib
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import pyrage
from django.conf import settings
from django.test import override_settings
from ground import fresh_database, verdict

GOAL = 600  # seconds for 50,000 files and 5 GB
SEED = 6302
A_FOLDER = 500  # files


def main(files, megabytes, folder):
    """Print the times; whether they were reached and nothing differs."""
    from backups import contents, restoring
    from tests.backups import portal

    identity = pyrage.x25519.Identity.generate()
    (folder / "backups").mkdir()
    where = {"BACKUP_TARGET": str(folder / "backups"), "BACKUP_KEYS": [str(identity.to_public())]}
    # All of it is one agency's, which goes on writing.
    room = {"AGENCY_MB": 2 * megabytes, "AGENCY_FILES": 2 * files}
    room |= {"AGENCY_DAILY_MB": 2 * megabytes, "AGENCY_DAILY_FILES": 2 * files}
    room |= portal.files_in(folder)
    with fresh_database(), portal.on_disk(folder), override_settings(**room):
        people = cast()
        furnish(people[0], files, megabytes * 1024 * 1024 // files)
        with override_settings(**where), seeing_the_moment() as seen:
            with portal.Writers(*writing(*people)) as writers:
                before, backup, made = list(writers.acknowledged), *timed(portal.backed_up)
            archive = folder / "backups" / backup.name
        print(f"made: {backup.files:,} files, {backup.size / 1e6:,.0f} MB, {backup.error or 'ok'}")
        print(
            f"written meanwhile: {len(writers.acknowledged) - len(before)}, wrong {writers.wrong}"
        )
        with portal.elsewhere(folder / "elsewhere"), archive.open("rb") as source:
            restored, took = timed(restoring.restore, source, [identity], name=backup.name)
            found = {
                "every row is that of the moment": portal.everything("default") == seen,
                "every file is there": len(contents.named("default")) == restored.files,
                "what was acknowledged before is there": is_there(before),
                "all checks": checked(),
                "next number follows": next_follows(*people),
            }
    print(found)
    print(f"made and compared in {made:.0f} s")
    reached = verdict("put back", took, GOAL * max(files / 50_000, megabytes / 5_000), "s")
    return reached and all(found.values())


def timed(work, *arguments, **more):
    began = time.perf_counter()
    result = work(*arguments, **more)
    return result, time.perf_counter() - began


def cast():
    """A member of an agency, an examiner, and a head who takes letters up."""
    from tests.cast import appoint, make_agency, make_member, make_staff
    from tests.letters.conftest import equip

    head = make_staff("Hasan Basri", "head")
    appoint(head)
    equip(head)
    return make_member(agency=make_agency()), make_staff("Ratna Dewanti", "examiner"), head


def furnish(member, count, size):
    """So many attachments on disk, each of its own random bytes."""
    from requests_app.models import Attachment
    from tests.submissions import make_draft

    chance, rows = random.Random(SEED), []
    for number in range(count):
        if number % 1000 == 0:
            revision = make_draft(member).revision
        content = chance.randbytes(size)
        name = f"lampiran/{number // A_FOLDER:04}/{number:08}.pdf"
        path = settings.PRIVATE_ROOT / name
        if number % A_FOLDER == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        facts = {"kind": "other", "name": f"{number}.pdf", "content_type": "application/pdf"}
        digest = hashlib.sha256(content).hexdigest()
        facts |= {"size": size, "sha256": digest, "file": name, "added_by": member}
        rows.append(Attachment(revision=revision, **facts))
        if len(rows) == 1000 or number == count - 1:
            Attachment.objects.bulk_create(rows)
            rows = []


def writing(member, examiner, head):
    """What people do meanwhile."""
    from tests.submissions import make_proposed, make_submitted

    yield lambda: make_submitted(member)
    yield lambda: make_proposed(member, examiner).letters.get().take_up(by=head).submission


class seeing_the_moment:  # noqa: N801  reads as words where it is used
    """What the connection of the moment saw, while others wrote on."""

    def __enter__(self):
        from backups import contents
        from tests.backups.portal import everything

        self.contents, self.named, seen = contents, contents.named, {}

        def look(alias):
            seen.update(everything(alias) if alias == "moment" else {})
            return self.named(alias)

        contents.named = look
        return seen

    def __exit__(self, *problem):
        self.contents.named = self.named


def is_there(acknowledged):
    from requests_app.models import Submission

    return Submission.objects.filter(pk__in=acknowledged).count() == len(set(acknowledged))


def checked():
    """Every check that the drill makes; each fails by an exception."""
    from django.core.management import call_command

    for check in ("verify_events", "verify_letters", "check_registers", "check_catalogue"):
        call_command(check, stdout=sys.stderr)
    return True


def next_follows(member, examiner, head):
    from letters.models import Counter
    from tests.submissions import make_proposed

    last = Counter.objects.get(register="letter").last
    return make_proposed(member, examiner).letters.get().take_up(by=head).sequence == last + 1


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:3]]
    files, megabytes = numbers or (50_000, 5_000)
    with tempfile.TemporaryDirectory(dir=(sys.argv[3:] or [None])[0]) as name:
        Path(name).chmod(0o755)
        reached = main(files, megabytes, Path(name))
    print(f"load average at the end {os.getloadavg()[0]:.1f}")
    print("all is whole" if reached else "SOMETHING IS WRONG")
    sys.exit(not reached)
