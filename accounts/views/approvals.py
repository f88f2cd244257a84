"""The office decides which agencies may file with it, and opens accounts at its desk."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.emails import send_welcome
from accounts.forms.agencies import ApprovalForm, DeskAgencyForm, RefusalForm
from accounts.models import Agency, Role
from accounts.text import plain_line
from events.models import Event
from events.once import once

MOST = 50


@requires(Role.FRONT_DESK, Role.EXAMINER, Role.ADMIN)
def index(request):
    """Who waits for approval, and every agency of the office by its name."""
    here = Agency.objects.visible_to(request.user).select_related("region")
    words = request.GET.get("cari", request.GET.get("q", ""))[:255]  # its name until this version
    words = plain_line(words)[:100]
    known = here.approved().filter(name__icontains=words) if words else here.approved()
    page = list(known[: MOST + 1])
    context = {
        "waiting": here.awaiting_approval()[:MOST],
        "known": page[:MOST],
        "more": len(page) > MOST,
        "search": words,
        "can_open": request.user.has_role(Role.FRONT_DESK),
    }
    return render(request, "accounts/agencies/approvals.html", context)


@requires(Role.FRONT_DESK, Role.EXAMINER, Role.ADMIN)
def show(request, pk):
    """One agency; a POST approves it."""
    agency = _find(request, pk)
    members = list(agency.members.with_second_factor())
    form = ApprovalForm(request.POST if request.method == "POST" else None, members=members)
    if form.is_valid():
        approve = partial(agency.approve, by=request.user, basis=form.told)
        return _settle(request, approve, "disetujui", agency)
    without_password = any(not member.has_usable_password() for member in members)
    context = {
        "agency": agency,
        "form": form,
        "members": members,
        "namesakes": agency.namesakes() if agency.is_pending else [],
        "events": Event.objects.about(agency),
        "is_admin": request.user.has_role(Role.ADMIN),
        "can_begin": agency.is_approved and request.user.has_role(Role.FRONT_DESK),
        "can_welcome": without_password and request.user.has_role(Role.FRONT_DESK, Role.ADMIN),
    }
    return render(request, "accounts/agencies/approval.html", context)


@requires(Role.FRONT_DESK, Role.EXAMINER, Role.ADMIN)
def refusal(request, pk):
    """Turn an application down, with a reason that the applicant reads."""
    agency = _find(request, pk)
    form = RefusalForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return _settle(
            request, lambda: agency.refuse(by=request.user, reason=reason), "ditolak", agency
        )
    return render(request, "accounts/agencies/refusal.html", {"agency": agency, "form": form})


@requires(Role.FRONT_DESK, Role.EXAMINER, Role.ADMIN)
@require_POST
def merger(request, pk):
    """The applicant belongs to an agency that has an account already."""
    agency = _find(request, pk)
    other = get_object_or_404(agency.namesakes(), pk=_number(request.POST.get("into")))
    return _settle(
        request, lambda: agency.merge_into(other, by=request.user), "digabungkan", agency
    )


@requires(Role.FRONT_DESK)
@once
def new(request):
    """Open an account for a visitor; he sets his own password from a mailed link."""
    form = DeskAgencyForm(request.POST or None)
    if form.is_valid():
        agency = Agency.objects.open_at_desk(
            by=request.user, agency=form.agency_facts(), person=form.person_facts()
        )
        messages.success(
            request,
            f"Akun {agency.name} dibuat. Tautan untuk membuat kata sandi dikirim ke "
            f"{form.cleaned_data['email']}.",
        )
        return redirect("agency_approval", pk=agency.pk)
    return render(request, "accounts/agencies/agency_new.html", {"form": form})


@requires(Role.FRONT_DESK, Role.ADMIN)
@require_POST
@once
def welcome(request, pk):
    """Mail the first link once more to members who have not used theirs."""
    agency = _find(request, pk)
    waiting = [person for person in agency.members.active() if not person.has_usable_password()]
    for person in waiting:
        send_welcome(person)
    messages.success(request, f"Tautan dikirim kepada {len(waiting)} orang.")
    return redirect("agency_approval", pk=agency.pk)


def _find(request, pk):
    here = Agency.objects.visible_to(request.user).select_related("region", "office", "decided_by")
    return get_object_or_404(here, pk=pk)


def _settle(request, decide, done, agency):
    try:
        decide()
    except ValidationError as problem:
        messages.error(request, problem.message)
        return redirect("agency_approval", pk=agency.pk)
    messages.success(request, f"{agency.name} {done}. Pemohon diberi tahu melalui surel.")
    return redirect("agency_approvals")


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
