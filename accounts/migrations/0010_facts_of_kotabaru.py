from django.db import migrations

ON_ONE_LINE = (
    "Jalan Jamrud, Dirgahayu, Kecamatan Pulau Laut Utara, Kabupaten Kotabaru, "
    "Kalimantan Selatan 72113"
)
IN_LINES = (
    "Jalan Jamrud, Dirgahayu\nKecamatan Pulau Laut Utara, Kabupaten Kotabaru\nKalimantan Selatan"
)
FACTS = {
    "website": "http://kotabarukab.bps.go.id",
    "complaint_link": "https://s.bps.go.id/laporbpskotabaru",
    "suggestion_box": "unit Pelayanan Statistik Terpadu",
}


def fill_in(apps, schema_editor):
    """What its service standard says (SK 118/2023); words of somebody's own stay as they are."""
    offices = apps.get_model("accounts", "Office").objects.filter(code="6302")
    offices.filter(address=ON_ONE_LINE).update(address=IN_LINES, postal_code="72113")
    for name, value in FACTS.items():
        offices.filter(**{name: ""}).update(**{name: value})


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_office_facts")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
