"""bench/scaling: figures come from what was measured and asked, and docs/scaling.md has them."""

import json

import pytest

from bench.scaling.__main__ import KEPT, costs
from bench.scaling.reckoning import Asked, holds, hosts, needed, options, table
from tests.test_docs import read

pytestmark = pytest.mark.one_database

NOTHING = {"own": 0, "database": 0, "queries": 0, "sent": 0, "received": 0}
MEASURED = {
    "parts": {
        "story": NOTHING | {"own": 3600, "database": 1800},
        "work": NOTHING | {"own": 7200},
        "save": NOTHING | {"own": 10},
        "look": NOTHING | {"own": 36, "sent": 1000},
        "log_in": NOTHING,
        "read": NOTHING | {"own": 18},
    },
    "requests": 50,
    "events": 10,
    "database_bytes": 1e6,
    "letter_bytes": 1e6,
    "demonstration": 10,
    "recurring": {
        "walks": {"empty": NOTHING, "full": NOTHING | {"own": 100}, "a_day": 1},
        "sweep": {"empty": NOTHING, "full": NOTHING | {"own": 60}, "a_day": 1440},
    },
}
ASKED = Asked(
    offices=2,
    submissions=245,  # one a working day
    attachments_mb=9,
    years=10,
    staff=5,
    looks=100,
    readers=0,
    saves=0,
    again=1,
    season=1,
    peak_hour=0.5,
    busy=0.5,
)


def test_what_two_offices_need_is_what_each_thing_costs_times_how_often():
    need = needed(MEASURED, ASKED)

    # 2 stories and 1,000 looks a day, half of it in one hour, cores half busy
    assert need.web_cores == pytest.approx((2 * 3600 + 1000 * 36) / 2 / 3600 / 1000 / 0.5)
    assert need.database_cores == pytest.approx(2 * 1800 / 2 / 3600 / 1000 / 0.5)
    # 2 stories' tasks, and a sweep of 60 ms each minute
    assert need.worker_cores == pytest.approx((2 * 7200 / 2 / 3600 + 1) / 1000 / 0.5)
    assert need.requests == pytest.approx((2 * 50 + 1000 + 10 + 2) / 2 / 3600)
    assert need.verbs == pytest.approx(2 * 10 / 2 / 3600)
    assert need.out_mbit == pytest.approx(1000 * 1000 * 8 / 2 / 3600 / 1e6)
    # 4,900 submissions in ten years, of 1 MB in the database and 10 MB of files
    assert (need.database_gb, need.files_gb) == pytest.approx((4.9, 49.0))
    assert need.backup_hours == pytest.approx(53_900 / 14 / 3600)
    # 100 ms more with ten files: 10 ms for each
    assert need.night_hours == pytest.approx(4900 * 10 / 1000 / 3600)


def test_a_faster_machine_with_more_cores_needs_fewer_hosts():
    need = needed(MEASURED, Asked(offices=553, cores=2))
    fast = Asked(offices=553, cores=16, faster=2)

    assert (
        hosts(need, Asked(offices=553, cores=2))["web"] > hosts(needed(MEASURED, fast), fast)["web"]
    )
    assert hosts(needed(MEASURED, Asked()), Asked()) == dict.fromkeys(
        ("web", "worker", "database", "queue", "store", "balancer"), 1
    )


def test_what_gives_way_first_stands_first():
    found = holds(needed(MEASURED, ASKED), ASKED)

    assert found == sorted(found)
    assert {what: times for times, what in found}["PostgreSQL's disk"] == pytest.approx(2000 / 4.9)


def test_the_document_has_what_was_measured_and_every_number_that_can_be_given():
    known, document = json.loads(KEPT.read_text()), read("docs/scaling.md")

    assert [line for line in table(known, Asked()) if line not in document] == []
    assert [line for line in costs(known) if line not in document] == []
    for name, _ in options():
        assert f"`--{name.replace('_', '-')}`" in document
