"""Consultations among the figures of the head's board."""

from datetime import datetime, time

from django.db.models import Count, Q

from consultations.models import Consultation
from consultations.words import State
from figures.charts import spoken
from requests_app.board.elsewhere import on_board
from workdays.months import months_before


@on_board
def consultations(board):
    """How many wait, and how those of the period were answered; one query."""
    if board.kind:  # the board is about one official form now
        return
    zone, months = board.office.zone, board.period.months
    first = datetime.combine(months[0], time.min, zone)
    end = datetime.combine(months_before(months[-1], -1), time.min, zone)
    answered = Q(state=State.ANSWERED, closed_at__gte=first, closed_at__lt=end)
    count = Consultation.objects.filter(office=board.office).aggregate(
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        late=Count("pk", filter=Q(state=State.WAITING, due_on__lt=board.today)),
        answered=Count("pk", filter=answered),
        in_time=Count("pk", filter=answered & Q(closed_in_time=True)),
    )
    share = count["answered"] and count["in_time"] * 100 // count["answered"]
    in_time = f", {share} % tepat waktu" if count["answered"] else ""
    late = f", {count['late']} terlambat" if count["late"] else ""
    meaning = f"dijawab{in_time}; {count['waiting']} menunggu{late}"
    yield "Konsultasi", spoken(count["answered"]), meaning
