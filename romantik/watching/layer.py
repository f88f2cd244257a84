"""Around every request: how it was answered is counted, where somebody asks for figures."""

import time

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed


class Counted:
    """Count requests and how long they took; where nobody asks, nothing is loaded for it."""

    def __init__(self, get_response):
        if not (settings.METRICS_FOR or settings.METRICS_TOKEN):
            raise MiddlewareNotUsed
        from romantik.watching.figures import counting

        self.get_response, self.answered = get_response, counting.request_answered

    def __call__(self, request):
        began = time.perf_counter()
        response = self.get_response(request)
        self.answered(request, response.status_code, time.perf_counter() - began)
        return response
