"""The rights of a head are held on the days of a mandate, and by nobody else."""

from django.db import migrations
from django.db.models import F


def follow_the_days(apps, schema_editor):
    """Takes the role from everybody; each mandate that held or will hold gives it on its days."""
    role_model = apps.get_model("accounts", "StaffRole")
    role_model.objects.filter(role="head", starts_on=None).delete()
    mandates = apps.get_model("letters", "Mandate").objects.exclude(ends_on__lt=F("starts_on"))
    for mandate in mandates.order_by("pk"):
        role_model.objects.update_or_create(
            user_id=mandate.person_id,
            role="signer" if mandate.kind == "an" else "head",
            starts_on=mandate.starts_on,
            defaults={"ends_on": mandate.ends_on},
        )


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0011_certificate_chain"),
        ("accounts", "0005_roles_have_days"),
    ]
    run_before = [("accounts", "0006_signers_have_days")]

    operations = [migrations.RunPython(follow_the_days, migrations.RunPython.noop)]
