from django.db import migrations, models

SIGNERS = ("head", "signer")


class Migration(migrations.Migration):
    """After letters' 0012, which has given the days to every head."""

    dependencies = [("accounts", "0005_roles_have_days")]

    operations = [
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", SIGNERS), ("starts_on__isnull", False)),
                    models.Q(
                        models.Q(("role__in", SIGNERS), _negated=True),
                        ("ends_on", None),
                        ("starts_on", None),
                    ),
                    _connector="OR",
                ),
                name="staffrole_signers_have_days",
            ),
        ),
    ]
