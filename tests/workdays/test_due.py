"""How something stands to its due date: what is left, what is over, and when it presses."""

from datetime import date

import pytest

from workdays.counting import Calendar
from workdays.due import Due

FRIDAY = date(2026, 3, 6)
PLAIN = Calendar()  # weekends only


@pytest.mark.parametrize(
    ("today", "words", "tone"),
    [
        (date(2026, 2, 26), "sisa 6 hari kerja", "quiet"),
        (date(2026, 2, 27), "sisa 5 hari kerja", "action"),
        (date(2026, 3, 5), "sisa 1 hari kerja", "action"),
        (FRIDAY, "hari terakhir", "action"),
        (date(2026, 3, 7), "lewat batas waktu", "bad"),  # Saturday: no working day since
        (date(2026, 3, 9), "lewat 1 hari kerja", "bad"),
    ],
)
def test_a_due_date_is_told_in_working_days(today, words, tone):
    due = Due.seen(FRIDAY, today, PLAIN)

    assert (due.words, due.tone) == (words, tone)


def test_what_presses_is_for_each_to_say():
    four_days_before = date(2026, 3, 2)

    assert Due.seen(FRIDAY, four_days_before, PLAIN).is_pressing
    assert not Due.seen(FRIDAY, four_days_before, PLAIN, soon=3).is_pressing
