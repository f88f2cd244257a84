"""The people of my agency: its admin invites colleagues and closes accounts."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import agency_admin_only, agency_only
from accounts.forms.agencies import InvitationForm
from events.once import once


@agency_only
@once
def index(request):
    """Everybody sees his colleagues; the admin invites others."""
    user, agency = request.user, request.user.agency
    # Braked before anything is checked: the answer tells whether a mailbox has an account.
    may_invite, invites = user.is_agency_admin, request.method == "POST"
    if may_invite and invites and (busy := consume_or_429(request, action="invite", user=user)):
        return busy
    form = InvitationForm(request.POST or None) if may_invite else None
    if form and form.is_valid():
        email = agency.invite(by=user, email=form.cleaned_data["email"]).email
        messages.success(request, f"Undangan dikirim ke {email} dan berlaku selama 7 hari.")
        return redirect("agency_members")
    context = {
        "agency": agency,
        "members": agency.members.order_by("-is_active", "name", "pk"),
        "invitations": agency.open_invitations(),
        "form": form,
    }
    return render(request, "accounts/agencies/members.html", context)


@agency_admin_only
@require_POST
def withdrawal(request, pk):
    """Take an invitation back."""
    invitation = get_object_or_404(request.user.agency.open_invitations(), pk=pk)
    request.user.agency.withdraw_invitation(invitation, by=request.user)
    messages.success(request, f"Undangan untuk {invitation.email} ditarik.")
    return redirect("agency_members")


@agency_admin_only
def handover(request, pk):
    """Make a colleague the admin instead of me."""
    member = get_object_or_404(request.user.agency.members.active(), pk=pk)
    return _ask(
        request,
        member,
        "accounts/agencies/handover.html",
        lambda: request.user.agency.make_admin(member, by=request.user),
        f"{member.name} sekarang admin instansi.",
    )


@agency_admin_only
def closing(request, pk):
    """Close the account of a colleague who has left."""
    member = get_object_or_404(request.user.agency.members.active(), pk=pk)
    return _ask(
        request,
        member,
        "accounts/closing.html",
        lambda: request.user.agency.deactivate_member(member, by=request.user),
        f"Akun {member.name} ditutup.",
    )


def _ask(request, member, template, verb, done):
    if request.method != "POST":
        return render(request, template, {"person": member, "back": "agency_members"})
    try:
        verb()
    except ValidationError as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, done)
    return redirect("agency_members")
