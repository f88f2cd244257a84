"""Several letters in one sitting: one secret, each letter for itself, none twice."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from events.models import Event, Mail
from letters.models import Attempt, Letter
from letters.signing import Failure
from letters.signing.signers import bsre
from letters.signing.signers.session import ChildSession
from tests.letters.conftest import PASSPHRASE, another_letter, equip
from tests.letters.holders import HOLDERS

pytestmark = pytest.mark.django_db
SITTING = reverse("sitting")


@pytest.fixture
def letters(sari, ratna, agency, hasan, key):
    """Three letters that Hasan has taken up."""
    return [another_letter(ratna, agency).take_up(by=hasan) for _ in range(3)]


@pytest.fixture
def head(client, hasan):
    client.force_login(hasan)
    return client


def sign(client, letters, passphrase=PASSPHRASE):
    """Tick the letters as read, type the secret, and read the page to its end."""
    marks = [letter.read_mark for letter in letters]
    return page_of(client.post(SITTING, {"read": marks, "passphrase": passphrase}))


def page_of(response):
    content = response.getvalue() if response.streaming else response.content
    return BeautifulSoup(content, "html.parser")


def words(page):
    return " ".join(page.find("main").get_text(" ").split())


def outcomes(page):
    return [line.find(class_="chip").get_text().strip() for line in page.select("ol.sitting > li")]


def states(letters):
    return [Letter.objects.get(pk=letter.pk).state for letter in letters]


def test_they_are_signed_in_the_order_in_which_they_stood(head, letters):
    page = sign(head, letters[::-1])

    told = [line.a.get_text() for line in page.select("ol.sitting > li")]
    assert told == [letter.number for letter in letters[::-1]]


def test_the_head_takes_up_several_drafts_reads_and_signs_them(
    head, sari, ratna, agency, key, django_capture_on_commit_callbacks
):
    drafts = [another_letter(ratna, agency) for _ in range(3)]
    page = page_of(head.get(SITTING))
    codes = [box["value"] for box in page.select("input[name=letter]")]
    form = page.select_one(f"form[action='{reverse('sitting_numbering')}']")
    assert form.button.get_text(strip=True) == "Siapkan yang dipilih"
    with django_capture_on_commit_callbacks(execute=True):
        head.post(reverse("sitting_numbering"), {"letter": codes[:2]})

    page = page_of(head.get(SITTING))
    marks = [box["value"] for box in page.select("input[name=read]")]
    assert len(marks) == 2
    assert len(page.select("iframe[loading=lazy]")) == 2
    assert not page.select("input[name=read][checked]")  # nobody ticks for him

    typed = {"read": marks, "passphrase": PASSPHRASE}
    page = page_of(head.post(SITTING, typed))

    assert outcomes(page) == ["Ditandatangani", "Ditandatangani"]
    assert "Selesai: 2 ditandatangani." in words(page)
    assert sorted(states(drafts)) == ["draft", "signed", "signed"]
    assert Event.objects.filter(action="letter.sign").count() == 2
    again = page_of(head.post(SITTING, typed))
    assert outcomes(again) == ["Tidak ditandatangani"] * 2
    assert "Surat ini sudah ditandatangani." in words(again)
    assert Attempt.objects.count() == 2


def test_a_wrong_secret_ends_it_at_once(head, letters):
    page = sign(head, letters, "keliru-sekali")

    assert outcomes(page) == ["Tidak ditandatangani", "Belum dicoba", "Belum dicoba"]
    assert "Kata sandi sertifikat salah" in words(page)
    assert [attempt.failure for attempt in Attempt.objects.all()] == [Failure.WRONG_SECRET]
    assert states(letters) == ["numbered"] * 3
    left = [field["value"] for field in page.select("form input[type=hidden][name=read]")]
    page = page_of(head.post(SITTING, {"read": left}))  # nobody ticks them twice
    assert len(page.select("input[name=read][checked]")) == 3


def test_a_signer_that_dies_ends_it_and_nothing_is_left_half_done(head, letters, monkeypatch):
    answer = ChildSession.take_back

    def die(session):
        session._child.kill()
        session._child.wait()
        return answer(session)

    monkeypatch.setattr(ChildSession, "take_back", die)
    page = sign(head, letters)

    assert outcomes(page) == ["Tidak ditandatangani", "Belum dicoba", "Belum dicoba"]
    tried = [(attempt.state, attempt.failure) for attempt in Attempt.objects.all()]
    assert tried == [("failed", Failure.UNAVAILABLE), ("void", "")]  # the second was begun only
    monkeypatch.undo()
    assert outcomes(sign(head, letters)) == ["Ditandatangani"] * 3


def test_a_letter_that_changed_meanwhile_fails_alone(head, letters, hasan, ratna):
    marks = [letter.read_mark for letter in letters]
    letters[1].send_back(by=hasan, note="Lengkapi.")
    letters[2].refresh_from_db()
    Letter.objects.filter(pk=letters[2].pk).update(unsigned_sha256="0" * 64)

    page = page_of(head.post(SITTING, {"read": marks, "passphrase": PASSPHRASE}))

    assert outcomes(page) == ["Ditandatangani", "Tidak ditandatangani", "Tidak ditandatangani"]
    assert "Surat ini sudah dikembalikan" in words(page)
    assert "tidak sama dengan yang Anda baca" in words(page)
    assert states(letters) == ["signed", "sent_back", "numbered"]


def test_what_he_proposed_himself_or_may_not_see_is_not_signed(
    head, letters, official_of_another_office
):
    Letter.objects.filter(pk=letters[0].pk).update(drafted_by=head.get(SITTING).wsgi_request.user)
    assert len(page_of(head.get(SITTING)).select("input[name=read]")) == 2
    page = sign(head, letters[:2])
    assert outcomes(page) == ["Tidak ditandatangani", "Ditandatangani"]


@pytest.mark.django_db(transaction=True)  # the end of a request closes a connection that holds one
def test_who_leaves_the_page_stops_it_between_two_letters(head, letters):
    marks = [letter.read_mark for letter in letters]
    response = head.post(SITTING, {"read": marks, "passphrase": PASSPHRASE})
    pieces = iter(response.streaming_content)
    next(pieces)
    first = next(pieces)
    assert b"Ditandatangani" in first
    response.close()

    assert states(letters) == ["signed", "signed", "numbered"]  # the second was with the signer
    assert not Attempt.objects.running().exists()
    assert Mail.objects.filter(kind="letter_delivered").count() == 4


def test_what_is_missing_is_told_and_the_ticks_stay(head, letters):
    page = page_of(head.post(SITTING, {"read": [letters[0].read_mark], "passphrase": ""}))
    assert "Ketik kata sandi sertifikat Anda." in words(page)
    assert [box["value"] for box in page.select("input[name=read][checked]")] == [
        letters[0].read_mark
    ]
    page = page_of(head.post(SITTING, {"passphrase": "rahasia-hasan"}))
    assert "Surat: Tandai surat yang sudah Anda baca." in words(page)
    assert "rahasia-hasan" not in str(page)
    page = page_of(head.post(SITTING, {"read": ["1:x"], "passphrase": "rahasia-hasan"}))
    assert "Tanda baca tidak utuh." in words(page)
    many = [f"{number}:{'0' * 64}" for number in range(1, 102)]
    page = page_of(head.post(SITTING, {"read": many, "passphrase": "rahasia-hasan"}))
    assert "Pilih paling banyak 100 surat" in words(page)
    assert not Attempt.objects.exists()


def test_the_page_asks_few_questions_of_the_database(
    head, letters, ratna, agency, django_assert_max_num_queries
):
    another_letter(ratna, agency)
    with django_assert_max_num_queries(12):
        head.get(SITTING)
    with django_assert_max_num_queries(12):
        head.get(reverse("office_signatures"))


@pytest.mark.parametrize("backend", ["pkcs11", "bsre"])
def test_any_signer_signs_several(head, letters, hasan, world, backend):
    holder = HOLDERS[backend](backend, world)
    holder.keep_for(hasan)
    page = sign(head, letters, holder.secret)
    assert outcomes(page) == ["Ditandatangani"] * 3
    assert states(letters) == ["signed"] * 3


def test_a_service_that_falls_silent_leaves_the_rest_untried(
    head, letters, hasan, world, gateway, monkeypatch
):
    monkeypatch.setattr(bsre, "READING", 0.5)
    holder = HOLDERS["bsre"]("bsre", world)
    holder.keep_for(hasan)
    gateway.behaviour = "cut"
    page = sign(head, letters, holder.secret)

    assert outcomes(page) == ["Tidak ditandatangani", "Belum dicoba", "Belum dicoba"]
    assert gateway.made == 1
    page = page_of(head.get(reverse("office_signatures")))
    assert letters[0].number in words(page)
    assert "Tanda tangani lagi berkas yang sama" in words(page)
    assert "hasilnya tidak diketahui" in words(page_of(head.get(SITTING)))

    gateway.behaviour = "ok"
    number = letters[0].number
    sign(head, letters, holder.secret)
    assert states(letters) == ["signed"] * 3
    assert Letter.objects.get(pk=letters[0].pk).number == number
    assert "Tidak ada yang perlu dilihat" in words(page_of(head.get(reverse("office_signatures"))))


def test_without_a_certificate_he_is_led_to_the_page_that_keeps_one(head, letter, hasan, key):
    letter.take_up(by=hasan)
    key.delete()
    page = page_of(head.get(SITTING))
    assert "Anda belum menyimpan sertifikat" in words(page)
    assert not page.select("input[name=passphrase]")
    refused = page_of(head.post(SITTING, {"read": [letter.read_mark], "passphrase": PASSPHRASE}))
    assert "Anda belum menyimpan sertifikat" in words(refused)
    equip(hasan)
    assert page_of(head.get(SITTING)).select("input[name=passphrase]")


def test_the_admin_learns_whom_to_ask(client, dewi, hasan, letters):
    Attempt.objects.create(
        letter=letters[0], by=hasan, unsigned_sha256=letters[0].unsigned_sha256, state="unknown"
    )
    client.force_login(dewi)
    page = page_of(client.get(reverse("office_signatures")))
    assert f"Minta {hasan.name} menandatangani lagi" in words(page)
