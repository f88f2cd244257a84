"""The first page: what the service is, who needs it, how to begin."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from accounts.fronts.choosing import require_serving
from accounts.models import Office
from requests_app.board.usual_time import usual_time
from romantik.context import shown_office
from romantik.fronts.forms import WhereForm
from workdays.promises import promised_by


@login_not_required
def home(request):
    """Answer in five seconds what this is and where to go."""
    office = shown_office(request)
    if office:
        require_serving(office)  # at the host of one that has closed
    page = {"promised": office and promised_by(office), "usual": office and usual_time(office)}
    if office is None and Office.objects.exists():
        page["where"] = WhereForm()
    return render(request, "romantik/home.html", page)
