"""How an issued letter reaches the agency: by mail, or over the counter on paper."""

from django.db import transaction

from accounts.models import Role
from events.models import Mail
from events.recording import record
from events.refusals import NotAllowed, NotNow, required
from letters.models.letters.letter_queryset import MAIL_KINDS

SENDERS = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD)


class Delivered:
    """The verbs of delivery; what a mail's own state says is never said a second time."""

    def mails(self):
        """The mails that carry this letter, oldest first."""
        about = Mail.objects.about(self.submission).filter(kind__in=MAIL_KINDS.values())
        return about.filter(event__particulars__letter=self.pk)

    @property
    def waits_for_sending(self):
        """Is it signed and in force, and has nobody had its mail written yet?"""
        return self.is_in_force and not self.mails().exists()

    def send(self, *, by):
        """Somebody of the office lets the mail go, where letters do not leave by themselves."""
        with transaction.atomic():
            self.lock()
            self._require_sender(by)
            if not self.waits_for_sending:
                raise NotNow("Surat ini sudah dikirim lewat surel. Muat ulang halaman.")
            record(self.submission, "letter.send", by=by, letter=self.pk, number=self.number)

    def send_again(self, *, by, reason):
        """Its mails leave once more though they had arrived; the mails that do."""
        reason = required(reason, "Tuliskan mengapa surat dikirim sekali lagi.")
        with transaction.atomic():
            self.lock()
            self._require_sender(by)
            mails = list(self.mails())
            if not self.is_in_force or not mails:
                raise NotNow("Surat ini belum pernah dikirim lewat surel, atau tidak berlaku lagi.")
            if any(not mail.may_be_resent for mail in mails):
                raise NotNow("Surelnya masih menunggu atau sedang dikirim. Coba lagi nanti.")
            for mail in mails:
                mail.resend(by=by)
            facts = {"letter": self.pk, "number": self.number, "reason": reason}
            record(self.submission, "letter.send_again", by=by, **facts)
        return mails

    def deliver(self):
        """A mail server has taken the letter; nobody has to press anything for it."""
        with transaction.atomic():
            self.lock()
            if self._become_delivered():
                facts = {"letter": self.pk, "number": self.number}
                record(self.submission, "letter.deliver", by=None, **facts)

    def hand_over(self, *, by, to, on, note=""):
        """It was given to somebody on paper; also a letter that went by mail can be."""
        with transaction.atomic():
            self.lock()
            self._require_sender(by)
            if not self.is_published:
                raise NotNow("Surat ini belum ditandatangani.")
            if not self.dated_on <= on <= self.office.today():
                raise NotNow("Tanggal penyerahan dari tanggal surat sampai dengan hari ini.")
            self.handovers.create(to=to, on=on, note=note, by=by)
            self._become_delivered()
            facts = {"letter": self.pk, "number": self.number, "to": to, "on": on}
            record(self.submission, "letter.hand_over", by=by, **facts)

    def note_bounce(self, mail, *, by, reason):
        """One of its mails came back; if nothing else reached the agency, the letter did not."""
        with transaction.atomic():
            self.lock()
            self._require_sender(by)
            try:
                mail.bounce(by=by, reason=reason)
            except ValueError:
                raise NotNow("Surel ini belum terkirim, jadi belum dapat terpental.") from None
            arrived = self.mails().filter(state=Mail.State.SENT).exists()
            if self.state == self.State.DELIVERED and not (arrived or self.handovers.exists()):
                self.state = self.State.SIGNED
                self.save(update_fields=["state"])

    def _become_delivered(self):
        if self.state != self.State.SIGNED:
            return False
        self.state = self.State.DELIVERED
        self.save(update_fields=["state"])
        return True

    def _require_sender(self, by):
        if by.office_id != self.office_id or not by.has_role(*SENDERS):
            raise NotAllowed("Pengiriman surat diurus petugas satuan kerja yang menerbitkannya.")
