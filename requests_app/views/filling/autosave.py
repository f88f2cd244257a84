"""One question saved while it is typed; the answers are for a script, in JSON."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from events.refusals import Refused
from requests_app.models.revision import mark
from requests_app.views.filling.page import AnswerPage
from requests_app.views.steps import find


@login_not_required
@never_cache
@require_POST
def save(request, code, block, question):
    """Save one question, based on the count of saves (``base``) that the page knows of it.

    200 with the new count and mark, or with ``errors``: half a number is no mistake while one
    types, and the stored answer stays. 409 with what somebody else stored meanwhile; 403 when the
    form may not be written now; 401 when nobody is logged in: the page keeps the text.
    """
    if str(request.user.pk) != request.POST.get("person"):  # nobody, or somebody else by now
        return _refusal("session", "Sesi Anda berakhir. Masuk lagi untuk menyimpan.", 401)
    page = AnswerPage(request, find(request, code), block)
    fields = page.block.base_fields
    if question not in fields or fields[question].by_office:
        raise Http404("Rincian ini tidak ada pada blok ini.")
    if not page.submission.can_write(request.user):
        words = "Isian tidak dapat diubah sekarang. Salin teks Anda, lalu muat ulang halaman."
        return _refusal("state", words, 403)
    form = page.block.of_one_question(question, request.POST, answers=page.revision.answers)
    if errors := form.errors.get(question):
        return JsonResponse({"cause": "answer", "errors": list(errors)})
    try:
        conflicts = page.store({question: form.answers().get(question)})
    except Refused as refusal:
        return _refusal("state", str(refusal), 403)
    return _conflict(conflicts[0]) if conflicts else _saved(page, form, question)


def _saved(page, form, question):
    revision, submission = page.revision, page.submission
    title = {"title": submission.spoken_title} if submission.form.is_title(form, question) else {}
    return JsonResponse(
        title
        | {
            "saves": revision.saves,
            "mark": mark(form.answers().get(question)),
            "time": _clock(revision.saved_at or timezone.now()),
            "warning": form.warnings.get(question, ""),
        }
    )


def _conflict(conflict):
    who = f"{conflict.by}, pukul {_clock(conflict.at)}" if conflict.at else conflict.by
    facts = {"cause": "conflict", "stored": conflict.stored_spoken, "by": who}
    return JsonResponse(facts | {"saves": conflict.saves}, status=409)


def _refusal(cause, words, status):
    return JsonResponse({"cause": cause, "errors": [words]}, status=status)


def _clock(moment):
    return f"{timezone.localtime(moment):%H.%M}"
