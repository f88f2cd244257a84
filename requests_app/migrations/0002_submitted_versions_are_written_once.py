from django.db import migrations

from events.write_once import WriteOnce


class Migration(migrations.Migration):
    """What was submitted stays as it was: refused by the database itself."""

    dependencies = [("requests_app", "0001_initial")]

    operations = [
        WriteOnce(
            "Revision",
            columns=["submission", "number", "answers", "submitted_at", "submitted_by"],
            when="OLD.submitted_at IS NOT NULL",
            name="submitted",
        ),
    ]
