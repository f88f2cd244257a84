"""What a person is told inside the portal, and how he wants to be mailed of it."""

from collections import defaultdict

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from events import recording
from events.changes import changes
from events.resting import not_while_resting
from events.topics import BY_CODE, Timing, topic_of

MOST_COUNTED = 100  # unread ones; more are told as "99+"


class NoticeQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def unread(self):
        return self.filter(read_at=None)

    def about(self, subject):
        """What tells of that thing."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(about_type=kind, about_id=str(subject.pk))

    def waiting(self):
        """What the next daily mail of its person tells."""
        return self.filter(timing=Timing.DAILY, mail=None)

    def count_unread(self, person):
        """How many this person has not read; at most a hundred are counted."""
        return self.of(person).unread().order_by()[:MOST_COUNTED].count()

    def read_about(self, person, subject):
        """The person has that thing before him, so what tells of it is read; how many other unread
        ones he has. One query where there is nothing to mark."""
        kind = ContentType.objects.get_for_model(subject).pk, str(subject.pk)
        unread = self.of(person).unread().order_by("-pk")[:MOST_COUNTED]
        unread = list(unread.values_list("about_type_id", "about_id"))
        here, are_all = unread.count(kind), len(unread) < MOST_COUNTED
        if here or not are_all:
            self.of(person).about(subject).mark_read()
        return len(unread) - here if are_all else self.count_unread(person)

    @not_while_resting
    def mark_read(self):
        """They were read now; nothing is written where all were read before."""
        unread = self.unread()
        if unread.exists():
            unread.update(read_at=timezone.now())

    def seen_by(self, person):
        """Them as a list, each with `is_visible`: may the person still see what it is about?

        One query for each kind of thing. A kind that cannot say (`visible_to`) is not shown.
        """
        notices = list(self)
        wanted = defaultdict(set)
        for notice in notices:
            if notice.about_type_id:
                wanted[notice.about_type_id].add(notice.about_id)
        visible = {type_id: _visible(type_id, ids, person) for type_id, ids in wanted.items()}
        for notice in notices:
            kind = notice.about_type_id
            notice.is_visible = kind is None or notice.about_id in visible[kind]
        return notices


def _visible(type_id, ids, person):
    """Which things of that kind the person may see, as texts."""
    manager = ContentType.objects.get_for_id(type_id).model_class()._default_manager
    if not hasattr(manager, "visible_to"):
        return set()
    found = manager.visible_to(person).filter(pk__in=ids)
    return {str(pk) for pk in found.values_list("pk", flat=True)}


class Notice(models.Model):
    """One thing told to one person. What was to be mailed daily waits here for its mail."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=255)
    path = models.CharField(max_length=500)
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    about_id = models.CharField(max_length=64, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    timing = models.CharField(max_length=8, choices=Timing, default=Timing.AT_ONCE)
    mail = models.ForeignKey("events.Mail", models.PROTECT, null=True, related_name="notices")
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_by_person"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["person"],
                name="notice_waiting",
                condition=Q(timing=Timing.DAILY, mail=None),
            ),
            models.Index(fields=["created_at"], name="notice_by_age"),
        ]

    def __str__(self):
        return f"{self.title} → {self.person_id}"

    @property
    def is_unread(self):
        return self.read_at is None

    @property
    def topic(self):
        """What it tells of, in the words of the table of mails."""
        return topic_of(self.kind)


class NoticeChoiceQuerySet(models.QuerySet):
    def timings_for(self, people, topic):
        """When each of these wants to be mailed of the topic, ``{person's number: timing}``; what
        is not allowed any more is not asked for."""
        if not (people and topic.is_choosable):
            return {}
        chosen = self.filter(person__in=people, topic=topic.code, timing__in=topic.timings)
        return {person: Timing(timing) for person, timing in chosen.values_list("person", "timing")}

    def of(self, person):
        """All of this person's choices that differ from the ordinary: {topic code: timing}."""
        return dict(self.filter(person=person).values_list("topic", "timing"))

    def choose(self, person, timings):
        """The person says when he wants to be mailed: {topic code: timing}; recorded if new.

        Raises ``ValueError`` for what the table of mails does not allow.
        """
        for code, timing in timings.items():
            if timing not in BY_CODE[code].timings:
                raise ValueError(f"{code} cannot be {timing}.")
        with transaction.atomic():
            before = dict.fromkeys(timings, Timing.AT_ONCE) | self.of(person)
            changed = [(code, timing) for code, timing in timings.items() if timing != before[code]]
            for code, timing in changed:
                self.update_or_create(person=person, topic=code, defaults={"timing": timing})
            if changed:
                words = [f"{BY_CODE[code].label}: {Timing(t).label.lower()}" for code, t in changed]
                labels = {code: BY_CODE[code].label for code, _ in changed}
                old, new = (
                    {code: Timing(each[code]).label for code in labels}
                    for each in (before, timings)
                )
                facts = {"choices": words, "changes": changes(labels, old, new)}
                recording.record(person, "user.choose_notices", by=person, **facts)
        return bool(changed)


class NoticeChoice(models.Model):
    """When one person wants to be mailed of one topic; without a row it is at once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=20)
    timing = models.CharField(max_length=8, choices=Timing)

    objects = NoticeChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="noticechoice_once"),
        ]

    def __str__(self):
        return f"{self.person_id}: {self.topic} {self.timing}"
