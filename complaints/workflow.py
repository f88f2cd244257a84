"""What may happen to a complaint, when, and by whom: one table, asked by verbs and buttons.

A new movement is a new row in ``STEPS`` and a verb of the same name on ``Complaint``.
"""

from dataclasses import dataclass

from complaints.words import CLOSED, OPEN, REOPENABLE, State

ALWAYS = (*OPEN, *CLOSED)
ERASED = "Isi pengaduan ini sudah dihapus karena masa simpannya lewat. Ajukan pengaduan baru."
AFTER_ERASING = ("erase", "shut_out")  # what came into it by another verb would never be erased
ANSWERED_ALREADY = "Pengaduan ini sudah selesai. Anda dapat membukanya kembali satu kali."


@dataclass(frozen=True)
class Step:
    """One verb: in which states it may be done, and in which of them by the handler alone.

    ``noun`` is its word in the address of the desk, "" where the desk has no button for it;
    ``done`` is said afterwards, ``refusal`` when the state has gone on.
    """

    verb: str
    sources: tuple
    by_handler: tuple = ()
    noun: str = ""
    label: str = ""
    done: str = ""
    tone: str = "primary"
    refusal: str = ""


STEPS = {
    step.verb: step
    for step in (
        # of the desk, in the order of its buttons
        Step(
            "verify",
            (State.RECEIVED,),
            noun="verifikasi",
            label="Verifikasi",
            done="Pengaduan diverifikasi. Anda yang menanganinya.",
        ),
        Step(
            "answer",
            (State.HANDLED, State.ASKED),
            (State.HANDLED, State.ASKED),
            noun="jawaban",
            label="Jawab",
            done="Jawaban terkirim; pengaduan selesai.",
        ),
        Step(
            "ask",
            (State.HANDLED,),
            (State.HANDLED,),
            noun="pertanyaan",
            label="Minta keterangan",
            done="Pertanyaan terkirim; waktu berhenti.",
        ),
        Step(
            "reclass",
            (State.HANDLED,),
            (State.HANDLED,),
            noun="jenis",
            label="Ubah jenis",
            done="Jenis diubah; batas waktu dihitung kembali.",
        ),
        Step(
            "assign",
            OPEN,
            noun="penugasan",
            label="Tugaskan",
            done="Penanganan dialihkan.",
        ),
        Step(
            "concern",
            ALWAYS,
            noun="pihak",
            label="Tandai pihak terkait",
            done="Petugas itu tidak dapat lagi melihat pengaduan ini.",
            tone="danger",
        ),
        Step(
            "refuse",
            (State.RECEIVED, State.HANDLED),
            (State.HANDLED,),
            noun="penolakan",
            label="Bukan kewenangan kami",
            done="Pelapor diberi tahu.",
            tone="danger",
        ),
        Step("remark", ALWAYS),
        # of the reporter
        Step("reply", OPEN, refusal=ANSWERED_ALREADY),
        Step("withdraw", OPEN),
        Step("reopen", REOPENABLE),
        Step("rate", REOPENABLE),
        # of the portal itself
        Step("shut_out", ALWAYS),
        Step("escalate", OPEN),
        Step("warn", (State.ASKED,)),
        Step("lapse", (State.ASKED,)),
        Step("erase", CLOSED),
    )
}

BY_NOUN = {step.noun: step for step in STEPS.values() if step.noun}
