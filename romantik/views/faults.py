"""What Django answers when no page does: to machines below /api/ as a problem in JSON."""

from functools import wraps

from django.views import defaults

from catalogue.views.machines import fault


def _told(status, sentence, page):
    @wraps(page)
    def answer(request, *args, **kwargs):
        if f"{request.path}/".startswith("/api/"):
            return fault(status, sentence)
        return page(request, *args, **kwargs)

    return answer


bad_request = _told(400, "Permintaan ini tidak dapat dibaca.", defaults.bad_request)
forbidden = _told(403, "Alamat ini tidak terbuka untuk Anda.", defaults.permission_denied)
lost = _told(404, "Alamat ini tidak ada. Lihat /api/v1/openapi.json.", defaults.page_not_found)
broken = _told(
    500, "Portal sedang terganggu. Coba lagi beberapa menit lagi.", defaults.server_error
)
