from django.db import migrations, models

from events.migrating.indexes import AddIndexQuietly, RemoveIndexQuietly


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("requests_app", "0025_refusals_so_far")]

    operations = [
        *(
            AddIndexQuietly("submission", models.Index(name=f"submission_{name}", fields=fields))
            for name, fields in (
                ("by_state", ["office", "state", "due_on", "-id"]),
                ("of_agency", ["office", "agency", "-id"]),
                ("of_contact", ["office", "contact", "-id"]),
            )
        ),
        *(
            AddIndexQuietly(
                "submission",
                models.Index(name=f"submission_{name}", fields=fields, condition=condition),
            )
            for name, fields, condition in (
                ("identity", ["identity"], ~models.Q(identity="")),
                ("refused", ["office", "examiner"], models.Q(refused_at__isnull=False)),
                (
                    "act_open",
                    ["office", "revocation"],
                    models.Q(revocation__in=["proposed", "sent_back"]),
                ),
            )
        ),
        RemoveIndexQuietly("submission", "requests_ap_office__51ac13_idx"),  # the new one's start
        RemoveIndexQuietly("submission", "requests_ap_office__adb991_idx"),
    ]
