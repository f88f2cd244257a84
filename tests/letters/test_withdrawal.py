"""A letter that was issued is withdrawn or replaced: by a new letter, never by changing it."""

import pytest
from django.urls import reverse

from accounts.models import StaffRole
from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from letters import archive
from letters.models import Counter, Letter
from letters.tasks import sweep
from requests_app.models import Submission
from requests_app.next_step import next_step
from requests_app.workflow import State
from tests.cast import SINCE, make_staff
from tests.letters.conftest import PASSPHRASE
from tests.letters.test_pages import words

CAUSE = "Judul kegiatan keliru dikutip."


def issue(letter, by):
    act = letter.take_up(by=by)
    act.attempts.sign(by=by, passphrase=PASSPHRASE, unsigned_sha256=act.unsigned_sha256)
    return act


def withdrawn(letter, ratna, hasan):
    return issue(letter.propose_act("withdrawal", by=ratna, cause=CAUSE), hasan)


def test_a_withdrawal_is_a_letter_with_number_reason_and_signature_of_its_own(
    signed, ratna, hasan, sari
):
    before = signed.document()

    act = withdrawn(signed, ratna, hasan)

    signed.refresh_from_db()
    submission = Submission.objects.get(pk=signed.submission_id)
    assert (signed.state, act.state) == (Letter.State.WITHDRAWN, Letter.State.SIGNED)
    assert (act.sequence, act.identity, act.about, act.cause) == (2, "", signed, CAUSE)
    assert act.content["subject"] == f"Pencabutan Surat Nomor {signed.number}"
    assert signed.document() == before
    assert archive.digest_of(before) == signed.signed_sha256
    assert signed.successor == act
    assert (submission.state, submission.is_withdrawn) == (State.RECOMMENDED, True)
    assert not next_step(submission, sari).words.startswith("Rancangan layak")
    assert submission.told_to(sari).label == "Layak – surat dicabut"
    assert submission.letter_number == signed.number
    assert submission.revoked_on == act.dated_on
    assert [event.action for event in Event.objects.about(submission)][-3:] == [
        "letter.take_up",
        "letter.sign",
        "submission.withdraw_letter",
    ]
    mail = Mail.objects.get(kind="letter_withdrawn", to=sari.email)
    assert mail.attachments[0][0] == archive.name_of(act.signed_sha256)
    assert f"nomor {signed.number} tentang kegiatan Anda sudah dicabut" in mail.text
    assert CAUSE in mail.text


def test_who_signs_or_mends_an_act_finds_the_way_on_page_and_row(client, signed, ratna, hasan):
    act, code = signed.propose_act("withdrawal", by=ratna, cause=CAUSE), signed.submission.code

    def told_to(person):
        client.force_login(person)
        row = next(row for row in client.get(reverse("desk")).context["rows"] if row.code == code)
        page = client.get(reverse("submission", args=[code]))
        assert page.context["next_step"] == row.next_step
        assert client.get(row.next_step.href).status_code == 200
        return row.next_step.label, row.next_step.href

    assert told_to(hasan) == ("Baca dan tanda tangani", reverse("issuance", args=[code]))
    act.send_back(by=hasan, note="Jelaskan.")
    assert told_to(ratna) == ("Perbaiki usulan", reverse("letter_revocation", args=[code]))


def test_a_replacement_keeps_the_identity_and_takes_its_place(signed, ratna, hasan, agency, sari):
    agency.name = "Dinas Kelautan dan Perikanan Kabupaten Kotabaru"
    agency.save()
    signed.refresh_from_db()

    act = issue(signed.propose_act("replacement", by=ratna, cause="Nama instansi keliru."), hasan)

    signed.refresh_from_db()
    submission = Submission.objects.get(pk=signed.submission_id)
    assert (signed.state, act.state) == (Letter.State.REPLACED, Letter.State.SIGNED)
    assert (act.identity, act.identity_sequence) == (signed.identity, None)
    assert act.content["agency"] == agency.name
    assert signed.content["agency"] == "Dinas Perikanan Kabupaten Kotabaru"
    assert (submission.letter_number, submission.identity) == (act.number, signed.identity)
    assert (submission.state, submission.is_withdrawn) == (State.RECOMMENDED, False)
    assert Counter.objects.get(register="V").last == 1
    assert Mail.objects.get(kind="letter_replaced", to=sari.email).subject.startswith("[UJI] Surat")

    again = withdrawn(act, ratna, hasan)
    assert [letter.state for letter in again.chain()] == ["replaced", "withdrawn", "signed"]
    for letter in again.chain():  # a withdrawal is final
        with pytest.raises(NotNow):
            letter.propose_act("replacement", by=ratna, cause=CAUSE)


def test_who_may_propose_it_and_who_may_sign(
    signed, office, ratna, hasan, budi, official_of_another_office
):
    StaffRole.objects.create(user=official_of_another_office, role="head", starts_on=SINCE)
    both = make_staff("Tono Wibowo", "examiner", "head", office=office)
    for person in (hasan, budi, official_of_another_office):
        with pytest.raises(NotNow):
            signed.propose_act("withdrawal", by=person, cause=CAUSE)
    with pytest.raises(NotNow, match="alasannya"):
        signed.propose_act("withdrawal", by=both, cause="  ")

    act = signed.propose_act("withdrawal", by=both, cause=CAUSE)

    with pytest.raises(NotNow, match="sudah menunggu"):
        signed.propose_act("replacement", by=ratna, cause=CAUSE)
    assert signed.acts.count() == 1
    with pytest.raises(NotAllowed, match="orang lain"):
        act.take_up(by=both)
    with pytest.raises(NotAllowed):
        act.take_up(by=official_of_another_office)


def test_the_head_finds_it_on_his_desk_and_sends_it_back(signed, ratna, hasan):
    act = signed.propose_act("withdrawal", by=ratna, cause=CAUSE)
    told = Mail.objects.get(kind="letter_to_sign", to=hasan.email, about_id=act.submission_id)
    assert "Usulan: Pencabutan surat, oleh Ratna Dewanti" in told.text
    assert Submission.objects.waiting_for(hasan).get() == signed.submission
    act = act.take_up(by=hasan)
    number = act.number

    act.send_back(by=hasan, note="Sebutkan judul yang benar.")

    assert not Submission.objects.waiting_for(hasan).exists()
    assert Submission.objects.waiting_for(ratna).get() == signed.submission
    mail = Mail.objects.get(kind="letter_act_sent_back")
    assert (mail.to, "Sebutkan judul yang benar." in mail.text) == (ratna.email, True)
    again = signed.propose_act("withdrawal", by=ratna, cause="Judul yang benar: Harga Ikan.")
    assert (again.pk, issue(again, hasan).number) == (act.pk, number)


def test_an_act_that_is_given_up_leaves_the_letter_in_force_and_its_number_void(
    signed, ratna, hasan
):
    act = signed.propose_act("withdrawal", by=ratna, cause=CAUSE).take_up(by=hasan)
    with pytest.raises(NotNow):
        act.give_act_up(by=ratna)
    act.send_back(by=hasan, note="Tidak perlu.")
    act.give_act_up(by=ratna)

    signed.refresh_from_db()
    act.refresh_from_db()
    assert (signed.state, act.state) == (Letter.State.SIGNED, Letter.State.VOID)
    assert act.void_reason == "Usulan pencabutan atau penggantian dibatalkan."
    assert Submission.objects.get().revocation == ""

    signed.propose_act("replacement", by=ratna, cause=CAUSE).give_act_up(by=ratna)
    assert signed.acts.count() == 1  # one without a number leaves no trace in the register


def test_an_old_mail_does_not_make_a_new_letter_delivered(signed, ratna, hasan):
    Mail.objects.filter(kind="letter_delivered").update(state=Mail.State.SENT)
    act = withdrawn(signed, ratna, hasan)
    Mail.objects.filter(kind="letter_withdrawn").update(state=Mail.State.FAILED)
    sweep()
    act.refresh_from_db()
    assert act.state == Letter.State.SIGNED
    Mail.objects.filter(kind="letter_withdrawn").update(state=Mail.State.SENT)
    sweep()
    act.refresh_from_db()
    signed.refresh_from_db()
    assert (act.state, signed.state) == (Letter.State.DELIVERED, Letter.State.WITHDRAWN)


def test_in_the_browser_from_the_proposal_to_the_agencys_page(client, signed, ratna, hasan, sari):
    code = signed.submission.code
    client.force_login(ratna)
    page = client.get(reverse("letter", args=[code]))
    assert "Cabut atau ganti surat" in words(page)
    typed = {"purpose": "withdrawal", "cause": " "}
    assert "Tuliskan alasannya." in words(
        client.post(reverse("letter_revocation", args=[code]), typed)
    )
    typed["cause"] = CAUSE
    answer = client.post(reverse("letter_revocation", args=[code]), typed, follow=True)
    assert "Usulan disampaikan kepada Kepala" in words(answer)
    assert "Baca surel yang akan dikirim" in words(answer)

    client.force_login(sari)
    assert words(client.get(reverse("letter", args=[code]))).count("dicabut") == 0

    client.force_login(hasan)
    client.post(reverse("letter_numbering", args=[code]))
    act = Letter.objects.get(purpose="withdrawal")
    assert act.number in words(client.get(reverse("issuance", args=[code])))
    typed = {"unsigned_sha256": act.unsigned_sha256, "passphrase": PASSPHRASE}
    client.post(reverse("issuance", args=[code]), typed)
    act.refresh_from_db()
    assert act.state == Letter.State.SIGNED

    client.force_login(sari)
    assert "sudah dicabut dan tidak berlaku lagi" in words(
        client.get(reverse("submission", args=[code]))
    )
    newest = words(client.get(reverse("letter", args=[code])))
    assert f"Mencabut Surat nomor {signed.number}" in newest
    assert "Surat yang pernah terbit" in newest
    old = client.get(reverse("letter_issued", args=[code, signed.token]))
    assert f"Surat ini sudah dicabut dengan surat nomor {act.number}" in words(old)
    file = client.get(reverse("letter_issued_pdf", args=[code, signed.token]), {"unduh": ""})
    assert archive.digest_of(file.content) == signed.signed_sha256


def test_whoever_checks_the_old_letter_reads_the_newer_number_and_date(
    client, signed, ratna, hasan
):
    act = withdrawn(signed, ratna, hasan)
    Letter.objects.update(is_trial=False)

    page = words(client.get(reverse("letter_verification", args=[signed.token])))

    assert "Surat ini asli, tetapi tidak berlaku lagi" in page
    assert f"sudah dicabut dengan surat nomor {act.number} tanggal" in page
    assert "asli dan berlaku" not in page
    newer = words(client.get(reverse("letter_verification", args=[act.token])))
    assert "Surat ini asli dan berlaku" in newer
    assert f"Mencabut Surat nomor {signed.number}" in newer


def test_a_stranger_opens_none_of_it(client, signed, stranger, sari):
    code = signed.submission.code
    for person, expected in ((stranger, 404), (sari, 200)):
        client.force_login(person)
        address = reverse("letter_issued", args=[code, signed.token])
        assert client.get(address).status_code == expected
        assert client.get(reverse("letter_revocation", args=[code])).status_code == 403
