"""What people thought of the service: on paper at the counter, and by the link in the mail."""

from functools import partial
from itertools import cycle

from complaints.index.unsur import KEYS
from complaints.models import FollowUp, Rating, RatingInvitation
from romantik.demonstration.arrivals import office, staff

ON_PAPER = (*range(66, 56, -1), 41, 36, 30, 26, 22, 18, 12, 6)  # working days ago
BY_LINK = (49, 45, 42, 39, 34, 29, 25, 20)
WORDS = {
    66: "Petugas sabar menerangkan isian yang belum kami pahami.",
    60: "Ruang tunggu sempit bila ramai.",
    45: "Catatan pemeriksa jelas, tinggal diperbaiki.",
    29: "Mohon pemberitahuan lewat WhatsApp juga.",
    20: "Suratnya lebih cepat dari janji layanan.",
}
FOLLOW_UP = (
    "Ruang tunggu: dua bangku ditambah dan nomor antrean ditampilkan di layar, dikerjakan bagian "
    "umum sampai akhir bulan depan.\n\n"
    "Pengaduan: kotak saran dibuka setiap Jumat, dan jawabannya ditempel di papan pengumuman."
)
# How the nine were answered, in turn: good on the whole, facilities the weakest.
PATTERNS = (
    {"facilities": 2, "complaints": 3, "cost": 4, "conduct": 4, "competence": 4},
    {"facilities": 3, "time": 4, "cost": 4, "conduct": 4, "product": 4},
    {"facilities": 2, "procedure": 2, "cost": 4, "conduct": 3},
    {"facilities": 3, "complaints": 4, "cost": 4, "requirements": 4, "conduct": 4, "time": 4},
)
PEOPLE = (
    {"sex": "female", "education": "bachelor", "occupation": "civil_servant"},
    {"sex": "male", "education": "bachelor", "occupation": "civil_servant"},
    {"sex": "female", "education": "master", "occupation": "civil_servant"},
    {"sex": "male", "education": "diploma", "occupation": "civil_servant"},
    {},
)


def deeds():
    """(working days ago, deed) of every opinion, and of what the office says about them."""
    answers = zip(cycle(PATTERNS), cycle(PEOPLE), strict=False)
    for ago in ON_PAPER:
        yield ago, partial(_on_paper, _answer(ago, *next(answers)))
    for ago in BY_LINK:
        yield ago, partial(_by_link, _answer(ago, *next(answers)))
    yield 2, _follow_up


def _answer(ago, pattern, person):
    return dict.fromkeys(KEYS, 3) | pattern | person | {"comment": WORDS.get(ago, "")}


def _on_paper(answer):
    Rating.objects.copy_from_paper(by=staff("budi"), **answer)


def _by_link(answer):
    """The agency that was asked the longest ago answers; nobody, when all have."""
    asked = RatingInvitation.objects.filter(is_answered=False, consultation=None).order_by("pk")
    invitation = asked.select_related("submission__office").first()
    if invitation:
        Rating.objects.answer(invitation, **answer)


def _follow_up():
    here = office()
    FollowUp.objects.write(office=here, year=here.today().year, text=FOLLOW_UP, by=staff("dewi"))
