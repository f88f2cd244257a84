"""Which number comes next, after an import brought others (``/kantor/nomor-berikutnya/``)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.access import requires
from accounts.models import Role
from events.refusals import carried_out
from letters.forms.numbers import FollowingForm
from letters.models import Counter
from letters.numbering import LETTER_REGISTER, identity, letter_number
from letters.registers import spoken


@never_cache
@requires(Role.ADMIN)
def confirm(request):
    """Each register that waits for its next number; POST confirms one of them."""
    office, form = request.user.office, None
    if request.method == "POST":
        form = FollowingForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            mine = Counter.objects.filter(office=office)
            counter = get_object_or_404(mine, pk=given["counter"])
            verb = counter.confirm
            if carried_out(form, verb, by=request.user, following=given["following"]):
                said = f"Nomor berikutnya pada register {spoken(counter.register)} dipastikan."
                messages.success(request, said)
                return redirect("office_next_numbers")
    waiting = [_drawn(counter, office, form) for counter in Counter.objects.to_confirm(office)]
    return render(request, "letters/next_numbers.html", {"waiting": waiting, "form": form})


def _drawn(counter, office, form):
    """The register in words, what its next number would look like, and the form for it."""
    following, prefix = counter.last + 1, f"id_{counter.pk}_%s"
    is_asked = form and form.data.get("counter") == str(counter.pk)
    initial = {"counter": counter.pk, "following": following}
    if counter.register == LETTER_REGISTER:
        example = letter_number(office, following, office.today())
    else:
        example = identity(counter.register, counter.year, office, following)
    if is_asked:
        form.auto_id = prefix
    return {
        "words": spoken(counter.register),
        "year": counter.year,
        "last": counter.last,
        "example": example,
        "form": form if is_asked else FollowingForm(initial=initial, auto_id=prefix),
    }
