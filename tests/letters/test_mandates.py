"""Who signs: the holder of a mandate on that day, in the capacity that the letter prints."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from time_machine import travel

from accounts.models import Role, StaffRole, User
from events.models import Mail
from events.refusals import NotAllowed, NotNow, Refused
from events.write_once import lifted
from letters.models import Attempt, Letter, Mandate
from letters.page import pdf
from letters.signing import Failure, SigningError
from tests.cast import anew, appoint, make_office, make_staff
from tests.letters.conftest import PASSPHRASE, another_letter, at_once, equip
from tests.submissions import make_proposed

POST = "Kepala BPS Kabupaten Kotabaru"
FRIDAY, MONDAY = datetime(2026, 3, 6, 2, tzinfo=UTC), datetime(2026, 3, 9, 2, tzinfo=UTC)


def sign(letter, by):
    letter.attempts.sign(by=by, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)


def end(person, *, last_on, reason="Pindah tugas."):
    person.mandates.get().end(by=None, last_on=last_on, reason=reason)


def lines_of_the_signature(letter):
    page = BeautifulSoup(pdf.page_of(letter.content, pdf.code_of(letter.content)), "html.parser")
    return [" ".join(p.get_text().split()) for p in page.select(".signature .name p")]


def test_an_acting_head_signs_with_the_prefix_of_a_vacant_post(letter, hasan, wati, key):
    with travel(FRIDAY):
        end(hasan, last_on=date(2026, 3, 5))
        appoint(wati, "plt", starts_on=date(2026, 3, 6), deed="SPRIN-7/63020/2026")
        equip(wati)
        letter.take_up(by=User.objects.get(pk=wati.pk))
        sign(letter, User.objects.get(pk=wati.pk))

    assert letter.state == Letter.State.SIGNED
    assert letter.content["signer"] == {
        "name": "Wati Lestari",
        "nip": "199001012015032001",
        "position": f"Plt. {POST}",
        "prefix": "Plt.",
        "post": POST,
        "own_post": "",
        "kind": "plt",
        "deed": "SPRIN-7/63020/2026",
    }
    assert lines_of_the_signature(letter) == [
        f"Plt. {POST},",
        "Ditandatangani secara elektronik",
        "Wati Lestari",
        "NIP 199001012015032001",
    ]


def test_on_behalf_prints_the_post_represented_and_the_own_one(letter, hasan, wati):
    appoint(wati, "an", own_post="Kepala Subbagian Umum")
    equip(wati)
    letter.take_up(by=wati)

    assert letter.content["signer"]["position"] == f"a.n. {POST}, Kepala Subbagian Umum"
    assert lines_of_the_signature(letter)[:2] == [f"a.n. {POST}", "Kepala Subbagian Umum,"]


def test_the_role_alone_does_not_sign(letter, office):
    other = make_staff("Tono Wibowo", Role.HEAD, office=office)

    with pytest.raises(NotAllowed, match=r"tidak memegang penugasan .* Kantor → Penugasan"):
        letter.take_up(by=other)


def test_a_mandate_gives_the_role_of_a_head(wati, hasan):
    appoint(wati, "plh")

    assert User.objects.get(pk=wati.pk).roles == {Role.HEAD}


def test_the_mail_goes_to_whoever_signs_that_day(sari, ratna, hasan, office):
    def told(file):
        return set(Mail.objects.about(file).filter(kind="letter_to_sign").values_list("to"))

    acting = make_staff("Dewi Anggraini", Role.EXAMINER, office=office)
    appoint(acting, "plh")  # Hasan is away
    assert told(make_proposed(sari, ratna)) == {(acting.email,)}
    her_own = make_proposed(sari, User.objects.get(pk=acting.pk))
    assert told(her_own) == {(hasan.email,)}  # she does not sign it; the other head hears of it


def test_who_proposed_does_not_sign_even_as_acting_head(letter, ratna, hasan):
    appoint(ratna, "plh")

    with pytest.raises(NotAllowed, match="orang lain"):
        letter.take_up(by=User.objects.get(pk=ratna.pk))


def test_a_mandate_that_is_over_or_has_not_begun_signs_nothing(letter, hasan, wati):
    appoint(wati, "plh", starts_on=date(2026, 3, 6), ends_on=date(2026, 3, 6))
    with travel(datetime(2026, 3, 5, 15, 59, tzinfo=UTC)):  # 23.59 on 5 March in Kotabaru
        assert "tidak memegang penugasan" in letter.obstacle_for(wati)
    with travel(FRIDAY):
        assert letter.obstacle_for(anew(wati)) == ""
    with travel(datetime(2026, 3, 6, 16, 1, tzinfo=UTC)):  # 00.01 on 7 March
        assert "pada 7 Maret 2026" in letter.obstacle_for(anew(wati))


def test_while_a_stand_in_acts_the_head_does_not_sign(letter, hasan, wati):
    with travel(FRIDAY):
        appoint(wati, "plh", starts_on=date(2026, 3, 6), ends_on=date(2026, 3, 20))
        assert letter.obstacle_for(hasan) == (
            "Hari ini Wati Lestari menandatangani sebagai Plh. (6 Maret 2026 – 20 Maret 2026). "
            "Bila Anda sudah kembali, minta admin kantor mengakhiri penugasan Plh."
        )
    with travel(MONDAY):
        end(wati, last_on=date(2026, 3, 8), reason="Kepala sudah kembali.")
        assert letter.obstacle_for(hasan) == ""
        assert "tidak memegang penugasan" in letter.obstacle_for(wati)


def test_what_was_prepared_under_a_mandate_now_over_is_prepared_again(letter, hasan, wati, key):
    equip(wati)
    with travel(FRIDAY):
        letter.take_up(by=hasan)
        appoint(wati, "plh", starts_on=date(2026, 3, 9))
        number, digest = letter.number, letter.unsigned_sha256
    with travel(MONDAY):
        acting = User.objects.get(pk=wati.pk)
        with pytest.raises(NotNow, match="belum disiapkan"):
            sign(letter, acting)
        letter.take_up(by=acting)
        assert (letter.number, letter.dated_on) == (number, date(2026, 3, 9))
        assert letter.unsigned_sha256 != digest
        sign(letter, acting)

    assert letter.content["signer"]["position"] == f"Plh. {POST}"
    assert letter.attempts.count() == 1


def test_a_mandate_that_ends_while_the_key_is_used_publishes_nothing(
    numbered, hasan, monkeypatch, office
):
    verify = Attempt._verified

    def verify_and_lose_the_mandate(attempt, signed):
        yesterday = office.today() - timedelta(days=1)
        hasan.mandates.get().end(by=None, last_on=yesterday, reason="Diberhentikan.")
        return verify(attempt, signed)

    monkeypatch.setattr(Attempt, "_verified", verify_and_lose_the_mandate)
    with pytest.raises(SigningError) as error:
        sign(numbered, hasan)

    numbered.refresh_from_db()
    assert error.value.failure == Failure.NO_MANDATE
    assert numbered.state == Letter.State.NUMBERED
    assert Attempt.objects.get().state == Attempt.State.FAILED


def test_a_signed_letter_keeps_the_name_and_the_post_of_its_day(signed, hasan, dewi):
    signed_bytes = signed.document()
    hasan.correct(by=dewi, name="Hasan Basri, S.Si.", nip="197001011995031001")
    Mandate.objects.update(ends_on=date(2026, 1, 1))

    signed.refresh_from_db()
    assert signed.content["signer"]["name"] == "Hasan Basri"
    assert signed.content["signer"]["position"] == POST
    assert signed.document() == signed_bytes


def test_what_was_recorded_is_neither_changed_nor_erased(hasan):
    mandate = Mandate.objects.filter(person=hasan)
    for change in (lambda: mandate.update(deed="SPRIN-9/63020/2026"), mandate.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert mandate.get().deed == "Kep. 15/2020 tanggal 1 Januari 2020"


def test_a_mandate_with_todays_letter_does_not_end_yesterday(signed, hasan, office):
    with pytest.raises(NotNow, match="sudah ada surat yang ditandatangani"):
        end(hasan, last_on=office.today() - timedelta(days=1))
    end(hasan, last_on=office.today())
    assert hasan.mandates.get().ends_on == office.today()


def days(first, last=None):
    return {"starts_on": date(2026, 3, first), "ends_on": date(2026, 3, last) if last else None}


@pytest.mark.parametrize(
    ("kind", "when", "words"),
    [
        ("definitive", days(2), "Bertumpang tindih: Hasan Basri sudah bertugas sebagai Kepala"),
        ("plt", days(2, 6), "Bertumpang tindih: Hasan Basri"),
        ("plh", days(10, 12), "Bertumpang tindih: Tono Wibowo sudah bertugas sebagai Plh. Kepala"),
        ("plh", days(12), "(10 Maret 2026 – 12 Maret 2026)"),
        ("an", days(20, 20), "Bertumpang tindih: Umar Said"),
        ("plh", days(13, 19), ""),
        ("plh", days(6, 9), ""),
        ("an", days(2, 19), ""),
    ],
)
def test_in_one_post_one_holds_one_acts_and_one_signs_on_behalf(
    kind, when, words, hasan, wati, office
):
    appoint(make_staff("Tono Wibowo", office=office), "plh", **days(10, 12))
    appoint(make_staff("Umar Said", office=office), "an", own_post="Kepala Seksi", **days(20, 31))
    own = "Kepala Subbagian" if kind == "an" else ""
    typed_carelessly = {"post": "kepala  bps kabupaten  KOTABARU"}

    if words:
        with pytest.raises(NotNow) as refusal:
            appoint(wati, kind, own_post=own, **typed_carelessly, **when)
        assert words in str(refusal.value)
    else:
        appoint(wati, kind, own_post=own, **typed_carelessly, **when)


def test_nobody_holds_two_mandates_on_one_day(hasan):
    with pytest.raises(NotNow, match="Seorang memegang satu penugasan"):
        appoint(hasan, "plt", post="Kepala Bagian Umum")


def test_a_stand_in_needs_somebody_to_stand_in_for(wati):
    with pytest.raises(NotNow, match=r"tidak ada .* definitif. Pilih Plt."):
        appoint(wati, "plh")
    appoint(wati, "plt")


def test_of_eight_admins_at_once_one_appoints(postgresql, office, dewi):
    people = [make_staff(None, office=office) for _ in range(8)]

    def appoint_as_admin(person):
        facts = {"kind": "plt", "post": POST, "starts_on": date(2026, 3, 2), "deed": "SPRIN"}
        Mandate.objects.appoint(by=dewi, office=office, person=person, **facts)

    wrong = at_once(appoint_as_admin, people)

    assert len(wrong) == 7
    assert all(isinstance(error, NotNow) for error in wrong)
    assert Mandate.objects.count() == 1
    assert StaffRole.objects.filter(role=Role.HEAD).count() == 1


def test_appointing_and_taking_letters_up_at_once_do_not_wait_in_a_circle(
    postgresql, office, ratna, agency, hasan, wati, key
):
    letters = [another_letter(ratna, agency) for _ in range(4)]
    deeds = [lambda each=letter: each.take_up(by=hasan) for letter in letters]
    deeds += [
        lambda first=first: appoint(wati, "plh", **days(first, first)) for first in (2, 4, 6, 8)
    ]

    assert at_once(lambda deed: deed(), deeds) == []
    assert Mandate.objects.filter(person=wati).count() == 4


def test_ending_while_a_letter_is_settled_leaves_no_letter_without_its_mandate(
    postgresql, numbered, hasan, office
):
    yesterday = office.today() - timedelta(days=1)
    deeds = [lambda: sign(numbered, hasan), lambda: end(hasan, last_on=yesterday)]

    wrong = at_once(lambda deed: deed(), deeds)

    numbered.refresh_from_db()
    assert len(wrong) == 1
    assert isinstance(wrong[0], Refused | SigningError)
    assert numbered.is_published == hasan.mandates.get().covers(office.today())


def test_the_upgrade_gives_the_head_who_signed_last_a_mandate(numbered, office, ratna):
    Letter.objects.update(mandate=None)
    with lifted(connection):
        Mandate.objects.all().delete()
    elsewhere = make_staff("Nur Aini", Role.HEAD, office=make_office("6301"))
    make_staff("Tono Wibowo", Role.HEAD, office=office)

    import_module("letters.migrations.0006_mandates_of_heads").appoint_heads(apps, None)

    head = numbered.signer
    assert set(Mandate.objects.values_list("person", "kind", "post")) == {
        (head.pk, "definitive", POST),
        (elsewhere.pk, "definitive", elsewhere.office.head_title),
    }
    numbered.refresh_from_db()
    assert numbered.mandate.person == head
    assert numbered.obstacle_for(head) == ""
