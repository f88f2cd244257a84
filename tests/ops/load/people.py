"""In the portal of a load test: who works there (`python -m tests.ops.load.people clerks 20`)."""

import json
import os
import secrets
import sys

import django


def clerks(count):
    """Members of one agency, each with a draft of his own and a session."""
    from tests.ops.faults.people import furnish

    return list(furnish(count))


def officers(count):
    """Examiners of the office, each with a submitted file of his own and a session."""
    from django.conf import settings
    from django.test import Client

    from accounts.models import Role
    from tests.cast import make_agency, make_member, make_office, make_staff
    from tests.submissions import make_submitted

    office = make_office()
    clerk = make_member(agency=make_agency(office=office), email=_mailbox())
    for _ in range(int(count)):
        file, client = make_submitted(clerk), Client()
        client.force_login(make_staff("Petugas", Role.EXAMINER, office=office, email=_mailbox()))
        name = settings.SESSION_COOKIE_NAME
        yield {"code": file.code, "cookies": f"{name}={client.cookies[name].value}"}


def _mailbox():
    return f"{secrets.token_hex(6)}@example.go.id"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "romantik.settings")
    django.setup()
    kind, count = sys.argv[1:]
    print(json.dumps(list({"clerks": clerks, "officers": officers}[kind](count))))
