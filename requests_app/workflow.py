"""What may happen to a submission, when, and by whom: the table of the service.

A new movement is a new row in ``STEPS`` and a verb of the same name on ``Submission``.
Buttons, permissions and tests follow from the row.
"""

from dataclasses import dataclass

from django.db import models

from events.readers import keep_inside


class State(models.TextChoices):
    """The life of a submission; the label is what the office calls it (booklet of March 2021)."""

    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Belum divalidasi"
    UNDER_EXAMINATION = "under_examination", "Dalam proses validasi"
    RETURNED = "returned", "Dalam proses perbaikan"
    AWAITING_SIGNATURE = "awaiting_signature", "Menunggu tanda tangan Kepala"
    RECOMMENDED = "recommended", "Layak"
    DECLINED = "declined", "Tidak layak"
    CANCELLED = "cancelled", "Dibatalkan"


AGENCY_LABELS = {
    State.DRAFT: "Draf",
    State.SUBMITTED: "Diajukan",
    State.UNDER_EXAMINATION: "Sedang diperiksa",
    State.RETURNED: "Perlu perbaikan",
    State.AWAITING_SIGNATURE: "Sedang diperiksa",
    State.RECOMMENDED: "Layak – surat terbit",
    State.DECLINED: "Tidak layak",
    State.CANCELLED: "Dibatalkan",
}

REVISED_LABEL = "Sudah diperbaiki"  # the office's word for `submitted` from the second version on
PROPOSED_LABEL = "{verdict} – surat baru menunggu Kepala"
WITHDRAWN_LABEL = "{verdict} – surat dicabut"

EDITABLE = frozenset({State.DRAFT, State.RETURNED})
CLOSED = frozenset({State.RECOMMENDED, State.DECLINED, State.CANCELLED})
ON_THE_CLOCK = frozenset({State.SUBMITTED, State.UNDER_EXAMINATION, State.AWAITING_SIGNATURE})


IN_ADDRESSES = {  # what a state is called in the address of a list
    State.DRAFT: "draf",
    State.SUBMITTED: "diajukan",
    State.UNDER_EXAMINATION: "diperiksa",
    State.RETURNED: "dikembalikan",
    State.AWAITING_SIGNATURE: "menunggu-tanda-tangan",
    State.RECOMMENDED: "layak",
    State.DECLINED: "tidak-layak",
    State.CANCELLED: "dibatalkan",
}


class Actor(models.TextChoices):
    """Who may take a step, seen from one submission; the label explains a refusal."""

    AGENCY = "agency", "instansi yang mengajukan"
    GUEST = "guest", "rekan yang diundang ke pengajuan ini"
    FRONT_DESK = "front_desk", "petugas PST"
    EXAMINER = "examiner", "petugas pemeriksa yang ditugasi (siapa pun, bila belum ada)"
    ANY_EXAMINER = "any_examiner", "petugas pemeriksa"
    ASSIGNED = "assigned", "petugas pemeriksa yang ditugasi"
    PROPOSER = "proposer", "petugas pemeriksa yang mengusulkan"
    HEAD = "head", "Kepala BPS"
    SIGNER = "signer", "penanda tangan yang tidak mengusulkan keputusan itu sendiri"
    ADMIN = "admin", "admin satuan kerja"
    LETTER = "letter", "surat yang menjawab keberatan atas keputusan"


@dataclass(frozen=True)
class Step:
    """One movement: the verb, where it may start, where it leads and who may take it.

    ``target`` is None where nothing moves. ``url`` names the page or the address to POST to;
    None where no button belongs to the step. A ``posted`` step is a plain button, the others lead
    to a page that asks back. A step ``aside`` is never the page's first button. An ``internal``
    step is not shown to the agency.
    """

    verb: str
    label: str
    sources: frozenset
    target: State | None
    actors: tuple
    url: str | None
    icon: str = "arrow-right"
    posted: bool = False
    aside: bool = False
    internal: bool = False
    danger: bool = False


def _step(verb, label, sources, target, actors, url, **more):
    return Step(verb, label, frozenset(sources), target, tuple(actors), url, **more)


STEPS = {
    step.verb: step
    for step in (
        _step(
            "submit",
            "Periksa kelengkapan dan ajukan",
            [State.DRAFT, State.RETURNED],
            State.SUBMITTED,
            [Actor.AGENCY, Actor.FRONT_DESK],
            "answers_review",
            icon="send",
        ),
        _step(
            "begin_examination",
            "Mulai memeriksa",
            [State.SUBMITTED],
            State.UNDER_EXAMINATION,
            [Actor.EXAMINER],
            "examination",
            icon="search",
            posted=True,
        ),
        _step(
            "return_for_revision",
            "Kembalikan untuk perbaikan",
            [State.UNDER_EXAMINATION],
            State.RETURNED,
            [Actor.ASSIGNED],
            "return",
            icon="arrow-return-left",
        ),
        _step(
            "propose_recommendation",
            "Usulkan keputusan",
            [State.UNDER_EXAMINATION],
            State.AWAITING_SIGNATURE,
            [Actor.ASSIGNED],
            "decision",
            icon="check2-circle",
            internal=True,
        ),
        _step(
            "propose_decline",
            "Usulkan tidak layak",
            [State.UNDER_EXAMINATION],
            State.AWAITING_SIGNATURE,
            [Actor.ASSIGNED],
            None,
            icon="x-circle",
            internal=True,
        ),
        _step(
            "give_back",
            "Lepaskan",
            [State.UNDER_EXAMINATION],
            State.SUBMITTED,
            [Actor.ASSIGNED],
            "release",
            icon="box-arrow-left",
            aside=True,
            internal=True,
        ),
        _step(
            "assign",
            "Alihkan pemeriksa",
            [State.SUBMITTED, State.UNDER_EXAMINATION],
            None,
            [Actor.ANY_EXAMINER, Actor.HEAD],
            "assignment",
            icon="person-check",
            aside=True,
            internal=True,
        ),
        _step(
            "remind_agency",
            "Ingatkan instansi",
            [State.RETURNED],
            None,
            [Actor.FRONT_DESK, Actor.ANY_EXAMINER, Actor.HEAD],
            "agency_reminder",
            icon="bell",
            posted=True,
            aside=True,
        ),
        _step(
            "remind_examiner",
            "Ingatkan pemeriksa",
            [State.SUBMITTED, State.UNDER_EXAMINATION],
            None,
            [Actor.FRONT_DESK, Actor.HEAD],
            "examiner_reminder",
            icon="bell",
            posted=True,
            aside=True,
            internal=True,
        ),
        _step(
            "withdraw_proposal",
            "Tarik usulan",
            [State.AWAITING_SIGNATURE],
            State.UNDER_EXAMINATION,
            [Actor.PROPOSER],
            "withdrawal",
            icon="arrow-counterclockwise",
            aside=True,
            posted=True,
            internal=True,
        ),
        _step(
            "send_back",
            "Kembalikan kepada pemeriksa",
            [State.AWAITING_SIGNATURE],
            State.UNDER_EXAMINATION,
            [Actor.HEAD, Actor.SIGNER],
            None,
            icon="arrow-return-left",
            internal=True,
        ),
        _step(
            "recommend",
            "Baca dan tanda tangani",
            [State.AWAITING_SIGNATURE],
            State.RECOMMENDED,
            [Actor.SIGNER],
            "issuance",
            icon="pen",
        ),
        _step(
            "decline",
            "Baca dan tanda tangani",
            [State.AWAITING_SIGNATURE],
            State.DECLINED,
            [Actor.SIGNER],
            "issuance",
            icon="pen",
        ),
        _step(
            "reopen",
            "Periksa kembali",
            [State.DECLINED],
            State.SUBMITTED,
            [Actor.LETTER],
            None,
            icon="arrow-counterclockwise",
        ),
        _step(
            "hand_over",
            "Hasil kegiatan",
            [State.RECOMMENDED],
            None,
            [Actor.AGENCY, Actor.FRONT_DESK, Actor.ANY_EXAMINER],
            "results",
            icon="journal-check",
            aside=True,
        ),
        _step(
            "pass_on",
            "Serahkan kepada rekan",
            set(State) - {State.CANCELLED},
            None,
            [Actor.AGENCY],
            "passing_on",
            icon="person-check",
            aside=True,
        ),
        _step(
            "invite",
            "Undang rekan mengisi",
            set(State) - CLOSED,
            None,
            [Actor.AGENCY],
            "guests",
            icon="person-plus",
            aside=True,
        ),
        _step(
            "transfer",
            "Limpahkan ke satuan kerja lain",
            [State.SUBMITTED, State.UNDER_EXAMINATION],
            State.SUBMITTED,
            [Actor.HEAD, Actor.ADMIN],
            "transfer",
            icon="building",
            aside=True,
        ),
        _step(
            "cancel",
            "Batalkan pengajuan",
            [State.DRAFT, State.SUBMITTED, State.RETURNED],
            State.CANCELLED,
            [Actor.AGENCY, Actor.FRONT_DESK, Actor.ANY_EXAMINER, Actor.HEAD],
            "cancellation",
            icon="trash",
            danger=True,
        ),
    )
}

keep_inside(*(f"submission.{step.verb}" for step in STEPS.values() if step.internal))
