"""Another office examines for one that cannot (``/kantor/bantuan-pemeriksaan/``)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import in_a_country, requires
from accounts.models import Office, Role
from events.models import Event
from events.once import once
from events.refusals import Refused, carried_out
from requests_app.forms.stand_ins import RefusalForm, StandInEndForm, StandInForm
from requests_app.models import StandIn
from requests_app.models.examining.standing import SPEAKERS

A_PAGE = 50


@requires(*SPEAKERS, Role.EXAMINER)
@in_a_country
@require_safe
def index(request):
    """Who examines for whom, here and at the offices that this one looks after."""
    found = StandIn.objects.visible_to(request.user)
    found = found.select_related("office", "helper", "asked_of").order_by("-pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("halaman"))
    context = {"page": page, "may_ask": request.user.has_role(*SPEAKERS)}
    return render(request, "requests_app/helping/index.html", context)


@requires(*SPEAKERS)
@in_a_country
@once
def new(request):
    """Say or ask that one office examines for another."""
    form = StandInForm(request.POST or None, **_starting(request))
    if form.is_valid():
        try:
            stand_in = StandIn.objects.ask(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _asked(stand_in))
            return redirect(stand_in)
    return render(request, "requests_app/helping/new.html", {"form": form})


@requires(*SPEAKERS, Role.EXAMINER)
@in_a_country
@require_safe
def show(request, pk):
    """One of them with its deed, what may be done with it, and its history."""
    stand_in, user = _find(request, pk), request.user
    context = {
        "stand_in": stand_in,
        "may_agree": stand_in.may_be_agreed_by(user),
        "may_end": stand_in.may_be_ended_by(user),
        "events": Event.objects.about(stand_in),
    }
    return render(request, "requests_app/helping/show.html", context)


@requires(*SPEAKERS)
@in_a_country
@require_POST
def agree(request, pk):
    """The other side says yes."""
    stand_in = _find(request, pk)
    try:
        stand_in.agree(by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Disetujui. {_holds(stand_in)}")
    return redirect(stand_in)


@requires(*SPEAKERS)
@in_a_country
def refuse(request, pk):
    """Ask why, then turn it down or take it back."""
    stand_in = _find(request, pk)
    form = RefusalForm(request.POST or None)
    if form.is_valid() and carried_out(form, stand_in.refuse, by=request.user, **form.cleaned_data):
        messages.success(request, "Usulan bantuan pemeriksaan tidak jadi dijalankan.")
        return redirect(stand_in)
    context = {"form": form, "stand_in": stand_in, "step": "refuse"}
    return render(request, "requests_app/helping/end.html", context)


@requires(*SPEAKERS)
@in_a_country
def end(request, pk):
    """Ask until when and why, then end it early or call it off."""
    stand_in = _find(request, pk)
    form = StandInEndForm(request.POST or None, stand_in=stand_in)
    if form.is_valid() and carried_out(form, stand_in.end, by=request.user, **form.facts()):
        messages.success(request, "Bantuan pemeriksaan diakhiri.")
        return redirect(stand_in)
    context = {"form": form, "stand_in": stand_in, "step": "end"}
    return render(request, "requests_app/helping/end.html", context)


def _find(request, pk):
    found = StandIn.objects.visible_to(request.user)
    people = ("asked_by__office", "agreed_by__office", "ended_by__office")
    return get_object_or_404(found.select_related("office", "helper", "asked_of", *people), pk=pk)


def _starting(request):
    """One's own office is the one to be helped, unless another is named or looks after others."""
    own, named = request.user.office, request.GET.get("dibantu", "")
    if named.isalnum():
        return {"office": Office.objects.filter(pk=named).first()}
    return {} if own.is_centre or own.is_province else {"office": own}


def _asked(stand_in):
    if stand_in.waits:
        return f"Usulan terkirim; menunggu persetujuan {stand_in.asked_of.name}."
    return f"Bantuan pemeriksaan tercatat. {_holds(stand_in)}"


def _holds(stand_in):
    return f"{stand_in.helper.name} memeriksa pengajuan {stand_in.office.name} {stand_in.days}."
