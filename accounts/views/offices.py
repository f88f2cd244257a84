from django.shortcuts import render

from accounts.access import requires
from accounts.models import Role


@requires(Role.ADMIN)
def show(request):
    """What an admin manages for his office."""
    return render(request, "accounts/office.html", {"office": request.user.office})
