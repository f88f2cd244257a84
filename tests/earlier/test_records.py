"""Records of the earlier application: each of its keys is kept, and given back as it came."""

import json

from django.urls import reverse

from earlier.models import Import
from requests_app.models import Activity, Earlier
from tests.earlier.making import as_json, brought, imported, said

UNIFIED = {  # the web form in use since about 2023: every key that is known, as it is spelt there
    "id_trans": 88012,
    "nomor_rekomendasi": "V-25.6302.003",
    "tanggal_rekomendasi": "2025-02-11T08:15:00",
    "status_pengajuan": "selesai",
    "status_rekomendasi": "layak",
    "nama_kegiatan": "Survei Kepuasan Pengunjung Pasar Kotabaru",
    "tahun_kegiatan": "2025",
    "instansi_penyelenggara": "Dinas Perdagangan Kabupaten Kotabaru",
    "alamat_instansi_penyelenggara": {"alamat": "Jalan Contoh 1", "telepon": "0518-000002"},
    "unit_penanggung_jawab": {"eselon1": "Sekretariat", "eselon2": "Bidang Pasar"},
    "penanggung_jawab_teknis": {"nama": "Tokoh Rekaan", "email": "tokoh@example.go.id"},
    "latar_belakang_kegiatan": "<p>Pasar <b>baru</b> dibuka.</p>",
    "tujuan_kegiatan": "<p>Mengukur indeks kepuasan pengunjung.</p>",
    "rencana_jadwal_kegiatan": {
        "perencanaan_kegiatan": {"awal": "2025-01-02", "akhir": "2025-01-31"},
        "pengumpulan_data": {"awal": "2025-03-03", "akhir": "2025-03-28"},
    },
    "variabel_yang_dikumpulkan": [
        {"nama": "kepuasan", "definisi": "Tingkat puas", "referensi_waktu": "saat pendataan"},
        {"nama": "lama kunjungan", "definisi": "", "referensi_waktu": ""},
    ],
    "kegiatan_ini_dilakukan": "hanya_sekali",
    "frekuensi_penyelanggara": None,
    "tipe_pengumpulan_data": "cross_sectional",
    "cakupan_wilayah_pengumpulan_data": "sebagian",
    "sebagian_cakupan_wilayah_pengumpulan_data": [
        {"provinsi": "Kalimantan Selatan", "kabupaten_kota": "Kotabaru"}
    ],
    "metode_pengumpulan_data": ["mengisi_kuesioner_sendiri", "lainnya"],
    "sarana_pengumpulan_data": ["papi"],
    "apakah_melakukan_uji_coba": False,
    "metode_pemeriksaan_kualitas_pengumpulan_data": ["supervisi"],
    "petugas_pengumpulan_data": "staf_instansi_penyelenggara",
    "persyaratan_pendidikan_terendah_petugas_pengumpulan_data": "diploma",
    "jumlah_petugas_supervisor": "2",
    "jumlah_petugas_enumerator": "10",
    "apakah_melakukan_pelatihan_petugas": True,
    "tahapan_pengolahan_data": ["editing", "coding", "data_entry", "validasi"],
    "metode_analisis": "analisis_deskriptif",
    "unit_analsis": ["individu"],
    "tingkat_penyajian_hasil_analisis": ["kabupaten_atau_kota"],
    "ketersediaan_produk_tercetak": True,
    "ketersediaan_produk_digital": True,
    "ketersediaan_produk_mikrodata": False,
    "file_berkas_pendukung": ["88012-20250110-instrumen.pdf"],
}
COUNTRY = UNIFIED | {
    "nomor_rekomendasi": "K-25.6302.001",
    "nama_kegiatan": "Kompilasi Data Harga Sembako",
    "cakupan_wilayah_pengumpulan_data": "seluruh_wilayah_indonesia",
    "sebagian_cakupan_wilayah_pengumpulan_data": [],
    "variabel_yang_dikumpulkan": [],
    "rencana_jadwal_kegiatan": {},
}
BOOKLET = {  # the application of the booklet of 2021: its names of states, in capitals
    "identitas_rekomendasi": "V-21.6302.002",
    "judul_kegiatan": "Survei Tenaga Kerja Perkebunan",
    "instansi": "Dinas Perkebunan Kabupaten Kotabaru",
    "tanggal": "17-08-2021",
    "status": "LAYAK",
}
REFUSED = {"nomor_rekomendasi": "V-25.6302.004", "status_rekomendasi": "ditolak"}


def test_every_key_of_a_record_is_kept_and_given_back_as_it_came(client, dewi):
    records = [UNIFIED, COUNTRY, UNIFIED | REFUSED]
    made = imported(as_json(records), dewi)

    client.force_login(dewi)
    answer = client.get(reverse("earlier_records", args=[made.pk]))

    assert json.loads(answer.content) == records
    assert (made.is_records, made.state) == (True, Import.State.DONE)
    assert said(made) == [
        (3, "faulty", ["Berstatus “ditolak”. Hanya yang layak yang diimpor."]),
    ]


def test_what_a_record_says_is_read_into_the_questions_of_the_form(dewi):
    imported(as_json([UNIFIED, COUNTRY]), dewi)

    market = Activity.objects.get(code="V-25.6302.003")
    assert (market.title, market.year) == (UNIFIED["nama_kegiatan"], 2025)
    assert market.purpose == "Mengukur indeks kepuasan pengunjung."
    assert (str(market.starts_on), str(market.ends_on)) == ("2025-03-03", "2025-03-28")
    assert market.variables == ["kepuasan", "lama kunjungan"]
    assert market.regions == ["63", "6302"]
    assert market.methods() == "Mengisi kuesioner sendiri (swacacah)"
    assert Activity.objects.get(code="K-25.6302.001").regions == ["00"]


def test_records_of_the_first_application_come_in_as_well(dewi):
    imported(as_json({"data": [BOOKLET]}), dewi)

    kept = Earlier.objects.get()
    assert (kept.identity, str(kept.letter_dated_on)) == ("V-21.6302.002", "2021-08-17")
    assert kept.title == "Survei Tenaga Kerja Perkebunan"


def test_no_public_page_tells_of_a_person(client, dewi):
    imported(as_json([UNIFIED]), dewi)

    pages = [
        client.get(reverse("catalogue_entry", args=["V-25.6302.003"])),
        client.get(reverse("api_activity", args=["V-25.6302.003"])),
        client.get(reverse("catalogue")),
    ]
    files = [client.get(reverse(f"catalogue_{kind}")) for kind in ("feed", "json")]
    words = b"".join(answer.content for answer in [*pages, *files])
    words += b"".join(client.get(reverse("catalogue_csv")).streaming_content)

    for secret in (b"Tokoh", b"tokoh@", b"0518-000002", b"Jalan Contoh"):
        assert secret not in words
    assert pages[1].json()["arsip"] is True
    assert pages[0].content.count(b"Arsip") == 1
    assert "Arsip · Dinas Perdagangan Kabupaten Kotabaru" in pages[2].content.decode()


def test_a_file_that_is_no_list_of_records_is_refused(dewi):
    for strange in ([], [1], "kata", {"nama_kegiatan": "a\0b", "identitas": "x"}):
        made = brought(as_json(strange), dewi)
        assert made.state == Import.State.UNREADABLE
