from django.db import migrations, models

from events.write_once import WriteOnce


def mark_submitted(apps, schema_editor):
    """The files of versions that were submitted before this rule."""
    apps.get_model("requests_app", "Attachment").objects.filter(
        revision__submitted_at__isnull=False
    ).update(is_submitted=True)


class Migration(migrations.Migration):
    """The files of a submitted version stay as they were: refused by the database itself."""

    dependencies = [("requests_app", "0004_conversation")]

    operations = [
        migrations.AlterField(
            model_name="proposal",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "Menunggu Kepala"),
                    ("withdrawn", "Ditarik"),
                    ("sent_back", "Dikembalikan Kepala"),
                    ("settled", "Ditandatangani"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="is_submitted",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(mark_submitted, migrations.RunPython.noop),
        WriteOnce("Attachment", when="OLD.is_submitted", name="submitted"),
    ]
