from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_signers_have_days")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
