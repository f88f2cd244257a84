"""The account of a visitor's agency, begun with what he wrote in the guest book."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.access import requires
from accounts.forms.agencies import DeskAgencyForm
from accounts.models import Agency, Role
from events.once import once
from guestbook.views.queue import find


@never_cache
@requires(Role.FRONT_DESK)
@once
def new(request, pk):
    """Open the account, and go on to the form; who has one goes there at once."""
    visit = find(request, pk)
    if visit.agency:
        return redirect(_form_for(visit.agency, visit))
    office = request.user.office
    known = visit.guest | {"agency_name": visit.institution, "agency_region": office.region}
    form = DeskAgencyForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        facts = {"agency": form.agency_facts(), "person": form.person_facts()}
        agency = Agency.objects.open_at_desk(by=request.user, visit=visit.pk, **facts)
        messages.success(
            request,
            f"Akun {agency.name} dibuat. Tautan untuk membuat kata sandi dikirim ke "
            f"{form.cleaned_data['email']}. Sekarang pilih formulirnya.",
        )
        return redirect(_form_for(agency, visit))
    return render(request, "guestbook/visits/account.html", {"form": form, "visit": visit})


def _form_for(agency, visit):
    begun_in = urlencode({"instansi": agency.name, "kunjungan": visit.pk})
    return f"{reverse('submission_new')}?{begun_in}"
