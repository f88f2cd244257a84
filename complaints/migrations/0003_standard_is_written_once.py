from django.db import migrations

from events.write_once import WriteOnce


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_complaint")]

    operations = [WriteOnce("Standard")]
