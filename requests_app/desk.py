"""What waits for whom at the desk, as far as submissions, agencies and mails go."""

from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import Agency, Role
from accounts.waiting import MOST_ROWS, Task, Waiting, lists, waits
from requests_app.models import Submission
from requests_app.models.submissions.submission_queryset import LOST_MAIL, SENT_BACK
from requests_app.workflow import EDITABLE, IN_ADDRESSES, ON_THE_CLOCK, State

APPROVERS = (Role.FRONT_DESK, Role.EXAMINER, Role.ADMIN)
MENDERS = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD)


@waits
def for_the_agency(user):
    """Forms to correct, and drafts to finish."""
    if user.is_agency_writer:
        files = Submission.objects.visible_to(user)
        yield Waiting(
            "perlu diperbaiki",
            files.filter(state=State.RETURNED),
            listed(status=State.RETURNED),
            icon="arrow-return-left",
            urgent=True,
            hint="Jawab setiap catatan, lalu ajukan kembali.",
        )
        yield Waiting(
            "draf belum diajukan",
            files.filter(state=State.DRAFT),
            listed(status=State.DRAFT),
            icon="pencil",
        )


@waits
def for_the_front_desk(user):
    """Forms that were begun at the counter and are not submitted yet."""
    if user.drawn.has_role(Role.FRONT_DESK):
        files = Submission.objects.visible_to(user).of_own_office(user)
        entered = files.filter(state__in=EDITABLE, entered_by__isnull=False)
        yield Waiting("draf yang direkam di loket", entered, reverse("desk"), icon="keyboard")


@waits
def for_the_examiner(user):
    """New files, those that came back to him, and those in hand."""
    if not user.drawn.has_role(Role.EXAMINER):
        return
    files = Submission.objects.visible_to(user)
    mine = files.filter(examiner=user)
    late = mine.filter(state__in=ON_THE_CLOCK, due_on__lt=user.office.today())
    yield Waiting(
        "lewat batas waktu",
        late,
        listed(tenggat="lewat", pemeriksa="saya"),
        icon="alarm",
        urgent=True,
    )
    yield Waiting(
        "dikembalikan Kepala kepada saya",
        mine.sent_back(),
        listed(perlu=SENT_BACK, pemeriksa="saya"),
        icon="reply-fill",
        urgent=True,
    )
    yield Waiting(
        "belum ditugasi",
        files.filter(state=State.SUBMITTED, examiner=None),
        listed(status=State.SUBMITTED, pemeriksa="kosong"),
        icon="inbox",
    )
    yield Waiting(
        "sudah diperbaiki, kembali kepada saya",
        mine.filter(state=State.SUBMITTED),
        listed(status=State.SUBMITTED, pemeriksa="saya"),
        icon="reply",
    )
    yield Waiting(
        "sedang saya periksa",
        mine.filter(state=State.UNDER_EXAMINATION),
        listed(status=State.UNDER_EXAMINATION, pemeriksa="saya"),
        icon="search",
    )


@waits
def for_the_head(user):
    """What is late in the office, whoever has it in hand, and what he did not sign."""
    if user.drawn.has_role(Role.HEAD):
        files = Submission.objects.visible_to(user).of_own_office(user)
        yield Waiting(
            "lewat batas waktu di kantor ini",
            files.filter(state__in=ON_THE_CLOCK, due_on__lt=user.office.today()),
            listed(tenggat="lewat"),
            icon="alarm",
            urgent=True,
        )
        yield Waiting(
            "dikembalikan Kepala, belum diusulkan lagi",
            files.sent_back(),
            listed(perlu=SENT_BACK),
            icon="reply-fill",
        )


@waits
def for_approvers(user):
    """Agencies that have applied."""
    if user.drawn.has_role(*APPROVERS):
        yield Waiting(
            "instansi menunggu persetujuan",
            Agency.objects.visible_to(user).awaiting_approval(),
            reverse("agency_approvals"),
            icon="building-add",
        )


@waits
def for_menders(user):
    """Files of which a mail did not arrive."""
    if user.drawn.has_role(*MENDERS):
        yield Waiting(
            "berkas dengan surel yang tidak sampai",
            Submission.objects.visible_to(user).of_own_office(user).with_lost_mails(),
            listed(perlu=LOST_MAIL),
            icon="envelope-exclamation",
            urgent=True,
        )


@lists
def for_the_admin(user):
    """Agencies that have applied, and files of which a mail did not arrive, each a row."""
    if not user.drawn.has_role(Role.ADMIN):
        return
    for agency in Agency.objects.visible_to(user).awaiting_approval()[:MOST_ROWS]:
        yield Task(
            title=f"Pendaftaran: {agency.name}",
            href=(page := reverse("agency_approval", args=[agency.pk])),
            detail="Instansi baru menunggu persetujuan.",
            step="Setujui atau tolak",
            step_href=page,
            state="menunggu persetujuan",
            tone="action",
            icon="building-add",
        )
    own = Submission.objects.visible_to(user).of_own_office(user)
    lost = own.with_lost_mails().select_related("agency")
    for file in lost.order_by("-pk")[:MOST_ROWS]:
        yield Task(
            title=f"Surel tidak sampai: {file.spoken_title}",
            href=(page := file.get_absolute_url()),
            detail=f"{file.code} · {file.agency.name}. Petugas menanyakan kepada penerima, lalu "
            "mengirim ulang.",
            step="Lihat pengajuan",
            step_href=page,
            state="surel tidak sampai",
            tone="bad",
            icon="envelope-exclamation",
        )


def listed(**filters):
    """The list of submissions with these filters."""
    called = {name: IN_ADDRESSES.get(value, value) for name, value in filters.items()}
    return f"{reverse('submissions')}?{urlencode(called)}"
