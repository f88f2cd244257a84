from django.db import migrations, models

from events.migrating.indexes import AddIndexQuietly
from events.migrating.rules import AddUniqueQuietly

ONE_EACH = """
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS requests_app_activity_earlier_id_key
ON requests_app_activity (earlier_id)
"""


def one_activity_each(apps, schema_editor):
    """On SQLite the column was made so, when the table was made anew for the rule after it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ONE_EACH)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("requests_app", "0031_earlier_recommendations")]

    operations = [
        migrations.RunPython(one_activity_each, migrations.RunPython.noop),
        AddIndexQuietly(
            "submission",
            models.Index(
                name="submission_began_from",
                fields=["began_from"],
                condition=models.Q(began_from__isnull=False),
            ),
        ),
        AddUniqueQuietly(
            "resemblance",
            models.UniqueConstraint(
                name="resemblance_to_earlier_once",
                fields=["earlier", "submission"],
                condition=models.Q(earlier__isnull=False),
            ),
        ),
    ]
