"""The first page: what the service is, who needs it, how to begin."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def home(request):
    """Answer in five seconds what this is and where to go."""
    return render(request, "romantik/home.html")
