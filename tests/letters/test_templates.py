"""The admin words the letters in the browser; the examiner sees what would be empty."""

import subprocess

import pytest
from django.urls import reverse

from letters.models import Certificate, LetterTemplate
from letters.page import pdf
from letters.page.wording import DEFAULTS
from letters.signing import Failure, SigningError
from tests.cast import make_staff
from tests.letters.conftest import PASSPHRASE
from tests.letters.test_archival import advice, pages
from tests.letters.test_pdf import CONTENT, text_of

pytestmark = pytest.mark.django_db
EDITOR = reverse("office_letter_template", args=["recommend"])
PREVIEW = reverse("office_letter_template_preview", args=["recommend"])


def typed(**texts):
    return DEFAULTS["recommend"] | {"based_on": 0} | texts


@pytest.fixture
def admin(client, dewi):
    client.force_login(dewi)
    return client


def in_use(office, kind="recommend"):
    return LetterTemplate.objects.in_use(office, kind)


def test_an_admin_changes_the_words_and_the_next_letter_has_them(admin, office, dewi, letter):
    response = admin.post(EDITOR, typed(copies="Bupati {wilayah}\nArsip"), follow=True)

    assert "Versi 1 disimpan" in response.content.decode()
    assert (in_use(office).version, in_use(office).by) == (1, dewi)
    assert letter.content["copies"] == []
    again = letter.draft_again(letter.proposal)
    assert again.content["copies"] == ["Bupati Kabupaten Kotabaru", "Arsip"]
    assert "2. Arsip" in text_of(again.document(), "-layout")


def test_unknown_placeholders_are_refused_by_name_and_nothing_typed_is_lost(admin, office):
    response = admin.post(EDITOR, typed(closing="Salam {nama_bupati}, hormat kami."))

    page = response.content.decode()
    assert "“{nama_bupati}” tidak dikenal untuk surat ini" in page
    assert "Salam {nama_bupati}, hormat kami." in page
    assert in_use(office).version == 0
    strange = admin.post(EDITOR, typed(closing="Salam 𗀀"))
    assert "Tanda 𗀀 tidak ada pada huruf surat dan formulir cetak." in strange.content.decode()
    refused = admin.post(PREVIEW, typed(closing="Salam {nama_bupati}."))
    assert "“{nama_bupati}” tidak dikenal" in refused.content.decode()


def test_a_refusal_without_its_reason_is_no_letter(admin, office):
    url = reverse("office_letter_template", args=["decline"])
    response = admin.post(url, DEFAULTS["decline"] | {"based_on": 0, "body": "Tidak layak."})

    assert "Bagian ini harus memuat {alasan}" in response.content.decode()
    assert in_use(office, "decline").version == 0


def test_what_would_be_empty_is_told_before_it_is_kept(admin, office):
    office.phone = ""
    office.save()
    words = typed(closing="Telepon {telepon}.")

    told = admin.post(EDITOR, words).content.decode()
    assert "Untuk kantor Anda isian ini akan kosong" in told
    assert '<input type="hidden" name="seen" value="telepon">' in told
    assert in_use(office).version == 0

    admin.post(EDITOR, words | {"seen": "telepon"})
    assert in_use(office).version == 1
    assert "isian ini kosong untuk kantor Anda" in admin.get(EDITOR).content.decode()


def test_the_preview_is_the_real_pdf_stamped_konsep(admin, office):
    response = admin.post(PREVIEW, typed(closing="Demikian, {jabatan}."))

    assert response["Content-Type"] == "application/pdf"
    text = text_of(response.content)
    assert "KONSEP" in text
    assert "Demikian, Kepala BPS Kabupaten Kotabaru." in text
    assert "Catatan Hasil Pemeriksaan" in text
    assert in_use(office).version == 0


@pytest.mark.parametrize("kind", DEFAULTS)
def test_every_kind_can_be_seen_as_it_is_in_use(admin, kind):
    response = admin.get(reverse("office_letter_template_preview", args=[kind]))
    assert response.content.startswith(b"%PDF-1.7")


def test_an_old_version_is_used_again_as_a_new_one(admin, office, dewi):
    in_use(office).succeed(typed_texts(closing="Satu."), by=dewi)
    in_use(office).succeed(typed_texts(closing="Dua."), by=dewi)
    old = reverse("office_letter_template_version", args=["recommend", 1])
    assert "Satu." in admin.get(old).content.decode()

    admin.post(old)
    admin.post(old)  # a second click keeps nothing more

    assert [(row.version, row.closing, row.taken_from) for row in history(office)] == [
        (3, "Satu.", 1),
        (2, "Dua.", None),
        (1, "Satu.", None),
        (0, DEFAULTS["recommend"]["closing"], None),
    ]
    page = admin.get(EDITOR).content.decode()
    assert "dari versi 1" in page
    assert "Dewi Anggraini" in page


def test_two_admins_do_not_overwrite_each_other(admin, office):
    colleague = make_staff("Rini", "admin", office=office)
    in_use(office).succeed(typed_texts(closing="Salam dari Rini."), by=colleague)

    response = admin.post(EDITOR, typed(closing="Salam dari Dewi."))

    page = response.content.decode()
    assert "Versi baru sudah disimpan" in page
    assert "Salam dari Dewi." in page
    assert in_use(office).closing == "Salam dari Rini."


def test_an_office_has_its_own_words(admin, office, official_of_another_office):
    other = official_of_another_office.office
    in_use(other).succeed(typed_texts(closing="Salam 6301."), by=official_of_another_office)

    assert "Salam 6301." not in admin.get(EDITOR).content.decode()
    for unknown in (["recommend", 1], ["lain", 0]):
        address = reverse("office_letter_template_version", args=unknown)
        assert admin.get(address).status_code == 404
    assert admin.get(f"{PREVIEW}?versi=1").status_code == 404
    assert admin.get(f"{PREVIEW}?versi=satu").status_code == 404


def test_the_examiner_reads_the_letter_and_what_it_lacks_before_he_proposes(
    client, examined, ratna, office, dewi
):
    office.phone = ""
    office.save()
    in_use(office).succeed(typed_texts(closing="Telepon {telepon}."), by=dewi)
    examined.agency.name = "Dinas 𗀀"
    examined.agency.save()
    client.force_login(ratna)

    page = client.get(reverse("decision", args=[examined.code])).content.decode()
    page = " ".join(page.split())
    assert "Surat layak akan kosong pada <strong>{telepon}</strong>" in page
    assert "tidak dapat mencetak tanda <strong>𗀀</strong>" in page

    address = reverse("letter_concept", args=[examined.code])
    assert "TIDAK LAYAK" not in text_of(client.get(address).content)
    declined = text_of(client.get(f"{address}?hasil=tidak-layak").content)
    assert "(alasan yang Anda tulis)" in declined
    assert not examined.letters.exists()


def test_the_foot_names_the_issuer_only_where_that_is_true(letter, hasan, key):
    """The key of the demonstration names nobody; a real one is named, and held to its name."""
    foot = "menggunakan sertifikat elektronik yang diterbitkan oleh"
    issuer = key.issuer
    assert foot not in text_of(letter.take_up(by=hasan).document())

    Certificate.objects.update(is_trial=False)
    letter.send_back(by=hasan, note="Perbaiki.")
    letter.submission.propose_recommendation(by=letter.proposal.by)
    letter = letter.submission.letters.get().take_up(by=hasan)
    assert f"{foot} {issuer}." in " ".join(text_of(letter.document()).split())

    Certificate.objects.update(issuer="Penerbit lain")
    assert letter.is_out_of_date
    letter.take_up(by=hasan)  # names the other one, which is not what the key says
    with pytest.raises(SigningError) as refused:
        letter.attempts.sign(
            by=hasan, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256
        )
    assert refused.value.failure == Failure.BAD_ANSWER

    Certificate.objects.update(issuer=issuer)
    letter.take_up(by=hasan)
    letter.attempts.sign(by=hasan, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)
    assert (letter.issuer_name, letter.content["issuer"]) == (issuer, issuer)


def test_a_long_title_stays_on_one_page_with_its_annex_behind(tmp_path):
    title = "Survei Kepuasan Masyarakat terhadap Pelayanan Publik pada Unit Pelayanan " * 4
    content = CONTENT | {
        "title": title[:255],
        "subject": f"Rekomendasi Kegiatan Statistik “{title[:255]}”",
        "agency": "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan Rakyat, dan Kawasan Permukiman",
        "copies": ["Bupati Kotabaru", "Kepala BPS Provinsi Kalimantan Selatan", "Arsip"],
        "signer": CONTENT["signer"] | {"nip": "197001011990011001"},
    }
    assert pages(pdf.render(content, draft=False)) == 1
    sixty = pdf.render(content | {"advice": advice(60)}, draft=False)
    path = tmp_path / "surat.pdf"
    path.write_bytes(sixty)
    second = subprocess.run(
        ["pdftotext", "-f", "2", "-l", "2", str(path), "-"], capture_output=True, check=True
    )
    assert second.stdout.decode().startswith("Lampiran Surat")


def typed_texts(**texts):
    return DEFAULTS["recommend"] | texts


def history(office):
    return LetterTemplate.objects.history(office, "recommend")
