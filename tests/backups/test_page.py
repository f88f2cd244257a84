"""The admin sees the backups and makes one; the status page tells how old they are."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertNumQueries
from time_machine import travel

from backups import health, running, tasks
from backups.models import Backup
from events.models import Event
from romantik import status
from tests.backups.portal import backed_up
from tests.pages import queries, soup, told, words
from tests.submissions import at

pytestmark = pytest.mark.django_db
PAGE = reverse("office_backups")
SETTINGS_MISSING = "Tempat cadangan belum diatur"


def good(ago=timedelta(), **facts):
    at = timezone.now() - ago
    facts = {"taken_at": at, "ended_at": at, "size": 5_000_000, "files": 12, **facts}
    return Backup.objects.create(state="good", name=f"romantik-{at:%Y%m%d}", **facts)


def findings(office):
    found = status.findings(office)
    return {f.what: (f.tone, f.words) for f in found if f.what in ("Cadangan", "Uji pemulihan")}


def test_the_admin_presses_a_button_and_the_worker_makes_one(
    client, living, place, dewi, monkeypatch
):
    monkeypatch.setattr(running, "drill_is_due", lambda: False)
    client.force_login(dewi)

    shown = client.post(PAGE, follow=True)

    assert "Cadangan diminta." in shown.text
    backup = Backup.objects.get()
    assert (backup.state, backup.asked_by) == ("good", dewi)
    assert Event.objects.get(action="backup.ask").by == dewi
    assert "diminta Dewi" in words(shown)


def test_while_one_is_under_way_the_page_tells_how_far_and_asks_again(client, place, dewi):
    client.force_login(dewi)
    backup = Backup.objects.ask(by=dewi)
    backup.begin()
    backup.tell("Menyalin berkas 12 dari 40")

    page = soup(client.get(PAGE))

    assert "Sedang dibuat: Menyalin berkas 12 dari 40." in " ".join(page.main.text.split())
    assert page.select_one("[role=status][data-hx-get]")["data-hx-trigger"] == "every 3s"
    assert page.select_one("main button").has_attr("disabled")
    assert Backup.objects.ask(by=dewi) == backup


def test_without_settings_nothing_can_be_asked(client, dewi):
    client.force_login(dewi)

    assert SETTINGS_MISSING in words(client.get(PAGE))
    assert "belum diatur" in told(client.post(PAGE))[0]
    assert not Backup.objects.exists()


def test_no_secret_of_the_place_is_shown(client, dewi, place, settings, identity):
    settings.BACKUP_TARGET = "s3://kunci-akses:rahasia-akses@s3.example.go.id/cadangan"
    client.force_login(dewi)

    page = client.get(PAGE).text

    assert "penyimpanan S3" in page
    assert "kunci-akses" not in page
    assert "rahasia-akses" not in page
    assert settings.BACKUP_KEYS[0] not in page


def test_the_list_says_what_was_made_when_and_whether_it_was_tried(client, dewi, place):
    good(timedelta(days=1), drilled_at=timezone.now())
    good(damaged=2, drilled_at=timezone.now(), drill_fault="Cadangan itu rusak.")
    failed = Backup.objects.create()
    failed.begin()
    failed.fail("Tempat cadangan penuh.")
    client.force_login(dewi)

    rows = [" ".join(row.text.split()) for row in soup(client.get(PAGE)).select("tbody tr")]

    assert len(rows) == 3
    assert "Gagal Tempat cadangan penuh." in rows[0]
    assert "12 berkas, 4,8 MB" in rows[1]
    assert "2 berkas hilang atau berubah" in rows[1]
    assert "gagal: Cadangan itu rusak." in rows[1]
    assert "utuh, " in rows[2]


def test_one_row_costs_as_much_as_three(client, dewi, place):
    client.force_login(dewi)
    good(asked_by=dewi)
    one = queries(client, PAGE)
    good(asked_by=dewi)
    good()

    assert queries(client, PAGE) == one


def test_the_status_page_tells_the_age(office, place):
    assert findings(office) == {
        "Cadangan": ("bad", "Belum pernah jadi."),
        "Uji pemulihan": ("bad", "Belum pernah."),
    }
    good(timedelta(hours=25), drilled_at=timezone.now() - timedelta(days=7, hours=23))
    assert {tone for tone, _ in findings(office).values()} == {"good"}
    Backup.objects.update(
        taken_at=timezone.now() - timedelta(hours=27),
        drilled_at=timezone.now() - timedelta(days=8, hours=1),
    )
    assert {tone for tone, _ in findings(office).values()} == {"bad"}
    Backup.objects.update(taken_at=timezone.now(), drilled_at=timezone.now(), damaged=1)
    assert findings(office)["Cadangan"] == (
        "action",
        "1 berkas hilang atau berubah ketika dicadangkan.",
    )


def test_what_is_not_set_up_is_bad_unless_nothing_is_real(office, settings):
    assert findings(office) == {}
    settings.DEMONSTRATION = False
    assert findings(office) == {"Cadangan": ("bad", "Belum diatur.")}


def test_figures_and_alarms_ask_one_function(place):
    with assertNumQueries(3):
        assert health.state() == (True, None, None, 0, "")
    newest = good()

    state = health.state()

    assert (state.made_at, state.is_old, state.is_untried) == (newest.taken_at, False, True)


def test_the_schedule_makes_what_is_due(living, place, dewi):
    with travel(at(2026, 3, 3, 8), tick=False) as clock:
        backed_up().note_drill("")
        tasks.run_waiting()
        assert Backup.objects.count() == 1

        clock.shift(timedelta(days=1))
        tasks.run_waiting()

    assert [backup.state for backup in Backup.objects.all()] == ["good", "good"]
