"""The first page: what the service is, who needs it, how to begin."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from requests_app.promises import promised_by
from romantik.context import shown_office


@login_not_required
def home(request):
    """Answer in five seconds what this is and where to go."""
    office = shown_office(request)
    return render(request, "romantik/home.html", {"promised": office and promised_by(office)})
