from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0023_whose_the_lists_are")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="refused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
