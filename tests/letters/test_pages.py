"""The pages: who sees the letter, how the head signs, what the public learns."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import Mail
from letters.models import Attempt, Certificate, Letter
from letters.signing import demonstration
from tests.letters.conftest import PASSPHRASE
from tests.submissions import make_submitted

PAGES = ["letter", "letter_pdf", "issuance", "letter_return", "delivery"]


def address(name, letter):
    return reverse(name, args=[letter.submission.code])


def words(response):
    main = BeautifulSoup(response.content, "html.parser").find("main")
    return " ".join(main.get_text(" ").split())


def log_in(client, person):
    client.force_login(person)
    return client


def test_strangers_do_not_learn_that_there_is_a_letter(client, signed, stranger, office):
    log_in(client, stranger)
    assert client.get(address("letter", signed)).status_code == 404
    assert client.get(address("letter_pdf", signed)).status_code == 404


def test_another_offices_staff_see_nothing(client, signed, official_of_another_office):
    log_in(client, official_of_another_office)
    for name in ("letter", "letter_pdf", "delivery"):
        assert client.get(address(name, signed)).status_code == 404


def test_without_logging_in_only_the_check_pages_are_open(client, signed):
    for name in PAGES:
        assert client.get(address(name, signed)).status_code == 302
    assert client.get(reverse("certificate")).status_code == 302
    assert client.get(reverse("letter_check")).status_code == 200


@pytest.mark.parametrize("person", ["sari", "budi", "ratna", "dewi"])
def test_only_the_head_comes_near_the_signature(client, numbered, person, request):
    log_in(client, request.getfixturevalue(person))
    for name in ("issuance", "letter_return"):
        assert client.get(address(name, numbered)).status_code == 403
        assert client.post(address(name, numbered)).status_code == 403
    assert client.post(address("letter_numbering", numbered)).status_code == 403
    assert client.get(reverse("certificate")).status_code == 403


def test_the_agency_sees_the_letter_once_it_is_signed(client, sari, numbered, hasan):
    log_in(client, sari)
    assert "Belum ada surat" in words(client.get(address("letter", numbered)))
    assert client.get(address("letter_pdf", numbered)).status_code == 404

    numbered.attempts.sign(
        by=hasan, passphrase=PASSPHRASE, unsigned_sha256=numbered.unsigned_sha256
    )

    page = client.get(address("letter", numbered))
    assert numbered.number in words(page)
    assert "UJI – TIDAK BERLAKU" in words(page)
    file = client.get(address("letter_pdf", numbered), {"unduh": ""})
    assert file.content == numbered.document()
    assert file["Content-Disposition"] == f'attachment; filename="{numbered.filename}"'


def test_the_file_may_stand_in_a_frame_of_ours_and_nowhere_else(client, letter, ratna):
    response = log_in(client, ratna).get(address("letter_pdf", letter))
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["Content-Type"] == "application/pdf"


def test_a_file_without_a_letter_says_so(client, ratna, sari):
    submission = make_submitted(sari)
    log_in(client, ratna)
    assert "Belum ada surat" in words(client.get(reverse("letter", args=[submission.code])))
    assert client.get(reverse("letter_pdf", args=[submission.code])).status_code == 404


def test_the_head_reads_takes_up_and_signs_in_the_browser(client, letter, hasan, key):
    log_in(client, hasan)
    page = client.get(address("issuance", letter))
    assert "Siapkan untuk ditandatangani" in words(page)

    client.post(address("letter_numbering", letter))
    client.post(address("letter_numbering", letter))  # a double click
    page = client.get(address("issuance", letter))
    letter.refresh_from_db()
    assert letter.unsigned_sha256 in words(page)
    read = client.get(address("letter_pdf", letter)).content
    field = BeautifulSoup(page.content, "html.parser").find("input", {"name": "unsigned_sha256"})

    typed = {"unsigned_sha256": field["value"], "passphrase": PASSPHRASE}
    answer = client.post(address("issuance", letter), typed, follow=True)

    letter.refresh_from_db()
    assert letter.state == Letter.State.SIGNED
    assert letter.document().startswith(read)
    assert f"Surat nomor {letter.number} sudah ditandatangani." in words(answer)
    assert client.post(address("issuance", letter), typed).status_code == 302
    assert Attempt.objects.count() == 1


def test_the_wrong_passphrase_is_told_in_words_and_not_shown_again(client, numbered, hasan):
    log_in(client, hasan)
    page = client.post(
        address("issuance", numbered),
        {"unsigned_sha256": numbered.unsigned_sha256, "passphrase": "kata-sandi-keliru"},
    )
    assert "Kata sandi sertifikat salah" in words(page)
    assert b"kata-sandi-keliru" not in page.content


def test_without_a_certificate_the_head_is_led_to_the_page_that_keeps_one(client, letter, hasan):
    page = log_in(client, hasan).get(address("issuance", letter))
    assert "Anda belum menyimpan sertifikat" in words(page)


def test_the_head_sends_it_back_with_a_note(client, numbered, hasan):
    log_in(client, hasan)
    assert "Tulis catatan untuk pemeriksa." in words(
        client.post(address("letter_return", numbered), {"note": " "})
    )
    client.post(address("letter_return", numbered), {"note": "Jelaskan kerangka sampel."})
    numbered.refresh_from_db()
    assert numbered.state == Letter.State.SENT_BACK


def test_the_officer_sees_the_mails_and_sends_one_again(client, signed, ratna):
    mails = Mail.objects.about(signed.submission).filter(kind="letter_delivered")
    mails.update(state=Mail.State.FAILED, last_error="Alamat tidak dikenal.")
    log_in(client, ratna)
    assert "Alamat tidak dikenal." in words(client.get(address("delivery", signed)))

    for _ in range(2):  # a double click
        client.post(address("delivery", signed), {"mail": mails[0].pk})

    assert [mail.state for mail in mails.order_by("pk")].count(Mail.State.FAILED) == 1
    assert client.post(address("delivery", signed), {"mail": "x"}).status_code == 404


def upload(client, container, passphrase=PASSPHRASE):
    file = SimpleUploadedFile("kunci.p12", container)
    return client.post(reverse("certificate"), {"container": file, "passphrase": passphrase})


def test_the_head_keeps_his_certificate_and_replaces_it(client, hasan):
    log_in(client, hasan)
    for _ in range(2):
        assert upload(client, demonstration.container_for(hasan)).status_code == 302
    kept = Certificate.objects.get(person=hasan)
    assert (kept.name, kept.issuer, kept.is_trial) == ("Hasan Basri", demonstration.ROOT_NAME, True)
    assert "UJI – TIDAK BERLAKU" in words(client.get(reverse("certificate")))


def test_what_could_not_sign_is_refused_with_the_reason(client, hasan):
    log_in(client, hasan)
    container = demonstration.container_for(hasan)
    assert "Kata sandi sertifikat salah" in words(upload(client, container, "salah"))
    assert "bukan sertifikat PKCS#12" in words(upload(client, b"MZ\x90\0 program"))
    assert "terlalu besar" in words(upload(client, bytes(100_001)))
    assert "kosong" in words(upload(client, b""))
    assert not Certificate.objects.exists()


def test_a_certificate_of_nobody_we_trust_is_refused(client, hasan, settings, tmp_path):
    other = demonstration.container_for(hasan)
    settings.VAR_DIR = tmp_path
    log_in(client, hasan)
    assert "Penerbit sertifikat Anda tidak dipercaya" in words(upload(client, other))


def test_the_code_of_a_letter_leads_to_what_the_letter_shows(client, signed):
    page = client.get(reverse("letter_verification", args=[signed.token]))
    text = words(page)
    assert "UJI – TIDAK BERLAKU" in text
    for shown in (signed.number, signed.identity, signed.content["title"], signed.signed_sha256):
        assert shown in text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert signed.submission.code not in page.content.decode()


def test_a_real_letter_is_genuine_and_in_force(client, signed):
    Letter.objects.update(is_trial=False)
    page = client.get(reverse("letter_verification", args=[signed.token.lower()]))
    assert "Surat ini asli dan berlaku" in words(page)
    assert "Sertifikat diterbitkan oleh Akar Peragaan Romantik." in words(page)


def test_nothing_is_said_of_letters_that_were_never_sent(
    client, numbered, django_assert_num_queries
):
    with django_assert_num_queries(2):  # the letter, and the office at the foot of the page
        unknown = client.get(reverse("letter_verification", args=["ABCDEFGHJKMNPQR"]))
    with django_assert_num_queries(2):
        waiting = client.get(reverse("letter_verification", args=[numbered.token]))
    for page in (unknown, waiting):
        assert page.status_code == 200
        assert "Kode ini tidak kami kenal" in words(page)
        assert numbered.number not in words(page)


def test_a_void_letter_is_void(client, numbered, hasan, ratna):
    numbered.send_back(by=hasan, note="Lain.")
    submission = numbered.submission
    submission.refresh_from_db()
    submission.propose_decline(by=ratna, reason="Sudah ada.")
    page = client.get(reverse("letter_verification", args=[numbered.token]))
    assert "Surat ini batal" in words(page)


def test_a_code_may_be_typed_as_it_is_read(client, signed):
    typed = signed.spoken_token.lower().replace("-", " ")
    page = client.get(reverse("letter_check"), {"code": typed})
    assert page["Location"] == reverse("letter_verification", args=[signed.token])
    assert "terdiri atas tiga kelompok" in words(
        client.get(reverse("letter_check"), {"code": "abc"})
    )
    assert client.get(reverse("letter_check"), {"code": "\0‮x"}).status_code == 200


def test_codes_cannot_be_tried_out_in_bulk(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"letter_check": "2/m/ip"}
    address = reverse("letter_verification", args=["ABCDEFGHJKMNPQR"])
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


def check(client, content):
    file = SimpleUploadedFile("surat.pdf", content)
    return words(client.post(reverse("letter_check"), {"file": file}))


def test_a_file_is_ours_or_it_is_not(client, signed):
    assert "sama persis dengan surat peragaan kami" in check(client, signed.document())
    assert "Diubah sesudah ditandatangani" in check(client, signed.document() + b"\n1 0 obj")
    assert "Bukan berkas PDF yang utuh" in check(client, b"MZ not a letter")
    assert "Belum ada berkas" in words(client.post(reverse("letter_check")))
    Letter.objects.update(is_trial=False)
    assert "Asli, tidak berubah" in check(client, signed.document())


def test_a_file_beyond_ten_megabytes_is_not_read(client, db):
    assert "Berkas terlalu besar" in check(client, bytes(10 * 1024 * 1024 + 100_000))


def test_a_forged_post_is_refused(signed):
    from django.test import Client

    file = SimpleUploadedFile("surat.pdf", signed.document())
    answer = Client(enforce_csrf_checks=True).post(reverse("letter_check"), {"file": file})
    assert answer.status_code == 403


def test_pages_ask_few_questions_of_the_database(
    client, signed, ratna, django_assert_max_num_queries
):
    log_in(client, ratna)
    for name in ("letter", "delivery"):
        with django_assert_max_num_queries(14):
            assert client.get(address(name, signed)).status_code == 200


def test_no_page_carries_inline_scripts_or_styles(client, signed, numbered, hasan, key):
    log_in(client, hasan)
    pages = [client.get(address(name, signed)) for name in ("letter", "delivery")]
    pages += [client.get(reverse(name)) for name in ("letter_check", "certificate")]
    pages.append(client.get(reverse("letter_verification", args=[signed.token])))
    for page in pages:
        html = page.content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_the_officer_reads_the_mail_before_the_signature_sends_it(client, ratna, letter):
    client.force_login(ratna)

    mail = client.get(reverse("letter", args=[letter.submission.code])).context["mail"]

    assert mail.subject.startswith("[UJI] Rekomendasi terbit: ")
    assert letter.submission.created_by.email in mail.to
