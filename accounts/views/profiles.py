from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.forms.people import ProfileForm
from events.models import Event

NEWEST = 20


def show(request):
    """What the portal knows of me, and the way to my password, mailbox and second factor."""
    known = {name: getattr(request.user, name) for name in ProfileForm.base_fields}
    form = ProfileForm(request.POST or None, initial=known)
    if form.is_valid():
        request.user.correct(by=request.user, **form.cleaned_data)
        messages.success(request, "Profil Anda disimpan.")
        return redirect("profile")
    page = {"form": form, "events": Event.objects.about(request.user).order_by("-pk")[:NEWEST]}
    return render(request, "accounts/profile.html", page)
