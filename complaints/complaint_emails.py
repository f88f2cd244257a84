"""Mails about complaints: to reporters who left an address, and to those who handle them.

What a complaint says never stands in a mail, nor who wrote it.
"""

from accounts.links import absolute
from complaints import keys
from events.outbox import enqueue_all
from events.recording import on

OUTCOMES = {
    "complaint.answer": "sudah dijawab",
    "complaint.refuse": "dijawab: bukan kewenangan kami",
    "complaint.lapse": "ditutup karena tidak ada keterangan",
}


@on("complaint.file")
def complaint_received(event):
    """The reporter gets his link; handlers learn that something waits."""
    _to_reporter("complaint_received", event)
    _to_handlers(event, "Pengaduan baru menunggu verifikasi")


@on("complaint.ask")
def complaint_asked(event):
    """Something is asked of the reporter, with a last day."""
    _to_reporter("complaint_asked", event)


@on("complaint.warn")
def complaint_silent(event):
    """It will be closed unless he answers."""
    _to_reporter("complaint_silent", event)


@on(*OUTCOMES)
def complaint_settled(event):
    """The answer can be read; the mail does not carry it."""
    _to_reporter("complaint_settled", event, outcome=OUTCOMES[event.action])


@on("complaint.reply")
def complaint_replied(event):
    """Whoever asked learns that there is an answer."""
    _to_handlers(event, "Pelapor menambahkan keterangan")


@on("complaint.reopen")
def complaint_reopened(event):
    """The reporter is not content."""
    _to_handlers(event, "Pelapor membuka kembali pengaduannya")


@on("complaint.assign", "complaint.release")
def complaint_handed_on(event):
    """Somebody else is to handle it now."""
    _to_handlers(event, "Pengaduan menunggu Anda tangani")


@on("complaint.escalate")
def complaint_late(event):
    """The head, or where it is about him those who handle it, learn that it is late."""
    complaint = event.subject
    heads = list(complaint.heads())
    _write("complaint_late", heads or complaint.handlers(), event, link=_desk(complaint))


def _to_reporter(kind, event, **context):
    complaint = event.subject
    if complaint.email:
        link = absolute("complaint_link", keys.link_token(complaint))
        _write(kind, [complaint.email], event, link=link, **context)


def _to_handlers(event, what):
    """To who handles it, or to all who may while nobody does; never to who did it himself."""
    complaint = event.subject
    people = [complaint.handler] if complaint.handler_id else complaint.handlers()
    told = [person for person in people if person != event.by]
    _write("complaint_to_handle", told, event, what=what, link=_desk(complaint))


def _desk(complaint):
    return absolute("complaint_handling", complaint.code)


def _write(kind, to, event, **context):
    complaint = event.subject
    context |= {"complaint": complaint, "office": complaint.office}
    enqueue_all(kind, to=to, context=context, about=complaint, event=event)
