"""What may happen to an objection, when, and by whom: one table, asked by verbs and buttons.

A new movement is a new row in ``STEPS`` and a verb of the same name on ``Appeal``.
"""

from appeals.words import OPEN, State
from events.steps import Step, by_verb

AGENCY, ANSWERERS, TAKER, EXAMINER = "agency", "answerers", "taker", "examiner"
SIGNER, LETTER, PORTAL = "signer", "letter", "portal"

STEPS, BY_NOUN = by_verb(
    Step(
        "take",
        ANSWERERS,
        OPEN,
        noun="penelaahan",
        label="Saya yang menelaah",
        done="Anda yang menelaah keberatan ini.",
        hint="Rekan Anda melihat bahwa Anda yang menelaah. Anda menyusun jawabannya; orang "
        "lain yang menandatanganinya.",
    ),
    Step(
        "give_statement",
        EXAMINER,
        OPEN,
        noun="keterangan",
        label="Beri keterangan",
        done="Keterangan Anda tersimpan.",
        hint="Tulis apa yang Anda ketahui sebagai pemeriksa pengajuan ini. Instansi tidak "
        "membacanya.",
    ),
    Step(
        "decide",
        TAKER,
        (State.IN_REVIEW,),
        noun="jawaban",
        label="Susun jawaban",
        done="Jawaban disusun dan menunggu tanda tangan.",
        hint="Jawaban Anda menjadi surat. Status berubah ketika surat itu ditandatangani.",
    ),
    Step(
        "ask_statement",
        TAKER,
        (State.IN_REVIEW,),
        noun="permintaan-keterangan",
        label="Minta keterangan pemeriksa",
        done="Permintaan keterangan dikirim kepada pemeriksa.",
        hint="Pemeriksa pengajuan ini menjawab secara tertulis; instansi tidak membacanya.",
    ),
    Step(
        "withdraw",
        AGENCY,
        OPEN,
        noun="penarikan",
        label="Tarik keberatan",
        done="Keberatan ditarik.",
        hint="Keputusan tetap berlaku. Selama batas waktunya belum lewat, keberatan baru "
        "masih dapat diajukan.",
        tone="danger",
    ),
    Step("send_back", SIGNER, (State.IN_REVIEW,)),
    Step("settle", LETTER, OPEN),
    Step("remind", PORTAL, OPEN),
)
