"""Letters that had arrived leave once more, several at once, because somebody says why."""

from events.models import Event, Mail
from tests.appeals.making import make_declined
from tests.batches.test_batches import lines
from tests.pages import words
from tests.submissions import at, make_submitted


def test_a_letter_that_has_arrived_is_sent_once_more_with_a_reason(
    ticking, pressing, sari, ratna, hasan, budi
):
    declined, fine = make_declined(sari, ratna, hasan), make_submitted(sari)
    mails = Mail.objects.filter(kind="letter_delivered", about_id=str(declined.pk))
    mails.update(state="sent", sent_at=at(2026, 3, 2))
    resent = Event.objects.filter(action="mail.resend")

    preview = ticking(budi, "kirim-lagi", declined, fine)

    told_of = lines(preview)
    number = declined.letters.get().number
    assert told_of[fine.code] == "Belum ada surat yang terbit."
    assert told_of[declined.code].startswith(f"Surat nomor {number} dikirim sekali lagi kepada ")
    assert f"{sari.email} (sudah sampai 2 Maret 2026)" in told_of[declined.code]
    assert "Alasan" in words(pressing(preview))  # without one nothing leaves
    assert (resent.count(), mails.filter(state="sent").count()) == (0, mails.count())

    pressing(preview, reason="Surel pertama terhapus di instansi.")

    again = Event.objects.get(action="letter.send_again")
    assert again.particulars["reason"] == "Surel pertama terhapus di instansi."
    assert {event.particulars["to"] for event in resent} == {mail.to for mail in mails}
