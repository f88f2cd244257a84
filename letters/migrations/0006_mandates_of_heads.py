"""Whoever has been signing as head goes on signing: a definitive mandate for one head an office."""

from zoneinfo import ZoneInfo

from django.db import migrations

DEED = "Dicatat saat pembaruan portal; ganti dengan nomor keputusannya."


def appoint_heads(apps, schema_editor):
    """The head who signed last, else the first one; further heads are recorded by the admin."""
    office_model = apps.get_model("accounts", "Office")
    user_model = apps.get_model("accounts", "User")
    letter_model = apps.get_model("letters", "Letter")
    mandate_model = apps.get_model("letters", "Mandate")
    for office in office_model.objects.all():
        heads = user_model.objects.filter(
            office=office, is_active=True, staff_roles__role="head"
        ).order_by("pk")
        signed = letter_model.objects.filter(office=office, signer__in=heads).order_by("-pk")
        latest = signed.first()
        head = latest.signer if latest else heads.first()
        if head is None:
            continue
        mandate = mandate_model.objects.create(
            office=office,
            person_id=head.pk,
            kind="definitive",
            post=office.head_title,
            starts_on=head.joined_at.astimezone(ZoneInfo(office.time_zone)).date(),
            deed=DEED,
        )
        letter_model.objects.filter(office=office, signer_id=head.pk, state="numbered").update(
            mandate=mandate
        )


class Migration(migrations.Migration):
    dependencies = [("letters", "0005_mandate")]

    operations = [migrations.RunPython(appoint_heads, migrations.RunPython.noop)]
