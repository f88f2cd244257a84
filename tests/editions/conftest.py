import pytest

from accounts.models import Region

REGIONS = (
    ("63", "provinsi", "Kalimantan Selatan", None),
    ("6302", "kabupaten", "Kotabaru", "63"),
    ("6303", "kabupaten", "Banjar", "63"),
    ("6372", "kota", "Banjarbaru", "63"),
    ("32", "provinsi", "Jawa Barat", None),
    ("3204", "kabupaten", "Bandung", "32"),
    ("3217", "kabupaten", "Bandung Barat", "32"),
    ("3273", "kota", "Bandung", "32"),
    ("3279", "kota", "Banjar", "32"),
)


@pytest.fixture
def regions(db):
    """A few areas of two provinces, with namesakes."""
    for code, kind, name, province in REGIONS:
        Region.objects.get_or_create(
            code=code, defaults={"kind": kind, "name": name, "province_id": province}
        )
