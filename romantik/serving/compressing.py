"""Pages are sent compressed, as style sheets are: on a slow line their bytes cost the most."""

from django.middleware.gzip import GZipMiddleware

TEXTS = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/ld+json",
    "image/svg",
)


class CompressTexts(GZipMiddleware):
    """Compress text alone: files have their own compression, and are asked for in ranges.

    Django pads what it compresses at random and masks the form's token anew in each answer, so
    the length of a page tells nothing of what stands in it (BREACH).
    """

    def process_response(self, request, response):
        if not response.headers.get("Content-Type", "").startswith(TEXTS):
            return response
        if response.has_header("Content-Disposition") or response.status_code == 206:
            return response
        return super().process_response(request, response)
