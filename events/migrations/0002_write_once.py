from django.db import migrations

from events.write_once import WriteOnce


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        WriteOnce("Event"),
        WriteOnce(
            "Mail",
            columns=[
                "kind",
                "to",
                "subject",
                "text",
                "html",
                "attachments",
                "message_id",
                "about_type",
                "about_id",
                "event",
                "created_at",
            ],
            name="content",
        ),
    ]
