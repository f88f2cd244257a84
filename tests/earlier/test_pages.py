"""The pages of an import, pressed through as an admin does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from earlier.models import Import
from requests_app.models import Earlier
from tests.cast import make_region
from tests.earlier.making import FISHERS, HEADINGS, PATIENTS, as_csv, checked, imported
from tests.pages import queries, soup, words

INDEX = reverse("earlier_imports")


@pytest.fixture
def admin(client, dewi):
    make_region()
    client.force_login(dewi)
    return client


def pressed(client, page, button, run, **changes):
    """Press a button of the page by its words, and let the worker do what it leads to."""
    found = next(one for one in soup(page).select("form button") if button in one.get_text())
    form = found.find_parent("form")
    sent = {one["name"]: one.get("value", "on") for one in form.select("input[name]")}
    for select in form.select("select"):
        chosen = select.select_one("option[selected]")
        sent[select["name"]] = chosen["value"] if chosen else ""
    sent = {name: value for name, value in sent.items() if name != "leaves_alike"}
    with run(execute=True):
        return client.post(form.get("action") or INDEX, sent | changes, follow=True)


def test_from_the_file_to_the_catalogue_and_back(admin, django_capture_on_commit_callbacks):
    run = django_capture_on_commit_callbacks
    bad = [*FISHERS[:1], "V-24", *FISHERS[2:]]
    upload = as_csv(FISHERS, PATIENTS, bad, headings=[*HEADINGS[:3], "Nama", *HEADINGS[4:]])
    page = pressed(admin, admin.get(INDEX), "Unggah dan lihat", run, file=upload)
    assert "Berkas diterima dan sedang dibaca." in words(page)
    page = admin.get(Import.objects.get().get_absolute_url())
    assert "3 baris terbaca." in words(page)
    assert "Dinas Perikanan Kabupaten Kotabaru" in words(page)

    page = pressed(admin, page, "Periksa semua baris", run)
    assert "Pilih kolom untuk: Judul kegiatan." in words(page)
    page = pressed(admin, page, "Periksa semua baris", run, title="3")
    page = admin.get(Import.objects.get().get_absolute_url())
    assert "“V-24” bukan identitas rekomendasi." in words(page)
    faults = b"".join(admin.get(soup(page).select_one("a[href$='.csv']")["href"]))
    assert faults.decode().splitlines()[1].startswith("4;Perlu dibetulkan;Identitas rekomendasi;")

    page = pressed(admin, page, "Impor 2 baris", run)
    page = admin.get(Import.objects.get().get_absolute_url())
    assert "Impor selesai." in words(page)
    assert Earlier.objects.count() == 2
    listed = admin.get(reverse("catalogue"), {"asal": "arsip"})
    assert "2 kegiatan" in words(listed)

    page = pressed(admin, page, "Batalkan impor ini", run)
    page = admin.get(Import.objects.get().get_absolute_url())
    assert "Nomor berikutnya tidak diturunkan." in words(page)
    assert Earlier.objects.count() == 0
    assert "daftar.csv" in words(admin.get(INDEX))


def test_how_far_it_is_is_seen_without_a_script(admin, dewi):
    made = checked(as_csv(FISHERS, PATIENTS), dewi)
    made.start(by=dewi, leaves_alike=False)

    page = admin.get(made.get_absolute_url())

    assert "Sedang diimpor: 0 dari 2 baris (0%)" in words(page)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("daftar.pdf", b"%PDF-", "Jenis berkas ini tidak diterima."),
        ("daftar.csv", b"", "Berkas ini kosong."),
    ],
)
def test_another_kind_of_file_is_refused_at_once(admin, name, content, sentence):
    page = admin.post(INDEX, {"file": SimpleUploadedFile(name, content)})

    assert sentence in words(page)
    assert not Import.objects.exists()


def test_the_same_file_sent_again_leads_to_the_one_that_waits(admin, dewi):
    first = admin.post(INDEX, {"file": as_csv(FISHERS)})
    again = admin.post(INDEX, {"file": as_csv(FISHERS)})

    assert first.url == again.url
    assert Import.objects.count() == 1


def test_a_longer_list_costs_the_same_queries(admin, dewi):
    one = imported(as_csv(FISHERS), dewi)
    few, index = queries(admin, one.get_absolute_url()), queries(admin, INDEX)
    rows = [[*PATIENTS[:1], f"K-24.6302.{n:03}", *PATIENTS[2:]] for n in range(100, 160)]
    many = imported(as_csv(*rows), dewi)

    assert queries(admin, many.get_absolute_url()) == few
    assert queries(admin, INDEX) == index


def test_what_has_begun_cannot_be_begun_again(admin, dewi):
    made = imported(as_csv(FISHERS), dewi)

    page = admin.post(reverse("earlier_start", args=[made.pk]), follow=True)

    assert "Keadaan impor ini sudah berubah: Selesai diimpor." in page.content.decode()
    assert Earlier.objects.count() == 1
