"""Files whose newest verdict the head sent back know it."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def note(apps, editor):
    files = apps.get_model("requests_app", "Submission").objects
    verdicts = apps.get_model("requests_app", "Proposal").objects
    newest = verdicts.filter(submission=OuterRef("pk")).order_by("-pk")
    examined = files.filter(state="under_examination", refused_at=None)
    refused = examined.alias(verdict=Subquery(newest.values("state")[:1]))
    refused.filter(verdict="sent_back").update(refused_at=Subquery(newest.values("at")[:1]))


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0024_refusals")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
