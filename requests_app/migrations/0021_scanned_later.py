from django.db import migrations, models

from events.write_once import WriteOnce


class Migration(migrations.Migration):
    """When a file was scanned may be noted afterwards, also of what was submitted."""

    dependencies = [("requests_app", "0020_runner_and_guests")]

    operations = [
        migrations.AddField(
            model_name="result",
            name="scanned_at",
            field=models.DateTimeField(null=True),
        ),
        WriteOnce(
            "Result",
            columns=["submission", "kind", "link", "file", "name", "content_type", "by", "at"],
        ),
        WriteOnce(
            "Attachment",
            columns=[
                *("id", "revision", "kind", "name", "file", "content_type", "size", "sha256"),
                *("added_by", "added_at", "is_submitted"),
            ],
            when="OLD.is_submitted",
            name="submitted",
        ),
    ]
