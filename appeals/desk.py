"""What waits at the desk because somebody objected to a decision."""

from django.db.models import Q
from django.urls import reverse

from accounts.models import SIGNERS, Role
from accounts.models.office_life import Kept, keeps_open
from accounts.waiting import MOST_ROWS, Task, Waiting, lists, waits
from appeals.models import Appeal, Statement
from appeals.workflow import BY_NOUN

RELATED = ("submission__agency", "submission__office", "office", "decision", "handler")


@waits
def appeals_to_answer(user):
    """Late ones, and what is his or nobody's; none of those that he had a part in."""
    if user.has_role(Role.EXAMINER, Role.HEAD):
        ours = Appeal.objects.open().filter(office=user.office_id).not_decided_by(user)
        late = ours.filter(due_on__lt=user.office.today())
        page = reverse("appeals")
        yield Waiting("keberatan lewat batas waktu", late, page, icon="alarm", urgent=True)
        mine = ours.filter(Q(handler=user) | Q(handler=None))
        yield Waiting("keberatan menunggu jawaban", mine, page, icon="arrow-counterclockwise")
    if user.has_role(Role.EXAMINER):
        asked = Appeal.objects.open().filter(statements__in=Statement.objects.asked_of(user))
        yield Waiting(
            "keberatan menunggu keterangan Anda", asked, reverse("appeals"), icon="chat-left-text"
        )


@lists
def appeals_by_urgency(user):
    """What who signs takes, decides or signs, a row each; and whom the admin has to appoint."""
    if not user.has_role(*SIGNERS, Role.ADMIN):
        return
    waiting = Appeal.objects.visible_to(user).open().select_related(*RELATED).newest_first()
    for appeal in waiting[:MOST_ROWS]:
        if found := _step(appeal, user):
            yield _row(appeal, *found)


def _step(appeal, user):
    """What this person does next with it: words and address; None if it is another's turn."""
    letter = appeal.letter_to_sign()
    if letter and user.has_role(*SIGNERS) and not letter.obstacle_for(user):
        return "Baca dan tanda tangani", reverse("appeal_letter", args=[appeal.code])
    for noun in ("keterangan", "jawaban", "penelaahan"):
        step = BY_NOUN[noun]
        taken = noun == "penelaahan" and appeal.handler_id is not None
        if appeal.may(step, user) and not taken:
            return step.label, reverse("appeal_step", args=[appeal.code, noun])
    if user.has_role(Role.ADMIN) and user.office_id == appeal.office_id and appeal.lacks:
        return "Catat penugasan", reverse("office_mandates")
    return None


def _row(appeal, step, href):
    due = appeal.due
    title = f"Keberatan: {appeal.submission.spoken_title}"
    lacks = appeal.lacks if step == "Catat penugasan" else ""
    return Task(
        title=title,
        href=appeal.get_absolute_url(),
        detail=lacks or f"{appeal.submission.agency.name}, {appeal.get_state_display().lower()}.",
        step=step,
        step_href=href,
        state=due.short_words,
        tone=due.tone,
        icon="arrow-counterclockwise",
    )


@keeps_open
def appeals_under_way(office):
    """Those that it has to answer."""
    found = Appeal.objects.open().filter(office=office)
    return Kept.of("keberatan yang belum dijawab", found, advice="Kantor itu menjawabnya dahulu.")
