from django.db import migrations

INVENTED = "Jalan Raya Stagen, Kotabaru, Kalimantan Selatan"
KNOWN = (
    "Jalan Jamrud, Dirgahayu, Kecamatan Pulau Laut Utara, Kabupaten Kotabaru, "
    "Kalimantan Selatan 72113"
)


def correct(apps, schema_editor):
    """An address that somebody has corrected by hand stays as it is; signed letters keep theirs."""
    offices = apps.get_model("accounts", "Office").objects
    offices.filter(code="6302", address=INVENTED).update(address=KNOWN)


class Migration(migrations.Migration):
    """The office's address as its service standard has it (SK 118/2023)."""

    dependencies = [("accounts", "0006_signers_have_days")]

    operations = [migrations.RunPython(correct, migrations.RunPython.noop)]
