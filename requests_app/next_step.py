"""What comes next on a file, for whoever looks at it: one table of words and buttons.

A file stands for a reason, seen from a side; the cell says what to do, or for whom one waits. The
page of a file, the rows of a list and the mails to the agency read it here. What is in braces is a
property of ``Facts``.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format

from requests_app.models import Attachment
from requests_app.sides import Side, side_of
from requests_app.workflow import CLOSED, STEPS, State


class Cell(NamedTuple):
    """What a reason means to a side; the button leads to a page (``url``) or takes a step."""

    words: str
    label: str = ""
    url: str = ""
    verb: str = ""
    icon: str = "arrow-right"


class NextStep(NamedTuple):
    """A cell as it is told of one file. A ``posted`` step is a plain button."""

    words: str
    label: str = ""
    href: str = ""
    icon: str = "arrow-right"
    verb: str = ""
    posted: bool = False


LETTER = ("Buka surat", "letter", "", "envelope-paper")
DECLINED = "Rancangan dinyatakan tidak layak. Alasannya tercantum pada surat."
WITHDRAWN = "Surat pengajuan ini sudah dicabut dan tidak berlaku lagi."
EXAMINED = "Petugas BPS sedang memeriksa rancangan Anda; hasilnya paling lambat {due_on}."
ANSWERED_BY = (
    "Jawab setiap catatan dan perbaiki isian, lalu ajukan kembali {by_when}. "
    "Sesudah itu BPS menyelesaikannya dalam {days_kept} hari kerja."
)

TABLE = {
    Side.WRITER: {
        "empty": Cell("Belum ada isian.", "Mulai dari {block}", "answers", icon="pencil"),
        "begun": Cell(
            "Lengkapi isian dan lampiran, lalu ajukan.",
            "Lanjutkan {block}",
            "answers",
            "",
            "pencil",
        ),
        "without_letter": Cell(
            "Isian lengkap. Unggah surat pengantar, lalu ajukan.",
            *("Unggah surat pengantar", "attachments", "", "paperclip"),
        ),
        "unapproved": Cell(
            "Isian dan lampiran lengkap. Pengajuan dapat dikirim setelah {office} menyetujui "
            "pendaftaran instansi Anda."
        ),
        "complete": Cell("Isian dan lampiran lengkap.", verb="submit"),
        "asked": Cell(
            ANSWERED_BY, "Jawab catatan ({answered} dari {asked})", "notes", "", "chat-left-text"
        ),
        "unfinished": Cell(
            "Semua catatan sudah dijawab, tetapi isian belum lengkap. Ajukan kembali {by_when}.",
            *("Lanjutkan {block}", "answers", "", "pencil"),
        ),
        "answered": Cell(
            "Semua catatan sudah dijawab. Ajukan kembali {by_when}.",
            *("Periksa kelengkapan dan ajukan kembali", "", "submit", "send"),
        ),
    },
    Side.AGENCY: {
        State.DRAFT: Cell("Menunggu isian dilengkapi dan diajukan."),
        State.SUBMITTED: Cell(
            "Petugas BPS akan memeriksa rancangan Anda; hasilnya paling lambat {due_on}. "
            "Tidak ada yang perlu dilakukan."
        ),
        State.UNDER_EXAMINATION: Cell(EXAMINED),
        State.RETURNED: Cell(ANSWERED_BY),
        State.AWAITING_SIGNATURE: Cell(EXAMINED),  # who signs is the office's own matter
        State.RECOMMENDED: Cell(
            "Rancangan layak. Cantumkan identitas rekomendasi pada kuesioner.", *LETTER
        ),
        "results": Cell(
            "Kegiatan seharusnya sudah selesai. Serahkan publikasi dan metadatanya.",
            *("Serahkan hasil kegiatan", "results", "", "journal-check"),
        ),
        State.DECLINED: Cell(DECLINED, *LETTER),
        State.CANCELLED: Cell(""),
        "withdrawn": Cell(WITHDRAWN, *LETTER),
    },
    Side.EXAMINER: {
        "new": Cell("Belum ada yang memeriksa.", verb="begin_examination"),
        "revised": Cell("Instansi sudah memperbaiki.", verb="begin_examination"),
        "examining": Cell(
            "Anda yang memeriksa.", "Lanjutkan pemeriksaan", "examination", "", "search"
        ),
        "sent_back": Cell(
            "Kepala mengembalikan usulan.", "Baca catatan Kepala", "examination", "", "reply"
        ),
        "act_sent_back": Cell(
            "Kepala mengembalikan usulan pencabutan atau penggantian surat.",
            *("Perbaiki usulan", "letter_revocation", "", "reply"),
        ),
    },
    Side.SIGNER: {
        "to_sign": Cell("Menunggu Anda membaca dan menandatangani surat.", verb="recommend"),
        "act_to_sign": Cell(
            "Pencabutan atau penggantian surat menunggu tanda tangan Anda.",
            *("Baca dan tanda tangani", "issuance", "", "pen"),
        ),
    },
    Side.SETTLER: {
        "objected": Cell(
            "Instansi menyatakan keberatan dan menunggu jawaban.",
            *("Selesaikan keberatan", "objection_settlement", "", "hand-index-thumb"),
        )
    },
    Side.SENDER: {
        "undelivered": Cell(
            "Surel dengan surat tidak sampai kepada instansi.",
            *("Kirim ulang surat", "delivery", "", "envelope-exclamation"),
        )
    },
    Side.OFFICE: {
        State.DRAFT: Cell("Menunggu isian dilengkapi dan diajukan."),
        State.SUBMITTED: Cell("Menunggu {examiner}."),
        State.UNDER_EXAMINATION: Cell("Sedang diperiksa {examiner}."),
        State.RETURNED: Cell("Menunggu perbaikan dari instansi, paling lambat {answer_by}."),
        "silent": Cell("Instansi tidak menjawab sampai {answer_by}; pengajuan boleh dibatalkan."),
        State.AWAITING_SIGNATURE: Cell("Menunggu Kepala membaca dan menandatangani surat."),
        State.RECOMMENDED: Cell("", *LETTER),
        State.DECLINED: Cell("", *LETTER),
        State.CANCELLED: Cell(""),
        "withdrawn": Cell(WITHDRAWN, *LETTER),
    },
}


class Facts:
    """What the words of the table may name; each is looked up only where a cell asks for it."""

    def __init__(self, submission, unanswered=0, answered=0):
        self.submission, self.unanswered, self.answered = submission, unanswered, answered

    def __getitem__(self, name):
        return getattr(self, name)

    @property
    def asked(self):
        return self.unanswered + self.answered

    @property
    def block(self):
        """ "Sampul", "Blok IV": the first block that is not complete."""
        return self.submission.revision.unfinished.title.partition(".")[0]

    @property
    def answer_by(self):
        return date_format(self.submission.answer_by, "j F Y")

    @property
    def by_when(self):
        if self.submission.is_closable:
            return f"secepatnya, karena batas {self.answer_by} sudah lewat"
        return f"paling lambat {self.answer_by}"

    @property
    def due_on(self):
        return date_format(self.submission.due_on, "j F Y")

    @property
    def days_kept(self):
        return self.submission.days_kept

    @property
    def office(self):
        return self.submission.office.name

    @property
    def examiner(self):
        return getattr(self.submission.examiner, "name", "petugas pemeriksa")


def next_step(submission, user, notes=(0, 0)):
    """What comes next for this person; ``notes`` are those without and with an answer."""
    step = told(submission, side_of(submission, user), notes)
    if step.verb == "submit" and not submission.may("submit", user):  # he was invited to help
        return NextStep(f"{step.words} {submission.agency.name} yang mengajukannya.")
    return step


def told(submission, side, notes=(0, 0), reason=""):
    """What comes next from that side: for mails and slips, which no person asks for."""
    facts = Facts(submission, *notes)
    cell = TABLE[side][reason or REASONS[side](facts)]
    step = STEPS.get(cell.verb)
    label = cell.label or (step.label if step else "")
    return NextStep(
        cell.words.format_map(facts),
        label.format_map(facts),
        _href(submission, step.url if step else cell.url),
        step.icon if step else cell.icon,
        cell.verb,
        bool(step and step.posted),
    )


def _for_the_writer(facts):
    submission = facts.submission
    is_returned = submission.state == State.RETURNED
    if is_returned and facts.unanswered:
        return "asked"
    if submission.revision.unfinished:
        begun = "begun" if submission.revision.saves or submission.has_origin else "empty"
        return "unfinished" if is_returned else begun
    if is_returned:
        return "answered"
    kinds = {file.kind for file in submission.revision.attachments.all()}
    if Attachment.Kind.COVER_LETTER not in kinds:
        return "without_letter"
    return "unapproved" if submission.awaits_approval else "complete"


def _for_the_agency(facts):
    submission = facts.submission
    if submission.is_withdrawn:
        return "withdrawn"
    return "results" if submission.owes_results else submission.state


def _for_the_examiner(facts):
    submission = facts.submission
    if submission.state == State.SUBMITTED:
        return "revised" if submission.returned_at else "new"
    if submission.state in CLOSED:
        return "act_sent_back"
    return "sent_back" if submission.last_verdict.state == "sent_back" else "examining"


def _for_the_office(facts):
    submission = facts.submission
    if submission.is_withdrawn:
        return "withdrawn"
    return "silent" if submission.is_closable else submission.state


REASONS = {
    Side.WRITER: _for_the_writer,
    Side.AGENCY: _for_the_agency,
    Side.EXAMINER: _for_the_examiner,
    Side.SIGNER: lambda facts: "act_to_sign" if facts.submission.is_closed else "to_sign",
    Side.SETTLER: lambda facts: "objected",
    Side.SENDER: lambda facts: "undelivered",
    Side.OFFICE: _for_the_office,
}


def _href(submission, url):
    if not url:
        return ""
    block = [submission.revision.unfinished.code] if url == "answers" else []
    return reverse(url, args=[submission.code, *block])
