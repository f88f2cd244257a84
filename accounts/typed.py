"""What somebody sent after his session had ended, given back once he has logged in again."""

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, QueryDict

KEY = "typed"
MOST_BYTES = 300_000


class LogInFirst(LoginRequiredMiddleware):
    """Lead strangers to the log-in; what a form sent is kept in the session until then."""

    def handle_no_permission(self, request, view_func):
        if request.headers.get("HX-Request"):  # the page stays as it is: static/js/session.js
            return HttpResponse(status=401)
        if request.method == "POST" and "person" in request.POST:
            typed = request.POST.copy()
            typed.pop("csrfmiddlewaretoken", None)
            if len(text := typed.urlencode()) <= MOST_BYTES:
                request.session[KEY] = {"path": request.path, "text": text}
                messages.warning(
                    request,
                    "Sesi Anda berakhir. Isian Anda disimpan sementara dan dikembalikan setelah "
                    "Anda masuk lagi.",
                )
        elif request.method == "POST":  # back to the page whose button was pressed
            here = f"{request.scheme}://{request.get_host()}"
            origin = request.headers.get("Referer", "")
            page = origin.removeprefix(here) if origin.startswith(f"{here}/") else "/"
            return redirect_to_login(page, self.get_login_url(view_func), "next")
        return super().handle_no_permission(request, view_func)


def typed_before(request):
    """What this person sent to this address when his session had ended, once; None if nothing."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    typed = QueryDict(kept["text"])
    return typed if typed.get("person") == str(request.user.pk) else None
