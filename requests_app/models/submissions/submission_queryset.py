"""Finding submissions: through the person looking, in the language of the desk."""

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Cast

from accounts.models import SIGNERS, Role
from accounts.models.offices import today_at
from editions import edition as find_edition
from editions.copying import emptied
from editions.prefill import prefill
from events.models import Mail
from events.recording import record
from events.refusals import NotAllowed
from requests_app.models.submissions.sought import Sought
from requests_app.workflow import EDITABLE, ON_THE_CLOCK, State

FILE_ROLES = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD, Role.ADMIN)
HANDLERS = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD)  # who does something to them


LOST_MAIL, SENT_BACK = "surel", "dikembalikan"  # what a file may need, as addresses name it
MOST_NEIGHBOURS = 10


class SubmissionQuerySet(models.QuerySet):
    """Questions that people at the desk ask about submissions."""

    def visible_to(self, user):
        """The submissions that this person may see; nobody sees another agency's or office's.

        An office sees what was submitted to it or entered at its own counter, never a draft
        that an agency is still writing.
        """
        if not user.is_authenticated:
            return self.none()
        if user.reads_file:
            return self.filter(pk=user.reads_file)
        if user.office_id is None:
            own = Q(agency_id=user.agency_id) if user.is_agency_writer else Q(pk__in=[])
            return (
                self.filter(own | Q(pk__in=self._invited(user))) if user.is_active else self.none()
            )
        if user.office_id and user.has_role(*FILE_ROLES):
            known = Q(submitted_at__isnull=False) | Q(entered_by__isnull=False)
            return self.filter(Q(known, office_id=user.office_id) | self._lent_to(user))
        if user.office_id and user.has_role(Role.SIGNER):
            return self.filter(self._to_be_signed(by=user), office_id=user.office_id)
        return self.none()

    def _lent_to(self, user):
        """Open files of offices for which his own stands in, and what he examined of theirs."""
        if not (others := list(user.examines_for)):
            return Q()
        seen = Q(state__in=[*ON_THE_CLOCK, State.RETURNED]) | Q(examiner=user)
        return Q(seen, office_id__in=others, submitted_at__isnull=False)

    def of_own_office(self, user):
        """Without those of an office for which his own stands in."""
        return self.filter(office_id=user.office_id) if user.examines_for else self

    def _invited(self, user):
        """The files to which this person was invited, whatever agency he is of."""
        guests = self.model._meta.get_field("guests").related_model.objects
        return guests.of(user).values("submission")

    def _to_be_signed(self, *, by):
        """What waits for a signature, and what this person has signed or prepared to sign."""
        waits = Q(state=State.AWAITING_SIGNATURE) | Q(revocation=self.model.Revocation.PROPOSED)
        return waits | Q(pk__in=self.model.objects.filter(letters__signer=by).values("pk"))

    def to_begin_from(self, user):
        """Earlier activities a new draft may begin from: own ones, and all recommended ones."""
        own = Q(pk__in=[])
        if user.is_agency_writer:
            own = Q(agency_id=user.agency_id)
        elif user.has_role(Role.FRONT_DESK):
            own = Q(office_id=user.office_id)
        withdrawn = Q(revocation=self.model.Revocation.WITHDRAWN)
        lent = Q(state=State.RECOMMENDED) & ~withdrawn
        return self.filter((own & Q(submitted_at__isnull=False)) | lent)

    def untouched(self):
        """Drafts in which nobody has written anything yet, nor put a file."""
        written = Q(revisions__saves__gt=0) | Q(revisions__attachments__isnull=False)
        return self.filter(state=State.DRAFT).exclude(pk__in=self.filter(written).values("pk"))

    def waiting_for(self, user):
        """What waits for this person: the content of the desk (``/meja/``)."""
        waits, drawn = Q(pk__in=[]), user.drawn
        if user.office_id is None:  # also what others have in hand: it asks where its files are
            waits |= Q(state__in=EDITABLE | ON_THE_CLOCK)
        if drawn.has_role(Role.FRONT_DESK):
            waits |= Q(state__in=EDITABLE, entered_by__isnull=False)
            waits |= Q(objected_at__isnull=False)
        if drawn.has_role(Role.EXAMINER):
            waits |= self._to_examine(user)
            waits |= Q(revocation=self.model.Revocation.SENT_BACK, examiner=user)
        if drawn.has_role(*SIGNERS):
            waits |= Q(state=State.AWAITING_SIGNATURE)
            waits |= Q(revocation=self.model.Revocation.PROPOSED)
        if user.examines_for:
            waits = Q(waits, office_id=user.office_id) | self._to_examine(user)
        return self.visible_to(user).filter(waits)

    def _to_examine(self, user):
        """What an examiner may take, or has in hand."""
        free = Q(state=State.SUBMITTED, examiner__isnull=True)
        return free | Q(state__in=[State.SUBMITTED, State.UNDER_EXAMINATION], examiner=user)

    def on_the_clock(self):
        """Those the office holds now, so that working days count."""
        return self.filter(state__in=ON_THE_CLOCK)

    def overdue(self):
        """Those held longer than was promised, by the clock of the office of each."""
        late = self.on_the_clock().alias(today=today_at("office"))
        return late.filter(due_on__lt=F("today"))

    def with_holdings(self):
        """Each with the dates of its versions, from which its clock is computed; one query."""
        versions = self.model._meta.get_field("revisions").related_model.objects
        dates = versions.only("submission", "submitted_at", "returned_at")
        return self.prefetch_related(models.Prefetch("revisions", dates))

    def silent_since(self, moment):
        """Those returned before that moment, whose agency has not answered yet."""
        return self.filter(state=State.RETURNED, returned_at__lte=moment)

    def untouched_drafts(self, office, before):
        """Drafts of that office in which nobody has typed since that moment."""
        quiet = Q(revisions__saved_at=None, created_at__lte=before)
        quiet |= Q(revisions__saved_at__lte=before)
        return self.filter(quiet, office=office, state=State.DRAFT)

    def with_dates_for(self, user):
        """The files whose dates belong in this person's calendar: what his agency waits for or must
        answer, what he examines or has entered, what nobody has taken yet; all to a head."""
        dated = Q(state__in=ON_THE_CLOCK) | Q(state=State.RETURNED)
        mine = Q()
        if user.office_id and not user.has_role(Role.HEAD):
            mine = Q(examiner=user) | Q(entered_by=user)
            if user.has_role(Role.EXAMINER):
                mine |= Q(state=State.SUBMITTED, examiner=None)
        return self.visible_to(user).filter(dated, mine)

    def with_verdict(self):
        """Each with the verdict that was proposed last (``Submission.last_verdict``), and whether
        a mail that carries its letter was lost (``letter_lost``)."""
        state, by = self._newest_proposal("state"), self._newest_proposal("by")
        about = Cast(models.OuterRef("pk"), models.CharField())
        lost = self._lost_mails().filter(about_id=about).exclude(attachments=[])
        return self.annotate(verdict_state=state, verdict_by=by, letter_lost=models.Exists(lost))

    def _newest_proposal(self, fact):
        proposals = self.model._meta.get_field("proposals").related_model.objects
        newest = proposals.filter(submission=models.OuterRef("pk")).order_by("-pk")
        return models.Subquery(newest.values(fact)[:1])

    def sent_back(self):
        """Those that the head did not sign, until another verdict is proposed."""
        return self.filter(self.needing(SENT_BACK))

    def with_lost_mails(self):
        """Those of which a mail failed, bounced, or went nobody knows where."""
        return self.filter(self.needing(LOST_MAIL))

    def needing(self, reason):
        """The condition of a file that needs attention for this reason; of all for any other."""
        if reason == LOST_MAIL:
            lost = self._lost_mails().values(file=Cast("about_id", models.BigIntegerField()))
            return Q(pk__in=lost)
        if reason == SENT_BACK:
            refused = Q(state=State.UNDER_EXAMINATION, refused_at__isnull=False)
            return refused | Q(revocation=self.model.Revocation.SENT_BACK)
        return Q()

    def note_refusals(self):
        """Let every file know whether the head sent its newest verdict back: for rows that were
        written by a release that did not note it. Returns how many did not."""
        examined = self.filter(state=State.UNDER_EXAMINATION)
        judged = examined.alias(verdict=self._newest_proposal("state"))
        missed = judged.filter(verdict="sent_back", refused_at=None)
        over = judged.filter(refused_at__isnull=False).exclude(verdict="sent_back")
        return missed.update(refused_at=self._newest_proposal("at")) + over.update(refused_at=None)

    def _lost_mails(self):
        return Mail.objects.filter(
            state__in=[Mail.State.FAILED, Mail.State.UNKNOWN, Mail.State.BOUNCED],
            about_type=ContentType.objects.get_for_model(self.model),
        )

    def most_urgent_first(self):
        """The earliest due date first; what stands on no clock comes last, newest first."""
        return self.order_by(F("due_on").asc(nulls_last=True), "-pk")

    def matching(self, words):
        """Those whose code, title or agency contains these words (upper and lower case alike)."""
        return self.filter(Sought(words).condition(words))

    def next_for(self, user, besides):
        """The most urgent file that waits for this person beside the one in hand, or None."""
        return self.waiting_for(user).exclude(pk=besides.pk).most_urgent_first().first()

    def neighbours_of(self, submission):
        """Others of the same agency, or with the same contact: at most ten, newest first."""
        newest = self.exclude(pk=submission.pk).order_by("-pk").values("pk")
        same = self._among(newest.filter(agency=submission.agency_id))
        if submission.contact:
            same = same.union(self._among(newest.filter(contact=submission.contact)))
        others = self.model.objects.filter(pk__in=same).select_related("agency")
        return others.order_by("-pk")[:MOST_NEIGHBOURS]

    def _among(self, newest):
        """The first few of them: each is looked up in an index of its own."""
        few = self.model.objects.filter(pk__in=newest[:MOST_NEIGHBOURS])
        return few.order_by().values("pk")

    def start(self, *, agency, by, edition=None, answers=None, source=None, **particulars):
        """A new draft of this agency, with what is known of it already filled in.

        An officer at the desk starts it on behalf of the agency; both names stay on record.
        With a source, an earlier activity, it begins on the same form with what that one lends
        (``lends_to``) but for what usually changes; notes, attachments, identity are never
        copied. Raises ``NotAllowed`` when the person is neither a member of the agency nor at
        the desk of its office, or when the source lends nothing.
        """
        at_the_desk = _starts_at_the_desk(by, agency)
        form = source.form if source else find_edition(edition)
        known = prefill(form, agency)
        if source:
            answers = self._copied(source, form, known, by, agency)
        with transaction.atomic():
            submission = self.create(
                edition=form.slug,
                agency=agency,
                office=agency.office,
                created_by=by,
                entered_by=by if at_the_desk else None,
                **_begun_from(source),
                title=form.title_of(answers or {}),
                contact=form.contact_of(answers or {}),
            )
            submission.revisions.create(number=1, answers=answers or known)
            record(
                submission,
                "submission.start",
                by=by,
                on_behalf_of=agency if at_the_desk else None,
                form=form.short_title,
                **_origin(source, agency),
                **particulars,
            )
        return submission

    def _copied(self, source, form, known, by, agency):
        lent = source.lent(by, agency)
        if not lent:
            raise NotAllowed(
                "Isian kegiatan ini tidak dapat disalin: hanya kegiatan instansi itu sendiri yang "
                "sudah diajukan atau kegiatan yang sudah direkomendasikan. Pilih kegiatan lain."
            )
        copy = emptied(form, lent)
        for block, given in known.items():  # the agency's record of today wins
            copy[block] = copy.get(block, {}) | given
        return copy


def _starts_at_the_desk(by, agency):
    """Is it an officer who starts a draft, for an agency of his office? Else one of its writers."""
    if by.agency_id == agency.pk and by.is_agency_writer:
        return False
    at_the_desk = by.has_role(Role.FRONT_DESK) and by.office_id == agency.office_id
    if not (at_the_desk and agency.is_approved):
        raise NotAllowed(
            "Pengajuan hanya dapat dibuat oleh anggota instansi itu sendiri atau oleh petugas PST "
            "pada satuan kerja yang melayaninya."
        )
    return True


def _begun_from(source):
    return {"began_from" if source and source.is_archive else "started_from": source}


def _origin(source, agency):
    """What the event says of where it began; another agency's file is known by its identity."""
    if source is None:
        return {}
    own = source.agency_id == agency.pk
    return {"origin": source.code if own else source.identity, "own": own}
