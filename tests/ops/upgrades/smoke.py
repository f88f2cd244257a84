"""What the release before does on a database that this one has migrated.

Copied among that release's own tests and run there, with its code: its kept installation is put
back, today's migrations run on it, and then its people go on working. TODAY is today's code.
"""

import os
from pathlib import Path

from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.models import User
from letters.models import Certificate
from letters.signing import demonstration
from romantik.demonstration import cast
from tests.museum import restored
from tests.museum.test_museum import (  # noqa: F401  its own tests, run once more
    SARI,
    STAFF,
    installation,
    museum,
    test_the_agency_downloads_the_files_of_its_letters,
    test_what_was_mailed_still_leads_somewhere,
    test_work_goes_on,
)
from tests.submissions import make_proposed

CHECKS = """
from django.core.management import call_command
for check in ("verify_events", "check_registers", "check_catalogue", "figures"):
    call_command(check)
"""
restored.ROOT = Path(os.environ["TODAY"])  # whose manage.py migrates, and checks at the end


def person(mailbox):
    return User.objects.get(email__startswith=mailbox)


def test_people_log_in_and_open_what_their_desk_names(museum, client):  # noqa: F811
    answers = {}
    for mailbox in (SARI, *STAFF):
        client.post(reverse("account_logout"))
        client.post(reverse("account_login"), {"login": mailbox, "password": cast.PASSWORD})
        page = BeautifulSoup(client.get(reverse("desk")).content, "html.parser")
        links = {link["href"] for link in page.select("main a[href^='/']")}
        assert len(links) > 2, mailbox
        answers |= {each: client.get(each).status_code for each in sorted(links - set(answers))[:4]}
    assert set(answers.values()) <= {200, 302}, answers


def test_a_file_becomes_a_signed_letter(museum, settings, tmp_path):  # noqa: F811
    settings.DEMONSTRATION, settings.VAR_DIR = True, tmp_path  # a root of its own for the trial
    hasan = person("hasan@bps")
    Certificate.objects.give_trial(hasan)
    letter = make_proposed(person("sari@"), person("ratna@bps")).letters.get().take_up(by=hasan)
    letter.attempts.sign(
        by=hasan, passphrase=demonstration.PASSPHRASE, unsigned_sha256=letter.unsigned_sha256
    )
    letter.refresh_from_db()
    assert letter.signed_sha256
    assert letter.submission.state == "recommended"


def test_today_finds_whole_what_it_wrote(museum):  # noqa: F811
    museum.manage("shell", "--no-imports", "-c", CHECKS)
