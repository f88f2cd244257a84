"""The abbreviations that the search of the catalogue knows (``/kantor/singkatan/``)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.models import Role
from events.once import once
from events.refusals import attempted, carried_out
from requests_app.forms.submissions import SynonymForm
from requests_app.models import Synonym
from requests_app.models.kept_for_all import in_hands_of


@requires(Role.ADMIN)
@once
def index(request):
    """The whole list, and a line to add to it."""
    form = SynonymForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, Synonym.objects.keep, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Singkatan tersimpan; pencarian langsung mengenalinya.")
        return redirect("office_synonyms")
    context = {"form": form, "synonyms": in_hands_of(Synonym.objects.all(), request.user)}
    return render(request, "requests_app/activities/synonyms.html", context)


@requires(Role.ADMIN)
@require_POST
def drop(request, pk):
    """Take one off the list."""
    synonym = get_object_or_404(Synonym, pk=pk)
    if attempted(request, Synonym.objects.drop, synonym=synonym, by=request.user):
        messages.success(request, f"Singkatan “{synonym.short}” dihapus.")
    return redirect("office_synonyms")
