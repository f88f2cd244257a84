from django.db import migrations

from events.migrating.rules import ValidateQuietly


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0032_indexes_of_earlier")]

    operations = [
        ValidateQuietly("activity", "activity_of_one_source"),
        ValidateQuietly("resemblance", "resemblance_to_one"),
    ]
