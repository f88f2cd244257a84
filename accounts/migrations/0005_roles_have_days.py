from django.db import migrations, models


class Migration(migrations.Migration):
    """A signer's role is held from one day to another; letters' 0012 writes the days."""

    dependencies = [("accounts", "0004_brakes")]

    operations = [
        migrations.RemoveConstraint(model_name="staffrole", name="staffrole_once"),
        migrations.AddField(
            model_name="staffrole",
            name="starts_on",
            field=models.DateField(null=True, verbose_name="hari pertama"),
        ),
        migrations.AddField(
            model_name="staffrole",
            name="ends_on",
            field=models.DateField(null=True, verbose_name="hari terakhir"),
        ),
        migrations.AlterField(
            model_name="staffrole",
            name="role",
            field=models.CharField(
                choices=[
                    ("front_desk", "Petugas PST"),
                    ("examiner", "Petugas pemeriksa"),
                    ("head", "Kepala BPS"),
                    ("signer", "Penanda tangan a.n."),
                    ("complaint_handler", "Petugas pengaduan"),
                    ("admin", "Admin"),
                ],
                max_length=20,
                verbose_name="peran",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.UniqueConstraint(
                condition=models.Q(("starts_on", None)),
                fields=("user", "role"),
                name="staffrole_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.UniqueConstraint(
                fields=("user", "role", "starts_on"), name="staffrole_once_from_a_day"
            ),
        ),
    ]
