"""What admins added before it was noted stands in the history: it is their office's."""

from django.db import migrations

KEPT = {
    "office.keep_synonym": ("Synonym", ("short", "full")),
    "office.keep_column_heading": ("ColumnHeading", ("words",)),
}


def ask_the_history(apps, editor):
    events = apps.get_model("events", "Event").objects.filter(action__in=KEPT).order_by("pk")
    offices = set(apps.get_model("accounts", "Office").objects.values_list("pk", flat=True))
    for event in events.iterator():
        name, keys = KEPT[event.action]
        facts = {key: event.particulars.get(key) for key in keys}
        if event.subject_id in offices:
            rows = apps.get_model("requests_app", name).objects
            rows.filter(office=None, **facts).update(office_id=event.subject_id)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_room"),
        ("events", "0008_reads"),
        ("requests_app", "0022_lists_have_their_office"),
    ]

    operations = [migrations.RunPython(ask_the_history, migrations.RunPython.noop)]
