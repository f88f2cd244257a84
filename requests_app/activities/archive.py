"""The rows of the catalogue that were recommended before the portal: put in and taken out."""

from collections import Counter

from django.utils import timezone

from editions.indonesian.likeness import title_stems
from editions.regions import RegionBook
from events.holding import take_turn
from requests_app.activities.rows import TURN, complete, texts_of
from requests_app.activities.search.expression import facet
from requests_app.activities.sectors import guess
from requests_app.models import Activity, Earlier, Word
from requests_app.models.activities.activity import series_of

BATCH = 500
MARK = facet("asal", "arsip")  # by which they are told from those of the portal


def publish(earliers, regions):
    """Put these into the catalogue, inside a transaction: a few statements for all of them."""
    found, spoken = [], Counter()
    for earlier in earliers:
        facts, texts = derive(earlier, regions)
        found.append(row(earlier, facts))
        spoken.update(Word.objects.words_of(*texts))
    take_turn(TURN)
    Activity.objects.bulk_create(found, batch_size=BATCH)
    Word.objects.learn_many(spoken)


def withdraw(earliers, regions):
    """Take these out of the catalogue and away, inside a transaction."""
    spoken = Counter()
    numbers = [earlier.pk for earlier in earliers]
    take_turn(TURN)
    published = Activity.objects.filter(earlier__in=numbers)
    for activity in published:
        spoken.update(Word.objects.words_of(*texts_of(activity, regions)))
    published.delete()
    Earlier.objects.filter(pk__in=numbers).delete()
    Word.objects.forget_many(spoken)


def follow_agency(agency):
    """An agency was approved, or its name corrected: those of its name are its own from now on."""
    found = Earlier.objects.of_agency(agency).exclude(agency=agency).select_related("office")
    numbers = list(found.values_list("pk", flat=True))
    if not numbers:
        return
    Earlier.objects.filter(pk__in=numbers).update(agency=agency)
    take_turn(TURN)
    regions = RegionBook()
    mine = Earlier.objects.filter(pk__in=numbers).select_related("office", "activity")
    for earlier in mine:
        facts, _ = derive(earlier, regions)
        Activity.objects.filter(earlier=earlier).update(changed_at=timezone.now(), **facts)


def derive(earlier, regions=None):
    """The facts of the public row, and the texts whose words it may be found by."""
    facts = {
        "code": earlier.identity,
        "title": earlier.title,
        "agency_name": earlier.agency_name,
        "office_name": earlier.office.name,
        "year": earlier.year,
        "sector": guess(earlier.title, earlier.agency_name),
        "letter_number": earlier.letter_number,
        "letter_dated_on": earlier.letter_dated_on,
        "revoked_on": None,
        "series": series_of_earlier(earlier),
    }
    return complete(facts, earlier.form, earlier.answers, regions, MARK)


def series_of_earlier(earlier):
    """That of its agency once it is registered; until then of the agency's name."""
    whose = earlier.agency_id or earlier.agency_key
    return series_of(whose, earlier.kind, title_stems(earlier.title))


def row(earlier, facts):
    """The row of it, at its own place beneath those of the portal."""
    return Activity(pk=earlier.place, earlier=earlier, **facts)


def derived(regions):
    """All of them with their facts and texts."""
    every = Earlier.objects.order_by("pk").select_related("office", "activity")
    for earlier in every.iterator(chunk_size=BATCH):
        yield earlier, *derive(earlier, regions)


def faults(regions, known):
    """What is amiss in their rows, in sentences."""
    for earlier, facts, texts in derived(regions):
        activity = getattr(earlier, "activity", None)
        if activity is None:
            yield f"{earlier.identity}: missing in the catalogue."
        elif changed := activity.differs_from(facts):
            yield f"{earlier.identity}: out of date in {', '.join(changed)}."
        if not Word.objects.words_of(*texts) <= known:
            yield f"{earlier.identity}: words missing in the vocabulary."
