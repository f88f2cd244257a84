"""Looking at the portal as another role (``/lihat-sebagai/``)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts import looking
from accounts.access import requires
from accounts.forms.people import LookForm


@requires(*looking.LOOKERS)
def begin(request):
    """Choose the role; the quarter of an hour begins."""
    form = LookForm(request.POST or None, user=request.user)
    if form.is_valid():
        looking.begin(request, form.cleaned_data["role"])
        return redirect("desk")
    return render(request, "accounts/looking.html", {"form": form})


@require_POST
def end(request):
    """Back to one's own eyes."""
    seen = looking.end(request)
    messages.success(request, "Anda kembali melihat portal dengan peran Anda sendiri.")
    return redirect("submission", code=seen.code) if seen and seen.code else redirect("desk")
