"""The life of a letter: drafted with the verdict, numbered, signed, delivered, or void."""

from datetime import UTC, datetime

import pytest
from time_machine import travel

from accounts.models import StaffRole
from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from letters import archive
from letters.models import Attempt, Counter, Letter
from letters.signing import Failure, SigningError
from letters.tasks import sweep
from requests_app.workflow import State
from tests.cast import SINCE, appoint, make_staff
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import make_examined, make_proposed


def actions(submission):
    return [event.action for event in Event.objects.about(submission)]


def sign(letter, by, passphrase=PASSPHRASE):
    letter.attempts.sign(by=by, passphrase=passphrase, unsigned_sha256=letter.unsigned_sha256)


def test_a_verdict_drafts_the_letter(letter, ratna):
    assert letter.state == Letter.State.DRAFT
    assert letter.drafted_by == ratna
    assert letter.number == letter.identity == ""
    assert letter.content["agency"] == "Dinas Perikanan Kabupaten Kotabaru"
    assert letter.document().startswith(b"%PDF-1.7")


def test_the_head_takes_it_up_signs_and_the_agency_gets_it_by_mail(sari, letter, hasan, key):
    with travel(datetime(2026, 3, 31, 15, 59, tzinfo=UTC)):  # 23.59 in Kotabaru
        letter.take_up(by=hasan)
    assert letter.number == "B-001/63020/KS.000/03/2026"
    assert letter.identity == "V-26.6302.001"
    assert letter.dated_on.isoformat() == "2026-03-31"
    assert archive.digest_of(letter.document()) == letter.unsigned_sha256

    sign(letter, hasan)

    submission = letter.submission
    submission.refresh_from_db()
    assert letter.state == Letter.State.SIGNED
    assert submission.state == State.RECOMMENDED
    assert (submission.identity, submission.letter_number) == (letter.identity, letter.number)
    assert actions(submission)[-3:] == ["letter.take_up", "letter.sign", "submission.recommend"]
    mails = Mail.objects.about(submission).filter(kind="letter_delivered")
    assert {mail.to for mail in mails} == {sari.email, submission.agency.email}
    name, filename, kind = mails[0].attachments[0]
    assert (name, filename, kind) == (
        archive.name_of(letter.signed_sha256),
        "surat-V-26.6302.001.pdf",
        "application/pdf",
    )


def test_it_is_delivered_once_a_mail_server_has_taken_a_mail(signed):
    Mail.objects.about(signed.submission).update(state=Mail.State.FAILED)
    sweep()
    signed.refresh_from_db()
    assert signed.state == Letter.State.SIGNED

    Mail.objects.about(signed.submission).filter(to__startswith="sari").update(
        state=Mail.State.SENT
    )
    sweep()
    sweep()

    signed.refresh_from_db()
    assert signed.state == Letter.State.DELIVERED
    assert actions(signed.submission).count("letter.deliver") == 1


def test_tidak_layak_is_a_letter_with_a_number_and_no_identity(sari, ratna, hasan, key):
    submission = make_examined(sari, ratna)
    submission.propose_decline(by=ratna, reason="Kegiatan sama dengan Survei Biaya Hidup.")
    letter = submission.letters.get()
    letter.take_up(by=hasan)
    sign(letter, hasan)

    submission.refresh_from_db()
    assert submission.state == State.DECLINED
    assert letter.identity == ""
    assert letter.number.startswith("B-001/63020/KS.000/")
    assert letter.content["reason"] == "Kegiatan sama dengan Survei Biaya Hidup."
    assert not Counter.objects.exclude(register="letter").exists()


def test_identities_count_per_kind_and_letters_together(sari, ratna, hasan, key):
    kinds = ["fs3_2021", "fpkpa_2021", "fs3_2021"]
    letters = [make_proposed(sari, ratna, edition=kind).letters.get() for kind in kinds]
    for letter in letters:
        letter.take_up(by=hasan)

    year = hasan.office.today().year % 100
    assert [letter.identity for letter in letters] == [
        f"V-{year}.6302.001",
        f"K-{year}.6302.001",
        f"V-{year}.6302.002",
    ]
    assert [letter.sequence for letter in letters] == [1, 2, 3]


def test_who_proposed_never_signs(sari, office):
    both = make_staff("Tono Wibowo", "examiner", "head", office=office)
    letter = make_proposed(sari, both).letters.get()

    with pytest.raises(NotAllowed, match="orang lain"):
        letter.take_up(by=both)

    letter.refresh_from_db()
    assert letter.state == Letter.State.DRAFT


def test_only_a_head_of_this_office_takes_a_letter_up(letter, ratna, official_of_another_office):
    StaffRole.objects.create(user=official_of_another_office, role="head", starts_on=SINCE)
    for person in (ratna, official_of_another_office):
        with pytest.raises(NotAllowed):
            letter.take_up(by=person)
    assert not Counter.objects.exists()


def test_taking_up_twice_changes_nothing(numbered, hasan):
    before = (numbered.number, numbered.unsigned_sha256)
    numbered.take_up(by=hasan)
    assert (numbered.number, numbered.unsigned_sha256) == before
    assert Counter.objects.get(register="letter").last == 1


def test_the_examiner_withdraws_until_the_head_takes_up(letter, ratna, hasan, key):
    submission = letter.submission
    submission.withdraw_proposal(by=ratna)
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT_BACK

    submission.propose_recommendation(by=ratna)
    submission.letters.get().take_up(by=hasan)
    with pytest.raises(NotNow):
        submission.withdraw_proposal(by=ratna)


def test_a_letter_sent_back_keeps_its_numbers_for_the_same_verdict(numbered, ratna, hasan):
    number, identity, token = numbered.number, numbered.identity, numbered.token
    numbered.send_back(by=hasan, note="Lengkapi catatan kerangka sampel.")
    numbered.refresh_from_db()
    assert numbered.state == Letter.State.SENT_BACK

    numbered.submission.propose_recommendation(by=ratna)
    again = numbered.submission.letters.get()
    assert again.state == Letter.State.DRAFT
    again.take_up(by=hasan)

    assert (again.number, again.identity, again.token) == (number, identity, token)
    assert Counter.objects.get(register="letter").last == 1


def test_another_verdict_leaves_the_numbers_void_in_the_register(numbered, ratna, hasan):
    submission = numbered.submission
    numbered.send_back(by=hasan, note="Kegiatan ini sudah ada.")
    submission.refresh_from_db()
    submission.propose_decline(by=ratna, reason="Sudah ada.")

    numbered.refresh_from_db()
    assert (numbered.state, numbered.void_reason) == (
        Letter.State.VOID,
        "Usulan keputusan berubah.",
    )
    new = submission.letters.exclude(pk=numbered.pk).get()
    new.take_up(by=hasan)
    assert (new.sequence, new.identity) == (2, "")
    assert "letter.void" in actions(submission)


def test_cancelling_after_numbering_leaves_the_numbers_void(numbered, ratna, hasan, sari):
    submission = numbered.submission
    numbered.send_back(by=hasan, note="Instansi menarik diri.")
    submission.refresh_from_db()
    submission.return_for_revision(by=ratna, note="Mohon penegasan.")
    submission.cancel(by=sari)

    numbered.refresh_from_db()
    assert (numbered.state, numbered.void_reason) == (Letter.State.VOID, "Pengajuan dibatalkan.")


def test_numbers_of_a_year_gone_by_are_not_used_in_the_next(letter, ratna, hasan, key):
    with travel(datetime(2026, 12, 31, 15, 59, tzinfo=UTC)):
        letter.take_up(by=hasan)
        letter.send_back(by=hasan, note="Perbaiki.")
        submission = letter.submission
        submission.propose_recommendation(by=ratna)
    with travel(datetime(2026, 12, 31, 16, 1, tzinfo=UTC)):  # 00.01 on 1 January in Kotabaru
        new = submission.letters.get().take_up(by=hasan)

    letter.refresh_from_db()
    assert letter.state == Letter.State.VOID
    assert (letter.number, new.number) == (
        "B-001/63020/KS.000/12/2026",
        "B-001/63020/KS.000/01/2027",
    )
    assert new.identity == "V-27.6302.001"


def test_the_wrong_passphrase_signs_nothing_and_keeps_the_number(numbered, hasan):
    with pytest.raises(SigningError) as error:
        sign(numbered, hasan, "salah")

    assert error.value.failure == Failure.WRONG_SECRET
    numbered.refresh_from_db()
    assert numbered.state == Letter.State.NUMBERED
    assert Attempt.objects.get().state == Attempt.State.FAILED
    sign(numbered, hasan)
    assert numbered.state == Letter.State.SIGNED


def test_five_wrong_passphrases_put_the_brake_on_for_a_quarter_of_an_hour(numbered, hasan):
    with travel(datetime(2026, 11, 20, 2, 0, tzinfo=UTC), tick=False):
        for _ in range(5):
            with pytest.raises(SigningError):
                sign(numbered, hasan, "salah")
        with pytest.raises(SigningError) as error:
            sign(numbered, hasan)
        assert error.value.failure == Failure.LOCKED
    with travel(datetime(2026, 11, 20, 2, 16, tzinfo=UTC), tick=False):
        sign(numbered, hasan)
    assert numbered.state == Letter.State.SIGNED


def test_only_the_file_that_was_read_is_signed(numbered, hasan):
    with pytest.raises(SigningError) as error:
        numbered.attempts.sign(by=hasan, passphrase=PASSPHRASE, unsigned_sha256="0" * 64)
    assert error.value.failure == Failure.BAD_DOCUMENT
    assert not Attempt.objects.exists()


def test_who_has_no_certificate_is_told_where_to_keep_one(letter, hasan):
    with pytest.raises(NotNow, match="Simpan sertifikat di halaman Sertifikat saya"):
        letter.take_up(by=hasan)
    letter.refresh_from_db()
    assert (letter.state, letter.number) == (Letter.State.DRAFT, "")


def test_a_certificate_taken_away_after_the_number_signs_nothing(numbered, hasan, key):
    key.delete()
    with pytest.raises(SigningError) as error:
        sign(numbered, hasan)
    assert error.value.failure == Failure.NOT_REGISTERED


def test_an_expired_certificate_is_refused_before_the_key_is_used(numbered, hasan, key):
    key.not_after = datetime(2026, 1, 1, tzinfo=UTC)
    key.save()
    with pytest.raises(SigningError) as error:
        sign(numbered, hasan)
    assert error.value.failure == Failure.EXPIRED
    assert not Attempt.objects.exists()


def test_a_second_head_does_not_sign_what_the_first_took_up(numbered, office):
    deputy = make_staff("Wati Lestari", "head", office=office)
    appoint(deputy, "an", own_post="Kepala Subbagian Umum")
    equip(deputy)
    with pytest.raises(NotAllowed, match="Hasan Basri"):
        sign(numbered, deputy)


def test_another_persons_key_is_not_accepted(numbered, hasan, office, key):
    other = equip(make_staff("Wati Lestari", "head", office=office))
    key.container = other.container
    key.save()
    with pytest.raises(SigningError) as error:
        sign(numbered, hasan)
    assert error.value.failure == Failure.WRONG_PERSON
    numbered.refresh_from_db()
    assert numbered.state == Letter.State.NUMBERED


def test_a_second_click_finds_it_signed(signed, hasan):
    with pytest.raises(NotNow, match="sudah ditandatangani"):
        sign(signed, hasan)
    assert Attempt.objects.count() == 1


def test_while_it_is_being_signed_nobody_sends_it_back_or_signs_again(numbered, hasan):
    at_work = Attempt.objects.begin(numbered, by=hasan, unsigned_sha256=numbered.unsigned_sha256)
    with pytest.raises(NotNow, match="sedang ditandatangani"):
        sign(numbered, hasan)
    with pytest.raises(NotNow, match="sedang ditandatangani"):
        numbered.send_back(by=hasan, note="Tunggu.")
    at_work.give_up()
