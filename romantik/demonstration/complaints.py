"""What people complain of, ask and suggest, and what Maya makes of it: (working days ago, deed)."""

from complaints.models import Complaint
from romantik.demonstration.arrivals import office, staff

TICKET, SECRET = "PERAGAAN", "KATA-KUNC-IPER-AGAA"  # for whoever tries the portal
HANDLER = "maya"

QUEUE = "Hari Selasa pagi saya menunggu hampir satu jam di meja PST karena hanya satu meja dibuka."
SLOW = (
    "Dua surel kami tentang cara mengisi rincian pengambilan sampel tidak dijawab selama seminggu. "
    "Mohon ada nomor yang dapat dihubungi bila pertanyaan mendesak."
)


def _file(**facts):
    facts = {"target": "service", "channel": "web", "kind": "complaint", **facts}
    Complaint.file(office=office(), by=facts.pop("by", None), **facts)


def _deeds(text, facts, course):
    """One complaint: filed, then one deed after the other."""
    ago, *_ = course[0]
    yield ago, lambda: _file(text=text, **facts)
    for ago, verb, words in course[1:]:
        yield ago, lambda verb=verb, words=words: _do(text, verb, words)


def _do(text, verb, words):
    complaint = Complaint.objects.select_related("office", "desk").get(text=text)
    by_reporter = verb in {"rate", "reply", "escalate"}
    getattr(complaint, verb)(**words if by_reporter else {"by": staff(HANDLER), **words})


def _verified(kind="complaint", has_supervision=False):
    return {"kind": kind, "has_supervision": has_supervision}


ANONYMOUS = {"privacy": "anonymous"}
FILED = (  # what is said, by whom, and what follows: (working days ago, verb, its words)
    (
        QUEUE,
        ANONYMOUS | {"code": TICKET, "secret": SECRET},
        [(40,), (39, "verify", _verified()),
         (33, "answer", {"text": "Terima kasih. Sejak pekan ini dua meja dibuka pada Selasa dan "
                                 "Kamis pagi."}),
         (31, "rate", {"grade": 4, "text": "Sudah lebih cepat."})],
    ),
    (
        "Apakah survei kepuasan masyarakat setiap tahun perlu rekomendasi baru?",
        {"kind": "information", "privacy": "open", "name": "Rahmi Contoh",
         "email": "rahmi@example.go.id"},
        [(25,), (24, "verify", _verified("information")),
         (23, "answer", {"text": "Ya, setiap penyelenggaraan diberitahukan tersendiri."})],
    ),
    (
        "Lampu penerangan jalan di depan pasar sudah sebulan padam.",
        ANONYMOUS,
        [(30,), (29, "refuse", {"text": "Penerangan jalan ditangani Dinas Perhubungan. Anda dapat "
                                "menyampaikannya melalui lapor.go.id."})],
    ),
    (
        SLOW,
        {"privacy": "confidential", "name": "Salim Contoh", "phone": "0812-0000-0177"},
        [(21,), (19, "verify", _verified()), (5, "escalate", {})],
    ),
    (
        "Seorang pegawai meminta uang untuk mempercepat pengesahan data desa kami.",
        ANONYMOUS | {"target": "officer"},
        [(6,), (5, "verify", _verified(has_supervision=True)),
         (3, "ask", {"text": "Kapan dan di mana hal itu terjadi?"})],
    ),
)  # fmt: skip


def deeds():
    """Everything that happens to the complaints of the demonstration."""
    for complaint in FILED:
        yield from _deeds(*complaint)
    wish = ANONYMOUS | {"text": "Mohon disediakan stopkontak di ruang tunggu PST."}
    yield 2, lambda: _file(by=staff("budi"), kind="aspiration", channel="box", **wish)
