"""Two clocks that strike at the same moment write one daily mail."""

from time_machine import travel

from accounts.tasks import send_daily_mails
from events.models import Mail, NoticeChoice
from tests.submissions import at, make_submitted
from tests.threads import database_of_threads, together, whole_chain  # noqa: F401  used by pytest


def test_two_clocks_at_the_same_moment_write_one_mail(ratna, sari):
    NoticeChoice.objects.choose(ratna, {"work": "daily"})
    make_submitted(sari)

    with travel(at(2026, 3, 6, 8)):
        together(send_daily_mails, send_daily_mails)

    assert Mail.objects.filter(kind="daily_digest").count() == 1
