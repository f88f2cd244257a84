"""Catalogue and letter check on two servers: read along, behind, and alone."""

import math
import signal
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from romantik import status
from romantik.hosts import replicas
from romantik.hosts.reading import WROTE
from romantik.watching.figures import facts
from tests.ops.conftest import wait_until
from tests.ops.hosts.conftest import asked
from tests.submissions import make_draft, make_recommended

pytestmark = pytest.mark.usefixtures("cluster")
BAND = "Penyimpanan data utama sedang tidak menjawab"


@pytest.fixture
def published(cluster, sari, ratna, hasan):
    """Sari's survey is in the catalogue, on both servers, and the replica is known to be near."""
    submission = make_recommended(sari, ratna, hasan)
    cluster.caught_up()
    replicas.watch.forget()
    assert replicas.fresh() == "replica1"
    return submission


def catalogue(client):
    return client.get(reverse("catalogue"))


def test_the_catalogue_asks_the_replica_and_only_norms_and_marks_the_other(published, client):
    with (
        CaptureQueriesContext(connections["default"]) as first_hand,
        CaptureQueriesContext(connections["replica1"]) as read,
    ):
        page = catalogue(client)

    assertContains(page, published.title)
    assertNotContains(page, BAND)
    assert [query["sql"] for query in first_hand if "norms_norm" not in query["sql"]] == []
    assert len(read) == 3


def test_a_replica_too_far_behind_is_not_asked(published, client, settings, sari, ratna, hasan):
    settings.REPLICA_LAG = 60
    asked("replica1", "SELECT pg_wal_replay_pause()::text")
    try:
        replicas.watch.look_at = 0
        newer = make_recommended(
            sari, ratna, hasan, identity="V-26.6302.002", survey_title="Survei Perahu Nelayan"
        )
        replicas.watch.look()
        at_once = catalogue(client)
        replicas.watch.fresh_at["replica1"] -= 60  # a minute later
        later = catalogue(client)
    finally:
        asked("replica1", "SELECT pg_wal_replay_resume()::text")

    assertNotContains(at_once, newer.title)
    assertContains(later, newer.title)
    replicas.watch.look_at = 0
    assert wait_until(lambda: replicas.fresh() == "replica1", 10)


def test_who_has_just_written_reads_his_own_words(published, client, sari):
    """The board of exports: what Sari has begun is in her list at once, for the others soon."""
    client.force_login(sari)
    asked("replica1", "SELECT pg_wal_replay_pause()::text")
    try:
        answer = client.post(reverse("submission_new"), {"edition": "fs3_2021"})
        mine = client.get(reverse("submissions_csv")).getvalue().decode()
        del client.cookies[WROTE]
        others = client.get(reverse("submissions_csv")).getvalue().decode()
    finally:
        asked("replica1", "SELECT pg_wal_replay_resume()::text")

    code = answer.headers["Location"].split("/")[2]
    assert (code in mine, code in others) == (True, False)


def test_catalogue_and_letter_check_go_on_when_the_other_is_killed(cluster, client, signed, sari):
    document, published = signed.document(), signed.submission
    client.force_login(sari)
    assert client.get(reverse("desk")).status_code == 200
    cluster.caught_up()
    cluster.primary.kill()

    assert client.get(reverse("desk")).status_code == 503
    page = catalogue(client)
    assertContains(page, published.title)
    assertContains(page, BAND)
    assertContains(page, "Masuk</a>")  # nobody can be asked who Sari is
    entry = client.get(reverse("catalogue_entry", args=[published.identity]))
    assertContains(entry, BAND)
    assert client.get("/api/v1/kegiatan/").json()["jumlah"] == 1
    table = client.get(reverse("catalogue_csv")).getvalue().decode()
    assert published.title in table
    shown = client.get(reverse("letter_verification", args=[signed.token]))
    assertContains(shown, signed.number)
    assertContains(shown, BAND)
    file = SimpleUploadedFile("surat.pdf", document, "application/pdf")
    checked = client.post(reverse("letter_check"), {"file": file})
    assertContains(checked, signed.number)
    assert client.cookies["sessionid"].value  # he is known again afterwards
    assert (client.get("/sehat/").status_code, client.get("/siap/").status_code) == (503, 200)

    cluster.primary.start()
    replicas.watch.away_until.clear()
    assert client.get(reverse("desk")).status_code == 200
    assertNotContains(catalogue(client), BAND)


def test_a_replica_that_is_away_costs_no_page(cluster, client, published):
    assertNotContains(catalogue(client), BAND)
    cluster.replica.stop()
    try:
        page = catalogue(client)
    finally:
        cluster.replica.start()

    assertContains(page, published.title)
    assertNotContains(page, BAND)


def test_a_silent_one_is_waited_for_by_few(cluster, client, published):
    assertNotContains(catalogue(client), BAND)
    replicas.watch.forget()  # another process knows nothing of the replica yet
    cluster.primary.send(signal.SIGSTOP)
    try:
        began = time.monotonic()
        first = catalogue(client)
        seconds = time.monotonic() - began
        began = time.monotonic()
        assertContains(catalogue(client), BAND)
        assert time.monotonic() - began < 0.7
    finally:
        cluster.primary.send(signal.SIGCONT)

    assertContains(first, BAND)
    assert seconds < 5


def test_what_was_typed_stays_on_the_page_of_the_outage(cluster, client, sari):
    draft = make_draft(sari)
    client.force_login(sari)
    address = reverse("cancellation", args=[draft.code])
    sent = {"reason": "Diganti <b>survei</b> lain.", "csrfmiddlewaretoken": "x" * 32}
    cluster.primary.kill()
    answer = client.post(address, sent)
    cluster.primary.start()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assertContains(
        answer,
        '<input type="hidden" name="reason" value="Diganti &lt;b&gt;survei&lt;/b&gt; lain.">',
        status_code=503,
        html=True,
    )
    assertContains(answer, "Kirim lagi", status_code=503)


def test_status_page_and_figures_tell_of_the_replica(cluster, published, office, settings):
    def told():
        return [
            (part.tone, part.words)
            for part in status.findings(office)
            if part.what == "Replika basis data"
        ]

    def figures():
        return {family.name: family.samples[0].value for family in facts.copies()}

    ((tone, words),) = told()
    assert (tone, words.startswith("Nomor 1 mengikuti")) == ("good", True)
    counted = figures()
    assert 0 <= counted.pop("romantik_replica_lag_seconds") < settings.REPLICA_LAG
    assert counted == {"romantik_replica_up": 1, "romantik_replica_lag_limit_seconds": 10}
    cluster.replica.stop()
    try:
        connections["replica1"].close()
        replicas.watch.forget()
        assert told() == [
            ("action", "Nomor 1 tidak menjawab; halaman dibaca dari basis data utama.")
        ]
        assert (figures()["romantik_replica_up"], figures()["romantik_replica_lag_seconds"]) == (
            0,
            math.inf,
        )
    finally:
        cluster.replica.start()
