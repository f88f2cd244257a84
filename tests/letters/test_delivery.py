"""How a letter reaches the agency: by itself or at a button, by mail or on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from letters.models import Handover, Letter
from letters.tasks import sweep
from tests.letters.conftest import PASSPHRASE
from tests.letters.test_pages import words

KIND = "letter_delivered"


def state(letter):
    letter.refresh_from_db()
    return letter.state


@pytest.fixture
def held_back(office, numbered, hasan):
    """Signed at an office where somebody reads the mail before it leaves."""
    type(office).objects.update(letters_leave_by_themselves=False)
    numbered.attempts.sign(
        by=hasan, passphrase=PASSPHRASE, unsigned_sha256=numbered.unsigned_sha256
    )
    return numbered


def test_where_the_office_wants_a_button_the_mail_is_read_and_then_sent(
    client, held_back, ratna, sari
):
    address = reverse("delivery", args=[held_back.submission.code])
    assert not Mail.objects.filter(kind=KIND).exists()
    client.force_login(ratna)
    page = words(client.get(address))
    assert "sudah ditandatangani dan belum dikirim" in page
    assert "Rancangan kegiatan Anda dinyatakan layak" in page
    assert "Baca surelnya dan kirim" in words(
        client.get(reverse("letter", args=[held_back.submission.code]))
    )

    for _ in range(2):  # a double click
        client.post(address)

    mails = Mail.objects.filter(kind=KIND)
    assert {mail.to for mail in mails} == {sari.email, "dinas@example.go.id"}
    assert mails.count() == 2
    mails.update(state=Mail.State.SENT)
    sweep()
    assert state(held_back) == Letter.State.DELIVERED
    actions = [event.action for event in Event.objects.about(held_back.submission)]
    assert actions[-2:] == ["letter.send", "letter.deliver"]


def test_the_admin_says_whether_letters_leave_by_themselves(client, office, dewi):
    client.force_login(dewi)
    address = reverse("office_sending")
    assert client.post(address, {"automatic": "x"}).context["form"].errors == {
        "automatic": ["Pilih salah satu."]
    }
    for _ in range(2):
        client.post(address, {"automatic": "no"})
    office.refresh_from_db()
    assert office.letters_leave_by_themselves is False
    told = {"label": "Surat dikirim otomatis setelah ditandatangani", "old": "ya", "new": "tidak"}
    event = Event.objects.get(action="office.set_sending")
    assert event.particulars == {"automatic": False, "changes": [told]}


def test_a_mail_that_came_back_is_recorded_and_the_letter_counts_as_not_arrived(
    client, signed, ratna
):
    mails = list(Mail.objects.filter(kind=KIND))
    Mail.objects.filter(kind=KIND).update(state=Mail.State.SENT)
    sweep()
    client.force_login(ratna)
    address = reverse("letter_bounce", args=[signed.submission.code])

    page = client.post(address, {"mail": mails[0].pk, "reason": " "})
    assert "Tuliskan sebabnya" in words(page)
    assert client.post(address, {"mail": "x", "reason": "Penuh."}).status_code == 404
    for mail, expected in zip(mails, ["delivered", "signed"], strict=True):
        client.post(address, {"mail": mail.pk, "reason": "Kotak surat penuh."})
        assert state(signed) == expected

    page = words(client.get(reverse("delivery", args=[signed.submission.code])))
    assert page.count("Terpental") == 2
    assert page.count("Kotak surat penuh.") == 2
    assert page.count("Kirim ulang") == 2
    mail = Mail.objects.get(pk=mails[0].pk)
    with pytest.raises(NotNow):
        signed.note_bounce(mail, by=ratna, reason="Lagi.")
    mail.resend(by=ratna)
    assert mail.state == Mail.State.QUEUED


def test_a_letter_handed_over_on_paper_has_arrived(client, signed, budi, hasan, dewi):
    signed.mails().update(state=Mail.State.BOUNCED)
    today = signed.office.today()
    client.force_login(budi)
    address = reverse("letter_handover", args=[signed.submission.code])

    typed = {"to": "Sari Wulandari, Kepala Bidang Data", "on": today + timedelta(days=1)}
    page = client.post(address, typed)
    assert "sampai dengan hari ini" in words(page)
    assert b"Sari Wulandari, Kepala Bidang Data" in page.content
    client.post(address, typed | {"on": today, "note": "Dijemput di PST"})

    assert state(signed) == Letter.State.DELIVERED
    handover = Handover.objects.get()
    assert (handover.to, handover.on, handover.by) == (typed["to"], today, budi)
    page = words(client.get(reverse("delivery", args=[signed.submission.code])))
    assert "kepada Sari Wulandari, Kepala Bidang Data (Dijemput di PST)" in page
    with pytest.raises(NotAllowed):
        signed.hand_over(by=dewi, to="Sari", on=today)


def test_nothing_is_sent_or_handed_over_before_the_signature(letter, ratna, client):
    with pytest.raises(NotNow):
        letter.send(by=ratna)
    with pytest.raises(NotNow):
        letter.hand_over(by=ratna, to="Sari", on=letter.office.today())
    client.force_login(ratna)
    code = letter.submission.code
    assert client.post(reverse("delivery", args=[code])).status_code == 404
    assert "Belum ada surel" in words(client.get(reverse("delivery", args=[code])))
