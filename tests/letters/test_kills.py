"""The real thing: a process that signs is killed at each step, with each signer; then the sweep."""

import os
import signal

from django.db import connections

from events.models import Mail
from letters.models import Attempt, Letter
from letters.tasks import sweep
from tests.letters.conftest import another_letter
from tests.letters.test_crashes import wait_a_while

# Before anything is sent; while it is signed; before it is stored, settled, and while settling.
STEPS = ["hand_over", "take_back", "_store", "settle", "_end"]


def sign(letter, by, secret):
    letter.attempts.sign(by=by, passphrase=secret, unsigned_sha256=letter.unsigned_sha256)


def killed_at(step, letter, by, secret):
    """Let another process sign, and kill it where it comes to that step."""
    child = os.fork()
    if child == 0:
        for alias in connections:
            connections[alias].connection = None  # the parent's, not ours to close
        setattr(Attempt, step, lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL))
        try:
            sign(letter, by, secret)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def test_killed_at_any_step_a_letter_is_issued_once_under_its_number(
    postgresql,
    holder,
    hasan,
    ratna,
    agency,
):
    holder.keep_for(hasan)
    found = {}
    for step in STEPS:
        letter = another_letter(ratna, agency).take_up(by=hasan)
        killed_at(step, letter, hasan, holder.secret)
        wait_a_while()
        sweep()
        found[step] = letter.attempts.get().state
        letter.refresh_from_db()
        if letter.is_numbered:  # a person signs again, the machine never does
            assert letter.attempts.count() == 1
            sign(letter, hasan, holder.secret)

    lost = "unknown" if holder.backend == "bsre" else "void"
    assert found == dict(zip(STEPS, ["void", lost, lost, "done", "done"], strict=True))
    issued = Letter.objects.published().order_by("sequence")
    assert list(issued.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert Mail.objects.filter(kind="letter_delivered").count() == 2 * len(STEPS)
    assert not Attempt.objects.unresolved().exists()
