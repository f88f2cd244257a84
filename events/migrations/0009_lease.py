from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0008_reads"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lease",
            fields=[
                ("name", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("holder", models.CharField(blank=True, max_length=120)),
                ("until", models.DateTimeField()),
                ("again", models.BooleanField(default=False)),
            ],
        ),
    ]
