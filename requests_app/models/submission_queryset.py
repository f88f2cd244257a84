"""Finding submissions: through the person looking, in the language of the desk."""

from django.db import models, transaction
from django.db.models import Count, F, Q

from accounts.models import Role
from events.recording import record
from requests_app.editions import edition as find_edition
from requests_app.prefill import prefill
from requests_app.workflow import EDITABLE, ON_THE_CLOCK, NotAllowed, State

FILE_ROLES = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD, Role.ADMIN)


class SubmissionQuerySet(models.QuerySet):
    """Questions that people at the desk ask about submissions."""

    def visible_to(self, user):
        """The submissions that this person may see; nobody sees another agency's or office's.

        An office sees what was submitted to it or entered at its own counter, never a draft
        that an agency is still writing.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_agency_member:
            return self.filter(agency_id=user.agency_id)
        if user.office_id and user.has_role(*FILE_ROLES):
            known = Q(submitted_at__isnull=False) | Q(entered_by__isnull=False)
            return self.filter(known, office_id=user.office_id)
        return self.none()

    def waiting_for(self, user):
        """What waits for this person: the content of the desk (``/meja/``)."""
        waits = Q(pk__in=[])
        if user.is_agency_member:
            waits |= Q(state__in=EDITABLE)
        if user.has_role(Role.FRONT_DESK):
            waits |= Q(state__in=EDITABLE, entered_by__isnull=False)
        if user.has_role(Role.EXAMINER):
            waits |= Q(state=State.SUBMITTED, examiner__isnull=True)
            waits |= Q(state__in=[State.SUBMITTED, State.UNDER_EXAMINATION], examiner=user)
        if user.has_role(Role.HEAD):
            waits |= Q(state=State.AWAITING_SIGNATURE)
        return self.visible_to(user).filter(waits)

    def on_the_clock(self):
        """Those the office holds now, so that working days count."""
        return self.filter(state__in=ON_THE_CLOCK)

    def most_urgent_first(self):
        """The earliest due date first; what stands on no clock comes last, newest first."""
        return self.order_by(F("due_on").asc(nulls_last=True), "-pk")

    def matching(self, words):
        """Those whose code, title or agency contains these words (upper and lower case alike)."""
        found = self
        for word in words.split()[:6]:
            found = found.filter(
                Q(title__icontains=word) | Q(code__iexact=word) | Q(agency__name__icontains=word)
            )
        return found

    def count_by_state(self):
        """One query: how many stand in each state, as ``{state: count}``."""
        rows = self.order_by().values_list("state").annotate(Count("pk"))
        return dict(rows)

    def start(self, *, edition, agency, by, answers=None):
        """A new draft of this agency, with what is known of it already filled in.

        An officer at the desk starts it on behalf of the agency; both names stay on record.
        Raises ``NotAllowed`` when the person is neither a member of the agency nor at the desk
        of its office.
        """
        at_the_desk = by.has_role(Role.FRONT_DESK) and by.office_id == agency.office_id
        if not agency.is_approved or not (by.agency_id == agency.pk or at_the_desk):
            raise NotAllowed(
                "Pengajuan hanya dapat dibuat oleh anggota instansi itu sendiri atau oleh petugas "
                "PST pada satuan kerja yang melayaninya, dan setelah instansi disetujui."
            )
        form = find_edition(edition)
        with transaction.atomic():
            submission = self.create(
                edition=form.slug,
                agency=agency,
                office=agency.office,
                created_by=by,
                entered_by=by if at_the_desk else None,
            )
            submission.revisions.create(number=1, answers=answers or prefill(form, agency))
            record(
                submission,
                "submission.start",
                by=by,
                on_behalf_of=agency if at_the_desk else None,
                form=form.short_title,
            )
        return submission
