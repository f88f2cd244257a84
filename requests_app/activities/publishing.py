"""Keeping the catalogue up to date: what is derived from a submission, when, and what is amiss."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from editions.copying import public
from editions.indonesian.likeness import title_stems
from editions.regions import RegionBook
from events.holding import take_turn
from events.recording import on
from requests_app.activities import archive, rows
from requests_app.activities.rows import SPELLING, TURN
from requests_app.activities.search import index
from requests_app.models import Activity, Resemblance, Submission, Word
from requests_app.models.activities.activity import series_of
from requests_app.workflow import State

BATCH = 500
UNTITLED = "Kegiatan statistik"


@on(
    "submission.recommend",
    "submission.withdraw_letter",
    "submission.replace_letter",
    "submission.classify",
)
def follow(event):
    """A recommendation was given or changed: the catalogue says so in the same moment."""
    if event.subject.state == State.RECOMMENDED:
        publish(event.subject)


@on("agency.correct")
def follow_agency(event):
    """An agency's name was corrected: its activities carry the new one."""
    published = Submission.objects.filter(agency=event.subject, activity__isnull=False)
    for submission in _with_parts(published):
        publish(submission)
    archive.follow_agency(event.subject)


@on("agency.approve")
def follow_approval(event):
    """An agency is known by now: so is what it was recommended before the portal."""
    archive.follow_agency(event.subject)


def publish(submission, regions=None):
    """Bring one recommended submission's public row up to date; returns it."""
    facts, texts = derive(submission, regions)
    take_turn(TURN)
    activity = Activity.objects.filter(submission=submission).first()
    if activity is None:
        activity = Activity.objects.create(submission=submission, **facts)
    elif changed := activity.differs_from(facts):
        for name in changed:
            setattr(activity, name, facts[name])
        activity.changed_at = timezone.now()
        activity.save(update_fields=[*changed, "changed_at"])
    Word.objects.learn(*texts)
    return activity


def derive(submission, regions=None):
    """The facts of the public row, and the texts whose words it may be found by.

    Whoever derives many reads all regions once, and gives them.
    """
    form = submission.form
    answers = public(form, _decided_answers(submission))
    title = form.title_of(answers) or f"{UNTITLED} {submission.agency.name}"
    starts_on = rows.day(form.answer(answers, form.period_questions[0]))
    dated_on = submission.letter_dated_on
    facts = {
        "code": submission.identity,
        "title": title,
        "agency_name": submission.agency.name,
        "office_name": submission.office.name,
        "year": starts_on.year if starts_on else dated_on.year,
        "sector": submission.likely_sector,
        "letter_number": submission.letter_number,
        "letter_dated_on": dated_on,
        "revoked_on": submission.revoked_on if submission.is_withdrawn else None,
        "series": _series(submission, title),
    }
    return rows.complete(facts, form, answers, regions)


def rebuild(tell=lambda count: None):
    """Make the whole catalogue anew, in the order of the decisions. Returns how many rows.

    Who publishes waits meanwhile: what is published while everything is deleted would be lost.
    """
    regions, batch, count, spoken = RegionBook(), [], 0, Counter()
    with transaction.atomic():
        take_turn(TURN)
        Activity.objects.all().delete()
        Word.objects.all().delete()
        for earlier, facts, texts in archive.derived(regions):
            batch.append(archive.row(earlier, facts))
            spoken.update(Word.objects.words_of(*texts))
            if len(batch) == BATCH:
                count += _store(batch)
                tell(count)
        decided = Submission.objects.filter(state=State.RECOMMENDED).order_by("decided_at", "pk")
        for submission in _with_parts(decided).iterator(chunk_size=BATCH):
            facts, texts = derive(submission, regions)
            batch.append(Activity(submission=submission, **facts))
            spoken.update(Word.objects.words_of(*texts))
            if len(batch) == BATCH:
                count += _store(batch)
                tell(count)
        count += _store(batch)
        Word.objects.learn_all(spoken)
        index.renew()
    return count


def mend():
    """Make the catalogue anew if anything is amiss; returns what was."""
    found = list(faults())
    if found:
        rebuild()
    return found


def renew(using, apps=None, **kwargs):
    """Make the catalogue anew if its words count otherwise since an upgrade; after migrations."""
    if apps is not None and index.is_of_other_words(using, SPELLING):
        rebuild()


def faults():
    """What is amiss in the catalogue, in sentences; nothing when it is whole."""
    regions, known = RegionBook(), set(Word.objects.values_list("pk", flat=True))
    decided = Submission.objects.filter(state=State.RECOMMENDED).order_by("pk")
    for submission in _with_parts(decided).iterator(chunk_size=BATCH):
        facts, texts = derive(submission, regions)
        activity = getattr(submission, "activity", None)
        if activity is None:
            yield f"{submission.identity}: missing in the catalogue."
        elif changed := activity.differs_from(facts):
            yield f"{submission.identity}: out of date in {', '.join(changed)}."
        if not Word.objects.words_of(*texts) <= known:
            yield f"{submission.identity}: words missing in the vocabulary."
    yield from archive.faults(regions, known)
    here = Activity.objects.filter(earlier=None)
    for code in here.exclude(submission__state=State.RECOMMENDED).values_list("code"):
        yield f"{code[0]}: in the catalogue without being recommended."
    if not index.is_sound():
        yield "The index does not hold what the rows hold."


def _store(batch):
    stored = len(Activity.objects.bulk_create(batch, batch_size=BATCH))
    batch.clear()
    return stored


def _with_parts(submissions):
    return submissions.select_related("agency", "office", "activity").prefetch_related(
        "revisions", "resemblances__other__activity", "resemblances__earlier__activity"
    )


def _decided_answers(submission):
    """The answers of the version that was decided on."""
    submitted = [version for version in submission.revisions.all() if version.submitted_at]
    return max(submitted, key=lambda version: version.number).answers


def _series(submission, title):
    """Its own, or that of the activity which it continues by the examiner's verdict."""
    for one in submission.resemblances.all():
        before = getattr(one.beside, "activity", None)
        if one.verdict == Resemblance.Verdict.CONTINUES and before is not None:
            return before.series
    return series_of(submission.agency_id, submission.kind, title_stems(title))
