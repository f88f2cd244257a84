"""The pack for a notification under article 46 of UU 27/2022 (``/kantor/kebocoran-data/``)."""

from django.db import transaction
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.access import requires
from accounts.models import Role
from events.recording import record
from romantik.breach.forms import BreachForm
from romantik.breach.gathering import Breach
from romantik.breach.packing import pack

MOMENTS = ("since", "until", "known_at")


@never_cache
@sensitive_post_parameters("accounts", "what", "measures")
@requires(Role.ADMIN)
def new(request):
    """Ask for the time; a POST answers with the ZIP, and leaves an event that it was made."""
    office = request.user.office
    now = office.now().replace(second=0, microsecond=0, tzinfo=None)
    form = BreachForm(request.POST or None, by=request.user, initial={"known_at": now})
    if not form.is_valid():
        return render(request, "romantik/breach.html", {"form": form, "office": office})
    given = dict(form.cleaned_data)
    words = {name: given.pop(name) for name in ("what", "measures")}
    times = {name: given.pop(name).astimezone(office.zone) for name in MOMENTS}
    breach = Breach(office=office, **times, **given)
    with transaction.atomic():
        told = {name: f"{times[name]:%d-%m-%Y %H.%M}" for name in ("since", "until")}
        record(office, "office.pack_breach", by=request.user, **told)
    response = StreamingHttpResponse(pack(breach, **words), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="kejadian-data-pribadi.zip"'
    return response
