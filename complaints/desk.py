"""What waits at the desk because of complaints."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.dateformat import format as formatted

from accounts.models import Office, Role, User
from accounts.models.office_life import Kept, keeps_open
from accounts.waiting import MOST_ROWS, Task, Waiting, lists, waits
from complaints.models import Complaint
from complaints.words import State
from complaints.workflow import BY_NOUN

BY_VERB = {step.verb: noun for noun, step in BY_NOUN.items()}


def spoken(day):
    """A day for a row: "17 Des 2026"."""
    return formatted(day, "j M Y")


@waits
def complaints_to_handle(user):
    """For handlers, and for a head what is late or what nobody else is left for."""
    if not user.drawn.has_role(Role.COMPLAINT_HANDLER, Role.HEAD):
        return
    desk = reverse("complaint_desk")
    visible = Complaint.objects.visible_to(user)
    yield Waiting(
        "pengaduan terlambat",
        visible.late(user.office.today()),
        f"{desk}?status=lewat",
        icon="alarm",
        urgent=True,
    )
    yield Waiting(
        "pengaduan menunggu Anda",
        Complaint.objects.waiting_for(user),
        f"{desk}?status=saya",
        icon="megaphone",
    )


@waits
def nobody_handles_complaints(user):
    """For the admin: while there is neither handler nor head, the portal turns complaints away."""
    if user.drawn.has_role(Role.ADMIN):
        able = User.objects.with_role(Role.COMPLAINT_HANDLER, Role.HEAD)
        yield Waiting(
            "kantor tanpa petugas pengaduan",
            Office.objects.filter(~Exists(able.filter(office=OuterRef("pk"))), pk=user.office_id),
            reverse("office_people"),
            icon="megaphone",
            urgent=True,
        )


@lists
def complaints_by_urgency(user):
    """Open complaints, each with its one next step; a head's are those that have come to him."""
    if not user.drawn.has_role(Role.COMPLAINT_HANDLER, Role.HEAD):
        return
    found = Complaint.objects.visible_to(user).open().most_urgent_first()
    for complaint in found.select_related("office", "handler")[:MOST_ROWS]:
        yield _task(complaint, user)


def _task(complaint, user):
    verb, step = _next_step(complaint, user)
    late, due = complaint.is_late(), complaint.due
    if complaint.awaits_verification:
        state = f"verifikasi sampai {spoken(complaint.verify_by)}"
    elif due:
        state = f"{due.short_words} · {spoken(due.on)}"
    else:
        state = "waktu berhenti"
    return Task(
        title=f"Pengaduan: {complaint.title}",
        href=complaint.get_absolute_url(),
        detail=_told(complaint, user),
        step=step,
        step_href=verb and reverse("complaint_step", args=[complaint.code, BY_VERB[verb]]),
        state=state,
        tone="bad" if late else due.tone if due else "quiet",
        icon="alarm" if late else "clock",
    )


def _next_step(complaint, user):
    """The verb and its words; no verb where another has it in hand, or the reporter."""
    if complaint.state == State.RECEIVED:
        return "verify", "Verifikasi"
    if complaint.handler_id == user.pk:
        return ("answer", "Jawab") if complaint.state == State.HANDLED else ("", "")
    if user.drawn.has_role(Role.HEAD) or complaint.handler_id is None:
        return "assign", "Tugaskan atau ambil alih"
    return "", ""


def _told(complaint, user):
    """Who has it, and to a head why it is with him and what he can decide."""
    words = f"{complaint.code} · {complaint.class_label}"
    if complaint.handler_id and complaint.handler_id != user.pk:
        words += f" · {complaint.handler.name} menangani"
    if complaint.state == State.ASKED:
        words += f" · menunggu keterangan pelapor sampai {spoken(complaint.answer_by)}"
    if complaint.escalated_at and user.drawn.has_role(Role.HEAD):
        words += (
            f". Terlambat, diteruskan kepada Anda {spoken(complaint.escalated_at)}: tugaskan "
            "petugas lain, atau ambil alih dan jawab sendiri."
        )
    return words


@keeps_open
def complaints(office):
    """Those that it handles and has not answered."""
    found = Complaint.objects.open().filter(desk=office)
    advice = "Petugas pengaduan kantor itu menjawabnya dahulu."
    return Kept.of("pengaduan yang belum dijawab", found, advice=advice)
