"""Anybody may ask whether a letter is genuine: by its code, or with the file itself."""

from allauth.core.internal.ratelimit import consume_or_429
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from letters.checking import answers
from letters.checking.codes import check_code
from letters.checking.files import FileCheck, FileFinding, check_file
from letters.checking.taking import InMemory, take_upload
from letters.forms.signing import CodeForm
from letters.models import CheckCount


@csrf_exempt  # only so that the handler stands before the body is read; checked right below
@login_not_required
def show(request):
    """Type the code, or hand in the PDF."""
    request.upload_handlers = [InMemory(request)]
    return _checked(request)


@csrf_protect
@never_cache
def _checked(request):
    if busy := _too_many(request):
        return busy
    if request.method == "POST":
        return _answer_file(request)
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("letter_verification", token=form.cleaned_data["code"])
    return _answer(request, "letters/checking/check.html", {"form": form})


@csrf_exempt  # changes nothing and asks nobody's rights: machines have no page to take a token from
@login_not_required
@require_POST
@never_cache
def show_json(request):
    """The same for machines: a PDF in the field "file"."""
    request.upload_handlers = [InMemory(request)]
    return _too_many(request) or _answer_file(request, as_json=True)


def _answer_file(request, as_json=False):
    document = take_upload(request)
    if document:
        check = check_file(document)
    else:
        check = FileCheck(FileFinding.TOO_LARGE if document is None else FileFinding.MISSING)
    if check.is_genuine:
        CheckCount.objects.note(check.letter, "files")
    if as_json or _wants_json(request):
        return _json(answers.about_file(check))
    page = {"form": CodeForm(), "check": check, "letter": check.letter}
    return _answer(request, "letters/checking/check.html", page)


@require_safe
@never_cache
@login_not_required
def verification(request, token, as_json=False):
    """What the QR code leads to: genuine, void, or unknown, and what the letter itself shows."""
    if busy := _too_many(request):
        return busy
    check = check_code(token)
    if check.letter is not None and request.method == "GET":
        CheckCount.objects.note(check.letter, "codes")
    if as_json or _wants_json(request):
        return _json(answers.about_code(check))
    page = {"check": check, "letter": check.letter}
    return _answer(request, "letters/checking/verification.html", page)


def _wants_json(request):
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _too_many(request):
    """Codes cannot be tried out in bulk."""
    return consume_or_429(request, app="allauth.account", action="letter_check", limit_get=True)


def _answer(request, template, page):
    return _unlisted(render(request, template, page | {"true_address": settings.PORTAL_URL}))


def _json(facts):
    return _unlisted(JsonResponse(facts, json_dumps_params={"ensure_ascii": False, "indent": 2}))


def _unlisted(response):
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"  # without any, browsers post no origin
    response.headers["Vary"] = "Accept, Cookie"
    return response
