"""MS-Keg and MS-Var begun from a recommended file (mapping of domain.md §2.5)."""

import json
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from editions import EDITIONS
from editions.metadata import ms_keg, ms_var, output
from editions.metadata.reading import Source
from tests.answers import fpkpa_answers, fs3_answers
from tests.cast import make_region
from tests.complaints.conftest import decided

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).parents[2] / "docs" / "metadata.md"


def source(edition="fs3_2021", **overrides):
    """A recommended file without its row: what is mapped depends on answers alone."""
    make_region()
    form = EDITIONS[edition]
    answers = {"fs3_2021": fs3_answers, "fpkpa_2021": fpkpa_answers}[edition](**overrides)
    file = SimpleNamespace(
        form=form,
        code="AB12CD34",
        edition=edition,
        identity="V-26.6302.001",
        sector=None,
        likely_sector=1,
    )
    return Source(file, SimpleNamespace(answers=answers))


def said(made):
    """{key: "code|value"} with a question mark where a person has to look."""
    return {
        key: f"{filled.code}|{filled.value}{'?' if filled.check else ''}"
        for key, filled in ms_keg.fields(made).items()
    }


def test_each_field_that_fs3_fills():
    assert said(source()) == {
        "title": "|Survei Biaya Operasional Nelayan Kabupaten Kotabaru Tahun 2026",
        "year": "|2026",
        "collection_way": "2|Survei",
        "sector": "1|Pertanian dan Perikanan?",
        "statistics_kind": "2|Sektoral",
        "is_recommended": "1|Ya",
        "identity": "|V-26.6302.001",
        "organizer": "|Dinas Perikanan Kabupaten Kotabaru",
        "organizer_address": "|Jalan Contoh Bahari Nomor 10\nKecamatan Pulau Laut Utara, 72111, "
        "Kabupaten Kotabaru, Kalimantan Selatan",
        "organizer_phone": "|0518-000123",
        "organizer_email": "|perikanan@kotabaru.example.go.id",
        "technical_position": "|Kepala Seksi Data dan Informasi Perikanan",
        "technical_phone": "|0812-0000-0002",
        "technical_email": "|rahmat@kotabaru.example.go.id",
        "purpose": "|Memperoleh rata-rata biaya operasional dan pendapatan per trip nelayan "
        "menurut jenis alat tangkap.\nHasilnya menjadi dasar penyaluran bantuan bahan bakar.",
        "planning_start": "|2026-01-05",
        "planning_end": "|2026-02-27",
        "collection_start": "|2026-05-04",
        "collection_end": "|2026-05-29",
        "processing_start": "|2026-06-01",
        "processing_end": "|2026-06-30",
        "analysis_start": "|2026-07-01",
        "analysis_end": "|2026-07-31",
        "dissemination_start": "|2026-08-03",
        "dissemination_end": "|2026-08-31",
        "variables": "|2 variabel",
        "repetition": "2|Berulang",
        "frequency": "7|Tahunan",
        "collection_type": "|Cross Sectional",
        "area_scope": "2|Sebagian wilayah Indonesia",
        "areas": "|1 wilayah",
        "methods": "5|Wawancara langsung; Pengamatan (observasi)?",
        "sample_design": "2|Multi Stage/Phase (sebutkan)",
        "sampling_kind": "1|Sampel Probabilitas",
        "sampling_method": "|Probability Proportional to Size, lalu Systematic Sampling.?",
        "sampling_frame": "|Daftar rumah tangga nelayan dinas tahun 2025.?",
        "sampling_fraction": "|300/4.120 = 7,28 persen",
        "sampling_error": "|Margin of error 5 persen",
        "sampling_unit": "|Rumah tangga nelayan",
        "observation_unit": "|Kepala rumah tangga nelayan?",
        "pilot": "1|Ya",
        "collectors": "3|Staf sendiri; Mitra/Tenaga Kontrak",
        "education": "2|SMU/SMK",
        "supervisors": "|3",
        "enumerators": "|12",
        "training": "1|Ya",
        "editing": "1|Ya",
        "coding": "1|Ya",
        "validation": "1|Ya",
        "analysis": "1|Analisis deskriptif dengan tabel silang.?",
        "levels": "|Kabupaten/Kota; Kecamatan",
        "printed": "1|Ya",
        "digital": "1|Ya",
        "microdata": "2|Tidak",
        "printed_release": "|2026-09-15",
        "digital_release": "|2026-09-15",
    }


def test_each_field_that_fpkpa_fills():
    filled = said(source("fpkpa_2021"))

    assert filled["collection_way"] == "3|Kompilasi Produk Administrasi"
    assert filled["technical_position"] == "|Pengelola Data dan Informasi Kesehatan"
    assert filled["purpose"].startswith("|Menghimpun jumlah kunjungan")
    assert filled["collection_start"] == "|2026-05-04"
    assert filled["dissemination_end"] == "|2026-07-31"
    assert filled["frequency"] == "7|Tahunan"  # 3 on FP-KPA
    assert filled["collection_type"] == "|Series dan cross section?"
    assert filled["area_scope"] == "2|Sebagian wilayah di Indonesia"
    assert filled["methods"] == "8|Dokumentasi?"
    assert filled["collectors"] == "1|Staf"
    assert filled["education"] == "|Akademi/Universitas?"
    assert (filled["supervisors"], filled["enumerators"]) == ("|2", "|28")
    assert filled["data_entry"] == "1|Ya"
    assert filled["analysis_unit"] == "|Puskesmas?"
    assert filled["levels"] == "|Kabupaten/kota; Kecamatan"
    assert (filled["printed"], filled["digital"]) == ("2|Tidak", "1|Ya")
    assert filled["digital_release"] == "|2026-08-03"
    for unknown in ("printed_release", "microdata", "pilot", "sample_design", "background"):
        assert unknown not in filled


@pytest.mark.parametrize(
    ("answers", "key", "expected"),
    [
        ({"collection_coverage": "whole"}, "collection_way", "1|Pencacahan Lengkap"),
        ({"frequency": "other", "frequency_other": "Lima tahunan"}, "frequency", "|Lima tahunan?"),
        ({"repetition": "once"}, "frequency", None),
        ({"collection_methods": ["remote_interview", "face_to_face"]}, "methods", None),
        ({"collectors": ["own_staff", "other"]}, "collectors", None),
        (
            {"collector_education": ["tertiary"], "collector_education_level": "Diploma III"},
            "education",
            "3|Diploma III?",
        ),
        (
            {"collector_education": ["tertiary"], "collector_education_level": "S1"},
            "education",
            "4|S1?",
        ),
        (
            {"analysis_method": "Statistik deskriptif dan inferensia"},
            "analysis",
            "3|Statistik deskriptif dan inferensia?",
        ),
        ({"survey_title": "Survei Nelayan"}, "year", "|2026"),  # of the field work
    ],
)
def test_what_has_no_code_there_is_given_in_words(answers, key, expected):
    filled = said(source(**answers))

    if key == "methods":
        assert filled["methods"].startswith("1|Wawancara langsung; Wawancara melalui")
    elif key == "collectors":
        assert filled["collectors"] == "1|Staf sendiri; Lainnya (sebutkan)?"
    else:
        assert filled.get(key) == expected


def test_without_a_probability_sample_block_five_keeps_what_is_known():
    filled = said(source(sampling_kind="nonprobability", nonprobability_method="Kuota per desa"))

    assert filled["sampling_kind"] == "2|Sampel Non Probabilitas"
    assert filled["sampling_method"] == "|Kuota per desa?"
    assert "sampling_frame" not in filled


def test_the_workbook_of_the_activity_is_laid_out_like_the_form():
    book = load_workbook(BytesIO(output.ms_keg_xlsx(source(organizer_fax="=1+1"))))

    assert book.sheetnames == ["MS-Keg", "Variabel", "Wilayah"]
    sheet = book["MS-Keg"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Nomor", "Rincian", "Kode", "Isian", "Keterangan")
    assert len(rows) == len(ms_keg.LINES) + 1
    by_label = {row[1]: row for row in rows}
    assert by_label["Cara Pengumpulan Data"][2:] == ("2", "Survei", None)
    assert by_label["Latar belakang kegiatan"] == (
        "3.1",
        "Latar belakang kegiatan",
        None,
        None,
        "belum diketahui, isi sendiri",
    )
    assert by_label["Rencana jadwal: Pengumpulan data, mulai"][3] == "4 Mei 2026"
    assert by_label["Kerangka sampel tahap terakhir"][4] == "periksa"
    background = next(row for row in sheet.iter_rows() if row[1].value == "Latar belakang kegiatan")
    assert background[3].fill.start_color.rgb == "00FFF2CC"
    fax = next(row for row in sheet.iter_rows() if row[1].value == "Faksimile")
    assert (fax[3].value, fax[3].data_type) == ("=1+1", "s")
    variables = list(book["Variabel"].iter_rows(values_only=True))
    assert variables[2] == (2, "Jumlah hari melaut", None, None, "Sebulan terakhir")
    assert list(book["Wilayah"].iter_rows(values_only=True))[1] == (
        "Kalimantan Selatan",
        "Kabupaten Kotabaru",
    )


def test_the_workbook_of_the_variables_has_one_row_each():
    sheet = load_workbook(BytesIO(output.ms_var_xlsx(source()))).active

    rows = list(sheet.iter_rows(values_only=True))
    assert [row[:2] for row in rows[:3]] == [
        ("Kegiatan", "Survei Biaya Operasional Nelayan Kabupaten Kotabaru Tahun 2026"),
        ("Kode Kegiatan", None),
        ("Penyelenggara", "Dinas Perikanan Kabupaten Kotabaru"),
    ]
    assert list(rows[4]) == [column.label for column in ms_var.COLUMNS]
    first = dict(zip(rows[4], rows[5], strict=True))
    assert {label: value for label, value in first.items() if value is not None} == {
        "Nama Variabel": "Biaya bahan bakar per trip",
        "Konsep": "Biaya operasional",
        "Definisi": "Pengeluaran untuk bahan bakar kapal dalam satu trip melaut.",
        "Referensi Waktu": "Sebulan terakhir",
        "Tahun": 2026,
    }
    assert len(rows) == 7


def test_json_tells_every_line_and_its_keys_are_documented():
    keg, var = (json.loads(make(source())) for make in (output.ms_keg_json, output.ms_var_json))

    assert [field["key"] for field in keg["fields"]] == [line.key for line in ms_keg.LINES]
    assert keg["source"] == {
        "code": "AB12CD34",
        "edition": "fs3_2021",
        "identity": "V-26.6302.001",
    }
    by_key = {field["key"]: field for field in keg["fields"]}
    assert by_key["frequency"] == {
        "key": "frequency",
        "number": "4.2",
        "label": "Frekuensi penyelenggaraan",
        "code": "7",
        "value": "Tahunan",
        "state": "filled",
    }
    assert (by_key["background"]["value"], by_key["background"]["state"]) == (None, "empty")
    assert by_key["enumerators"]["value"] == 12
    assert keg["areas"] == [{"province": "63", "regency": "6302"}]
    assert var["head"]["organizer"] == "Dinas Perikanan Kabupaten Kotabaru"
    assert var["variables"][1]["definition"] is None
    guide = GUIDE.read_text(encoding="utf-8")
    keys = [line.key for line in (*ms_keg.LINES, *ms_var.COLUMNS)]
    assert [key for key in keys if f"`{key}`" not in guide] == []


def test_agency_and_office_take_it_from_the_file_and_nobody_else(client, sari, ratna, stranger):
    file = decided(sari, ratna)
    address = reverse("metadata", args=[file.code, "ms-keg.json"])
    for person in (sari, ratna):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'ms-keg-{file.identity}.json"' in answer["Content-Disposition"]
        assert json.loads(answer.content)["source"]["identity"] == file.identity
        for name in ("ms-keg.xlsx", "ms-var.xlsx", "ms-var.json"):
            assert client.get(reverse("metadata", args=[file.code, name])).status_code == 200
    assert client.get(reverse("metadata", args=[file.code, "ms-ind.xlsx"])).status_code == 404
    client.force_login(stranger)
    assert client.get(address).status_code == 404
