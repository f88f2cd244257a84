"""The read API, version 1: recommended activities for machines (`docs/api.md`)."""

from django.conf import settings

from catalogue.asking import FACETS, Asked
from catalogue.openapi import specification
from catalogue.records import address, records
from catalogue.results import results
from catalogue.views.machines import dated, fault, for_machines, json
from requests_app.models import Activity

MOST_ROWS = 100
KNOWN = {"cari", "sesudah", "banyak", *FACETS}


@for_machines("catalogue_api")
def activities(request):
    """What matches, newest first, `banyak` rows at a time, with the address of the next ones."""
    unknown = sorted(set(request.GET) - KNOWN)
    if unknown:
        known = ", ".join(sorted(KNOWN))
        return fault(400, f"Parameter “{unknown[0][:40]}” tidak dikenal. Yang ada: {known}.")
    size = request.GET.get("banyak", "20")
    if not (size.isascii() and size.isdecimal() and len(size) < 4 and 0 < int(size) <= MOST_ROWS):
        return fault(400, f"Parameter “banyak” harus bilangan dari 1 sampai {MOST_ROWS}.")
    asked = Asked.of(request.GET).newest_first()
    if asked.after and not Activity.objects.filter(code=asked.after).exists():
        return fault(400, "Parameter “sesudah” bukan kode kegiatan di katalog ini.")
    page = results(asked, int(size))
    following = ""
    if page.next:
        path = asked.href(address("api_activities"), urut=None, **page.next)
        following = f"{path}&banyak={size}" if size != "20" else path
    response = json(
        {
            "jumlah": page.found.count,
            "jumlah_terbatas": page.found.is_capped,
            "kata_dibetulkan": page.found.corrected or None,
            "kegiatan": records(page.rows),
            "berikutnya": following or None,
        }
    )
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return dated(response)


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
