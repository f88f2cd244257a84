"""A task whose database went away under it is done again: workers may die, so each bears that."""

from romantik.hosts.again import is_away, leave_lost_lines

MOST = 5  # times; five minutes in all
FIRST = 10  # seconds until the first, twice as many until each next


def once_more(task, problem):
    """Hand it out again a little later, by Celery's own means; else leave the error to the caller.

    What came of it before is rolled back or known: tasks look at their rows first. So is what lost
    its turn because nobody could renew it: perhaps no other has taken that meanwhile.
    """
    from events.recurring.leases import Lost

    at_once = task.request.called_directly or task.request.is_eager
    if at_once or not (isinstance(problem, Lost) or is_away(problem)):
        return
    leave_lost_lines()
    raise task.retry(exc=problem, countdown=FIRST * 2**task.request.retries, max_retries=MOST)
