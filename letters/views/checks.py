"""Anybody may ask whether a letter is genuine: with what it shows, or with the file itself."""

from urllib.parse import urlencode

from allauth.core.internal.ratelimit import consume_or_429
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from accounts.access import speak_for
from letters.checking import answers
from letters.checking.codes import check_code, check_typed
from letters.checking.files import FileCheck, FileFinding, check_file
from letters.checking.references import check_reference
from letters.checking.taking import InMemory, take_upload
from letters.checking.typed import read
from letters.forms.checking import LONGEST, CheckForm
from letters.models import CheckCount

LONGEST_ADDRESS = 3000  # servers and browsers refuse longer ones in words of their own


@csrf_exempt  # only so that the handler stands before the body is read; checked right below
@login_not_required
def show(request):
    """Type what the letter shows, or hand in the PDF."""
    request.upload_handlers = [InMemory(request)]
    return _checked(request)


@csrf_protect
@never_cache
def _checked(request):
    if busy := _too_many(request):
        return busy
    if request.method != "POST":
        return _answer_form(request, CheckForm(request.GET if "code" in request.GET else None))
    document, words = take_upload(request), {"code": request.POST.get("code", "").strip()[:LONGEST]}
    if document != b"" or not words["code"]:
        return _answer_file(request, document)
    address = f"{reverse('letter_check')}?{urlencode(words)}"
    if len(address) > LONGEST_ADDRESS:
        return _answer_form(request, CheckForm(words))
    return redirect(address)  # the page of an answer has an address of its own


def _answer_form(request, form):
    return _answer_words(request, form) if form.is_valid() else _page(request, form)


@csrf_exempt  # changes nothing and asks nobody's rights: machines have no page to take a token from
@login_not_required
@require_POST
@never_cache
def show_json(request):
    """The same for machines: a PDF in the field "file", or words in the field "code"."""
    request.upload_handlers = [InMemory(request)]
    if busy := _too_many(request):
        return busy
    document, form = take_upload(request), CheckForm({"code": request.POST.get("code", "")})
    if document == b"" and form.is_valid():
        return _answer_words(request, form, as_json=True)
    return _answer_file(request, document, as_json=True)


def _answer_words(request, form, as_json=False):
    """A code leads to its own page; by number or identity only the catalogue is asked."""
    typed = read(form.cleaned_data["code"])
    as_json = as_json or _wants_json(request)
    if typed.is_reference:
        if busy := _too_many(request, "letter_reference"):
            return busy
        check = check_reference(typed)
        return _json(answers.about_reference(check)) if as_json else _page(request, form, check)
    if as_json:
        return _about_code(request, check_typed(typed.code))
    if typed.code.problem:
        form.add_error("code", typed.code.problem)
        return _page(request, form)
    return redirect("letter_verification", token=typed.code.token)


def _answer_file(request, document, as_json=False):
    if document:
        check = check_file(document)
    else:
        check = FileCheck(FileFinding.TOO_LARGE if document is None else FileFinding.MISSING)
    if check.is_unchanged:
        CheckCount.objects.note(check.letter, "files")
    if as_json or _wants_json(request):
        return _json(answers.about_file(check))
    return _page(request, CheckForm(), check)


@require_safe
@never_cache
@login_not_required
def verification(request, token, as_json=False):
    """What the QR code leads to: genuine, void, or unknown, and what the letter itself shows."""
    if busy := _too_many(request):
        return busy
    check = check_code(token)
    if as_json or _wants_json(request):
        return _about_code(request, check)
    _count(request, check)
    speak_for(request, check.letter and check.letter.office)
    page = {"check": check, "letter": check.letter}
    return _answer(request, "letters/checking/verification.html", page)


def _about_code(request, check):
    _count(request, check)
    return _json(answers.about_code(check))


def _count(request, check):
    if check.letter is not None and request.method != "HEAD":
        CheckCount.objects.note(check.letter, "codes")


def _wants_json(request):
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _too_many(request, action="letter_check"):
    """Codes cannot be tried out in bulk, numbers still less."""
    return consume_or_429(request, app="allauth.account", action=action, limit_get=True)


def _page(request, form, check=None):
    """The box, below the answer if there is one."""
    return _answer(request, "letters/checking/check.html", {"form": form, "check": check})


def _answer(request, template, page):
    return _unlisted(render(request, template, page | {"true_address": settings.PORTAL_URL}))


def _json(facts):
    return _unlisted(JsonResponse(facts, json_dumps_params={"ensure_ascii": False, "indent": 2}))


def _unlisted(response):
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"  # without any, browsers post no origin
    response.headers["Vary"] = "Accept, Cookie"
    return response
