"""What a person was told (``/pemberitahuan/``), and how he wants to be mailed of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from events.forms import ChoicesForm
from events.models import Notice, NoticeChoice
from events.topics import TOPICS

A_PAGE = 50
GONE = "Anda tidak lagi dapat melihat hal yang diberitahukan itu."


@require_safe
def index(request):
    """All of them, the newest first; `?belum=1` keeps those that are not read."""
    notices = Notice.objects.of(request.user).order_by("-pk")
    unread_only = request.GET.get("belum") == "1"
    if unread_only:
        notices = notices.unread()
    before = request.GET.get("sebelum", "")
    if _is_number(before):
        notices = notices.filter(pk__lt=before)
    page = notices[: A_PAGE + 1].seen_by(request.user)
    shown = page[:A_PAGE]
    context = {
        "notices": shown,
        "unread_only": unread_only,
        "older": shown[-1].pk if len(page) > A_PAGE else None,
        "newest": shown[0].pk if shown else None,
        "is_first_page": not _is_number(before),
    }
    return render(request, "notices/notices.html", context)


@require_safe
def show(request, pk):
    """Lead on to what it tells of, and take it for read."""
    notices = Notice.objects.of(request.user)
    get_object_or_404(notices, pk=pk)
    [notice] = notices.filter(pk=pk).seen_by(request.user)
    notices.filter(pk=pk).mark_read()
    if not notice.is_visible:
        messages.info(request, GONE)
        return redirect("notices")
    return redirect(notice.path)


@require_POST
def readings(request):
    """All that the page showed, and what is older, was read; what came since stays unread."""
    newest = request.POST.get("sampai", "")
    if _is_number(newest):
        Notice.objects.of(request.user).filter(pk__lte=newest).mark_read()
        messages.success(request, "Semua pemberitahuan ditandai sudah dibaca.")
    return redirect("notices")


def choices(request):
    """When to be mailed of what (``/akun/pemberitahuan/``)."""
    form = ChoicesForm(request.POST or None, person=request.user)
    if form.is_valid():
        NoticeChoice.objects.choose(request.user, form.cleaned_data)
        messages.success(request, "Pilihan surel Anda disimpan.")
        return redirect("notice_choices")
    fixed = [topic for topic in TOPICS if topic.concerns(request.user) and not topic.is_choosable]
    return render(request, "notices/choices.html", {"form": form, "fixed": fixed})


def _is_number(text):
    return text.isascii() and text.isdecimal() and len(text) < 19
