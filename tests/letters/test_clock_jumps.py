"""The machine's clock jumps while a letter is on its way: nothing doubled, lost or half done."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from events.chain import verify
from events.models import Event, Mail
from events.tasks import sweep_outbox
from letters.models import Attempt, Counter
from letters.registers import faults
from letters.tasks import sweep
from requests_app.tasks import rebuild_due_dates, remind
from tests.letters.conftest import PASSPHRASE
from tests.submissions import make_proposed

JUMPS = [timedelta(days=1), timedelta(days=-1), timedelta(days=31), timedelta(days=-31)]


@pytest.mark.django_db
@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_jump_of_the_clock(sari, ratna, hasan, key, jump):
    now = timezone.now()
    with travel(now) as clock:
        letter = make_proposed(sari, ratna).letters.get().take_up(by=hasan)

        clock.move_to(now + jump)  # while the head reads
        letter.attempts.sign(
            by=hasan, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256
        )
        work()
        clock.move_to(now + timedelta(minutes=1))  # and set right again
        work()
        another = make_proposed(sari, ratna).letters.get().take_up(by=hasan)

    letter.refresh_from_db()
    assert letter.is_published
    assert Attempt.objects.get().state == Attempt.State.DONE
    assert (letter.sequence, another.sequence) == (1, 2)
    assert set(Counter.objects.values_list("last", flat=True)) == {2}
    assert list(faults()) == []
    assert Event.objects.filter(action="letter.sign").count() == 1
    assert verify()[1] == ""
    mails = [(mail.kind, mail.to, mail.about_id) for mail in Mail.objects.exclude(kind="")]
    assert len(mails) == len(set(mails))


def work():
    """What the worker does again and again."""
    for task in (sweep, sweep_outbox, remind, rebuild_due_dates):
        task()
