"""Handing one mail to the mail server, and reading what it answers."""

import hashlib
import logging
import re
import smtplib
from functools import cached_property
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives, get_connection

logger = logging.getLogger(__name__)

NO_ATTACHMENT = "Berkas lampiran surel ini tidak ditemukan di penyimpanan."
NO_STORAGE = "Berkas lampiran belum dapat dibaca dari penyimpanan."
BAD_MAIL = "Alamat atau isi surel ini tidak dapat dikirim. Periksa alamat penerima."
NO_SERVER = "Server surel belum dapat dihubungi."
NOT_NOW = "Server surel belum mau menerima (kode {code})."
NO_MAILBOX = "Kotak surat penerima menolak surel ini (kode {code}). Periksa alamatnya."
REFUSED = "Server surel menolak alamat atau isi surel (kode {code})."

SHA_256 = re.compile(r"[0-9a-f]{64}")
ANSWERS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException)


class Message(EmailMultiAlternatives):
    """A mail that is put together once: what was looked at is what is handed over."""

    @cached_property
    def built(self):
        return super().message()

    def message(self):
        return self.built


def deliver(mail):
    """Send the mail if it is due and nobody else is sending it. Never inside a transaction."""
    if not mail.claim():
        return
    try:
        message = build_message(mail)
        message.message()  # a bad header shows here, before anything is handed over
    except FileNotFoundError:
        mail.give_up(NO_ATTACHMENT)
    except OSError:
        mail.try_later(NO_STORAGE)
    except ValueError:
        mail.give_up(BAD_MAIL)
    else:
        hand_over(mail, message)


def build_message(mail):
    """The mail as it goes out, with its fixed Message-ID and its attachments."""
    message = Message(
        mail.subject,
        mail.text,
        to=[mail.to],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for name, filename, content_type in mail.attachments:
        with default_storage.open(name) as file:
            message.attach(filename, _unchanged(name, file.read()), content_type)
    return message


def _unchanged(name, content):
    """The bytes of an attachment; one that is named by its SHA-256 has to be what it was."""
    stem = PurePosixPath(name).stem
    if SHA_256.fullmatch(stem) and hashlib.sha256(content).hexdigest() != stem:
        raise OSError(f"The attachment {name} has been changed on disk.")
    return content


def hand_over(mail, message):
    """Send, and settle the row: sent, later, never, or unknown when the line broke in between."""
    try:
        connection = get_connection()
        connection.open()
    except OSError as error:  # SMTPException is one too
        logger.warning("mail %s waits, no mail server: %r", mail.pk, error)
        mail.try_later(NO_SERVER)
        return
    try:
        connection.send_messages([message])
    except ANSWERS as error:
        _settle_refusal(mail, _code(error), isinstance(error, smtplib.SMTPRecipientsRefused))
    except Exception:
        logger.exception("mail %s broke off while it was handed over", mail.pk)
        mail.mark_unknown()
    else:
        mail.mark_sent()
        logger.info("mail %s sent as %s", mail.pk, mail.message_id)
    finally:
        _hang_up(connection)


def _settle_refusal(mail, code, by_mailbox):
    logger.warning("mail %s refused by the mail server: %s", mail.pk, code)
    if 400 <= code < 500:
        mail.try_later(NOT_NOW.format(code=code))
    elif by_mailbox:
        mail.mark_bounced(NO_MAILBOX.format(code=code))
    else:
        mail.give_up(REFUSED.format(code=code))


def _code(error):
    """The number in the mail server's answer; there is one address in a mail, so one answer."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    return error.smtp_code


def _hang_up(connection):
    try:
        connection.close()
    except OSError as error:
        logger.info("the mail server hung up first: %r", error)
