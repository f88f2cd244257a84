import hashlib

from django.core.files.storage import default_storage
from django.db import migrations, models

from events.write_once import WriteOnce


def fill(apps, schema_editor):
    """A file that is lost already stays without: there is nothing to compare it with."""
    for result in apps.get_model("requests_app", "Result").objects.exclude(file="").iterator():
        try:
            with default_storage.open(result.file.name) as file:
                result.sha256 = hashlib.file_digest(file.file, "sha256").hexdigest()
        except FileNotFoundError:
            continue
        result.save(update_fields=["sha256"])


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0018_abbreviations_of_titles")]

    operations = [
        migrations.AddField(
            model_name="result",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        # SQLite has made the table anew, without its rule.
        WriteOnce(
            "Result",
            columns=["submission", "kind", "link", "file", "name", "content_type", "by", "at"],
        ),
    ]
