"""The description of the read API in OpenAPI 3.1; `tests/catalogue/test_api.py` holds it to it."""

from catalogue.asking import FACETS
from catalogue.results import KINDS

INFO = {
    "title": "Katalog kegiatan statistik",
    "version": "1.0.0",
    "summary": "Kegiatan statistik yang sudah mendapat rekomendasi BPS.",
    "description": (
        "Hanya dibaca, tanpa kunci. Hanya isian yang terbuka untuk umum: tidak ada nama, telepon, "
        "surel, atau alamat orang. Perubahan yang tidak serasi mendapat nomor versi baru pada "
        "alamat."
    ),
    "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
}
LIMITS = {
    "RateLimit-Limit": "Permintaan yang boleh dalam satu menit",
    "RateLimit-Remaining": "Sisanya",
    "RateLimit-Reset": "Detik sampai jatah bertambah",
}
TEXT, COUNT, YEAR = {"type": "string"}, {"type": "integer"}, {"type": "integer"}
DAY = TEXT | {"format": "date"}
DAY_OR_NONE = {"type": ["string", "null"], "format": "date"}
FACET_WORDS = {
    "jenis": "survey (FS3) atau compilation (FP-KPA)",
    "tahun": "Tahun pengumpulan data",
    "provinsi": "Kode provinsi BPS, dua angka",
    "kabupaten": "Kode kabupaten/kota BPS, empat angka",
    "instansi": "Nama instansi dengan huruf kecil dan tanda hubung",
    "sektor": "Nomor sektor menurut MS-Keg, 1 sampai 22",
    "metode": "Metode pengumpulan data, misalnya face_to_face",
    "asal": "arsip: yang direkomendasikan sebelum portal ini",
}


def specification(server):
    """The whole document, for an installation at that address."""
    return {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": server}],
        "paths": {
            "/api/v1/kegiatan/": {"get": _list()},
            "/api/v1/kegiatan/{kode}/": {"get": _one()},
        },
        "components": {
            "schemas": _schemas(),
            "headers": {name: _header(words) for name, words in LIMITS.items()},
        },
    }


def _schemas():
    return {
        "Kegiatan": _activity(),
        "KegiatanLengkap": {"allOf": [_ref("Kegiatan"), _object({"isian": _many(_answer())})]},
        "Daftar": _page(),
        "Galat": _object(
            {
                "type": TEXT | {"format": "uri-reference"},
                **dict.fromkeys(("title", "detail"), TEXT),
                "status": COUNT,
                "galat": _object({"status": COUNT, "pesan": TEXT}),
            }
        ),
    }


def _list():
    return {
        "operationId": "daftarKegiatan",
        "summary": "Mencari kegiatan, yang terbaru lebih dahulu",
        "parameters": [
            _parameter("cari", "Kata yang dicari; bentukan kata dan singkatan dikenali", TEXT),
            *(_parameter(name, FACET_WORDS[name], TEXT) for name in FACETS),
            _parameter(
                "banyak",
                "Jumlah baris",
                {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
            ),
            _parameter("sesudah", "Kode kegiatan terakhir pada halaman sebelumnya", TEXT),
        ],
        "responses": {"200": _answered("Daftar", "Satu halaman"), **_faults(400, 405, 429, 500)},
    }


def _one():
    kode = _parameter("kode", "Identitas rekomendasi, misalnya V-26.6302.001", TEXT)
    return {
        "operationId": "satuKegiatan",
        "summary": "Satu kegiatan dengan semua isian yang terbuka untuk umum",
        "parameters": [kode | {"in": "path", "required": True}],
        "responses": {
            "200": _answered("KegiatanLengkap", "Kegiatan itu, juga bila suratnya dicabut"),
            **_faults(404, 405, 429, 500),
        },
    }


def _activity():
    coded = _object({"kode": TEXT, "nama": TEXT})
    sector = _object({"kode": COUNT, "nama": TEXT})
    link = TEXT | {"format": "uri"}
    return _object(
        {
            "kode": TEXT,
            "judul": TEXT,
            "jenis": _object({"kode": {"enum": list(KINDS)}, "nama": TEXT}),
            "tahun": YEAR,
            **dict.fromkeys(("instansi", "satuan_kerja"), TEXT),
            "sektor": {"anyOf": [sector, {"type": "null"}]},
            "tujuan": TEXT,
            "wilayah": _many(coded),
            "variabel": _many(TEXT),
            "metode": _many(coded),
            **dict.fromkeys(("mulai", "selesai"), DAY_OR_NONE),
            "surat": _object({"nomor": TEXT, "tanggal": DAY, "dicabut": DAY_OR_NONE}),
            "arsip": {"type": "boolean", "description": "Direkomendasikan sebelum portal ini"},
            "diubah": TEXT | {"format": "date-time"},
            **dict.fromkeys(("halaman", "alamat_api"), link),
        }
    )


def _answer():
    cells = {"type": ["array", "null"]}
    return _object(
        {
            "rincian": TEXT,
            "nomor": TEXT,
            "pertanyaan": TEXT,
            "isian": {"type": ["string", "null"]},
            "kolom": cells | {"items": TEXT},
            "baris": cells | {"items": _many(TEXT)},
        }
    )


def _page():
    return _object(
        {
            "jumlah": COUNT | {"description": "Paling banyak 1.000"},
            "jumlah_terbatas": {"type": "boolean", "description": "Ada lebih dari 1.000"},
            "kata_dibetulkan": {"type": ["string", "null"]},
            "kegiatan": _many(_ref("Kegiatan")),
            "berikutnya": {"type": ["string", "null"], "format": "uri"},
        }
    )


def _object(properties):
    return {"type": "object", "properties": properties, "required": list(properties)}


def _many(items):
    return {"type": "array", "items": items}


def _ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def _header(words):
    return {"description": words, "schema": COUNT}


def _parameter(name, words, schema):
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _answered(name, words):
    return {
        "description": words,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in LIMITS},
        "content": {"application/json": {"schema": _ref(name)}},
    }


def _faults(*codes):
    words = {
        400: "Parameter salah",
        404: "Tidak ada",
        405: "Hanya dibaca",
        429: "Terlalu banyak permintaan",
        500: "Gangguan",
    }
    content = {"application/problem+json": {"schema": _ref("Galat")}}
    return {str(code): {"description": words[code], "content": content} for code in codes}
