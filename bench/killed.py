"""kill -9 while a letter is signed, with each signer: what the sweep and a person make of it.

    .venv/bin/python bin/with-postgres .venv/bin/python bench/killed.py [random points]

Every try is a process of its own, killed at each step of a signature and at random moments (20 for
each signer). Afterwards the letters that were not finished are signed again, and the registers,
the letters and the mails are counted. It needs PostgreSQL.
"""

import os
import random
import signal
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from ground import fresh_database

STEPS = ("hand_over", "take_back", "_announce", "_store", "settle", "publish")
SEED = 6302


def main(points):
    """Print what became of the letters; whether all is whole."""
    from django.db import connection

    from tests.letters import bsre_server
    from tests.letters.holders import HOLDERS, SECRETS, World

    with fresh_database(), tempfile.TemporaryDirectory() as name:
        if connection.vendor != "postgresql":
            sys.exit("This needs PostgreSQL: see the first lines of the file.")
        folder = Path(name)
        settings.PRIVATE_ROOT = folder / "private"
        settings.STORAGES["default"]["OPTIONS"]["location"] = settings.PRIVATE_ROOT
        world = World(folder)
        settings.SIGNING_ROOTS = settings.BSRE_ROOTS = str(world.roots)
        from tests.letters import soft_token

        settings.TOKEN_MODULE, settings.TOKEN_LABEL = soft_token.module(), soft_token.LABEL
        settings.TOKEN_ENVIRONMENT = world.environment
        served = bsre_server.running(
            world.people["hasan"], SECRETS["bsre"], world.authority.server(), folder
        )
        with served as world.gateway:
            settings.BSRE_URL = world.gateway.url
            people = cast()
            whole = [one_signer(HOLDERS[kind](kind, world), people, points) for kind in HOLDERS]
        return all(whole) and all_is_whole()


def cast():
    """A head who may sign, an examiner, and a member of an agency."""
    from tests.cast import appoint, make_agency, make_member, make_staff

    head = make_staff("Hasan Basri", "head")
    appoint(head)
    return head, make_staff("Ratna Dewanti", "examiner"), make_member(agency=make_agency())


def one_signer(holder, people, points):
    """Kill at each step and at random; say how each letter came to its end."""
    from letters.models import Attempt

    head, *others = people
    holder.keep_for(head)
    took = whole_signature(letter_for(head, *others), head, holder.secret)
    chance = random.Random(SEED)
    deaths = [*STEPS, *[chance.uniform(0, took) for _ in range(points)]]
    finished, again, ended = 0, 0, {}
    for death in deaths:
        letter = letter_for(head, *others)
        killed(letter, head, holder.secret, death)
        sweep_later()
        letter.refresh_from_db()
        state = Attempt.objects.filter(letter=letter).last()
        name = state.state if state else "none"
        ended[name] = ended.get(name, 0) + 1
        if letter.is_published:
            finished += 1
        else:
            sign(letter, head, holder.secret)
            again += 1
    print(
        f"{holder.backend}: {len(deaths)} killed ({took:.2f} s a signature); {finished} finished "
        f"by the sweep or before, {again} signed again; attempts {ended}",
        flush=True,
    )
    return finished + again == len(deaths)


def letter_for(head, examiner, member):
    """One more letter that the head has taken up."""
    from tests.submissions import make_proposed

    return make_proposed(member, examiner).letters.get().take_up(by=head)


def sign(letter, head, secret):
    letter.attempts.sign(by=head, passphrase=secret, unsigned_sha256=letter.unsigned_sha256)


def whole_signature(letter, head, secret):
    """Seconds that an undisturbed signature takes; the second of two."""
    begun = time.perf_counter()
    sign(letter, head, secret)
    return time.perf_counter() - begun


def killed(letter, head, secret, death):
    """Sign in another process, which dies at a step (a name) or after some seconds (a number)."""
    child = os.fork()
    if child == 0:
        try:
            forget_connections()
            if isinstance(death, str):
                die_at(death)
            sign(letter, head, secret)
        finally:
            os._exit(0)
    if not isinstance(death, str):
        time.sleep(death)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def forget_connections():
    from django.db import connections

    for alias in connections:
        connections[alias].connection = None  # the parent's, not ours to close


def die_at(step):
    """Be killed on reaching a step; at `publish` with its writes done and nothing committed."""
    from letters.models import Attempt, Letter

    def die(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)

    if step == "publish":
        publish = Letter.publish
        Letter.publish = lambda self, **facts: die(publish(self, **facts))
    else:
        setattr(Attempt, step, die)


def sweep_later():
    """The sweep, ten minutes on."""
    from django.utils import timezone

    from letters.models import Attempt
    from letters.tasks import sweep

    Attempt.objects.running().update(started_at=timezone.now() - timedelta(minutes=10))
    sweep()


def all_is_whole():
    """Numbers without gap or double, every letter genuine, one mail each."""
    from events.models import Mail
    from letters import archive
    from letters.models import Counter, Letter
    from letters.registers import faults
    from letters.signing.roots import trusted_roots
    from letters.signing.verifying import seal_of

    letters = list(Letter.objects.all())
    numbers = sorted(letter.sequence for letter in letters)
    seals = [seal_of(archive.read(letter.signed_sha256), trusted_roots()) for letter in letters]
    mails = [sorted(letter.mails().values_list("to", flat=True)) for letter in letters]
    print(f"{len(letters)} letters, {len(set(numbers))} numbers, {Mail.objects.count()} mails")
    print(f"counters {list(Counter.objects.values_list('register', 'last'))}, faults {faults()}")
    found = {
        "numbers without a gap": numbers == list(range(1, len(letters) + 1)),
        "every letter issued": all(letter.is_published for letter in letters),
        "every signature sound": all(seal.is_sound for seal in seals),
        "one mail an address": all(to and to == sorted(set(to)) for to in mails),
        "registers whole": not faults(),
    }
    print(found)
    return all(found.values())


if __name__ == "__main__":
    reached = main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    print("all is whole" if reached else "SOMETHING IS WRONG")
    sys.exit(not reached)
