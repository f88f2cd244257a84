"""In the portal of a trial: who types, and what is stored (`python -m tests.ops.faults.people`)."""

import json
import os
import secrets
import sys

import django


def furnish(count):
    """Members of one agency, each with a draft and a session; told as JSON."""
    from django.conf import settings
    from django.test import Client

    from requests_app.models import Submission
    from tests.answers import fs3_answers
    from tests.cast import make_agency, make_member, make_office

    agency = make_agency(office=make_office())
    for _ in range(int(count)):
        mailbox = f"{secrets.token_hex(6)}@example.go.id"  # more may come later
        member, client = make_member(agency=agency, email=mailbox), Client()
        draft = Submission.objects.start(
            edition="fs3_2021", agency=agency, by=member, answers=fs3_answers()
        )
        client.force_login(member)
        name = settings.SESSION_COOKIE_NAME
        cookies = f"{name}={client.cookies[name].value}"
        yield {"code": draft.code, "person": member.pk, "cookies": cookies}


def stored():
    from requests_app.models import Submission

    return {
        draft.code: draft.revision.answers["purpose"].get("survey_purpose")
        for draft in Submission.objects.all()
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "romantik.settings")
    django.setup()
    task, *words = sys.argv[1:]
    told = {"furnish": furnish, "stored": stored}[task](*words)
    print(json.dumps(told if isinstance(told, dict) else list(told)))
