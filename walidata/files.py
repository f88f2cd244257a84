"""What a Walidata sees: the files of its region's agencies, from submission on.

Which region a file is of follows from its agency, not from the areas of the activity.
"""

from django.db.models import Case, JSONField, OuterRef, Q, Subquery, When

from editions.prefill import CONTACTS
from requests_app.models import Revision, Submission
from requests_app.workflow import State
from walidata.models import Custody


def files_of(user):
    """The files this person may read as Walidata; no draft, and nothing that was cancelled."""
    seen = Q(pk__in=[])
    for custody in Custody.objects.of(user):
        seen |= Q(agency__in=custody.agencies())
    submitted = Submission.objects.filter(seen, submitted_at__isnull=False)
    return submitted.exclude(state=State.CANCELLED)


def with_submitted_titles(files):
    """Each with the answers under whose title it is to be called (`titled`)."""
    newest = Revision.objects.filter(submission=OuterRef("pk"), submitted_at__isnull=False)
    answers = Subquery(newest.order_by("-number").values("answers")[:1])
    told = Case(When(state=State.RETURNED, then=answers), output_field=JSONField())
    return files.annotate(submitted_answers=told)


def titled(file):
    """The same under the title that was submitted: its agency may be writing another."""
    if file.state == State.RETURNED:
        file.title = file.form.title_of(file.submitted_answers)
    return file


def blocks_of(file, points=()):
    """The newest submitted answers, `[(block, [Reading, …])]`, with what was said at each.

    Without the block about persons: their names and telephones are nobody's business here.
    """
    said = {}
    for point in points:
        said.setdefault(point.question, []).append(point)
    submitted = file.revisions.filter(submitted_at__isnull=False).order_by("-number").first()
    return [(block, found) for block, found in submitted.read(said) if block.code != CONTACTS]


def questions_of(file):
    """The keys of the questions a note may be about: all but those about persons."""
    keys = file.form.keys()
    return [key for key in keys if key.partition(".")[0] != CONTACTS]
