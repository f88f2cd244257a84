"""Searches of the desk that a person keeps under a name of his own."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.text import plain_line
from requests_app.views.filtering import MOST_SAVED, NAMES

LONGEST_NAME = 60
LONGEST_QUERY = 500
PAGES = ("desk", "submissions")


@require_POST
def keep(request):
    """Keep the filters of the list the person looks at; an old name is given anew."""
    name = plain_line(request.POST.get("nama", ""))[:LONGEST_NAME]
    text = _filters_in(request.POST)
    known = request.user.saved_filters.filter(name=name).exists()
    if len(text) > LONGEST_QUERY:
        messages.error(request, "Saringan terlalu panjang. Pendekkan kata yang dicari.")
        text = ""  # no address can carry it
    elif not name or not text:
        messages.error(request, "Tulis nama, dan pilih sekurang-kurangnya satu saringan.")
    elif not known and request.user.saved_filters.count() >= MOST_SAVED:
        messages.error(request, f"Paling banyak {MOST_SAVED} saringan. Hapus salah satu dahulu.")
    else:
        request.user.saved_filters.update_or_create(name=name, defaults={"query": text})
        messages.success(request, f"Saringan “{name}” tersimpan.")
    page = request.POST.get("halaman")
    address = reverse(page if page in PAGES else "desk")
    return redirect(f"{address}?{text}" if text else address)


def _filters_in(posted):
    """The filters among what was posted, as the query of an address."""
    query = QueryDict(mutable=True)
    for part in NAMES:
        if value := posted.get(part, "").replace("\x00", ""):
            query[part] = value
    return query.urlencode()


@require_POST
def drop(request, pk):
    """Forget one."""
    request.user.saved_filters.filter(pk=pk).delete()
    messages.success(request, "Saringan dihapus.")
    page = request.POST.get("halaman")
    return redirect(page if page in PAGES else "desk")
