"""What may happen to a consultation, when, and by whom: one table, asked by verbs and buttons.

A new movement is a new row in ``STEPS`` and a verb of the same name on ``Consultation``.
"""

from consultations.words import CLOSED, State
from events.steps import Step, by_verb

OFFICE, ASKER, BOTH, PORTAL = "office", "asker", "both", "portal"

STEPS, BY_NOUN = by_verb(
    # of the office, in the order of its buttons
    Step(
        "answer",
        OFFICE,
        (State.WAITING, State.ANSWERED),
        noun="jawaban",
        label="Jawab",
        done="Jawaban tersimpan dan dikirim.",
    ),
    Step(
        "note_down",
        OFFICE,
        (State.WAITING, State.ANSWERED),
        noun="pembicaraan",
        label="Catat pembicaraan",
        done="Yang dibicarakan tersimpan dan dikirim.",
    ),
    Step(
        "take",
        OFFICE,
        (State.WAITING,),
        noun="pengambilan",
        label="Saya yang menjawab",
        done="Anda yang menjawab konsultasi ini.",
        hint="Rekan Anda melihat bahwa Anda yang menjawab; pengingat hanya sampai kepada Anda.",
    ),
    Step(
        "refer",
        OFFICE,
        (State.WAITING,),
        noun="pengalihan",
        label="Jadikan permintaan informasi",
        done="Diteruskan sebagai permintaan informasi, dengan nomor tiket yang sama.",
        hint="Untuk pertanyaan yang bukan tentang kegiatan yang direncanakan. Petugas "
        "pengaduan yang menjawabnya; nomor tiket dan kata kuncinya tetap.",
    ),
    Step(
        "become_note",
        OFFICE,
        (State.ANSWERED,),
        noun="catatan",
        label="Jadikan catatan pemeriksaan",
        done="Catatan umum tersimpan; instansi membacanya saat formulir dikembalikan.",
        hint="Untuk pengajuan instansi ini yang sedang Anda periksa.",
    ),
    # of whoever asked
    Step(
        "ask_more",
        ASKER,
        (State.WAITING, State.ANSWERED),
        noun="pertanyaan",
        label="Tambahkan pertanyaan",
        done="Pertanyaan Anda sudah kami terima.",
    ),
    Step(
        "withdraw",
        ASKER,
        (State.WAITING,),
        noun="pencabutan",
        label="Cabut konsultasi",
        done="Konsultasi dicabut.",
        hint="Setelah dicabut, pertanyaan ini tidak dijawab lagi.",
        tone="danger",
    ),
    # of both
    Step(
        "begin_draft",
        BOTH,
        (State.WAITING, State.ANSWERED),
        noun="draf",
        label="Mulai pengajuan dari konsultasi ini",
        done="Draf dibuat; judul kegiatan sudah terisi.",
        hint="Judul kegiatan masuk ke formulir; konsultasi ini tetap tersimpan.",
    ),
    Step(
        "book",
        BOTH,
        (State.WAITING, State.ANSWERED),
        noun="janji-temu",
        label="Buat janji temu",
        done="Janji temu tercatat.",
        hint="Untuk membicarakannya langsung di kantor. Waktu yang penuh dan hari libur tidak "
        "ditampilkan.",
    ),
    Step(
        "call_off",
        BOTH,
        (State.WAITING, State.ANSWERED),
        noun="pembatalan-janji-temu",
        label="Batalkan janji temu",
        done="Janji temu dibatalkan; pihak lain diberi tahu.",
        tone="danger",
        hint="Waktunya terbuka lagi bagi orang lain. Konsultasi ini tetap berjalan.",
    ),
    # of the portal itself
    Step("tend_appointment", PORTAL, (State.WAITING, State.ANSWERED)),
    Step("remind", PORTAL, (State.WAITING,)),
    Step("erase", PORTAL, CLOSED),
)
