"""The drill: people write without pause, a backup is made, and put back beside the portal."""

import pytest
from django.core.management import call_command

from backups import contents, restoring
from events.models import Event
from integrity.inspections import fault_of_file
from letters.models import Counter, Letter
from tests.backups.portal import Writers, backed_up, everything
from tests.letters.conftest import equip
from tests.submissions import make_proposed, make_submitted


@pytest.fixture
def at_the_moment(monkeypatch):
    """What the connection of the moment saw, while others wrote on."""
    seen, named = {}, contents.named

    def look(alias):
        if alias == "moment":
            seen.update(everything(alias))
            seen["digests"] = list(Event.objects.using(alias).values_list("digest", flat=True))
        return named(alias)

    monkeypatch.setattr(contents, "named", look)
    return seen


def test_nothing_differs_but_what_was_written_after_the_moment(
    living, place, identity, elsewhere, sari, ratna, hasan, at_the_moment
):
    equip(hasan)
    with Writers(
        lambda: make_submitted(sari),
        lambda: make_proposed(sari, ratna).letters.get().take_up(by=hasan).submission,
    ) as writers:
        before = list(writers.acknowledged)
        backup = backed_up()
    live = list(Event.objects.values_list("digest", flat=True))
    assert (backup.state, backup.error, backup.damaged, writers.wrong) == ("good", "", 0, [])

    with elsewhere(), (place / backup.name).open("rb") as source:
        restored = restoring.restore(source, [identity], name=backup.name)

        seen = dict(at_the_moment)
        digests = seen.pop("digests")
        assert everything("default") == seen
        assert list(Event.objects.values_list("digest", flat=True))[:-1] == digests
        assert digests == live[: len(digests)]
        assert len(digests) < len(live)
        there = {row["id"] for row in seen["requests_app.Submission"]}
        assert set(before) <= there
        files = contents.named("default")
        assert len(files) == restored.files == backup.files >= len(before)
        assert [
            name for name, digest in files.items() if digest and fault_of_file(name, digest)
        ] == []
        for check in ("verify_events", "verify_letters", "check_registers", "check_catalogue"):
            call_command(check, verbosity=0)
        last = Counter.objects.get(register="letter").last
        following = make_proposed(sari, ratna).letters.get().take_up(by=hasan)
        assert following.sequence == last + 1 == Letter.objects.filter(sequence__gt=0).count()
