"""What may be done to several files at once: one table. Each deed is the files' own verb.

Its function does it to one file and says what that means, in words that are as true before as
after. Who may, and when, only the verb knows; a preview tries it and takes it back.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format

from accounts.models import Office, Role, User
from events.models import Mail
from events.refusals import NotAllowed, NotNow, Refused
from letters.models import Letter
from requests_app.models import Submission
from requests_app.models.submissions.submission_queryset import HANDLERS

MOST = 50  # files at once, as many as a page of a list shows
UNSEEN = "Pengajuan ini tidak lagi dapat Anda lihat."
NOTHING_LOST = "Tidak ada surel yang gagal, dan tidak ada surat yang menunggu dikirim."


class Deed(NamedTuple):
    """A row of the table; ``asks`` are what its function has to be told beside who does it, and
    ``whom`` the kind of thing that "to" is."""

    label: str
    done: str
    icon: str
    roles: tuple
    function: Callable
    asks: tuple = ()
    whom: type = User

    def do(self, submission, *, by, **facts):
        """Do it to this file and say what it meant. Raises ``Refused`` as the verb does."""
        if not Submission.objects.visible_to(by).filter(pk=submission.pk).exists():
            raise NotAllowed(UNSEEN)
        newest = Mail.objects.aggregate(pk=Max("pk"))["pk"] or 0
        words = self.function(submission, by, **facts)
        mails = Mail.objects.about(submission).filter(pk__gt=newest)
        to = ", ".join(mails.values_list("to", flat=True))
        return f"{words} Surel kepada {to}." if to else words

    def rehearse(self, submission, *, by, **facts):
        """What it would mean for this file, and whether it can be done: tried and taken back."""
        with transaction.atomic():
            try:
                return self.do(submission, by=by, **facts), True
            except Refused as refusal:
                return str(refusal), False
            finally:
                transaction.set_rollback(True)


def _take(submission, by):
    submission.begin_examination(by=by)
    return f"Pemeriksa: {by.name}. Status: {submission.told_to(by).label}."


def _assign(submission, by, to, reason):
    before = submission.examiner.name if submission.examiner else "belum ada"
    submission.assign(to=to, by=by, reason=reason)
    return f"Pemeriksa: {to.name} (sebelumnya {before})."


def _transfer(submission, by, to, reason):
    before = submission.office.name
    submission.transfer(to=to, by=by, reason=reason)
    due_on = date_format(submission.due_on, "j F Y")
    return f"Satuan kerja: {to.name} (sebelumnya {before}). Batas waktu: {due_on}."


def _remind(submission, by):
    if submission.is_paused:
        submission.remind_agency(by=by)
        return f"Instansi diingatkan untuk menjawab {_by(submission.answer_by)}."
    submission.remind_examiner(by=by)
    return f"Pemeriksa ({submission.examiner or 'semua, karena belum ada'}) diingatkan."


def _by(day):
    return f"paling lambat {date_format(day, 'j F Y')}"


def _resend(submission, by):
    mails = Mail.objects.about(submission).resend_lost(by=by)
    if mails:
        return " ".join(f"“{mail.subject}” dikirim ulang kepada {mail.to}." for mail in mails)
    letter = _newest_letter(submission, by)
    if letter is None or not letter.waits_for_sending:
        raise NotNow(NOTHING_LOST)
    letter.send(by=by)
    return f"Surat nomor {letter.number} dikirim kepada instansi."


def _send_again(submission, by, reason):
    letter = _newest_letter(submission, by)
    if letter is None:
        raise NotNow("Belum ada surat yang terbit.")
    words = [
        f"{mail.to} ({_arrived(mail, submission.office)})"
        for mail in letter.send_again(by=by, reason=reason)
    ]
    return f"Surat nomor {letter.number} dikirim sekali lagi kepada {', '.join(words)}."


def _arrived(mail, office):
    """What the agency has of it already."""
    if mail.sent_at is None:
        return "belum pernah sampai"
    return f"sudah sampai {date_format(mail.sent_at.astimezone(office.zone), 'j F Y')}"


def _newest_letter(submission, by):
    letters = Letter.objects.visible_to(by).published().filter(submission=submission)
    return letters.select_related("office", "submission").last()


DEEDS = {
    "ambil": Deed("Ambil", "diambil", "search", (Role.EXAMINER,), _take),
    "alihkan": Deed(
        *("Alihkan", "dialihkan", "person-check", (Role.EXAMINER, Role.HEAD), _assign),
        asks=("to", "reason"),
    ),
    "limpahkan": Deed(
        *("Limpahkan", "dilimpahkan", "building", (Role.HEAD, Role.ADMIN), _transfer),
        asks=("to", "reason"),
        whom=Office,
    ),
    "ingatkan": Deed("Ingatkan", "diingatkan", "bell", HANDLERS, _remind),
    "kirim-ulang": Deed("Kirim ulang surel", "dikirim", "envelope", HANDLERS, _resend),
    "kirim-lagi": Deed(
        *("Kirim lagi surat yang sudah sampai", "dikirim lagi", "send", HANDLERS, _send_again),
        asks=("reason",),
    ),
}


def deeds_for(user):
    """The deeds that this person's work knows, by their names in addresses; an office alone has
    nowhere to send a file."""
    return {
        name: deed
        for name, deed in DEEDS.items()
        if user.has_role(*deed.roles) and (deed.whom is not Office or user.among_several)
    }
