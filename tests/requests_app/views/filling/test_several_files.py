"""Several files in one sending: the good ones are kept, each other one is named with its reason."""

import re

import pytest
from django.urls import reverse

from requests_app.models import Submission
from tests.files.making import brought, locked, office, ole, photograph
from tests.submissions import PDF, attach, upload

BAD = {
    "kunci.pdf": locked(4, user="rahasia"),
    "potong.pdf": PDF[:60],
    "kosong.pdf": b"",
    "makro.docx": office(**{"word/vbaProject.bin": b"x"}),
    "kunci.xlsx": ole("EncryptedPackage"),
}
TOLD = {
    "kunci.pdf": "hanya dapat dibuka dengan kata sandi",
    "potong.pdf": "terpotong",
    "kosong.pdf": "Berkas ini kosong",
    "makro.docx": "memuat makro",
    "kunci.xlsx": "terkunci kata sandi",
}


@pytest.fixture
def entered(budi, agency):
    return Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)


def bad_ones():
    return [brought(name, content) for name, content in BAD.items()]


def sent(client, draft, *files, page="attachments"):
    return client.post(reverse(page, args=[draft.code]), {"kind": "other", "file": [*files]})


def kept(draft):
    return sorted(draft.revision.attachments.values_list("name", flat=True))


def test_the_good_ones_are_kept_and_each_other_is_named_with_its_reason(client, sari, draft):
    client.force_login(sari)

    page = sent(client, draft, upload("a.pdf"), *bad_ones(), brought("b.jpg", photograph()))

    assert kept(draft) == ["a.pdf", "b.jpg", "surat-pengantar.pdf"]
    assert page.status_code == 200
    assert "2 berkas sudah tersimpan: “a.pdf”, “b.jpg”." in page.text
    for name, words in TOLD.items():
        assert re.search(f"“{name}”:? {words}", page.text)
    assert 'value="other" selected' in page.text


def test_sent_again_after_a_reload_nothing_is_kept_twice(client, sari, draft):
    client.force_login(sari)

    first, again = (sent(client, draft, upload("a.pdf"), *bad_ones()) for _ in range(2))

    assert (first.status_code, again.status_code) == (200, 302)
    assert again.headers["Location"] == reverse("attachments", args=[draft.code])
    page = client.get(again.headers["Location"]).text
    assert "“a.pdf” sudah tersimpan." in page
    assert "Berkas lain dalam kiriman itu tidak diterima." in page
    assert kept(draft) == ["a.pdf", "surat-pengantar.pdf"]


@pytest.mark.parametrize("name", ["a.pdf", "b.pdf"])
def test_one_that_was_taken_off_is_kept_when_all_are_sent_again(client, sari, draft, name):
    client.force_login(sari)
    sent(client, draft, upload("a.pdf"), upload("b.pdf"))
    taken = draft.revision.attachments.get(name=name)
    client.post(reverse("attachment_removal", args=[draft.code, taken.pk]))
    sent(client, draft, upload("a.pdf"), upload("b.pdf"))

    assert name in kept(draft)


def test_all_good_or_all_bad(client, sari, draft):
    client.force_login(sari)

    good = sent(client, draft, *(upload(f"{n}.pdf") for n in range(3)))
    shown = client.get(good.headers["Location"])
    bad = sent(client, draft, *bad_ones())

    assert good.status_code == 302
    assert "3 berkas sudah tersimpan: “0.pdf”, “1.pdf”, “2.pdf”." in shown.text
    assert "sudah tersimpan" not in bad.text
    assert kept(draft) == ["0.pdf", "1.pdf", "2.pdf", "surat-pengantar.pdf"]


def test_those_beyond_the_limit_are_named_too(client, sari, draft):
    for _ in range(18):
        attach(draft, by=sari, kind="other")
    client.force_login(sari)

    page = sent(client, draft, upload("muat.pdf"), upload("lebih.pdf"))

    assert "“muat.pdf” sudah tersimpan." in page.text
    assert "“lebih.pdf”: Paling banyak 20 lampiran" in page.text
    assert draft.revision.attachments.count() == 20


def test_more_than_may_be_kept_are_refused_at_once(client, sari, draft):
    client.force_login(sari)

    page = sent(client, draft, *(upload(f"{n}.pdf") for n in range(21)))

    assert "Paling banyak 20 berkas, sedangkan Anda memilih 21." in page.text
    assert kept(draft) == ["surat-pengantar.pdf"]


@pytest.mark.parametrize("name", ["attachments", "scans"])
def test_one_chooses_several_without_javascript(client, budi, entered, name):
    client.force_login(budi)

    assert " multiple" in client.get(reverse(name, args=[entered.code])).text


def test_scans_too(client, budi, entered):
    client.force_login(budi)

    page = sent(
        client, entered, upload("1.pdf"), brought("2.docx", office()), *bad_ones(), page="scans"
    )

    assert [scan.name for scan in entered.revision.attachments.scans()] == ["1.pdf"]
    assert "“2.docx” bukan pindaian" in page.text
    assert "“kosong.pdf”: Berkas ini kosong" in page.text


def test_a_name_shows_what_it_is(client, sari, draft):
    client.force_login(sari)

    sent(client, draft, brought("daftar\u202efdp.pdf", PDF), brought("a\u200bb\u00ad.pdf", PDF))

    assert kept(draft) == ["ab.pdf", "daftarfdp.pdf", "surat-pengantar.pdf"]
