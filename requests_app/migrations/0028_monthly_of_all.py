from django.db import migrations, models

from events.migrating.indexes import AddIndexQuietly


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("requests_app", "0027_walidata")]

    operations = [
        AddIndexQuietly(
            "monthly",
            models.Index(
                name="monthly_of_all",
                fields=["measure", "month", "office", "kind", "value", "count"],
            ),
        ),
    ]
