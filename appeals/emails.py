"""Mails about objections to a decision; the letter that answers one goes out with its signature."""

from accounts.links import absolute
from accounts.models import Role, User
from appeals.models import Appeal
from events.outbox import enqueue_all
from events.recording import on


@on("appeal.file")
def appeal_received(event):
    """The agency learns until when it is answered; who answers, that something waits."""
    appeal = _appeal(event)
    _write("appeal_received", appeal.submission.agency_addresses(), event, appeal)
    _to_office(event, appeal, appeal.answerers(), "Keberatan baru", "menunggu penelaahan Anda")
    if appeal.lacks:
        admins = User.objects.staff_of(appeal.office).with_role(Role.ADMIN)
        _to_office(event, appeal, admins, "Keberatan tanpa penjawab", appeal.lacks)


@on("appeal.ask_statement")
def statement_asked(event):
    """The file's examiner is asked what he says to it."""
    appeal = _appeal(event)
    examiner = [appeal.submission.examiner]
    _to_office(event, appeal, examiner, "Keterangan diminta", "menunggu keterangan Anda")


@on("appeal.give_statement")
def statement_given(event):
    """Who answers reads what the examiner said."""
    _to_handler(event, "Keterangan pemeriksa", "sudah dilengkapi keterangan pemeriksa")


@on("appeal.decide")
def answer_to_sign(event):
    """The letter waits for whoever signs and did not draft it."""
    appeal = _appeal(event)
    signers = [person for person in appeal.signers() if person != event.by]
    words = "dijawab; surat jawabannya menunggu tanda tangan Anda"
    _to_office(event, appeal, signers, "Menunggu tanda tangan", words)


@on("appeal.send_back")
def answer_sent_back(event):
    """Who drafted the answer reads that it was not signed."""
    _to_handler(event, "Jawaban dikembalikan", "dikembalikan penanda tangan; baca catatannya")


@on("appeal.withdraw")
def nothing_to_answer(event):
    """Who had taken it may stop."""
    _to_handler(event, "Keberatan ditarik", "ditarik instansi; tidak perlu dijawab lagi")


@on("appeal.remind")
def appeal_due(event):
    """An answer is due, or late."""
    appeal = _appeal(event)
    people = [appeal.handler] if appeal.handler else appeal.answerers()
    _to_office(event, appeal, people, appeal.due.words.capitalize(), "belum dijawab")


def _appeal(event):
    appeal = Appeal.objects.select_related("office", "decision", "by", "handler").get(
        pk=event.particulars["appeal"]
    )
    appeal.submission = event.subject
    return appeal


def _to_handler(event, what, words):
    appeal = _appeal(event)
    _to_office(event, appeal, filter(None, [appeal.handler]), what, words)


def _to_office(event, appeal, people, what, words):
    _write("appeal_for_office", people, event, appeal, what=what, words=words)


def _write(kind, to, event, appeal, **context):
    context |= {"appeal": appeal, "submission": appeal.submission, "office": appeal.office}
    context["link"] = absolute("appeal", appeal.code)
    enqueue_all(kind, to=to, context=context, about=appeal, event=event)
