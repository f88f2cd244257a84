"""Guests whose names were erased lose their words, too, with the next nightly round."""

from django.db import migrations


def let_them_be_erased_anew(apps, schema_editor):
    consultations = apps.get_model("consultations", "Consultation").objects
    consultations.filter(agency=None, erased_at__isnull=False).update(erased_at=None)


class Migration(migrations.Migration):
    dependencies = [("consultations", "0003_guests_are_forgotten")]

    operations = [migrations.RunPython(let_them_be_erased_anew, migrations.RunPython.noop)]
