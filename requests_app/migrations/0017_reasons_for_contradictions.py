from django.db import migrations, models

from events.write_once import WriteOnce


class Migration(migrations.Migration):
    """Why contradictions were kept, written once with the version that was submitted.

    The rule of 0002 is put in place anew: SQLite makes the table anew for the column.
    """

    dependencies = [("requests_app", "0016_more_abbreviations")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="kept",
            field=models.JSONField(blank=True, default=list),
        ),
        WriteOnce(
            "Revision",
            columns=["submission", "number", "answers", "kept", "submitted_at", "submitted_by"],
            when="OLD.submitted_at IS NOT NULL",
            name="submitted",
        ),
    ]
