"""The pattern of the letters' numbers: checked before it is kept; no number is given twice."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Office
from letters.models import Counter
from letters.numbering import letter_number, problems, reading_of
from tests.letters.conftest import PASSPHRASE, another_letter, equip
from tests.submissions import make_proposed


def office_with(pattern, classification="KS.000"):
    return SimpleNamespace(
        code="6302", classification=classification, letter_number_pattern=pattern
    )


def told(pattern, classification="KS.000"):
    return problems(pattern, office_with(pattern, classification))


@pytest.mark.parametrize(
    "pattern",
    [
        "B-{seq:03}/{office}0/{classification}/{month:02}/{year}",
        "{seq}/{year}",
        "{year}.{month}-{seq:06} ({office})",
    ],
)
def test_good_patterns(pattern):
    assert told(pattern) == []


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("B-{tahun}/{seq}", "“{tahun}” tidak dikenal."),
        ("B-{}/{seq}/{year}", "“{}” tidak dikenal."),
        ("B-{0}/{seq}/{year}", "“{0}” tidak dikenal."),
        ("{seq.real}/{year}", "“{seq.real}” tidak dikenal."),
        ("{seq!r}/{year}", "“{seq}” tidak dikenal."),
        ("{seq:>999999999}/{year}", "“{seq:>999999999}” tidak dapat dipakai."),
        ("{seq:{year}}/{year}", "“{seq:{year}}” tidak dapat dipakai."),
        ("{office:03}/{seq}/{year}", "“{office:03}” tidak dapat dipakai."),
        ("B-{seq/{year}", "Ada kurung kurawal tanpa pasangannya."),
        ("B-seq}/{year}", "Ada kurung kurawal tanpa pasangannya."),
        ("{{seq}}/{seq}/{year}", "Tanda {} tidak dapat dipakai."),
        ("B%{seq}/{year}", "Tanda % tidak dapat dipakai."),
        ("B/{year}", "Nomor urut {seq} harus ada"),
        ("{seq}/{seq}/{year}", "Nomor urut {seq} hanya boleh ada satu kali."),
        ("{seq}/{month}", "Tahun {year} harus ada"),
        ("{seq}{month}/{year}", "Pisahkan nomor urut {seq} dari angka lain"),
        ("{office}{seq}/{year}", "Pisahkan nomor urut {seq} dari angka lain"),
        ("1{seq}/{year}", "Pisahkan nomor urut {seq} dari angka lain"),
        (
            "Surat-Rekomendasi-Kegiatan-Statistik-Kotabaru-Sektoral/{seq}/{year}",
            "dapat menjadi 65 huruf",
        ),
    ],
)
def test_what_a_pattern_may_not_be(pattern, said):
    [sentence] = told(pattern)

    assert said in sentence


def test_a_classification_counts_with_the_pattern():
    assert told("{classification}/{seq}/{year}", "KS%000") == [
        "Tanda % tidak dapat dipakai. Pakai huruf, angka, spasi, dan . / - : , ( )."
    ]
    [sentence] = told("{classification}{seq}/{year}", "KS.000")
    assert "Pisahkan nomor urut" in sentence


@pytest.mark.parametrize("sequence", [1, 12, 999, 12_345])
def test_a_number_is_read_back_by_its_pattern(sequence):
    office = office_with("B-{seq:03}/{office}0/{classification}/{month:02}/{year}")

    found = reading_of(office.letter_number_pattern, office).fullmatch(
        letter_number(office, sequence, date(2026, 11, 30))
    )

    assert (int(found["seq"]), int(found["year"])) == (sequence, 2026)


@pytest.fixture
def signed_letter(office, sari, ratna, hasan, time_machine):
    """Has the first letter of November signed, under that pattern."""

    def signed(pattern):
        time_machine.move_to("2026-11-30T02:00Z")
        equip(hasan)
        office.letter_number_pattern = pattern
        office.save()
        letter = make_proposed(sari, ratna).letters.get().take_up(by=hasan)
        digest = letter.unsigned_sha256
        letter.attempts.sign(by=hasan, passphrase=PASSPHRASE, unsigned_sha256=digest)
        letter.refresh_from_db()
        return letter

    return signed


@pytest.fixture
def send(client, dewi):
    client.force_login(dewi)

    def sent(pattern):
        typed = {"letter_number_pattern": pattern, "classification": "KS.000"}
        return client.post(reverse("office_fact", args=["nomor-surat"]), typed)

    return sent


def test_a_pattern_that_could_write_an_issued_number_again_is_refused(send, office, signed_letter):
    """Letter 1 of November, "1/11/2026", would be letter 11 of January by the other order."""
    letter = signed_letter("{seq}/{month}/{year}")
    assert letter.number == "1/11/2026"

    answer = send("{month}/{seq}/{year}")

    assert "surat lain dapat bernomor 1/11/2026, nomor yang sudah terbit" in answer.text
    office.refresh_from_db()
    assert office.letter_number_pattern == "{seq}/{month}/{year}"


def test_another_pattern_goes_on_with_the_next_number_and_leaves_what_is_issued(
    send, signed_letter, ratna, hasan, agency
):
    issued = signed_letter("{seq}/{month}/{year}")

    assert send("BPS-{month}/{seq}/{year}").status_code == 302

    issued.refresh_from_db()
    assert (issued.number, issued.content["number"]) == ("1/11/2026", "1/11/2026")
    letter = another_letter(ratna, agency).take_up(by=hasan)
    assert letter.number == "BPS-11/2/2026"
    assert Counter.objects.get(register="letter").last == 2


def test_a_number_follows_the_pattern_that_holds_when_it_is_stored(agency, ratna, hasan, office):
    """The head opened the letter before the admin changed the pattern, and takes it up after."""
    equip(hasan)
    letter = another_letter(ratna, agency)
    assert letter.office.letter_number_pattern != "BPS/{seq}/{year}"
    Office.objects.filter(pk=office.pk).update(letter_number_pattern="BPS/{seq}/{year}")

    with CaptureQueriesContext(connection) as asked:
        number = letter.take_up(by=hasan).number

    assert number == "BPS/1/2026"
    if connection.vendor == "postgresql":  # nobody changes it until the number is stored
        held = [query["sql"] for query in asked if "NO KEY UPDATE" in query["sql"]]
        assert any('FROM "accounts_office"' in sql for sql in held)


def test_a_pattern_that_came_past_this_check_is_told_and_can_be_mended(client, dewi, office, send):
    """Until today it was typed into a shell."""
    office.letter_number_pattern = "B-{tahun}/{nomor}"
    office.save()

    page = client.get(reverse("office_fact", args=["nomor-surat"]))

    assert "“{tahun}” tidak dikenal." in page.text
    assert send("B-{seq}/{year}").status_code == 302
