"""My data: what the portal holds of me, to read, to take away, and to ask about."""

from html import unescape

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.forms.data import DataAnswerForm, DataRequestForm
from accounts.models import DataRequest, Role
from accounts.privacy.holdings import as_json, holdings
from events.once import once
from events.refusals import Refused

SHOWN = 100


@once
def show(request):
    """All of it; a POST asks for a correction or an erasure."""
    person = request.user
    form = DataRequestForm(request.POST or None)
    if form.is_valid():
        DataRequest.objects.ask(by=person, **form.cleaned_data)
        messages.success(request, "Permintaan Anda diterima. Jawabannya dikirim ke surel Anda.")
        return redirect("own_data")
    asked = person.data_requests.select_related("answered_by")[:SHOWN]
    page = {"holdings": holdings(person), "asked": asked, "form": form}
    return render(request, "accounts/data/own.html", page)


@require_safe
def download(request):
    """The same as JSON."""
    response = JsonResponse(as_json(request.user), json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return response


@require_safe
def text(request):
    """The same to read and to print."""
    person = request.user
    page = {"person": person, "holdings": holdings(person), "now": timezone.now()}
    said = unescape(render_to_string("accounts/data/own.txt", page))
    answer = HttpResponse(said, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="data-saya.txt"'
    return answer


@requires(Role.ADMIN)
@require_safe
def index(request):
    """What people have asked, the open first."""
    asked = DataRequest.objects.visible_to(request.user).select_related("by__agency", "answered_by")
    page = {"waiting": asked.open().order_by("pk"), "settled": asked.exclude(answered_at=None)}
    page["settled"] = page["settled"][:SHOWN]
    return render(request, "accounts/data/requests.html", page)


@requires(Role.ADMIN)
def answer(request, pk):
    """Say what was done."""
    asked = get_object_or_404(DataRequest.objects.visible_to(request.user), pk=pk)
    form = DataAnswerForm(request.POST or None)
    if form.is_valid():
        try:
            asked.settle(by=request.user, answer=form.cleaned_data["answer"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Jawaban dikirim kepada {asked.by.name}.")
            return redirect("office_data_requests")
    return render(request, "accounts/data/answer.html", {"asked": asked, "form": form})
