"""What a person sees who asked for a file that is not as it was stored."""

import logging

from django.shortcuts import render

from events.resting import not_while_resting
from files.kept import Damaged
from integrity import inspecting, inspections

logger = logging.getLogger(__name__)


class TellDamage:
    """Says what happened instead of the general error page, and tells the keepers at once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Damaged):
            return None
        logger.error("%s", exception)
        inspection = inspections.of(exception.row)
        for words in inspecting.faults_of(inspection, exception.row):
            not_while_resting(inspecting.tell)(inspection, exception.row, words)
        page = {"office": inspection.office_of(exception.row)}
        return render(request, "integrity/damaged.html", page, status=503)
