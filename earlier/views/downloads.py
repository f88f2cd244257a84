"""What was said of the rows, and the records as they came, to take away."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from earlier.columns import COLUMNS
from earlier.models import Import
from files.cells import Table
from files.tables import csv_response

TOLD = ("Baris", "Keadaan", "Kolom", "Keterangan")


@require_safe
@never_cache
@requires(Role.ADMIN)
def faults(request, pk):
    """Every row of which something is said, one sentence a line."""
    brought = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    lines = (
        (line.number, line.get_state_display(), COLUMNS[column].label, sentence)
        for line in brought.lines.told().iterator(chunk_size=500)
        for column, sentence in line.words
    )
    return csv_response(Table("Catatan impor", TOLD, lines), f"catatan-impor-{brought.pk}")


@require_safe
@never_cache
@requires(Role.ADMIN)
def records(request, pk):
    """Each record, or row of a table by its headings, exactly as it came."""
    brought = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    kept = brought.lines.order_by("number").values_list("cells", flat=True)
    said = list(kept) if brought.is_records else [brought.headings, *kept]
    response = JsonResponse(
        said, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Disposition"] = f'attachment; filename="rekaman-{brought.pk}.json"'
    return response
