from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.areas import listed
from accounts.models import Office, Region
from norms import loading

# As the service standard of the office has it (SK 118/2023); hours of service it does not name.
KOTABARU = {
    "name": "BPS Kabupaten Kotabaru",
    "head_title": "Kepala BPS Kabupaten Kotabaru",
    "region_id": "6302",
    "address": (
        "Jalan Jamrud, Dirgahayu\nKecamatan Pulau Laut Utara, Kabupaten Kotabaru\n"
        "Kalimantan Selatan"
    ),
    "postal_code": "72113",
    "city": "Kotabaru",
    "phone": "0856-1116-302",
    "email": "bps6302@bps.go.id",
    "website": "http://kotabarukab.bps.go.id",
    "complaint_link": "https://s.bps.go.id/laporbpskotabaru",
    "suggestion_box": "unit Pelayanan Statistik Terpadu",
}


class Command(BaseCommand):
    help = "Loads the areas of BPS, the law and the office 6302. Run it as often as you like."

    @transaction.atomic
    def handle(self, *args, **options):
        count, norms = load_regions(), loading.load()
        office, created = Office.objects.get_or_create(code="6302", defaults=KOTABARU)
        if options["verbosity"] > 0:
            self.stdout.write(
                f"{count} areas, {norms} norms, office {office.code}{' made' if created else ''}."
            )


def load_regions():
    """Bring the areas to the state of the file, which lists the provinces first."""
    regions = [
        Region(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            province_id=row["province"] or None,
        )
        for row in listed()
    ]
    Region.objects.bulk_create(
        regions,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "name", "province"],
    )
    return len(regions)
