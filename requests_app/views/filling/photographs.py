"""Photographs of one document: chosen, put in order, and joined into the PDF that is asked for."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.text import slugify

from events.once import once
from events.refusals import carried_out
from files.arriving.store import Arrivals
from files.photographs.stack import Stack
from files.sniffing import Unfit
from requests_app.forms.photographs import JoiningForm
from requests_app.models import Attachment
from requests_app.views.filling.counter import at_the_counter
from requests_app.views.steps import find

MOVES = {"naik": -1, "turun": 1}

CALLED = {"pindaian": "form_scan"}  # in addresses; the code is taken as well


@once(alike=False)
def index(request, code):
    """The pages in their order; joined, they are taken as if the PDF had been uploaded."""
    submission = find(request, code)
    if not submission.can_write(request.user):
        raise PermissionDenied("Foto hanya dapat ditambahkan selama isian boleh diubah.")
    stack = Stack(request.session, Arrivals.of(request), code)
    if request.method == "POST" and "gabung" not in request.POST:
        return redirect(request.get_full_path() + _changed(request, stack))
    kind = request.GET.get("jenis", Attachment.Kind.COVER_LETTER)
    kind = CALLED.get(kind, kind)
    label = dict(Attachment.Kind.choices).get(kind, "dokumen")
    form = JoiningForm(
        request.POST or None,
        initial={"kind": kind, "name": slugify(label)},
        stack=stack,
        with_scans=at_the_counter(submission, request.user),
    )
    if form.is_valid() and (added := _joined(form, submission, request.user)):
        stack.clear()
        request.made = [added]
        messages.success(request, f"“{added.name}” sudah tersimpan.")
        return redirect("scans" if added.is_scan else "attachments", code=code)
    context = {"submission": submission, "stack": stack, "form": form}
    return render(request, "requests_app/filling/photographs.html", context)


def _joined(form, submission, user):
    facts = {"kind": form.cleaned_data["kind"], "by": user, **form.file}
    return carried_out(form, Attachment.add, revision=submission.revision, **facts)


def _changed(request, stack):
    """What a button did to the pages; gives the place on the page to go on from."""
    if taken := request.POST.get("hapus"):
        stack.remove(taken)
        return "#halaman"
    for button, by in MOVES.items():
        if moved := request.POST.get(button):
            stack.move(moved, by)
            return f"#{_next_button(button, stack.pages, moved)}-{moved}"
    chosen = request.FILES.getlist("photos")
    if not chosen:
        messages.error(request, "Pilih foto yang akan ditambahkan.")
    for photograph in chosen:
        try:
            stack.add(photograph)
        except Unfit as refusal:
            messages.error(request, f"“{photograph.name}” tidak ditambahkan. {refusal}")
    return "#halaman"


def _next_button(button, pages, moved):
    """Where the next press is likely: the same button, at either end the one that is there."""
    if pages and moved == pages[0].digest:
        return "turun"
    return "naik" if pages and moved == pages[-1].digest else button
