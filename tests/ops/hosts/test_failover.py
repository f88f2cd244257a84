"""The server that was written to dies, another one takes over: who notices, and what is lost."""

import time

import pytest
from django.db import connection, connections
from django.urls import reverse
from pytest_django.asserts import assertContains

from requests_app.models import Submission
from romantik.hosts.postgresql.base import DatabaseWrapper
from tests.ops.conftest import wait_until
from tests.ops.hosts.conftest import CAUGHT_UP, asked
from tests.ops.hosts.servers import with_place

DRAFT = {"edition": "fs3_2021", "csrfmiddlewaretoken": "a" * 32}


@pytest.fixture
def portal(servers, follower, elsewhere):
    """`DATABASE_URL` names both servers."""
    own = dict(connections.settings["default"])
    both = with_place(own, f"{servers.primary.folder},{follower.folder}", "5432,5432")
    elsewhere(
        default=both | {"OPTIONS": {"target_session_attrs": "read-write"}},
        follower=with_place(own, follower.folder),
    )
    return servers


def begin(client):
    return client.post(reverse("submission_new"), DRAFT)


def test_the_next_server_is_found_and_what_was_acknowledged_is_there(
    portal, follower, client, sari
):
    client.force_login(sari)
    code = begin(client).headers["Location"].split("/")[2]
    place = asked("default", "SELECT pg_current_wal_flush_lsn()::text")
    wait_until(lambda: asked("follower", CAUGHT_UP, place), 10)
    portal.primary.kill()

    nobody_leads = client.get(reverse("desk"))
    follower.promote()
    found = client.get(reverse("desk"))  # its line was dead: begun once more, on the other server

    assert (nobody_leads.status_code, nobody_leads.headers["Retry-After"]) == (503, "10")
    assertContains(found, code)
    assert connection.connection.info.host == str(follower.folder)
    assert begin(client).status_code == 302


def test_a_server_that_only_reads_since_a_moment_is_an_outage(
    portal, follower, elsewhere, client, sari
):
    client.force_login(sari)
    place = asked("default", "SELECT pg_current_wal_flush_lsn()::text")
    wait_until(lambda: asked("follower", CAUGHT_UP, place), 10)
    elsewhere(default=with_place(dict(connections.settings["default"]), follower.folder))

    answer = begin(client)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assertContains(answer, '<input type="hidden" name="edition" value="fs3_2021">', 1, 503)
    assert connection.connection is None or connection.close_at <= time.monotonic()
    follower.promote()
    assert begin(client).status_code == 302


def test_a_lost_acknowledgement_makes_no_second_file(cluster, client, sari, monkeypatch):
    client.force_login(sari)
    commit, lost = DatabaseWrapper._commit, []

    def stored_but_not_told(self):
        commit(self)
        if not lost:
            lost.append(True)
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(DatabaseWrapper, "_commit", stored_but_not_told)

    answer = begin(client)

    assert lost == [True]
    begun = Submission.objects.get()
    assert answer.headers["Location"] == reverse("answers", args=[begun.code, "cover"])
