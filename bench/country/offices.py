"""A whole country of offices from one file: read, looked at, made, every admin's mail written.

    .venv/bin/python -m bench.country.offices     (bin/with-postgres before it for PostgreSQL)

All 552 areas of Indonesia beside the centre, by the pages that its admin uses. The worker's part
runs in the page's own process, and so does the sending of the mails.
"""

import sys
import time

from bench.ground import fresh_database, verdict

SLOWEST = 300  # seconds for all of it: the goal
LINE = "{code};BPS {name};{code};Jalan Statistik {code};WIB;a{code}@bps.example.go.id"


def main():
    """Read a file as long as the country; exit 1 where it takes longer than the goal."""
    with fresh_database():
        client = centre()
        from django.core.files.uploadedfile import SimpleUploadedFile
        from django.urls import reverse

        from accounts.models import Office, User

        began = time.monotonic()
        file = SimpleUploadedFile("kantor.csv", country().encode())
        looked = client.post(reverse("country_list_new"), {"file": file}, follow=True)
        preview = looked.redirect_chain[-1][0] if looked.redirect_chain else ""
        read = time.monotonic() - began
        if not preview:
            raise SystemExit("The file was not taken.")
        client.post(preview)
        took = time.monotonic() - began
        made, admins = Office.objects.count(), User.objects.exclude(office=None).count()
        print(f"{made} offices, {admins} people; read and shown in {read:.1f} s")
        return verdict(f"{made} offices with their admins", took, SLOWEST, "s") and made == admins


def centre():
    """The centre's admin, logged in, on an installation with nothing but the areas."""
    from django.test import Client

    from accounts.management.commands.reference import load_regions
    from accounts.models import Office, Role
    from tests.cast import make_staff

    load_regions()
    office = Office.objects.create(
        code="0000", name="Badan Pusat Statistik", time_zone="Asia/Jakarta"
    )
    client = Client()
    client.force_login(make_staff("Sinta", Role.ADMIN, office=office))
    return client


def country():
    """A line for each regency, city and province."""
    from accounts.areas import listed

    lines = ["kode;nama;wilayah;alamat;zona;surel admin"]
    for area in listed():
        code = area["code"].ljust(4, "0")
        lines.append(LINE.format(code=code, name=f"{area['kind'].title()} {area['name']}"))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(not main())
