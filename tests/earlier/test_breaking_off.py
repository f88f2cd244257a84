"""What always breaks holds up no other row and no other import, and does not go on for ever."""

from datetime import timedelta

from django.utils import timezone

from earlier import facts
from earlier.models import Import, Line
from earlier.tasks import go_on
from letters.models import Counter
from requests_app.activities import archive
from requests_app.models import Earlier
from tests.cast import make_office, make_staff
from tests.earlier.making import FISHERS, PATIENTS, as_csv, checked, imported, said

State = Import.State


def start(made, by):
    made.start(by=by, leaves_alike=False)


def rest(**how_long):
    Import.objects.update(moved_at=timezone.now() - timedelta(**how_long))


def test_a_row_that_breaks_the_worker_is_told_and_the_others_come_in(dewi, monkeypatch):
    real = facts.answers_of

    def break_on_fishers(form, known, *rest):
        return real(form, known, *rest) if "Nelayan" not in known["title"] else 1 / 0

    monkeypatch.setattr(facts, "answers_of", break_on_fishers)
    made = imported(as_csv(FISHERS, PATIENTS), dewi)

    assert (made.state, Earlier.objects.get().identity) == (State.DONE, PATIENTS[1])
    ((number, state, (sentence,)),) = said(made)
    assert (number, state) == (2, "faulty")
    assert sentence.startswith("Portal tidak dapat membaca baris ini.")


def test_an_import_that_breaks_holds_up_no_other_and_ends_after_a_day(dewi, monkeypatch):
    first, second = checked(as_csv(FISHERS), dewi), checked(as_csv(PATIENTS), dewi)
    start(first, dewi)
    start(second, dewi)
    real = archive.publish

    def break_on_fishers(made, regions):
        return real(made, regions) if made[0].identity != FISHERS[1] else 1 / 0

    monkeypatch.setattr(archive, "publish", break_on_fishers)
    rest(hours=1)
    go_on()
    assert list(Import.objects.values_list("state", flat=True)) == [State.DONE, State.RUNNING]

    rest(days=2)  # its counters are raised by now: nothing else moves
    go_on()
    first.refresh_from_db()
    assert first.state == State.DONE
    first.undo(by=dewi)
    first.work()
    assert first.state == State.UNDONE


def test_one_identity_twice_in_a_handful_comes_in_once(dewi):
    """As two workers leave it who checked one file at the same time."""
    made = checked(as_csv(FISHERS, FISHERS), dewi)
    made.lines.update(state=Line.State.READY, words=[])
    start(made, dewi)
    made.work()
    assert (made.state, Earlier.objects.count()) == (State.DONE, 1)


def test_an_import_ends_whatever_became_of_its_importer(dewi):
    """He may bring for nobody but the import's office any more: the other rows fail in words."""
    centre = make_staff("Pusat", "admin", office=make_office("0000"))
    made = checked(as_csv(FISHERS, PATIENTS), centre)
    start(made, centre)
    type(centre).objects.filter(pk=centre.pk).update(office=dewi.office)

    made = Import.objects.get()
    made.work()

    assert (made.state, Earlier.objects.count()) == (State.DONE, 0)
    assert [state for _, state, _ in said(made)] == ["faulty", "faulty"]
    assert not Counter.objects.filter(raised_to__gt=0).exists()
