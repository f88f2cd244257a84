"""Anybody may ask whether a letter is genuine: by its code, or with the file itself."""

from allauth.core.internal.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from letters import codes
from letters.forms import CodeForm
from letters.verification import DigestOnly, letter_of_code, letter_of_digest


@csrf_exempt  # only so that the handler stands before the body is read; checked right below
@login_not_required
def show(request):
    """Type the code, or hand in the PDF: only its digest is taken."""
    request.upload_handlers = [DigestOnly(request)]
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
    return _unlisted(request, "letters/check.html", {"form": form})


def _answer_file(request):
    request.FILES  # noqa: B018  (reading the body is what takes the digest)
    digest = getattr(request, "upload_digest", "")
    too_large = getattr(request, "upload_too_large", False)
    page = {
        "form": CodeForm(),
        "digest": digest,
        "too_large": too_large,
        "nothing": not digest and not too_large,
        "letter": letter_of_digest(digest) if digest else None,
    }
    return _unlisted(request, "letters/check.html", page)


@require_safe
@never_cache
@login_not_required
def verification(request, token):
    """What the QR code leads to: genuine, void, or unknown, and what the letter itself shows."""
    if busy := _too_many(request):
        return busy
    reading = codes.read(token)
    page = {"letter": letter_of_code(reading.token), "problem": reading.problem}
    return _unlisted(request, "letters/verification.html", page)


def _too_many(request):
    """Codes cannot be tried out in bulk."""
    return consume_or_429(request, app="allauth.account", action="letter_check", limit_get=True)


def _unlisted(request, template, page):
    response = render(request, template, page)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
