"""Results after the activity: handed over, looked at, taken back; and metadata to begin from."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editions.metadata import output
from editions.metadata.reading import Source
from events.once import once
from events.refusals import attempted, carried_out
from files.kept import opened
from files.workbooks import CONTENT_TYPE
from requests_app.forms.results import ResultForm, TakingBackForm
from requests_app.models.attachment import SHOWN_INLINE
from requests_app.views.steps import find
from requests_app.workflow import State

FILES = {
    "ms-keg.xlsx": (output.ms_keg_xlsx, CONTENT_TYPE),
    "ms-keg.json": (output.ms_keg_json, "application/json"),
    "ms-var.xlsx": (output.ms_var_xlsx, CONTENT_TYPE),
    "ms-var.json": (output.ms_var_json, "application/json"),
}


@never_cache
@once
def show(request, code):
    """What was handed over of this activity; who may, hands something over here."""
    submission = _find(request, code)
    may = submission.may("hand_over", request.user)
    form = ResultForm(request.POST or None, request.FILES or None) if may else None
    if request.method == "POST" and not may:
        raise PermissionDenied(
            "Hasil diserahkan instansi, atau petugas PST dan pemeriksa untuknya."
        )
    facts = form.facts if form and form.is_valid() else None
    if facts and carried_out(form, submission.hand_over, by=request.user, **facts):
        whole = submission.results_on is not None
        done = "Terima kasih, hasil kegiatan ini lengkap." if whole else "Tersimpan."
        messages.success(request, done)
        return redirect("results", code=code)
    page = {
        "submission": submission,
        "form": form,
        "results": submission.results.select_related("by"),
        "may_confirm": submission.keeps_results(request.user)
        and submission.results_on
        and not submission.results_confirmed_on,
        "may_take_back": submission.keeps_results(request.user),
    }
    return render(request, "requests_app/activities/results.html", page)


@require_POST
def confirm(request, code):
    """An officer has looked at both."""
    submission = _find_as_keeper(request, code)
    if attempted(request, submission.confirm_results, by=request.user):
        messages.success(request, "Hasil kegiatan ini dicatat sudah diperiksa.")
    return redirect("results", code=code)


def take_back(request, code, pk):
    """Asks for the reason, which the agency is mailed."""
    submission = _find_as_keeper(request, code)
    result = get_object_or_404(submission.results, pk=pk)
    form = TakingBackForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, submission.take_result_back, result=result, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Dikembalikan. Instansi diberi tahu alasannya.")
        return redirect("results", code=code)
    page = {"submission": submission, "form": form, "result": result}
    return render(request, "requests_app/activities/result_return.html", page)


@require_safe
def download(request, code, pk):
    """The file that was handed over, to whoever sees the submission."""
    result = get_object_or_404(_find(request, code).results.exclude(file=""), pk=pk)
    response = FileResponse(
        opened(result),
        content_type=result.content_type,
        as_attachment=result.content_type not in SHOWN_INLINE,
        filename=result.name,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@never_cache
def metadata(request, code, name):
    """MS-Keg or MS-Var begun from the recommended answers, as a workbook or JSON."""
    submission = _find(request, code)
    if name not in FILES:
        raise Http404("Berkas metadata ini tidak ada.")
    make, content_type = FILES[name]
    revision = submission.revisions.exclude(submitted_at=None).order_by("-number").first()
    stem, _, ending = name.partition(".")
    named = f"{stem}-{submission.identity or submission.code}.{ending}"
    return HttpResponse(
        make(Source(submission, revision)),
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{named}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _find_as_keeper(request, code):
    submission = _find(request, code)
    if not submission.keeps_results(request.user):
        raise PermissionDenied("Halaman ini untuk petugas PST dan pemeriksa.")
    return submission


def _find(request, code):
    """The file, if it was recommended: there are no results of anything else."""
    submission = find(request, code)
    if submission.state != State.RECOMMENDED:
        raise Http404("Hasil kegiatan diserahkan setelah rancangannya dinyatakan layak.")
    return submission
