import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from events.write_once import WriteOnce


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_sessions_ended"),
    ]

    operations = [
        migrations.CreateModel(
            name="Emblem",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "media",
                    models.CharField(
                        choices=[("image/png", "PNG"), ("image/svg+xml", "SVG")], max_length=20
                    ),
                ),
                ("content", models.BinaryField()),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.AddField(
            model_name="office",
            name="complaint_link",
            field=models.URLField(
                blank=True, db_default="", default="", verbose_name="tautan pengaduan"
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="emblem_alt",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=160,
                verbose_name="teks pengganti lambang",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="opening_hours",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500, verbose_name="jam pelayanan"
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="other_phones",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=120, verbose_name="telepon lain"
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="postal_code",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=5, verbose_name="kode pos"
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="ready_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="office",
            name="service_unit",
            field=models.CharField(
                blank=True,
                db_default="Pelayanan Statistik Terpadu (PST)",
                default="Pelayanan Statistik Terpadu (PST)",
                max_length=120,
                verbose_name="unit pelayanan",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="suggestion_box",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=160,
                verbose_name="letak kotak saran",
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="website",
            field=models.URLField(blank=True, db_default="", default="", verbose_name="situs web"),
        ),
        migrations.AddField(
            model_name="office",
            name="emblem",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.emblem",
                verbose_name="lambang",
            ),
        ),
        WriteOnce("Emblem"),
    ]
