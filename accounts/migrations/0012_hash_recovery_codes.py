"""Recovery codes made before are good as ever, and cannot be read from the database any more."""

from django.db import migrations
from django.utils import timezone


def put_away_all(apps, schema_editor):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    from accounts.sessions.recovery import put_away

    authenticators = apps.get_model("mfa", "Authenticator").objects
    for authenticator in authenticators.filter(type="recovery_codes"):
        if "hashes" not in authenticator.data:
            authenticator.data.setdefault("viewed_at", timezone.now().timestamp())
            put_away(authenticator, RecoveryCodes(authenticator).get_unused_codes())


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_room"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(put_away_all, migrations.RunPython.noop)]
