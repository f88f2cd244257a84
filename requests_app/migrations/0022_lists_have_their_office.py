from django.db import migrations, models

OFFICE = {"on_delete": models.PROTECT, "related_name": "+", "to": "accounts.office"}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_room"),
        ("requests_app", "0021_scanned_later"),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name="office",
            field=models.ForeignKey(db_index=False, null=True, **OFFICE),
        )
        for name in ("columnheading", "synonym")
    ]
