"""What machines ask is answered before anything asks for a session: a lost database gives none."""

from romantik.views import health, metrics

ALIVE, READY, METRICS = "/sehat/", "/siap/", "/metrics"


class AnswerFirst:
    """Health to everybody; figures to whom they are meant, to all others an unknown address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == METRICS and metrics.is_open_to(request):
            return metrics.show(request)
        answer = {ALIVE: health.health, READY: health.ready}.get(request.path, self.get_response)
        return answer(request)
