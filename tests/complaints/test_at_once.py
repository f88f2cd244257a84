"""Many answer in the same moment: each link counts once, and no answer is counted twice."""

from complaints.models import Rating, RatingInvitation, Tally
from events.refusals import NotNow
from tests.complaints.conftest import opinion
from tests.letters.conftest import at_once, postgresql

__all__ = ["postgresql"]


def test_a_link_pressed_by_five_hands_counts_once(postgresql, invitation):
    def press(_):
        Rating.objects.answer(RatingInvitation.objects.get(), **opinion())

    wrong = at_once(press, range(5))

    assert [type(error) for error in wrong] == [NotNow] * 4
    assert Rating.objects.count() == 1


def test_twelve_answers_at_once_open_the_box_once(postgresql, office):
    def put_in(number):
        Rating.objects.put_in(office=office, channel="online", **opinion(1 + number % 4))

    assert at_once(put_in, range(12)) == []

    tally = Tally.objects.get()
    again = Tally(office=office, quarter=tally.quarter)
    again.add(list(Rating.objects.counted()))
    assert (tally.count, again.count, Rating.objects.waiting().count()) == (10, 10, 2)
    assert tally.sums == again.sums
