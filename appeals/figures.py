"""Objections to decisions among the figures of the head's board."""

from datetime import datetime, time

from django.db.models import Count, Q

from appeals.models import Appeal
from appeals.words import OPEN, State
from figures.charts import spoken
from requests_app.board.elsewhere import on_board
from workdays.months import months_before


@on_board
def appeals(board):
    """How many came in the period, what came of them, and how many wait; one query."""
    if board.kind:  # the board is about one official form now
        return
    zone, months = board.office.zone, board.period.months
    first = datetime.combine(months[0], time.min, zone)
    end = datetime.combine(months_before(months[-1], -1), time.min, zone)
    made = Q(made_at__gte=first, made_at__lt=end)
    ours = Appeal.objects.filter(Q(submission__office=board.office) | Q(office=board.office))
    count = ours.aggregate(
        made=Count("pk", filter=made),
        waiting=Count("pk", filter=Q(state__in=OPEN)),
        late=Count("pk", filter=Q(state__in=OPEN, due_on__lt=board.today)),
        **{state.value: Count("pk", filter=made & Q(state=state)) for state in State},
    )
    if not count["made"] and not count["waiting"]:
        return
    late = f", {count['late']} terlambat" if count["late"] else ""
    meaning = (
        f"{count['upheld']} dikuatkan, {count['overturned']} diubah, {count['withdrawn']} ditarik; "
        f"{count['waiting']} menunggu{late}"
    )
    yield "Keberatan atas keputusan", spoken(count["made"]), meaning
