"""One block of the form: filled in, saved as a draft, its rows added and moved."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.models import Role
from accounts.typed import typed_before
from events.refusals import Refused
from requests_app.views.filling.page import AnswerPage, CounterPage
from requests_app.views.steps import find

NOT_TAKEN = (
    "Isian tersimpan, kecuali baris yang ditempel atau diunggah: belum ada yang diambil. Periksa "
    "pratinjaunya, lalu ambil atau batalkan."
)


@never_cache  # going back never shows answers that have been saved over
def edit(request, code, block, counter=False):
    """A block of the form, at the counter drawn for an officer who types it from paper.

    What was typed is drawn again in every case: a wrong type, a refusal, somebody else's change.
    """
    submission = find(request, code)
    if counter and not request.user.has_role(Role.FRONT_DESK):
        return redirect("answers", code=code, block=block)
    page = (CounterPage if counter else AnswerPage)(request, submission, block)
    asks_to_save = request.method == "POST" and submission.is_writer(request.user)
    if not (submission.can_write(request.user) or asks_to_save):
        return redirect(reverse("resume", args=[code]) + f"#blok-{page.block.code}")
    return _typed(request, page) if request.method == "POST" else _opened(request, page)


def _opened(request, page):
    """The answers as stored, or what was sent when the session had ended."""
    if typed := typed_before(request):
        messages.warning(request, "Isian Anda dikembalikan dan belum tersimpan. Simpan lagi.")
        return page.draw(page.typed_form(typed), typed=typed)
    return page.draw(page.stored_form())


def _typed(request, page):
    if action := request.POST.get("rows"):
        return page.draw(page.form_after(action), typed=request.POST)
    form = page.typed_form()
    if "perbarui" in request.POST:
        return page.draw(form, typed=request.POST)
    try:
        is_whole = page.save(form)
    except Refused as refusal:
        messages.error(request, str(refusal))
        is_whole = False
    if not is_whole:
        return page.draw(form, status=422)
    if form.waiting:
        messages.warning(request, NOT_TAKEN)
        return page.draw(form)
    messages.success(request, "Isian tersimpan.")
    return redirect(page.next_address())
