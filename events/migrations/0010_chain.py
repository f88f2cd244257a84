from django.db import migrations, models

from events.write_once import WriteOnce


class Migration(migrations.Migration):
    """Old rows stay as they are: NULL is the common chain, to which the release before adds."""

    dependencies = [("events", "0009_lease")]

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("digest", models.CharField(default="", max_length=64)),
                ("count", models.PositiveBigIntegerField(default=0)),
                ("name", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("base", models.CharField(blank=True, max_length=64)),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            "event", "chain", models.CharField(editable=False, max_length=12, null=True)
        ),
        WriteOnce("Chain", columns=["name", "base"]),
    ]
