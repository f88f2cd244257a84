"""The read API, version 1: recommended activities for machines (`docs/api.md`)."""

from django.conf import settings

from catalogue.asking import FACETS, Asked
from catalogue.openapi import specification
from catalogue.records import address, records
from catalogue.results import results
from catalogue.views.machines import dated, fault, for_machines, json
from requests_app.models import Activity

USUAL_ROWS, MOST_ROWS = 20, 100
KNOWN = {"cari", "sesudah", "banyak", *FACETS}


@for_machines("catalogue_api")
def activities(request):
    """What matches, newest first, `banyak` rows at a time, with the address of the next ones."""
    if refused := _refusal(request.GET):
        return fault(400, refused)
    size = int(request.GET.get("banyak", USUAL_ROWS))
    asked = Asked.of(request.GET).newest_first()
    page = results(asked, size)
    following = _following(asked, page, size)
    facts = {
        "jumlah": page.found.count,
        "jumlah_terbatas": page.found.is_capped,
        "kata_dibetulkan": page.found.corrected or None,
        "kegiatan": records(page.rows),
        "berikutnya": following or None,
    }
    response = json(facts)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return dated(response)


def _refusal(given):
    """Why these parameters cannot be answered, in a sentence; empty if they can."""
    unknown = sorted(set(given) - KNOWN)
    if unknown:
        known = ", ".join(sorted(KNOWN))
        return f"Parameter “{unknown[0][:40]}” tidak dikenal. Yang ada: {known}."
    size = given.get("banyak", str(USUAL_ROWS))
    if not (size.isascii() and size.isdecimal() and len(size) < 4 and 0 < int(size) <= MOST_ROWS):
        return f"Parameter “banyak” harus bilangan dari 1 sampai {MOST_ROWS}."
    after = Asked.of(given).after
    if after and not Activity.objects.filter(code=after).exists():
        return "Parameter “sesudah” bukan kode kegiatan di katalog ini."
    return ""


def _following(asked, page, size):
    """The address of the next page; empty on the last."""
    if not page.next:
        return ""
    path = asked.href(address("api_activities"), urut=None, **page.next)
    return path if size == USUAL_ROWS else f"{path}&banyak={size}"


@for_machines("catalogue_api")
def activity(request, identity):
    """One activity with every public answer, also when its letter was withdrawn."""
    found = Activity.objects.filter(code=identity).first()
    if found is None:
        return fault(404, "Tidak ada kegiatan dengan kode itu.")
    (record,) = records([found], whole=True)
    return dated(json(record), found.changed_at)


@for_machines("catalogue_api")
def openapi(request):
    """The description of this interface in OpenAPI 3.1."""
    return json(specification(settings.PORTAL_URL))


@for_machines("catalogue_api")
def lost(request, rest):
    """Any other address below the interface: 404 in JSON."""
    return fault(404, "Alamat ini tidak ada. Lihat /api/v1/openapi.json.")
