"""A recommended activity as machines read it: the same facts in JSON and in CSV."""

from django.conf import settings
from django.urls import reverse

from catalogue.results import KINDS, METHODS, WHOLE_COUNTRY
from editions.regions import RegionBook

COLUMNS = (
    *("kode", "judul", "jenis", "tahun", "instansi", "satuan_kerja", "sektor", "tujuan"),
    *("wilayah_kode", "wilayah", "variabel", "metode", "mulai", "selesai"),
    *("nomor_surat", "tanggal_surat", "halaman", "arsip"),
)


def address(name, *args):
    """The whole address of a page of the portal."""
    return f"{settings.PORTAL_URL}{reverse(name, args=args)}"


def records(activities, *, whole=False):
    """Activities as dictionaries for JSON; `whole` adds every public answer. One query."""
    regions = RegionBook()
    return [_record(activity, regions, whole) for activity in activities]


def lines(activities):
    """Activities as lines of a table; one query."""
    for one in records(activities):
        flat = one | {
            "jenis": one["jenis"]["nama"],
            "sektor": one["sektor"]["nama"] if one["sektor"] else "",
            "wilayah_kode": "; ".join(area["kode"] for area in one["wilayah"]),
            "wilayah": "; ".join(area["nama"] for area in one["wilayah"]),
            "variabel": "; ".join(one["variabel"]),
            "metode": "; ".join(method["nama"] for method in one["metode"]),
            "nomor_surat": one["surat"]["nomor"],
            "tanggal_surat": one["surat"]["tanggal"],
            "arsip": "ya" if one["arsip"] else "",
        }
        yield tuple(flat[name] or "" for name in COLUMNS)


def _record(activity, regions, whole):
    form, answers = activity.form, activity.answers
    methods = form.answer(answers, form.methods_question) or []
    record = {
        "kode": activity.code,
        "judul": activity.title,
        "jenis": {"kode": activity.kind, "nama": KINDS[activity.kind]},
        "tahun": activity.year,
        "instansi": activity.agency_name,
        "satuan_kerja": activity.office_name,
        "sektor": _sector(activity),
        "tujuan": activity.purpose,
        "wilayah": [{"kode": code, "nama": _region(code, regions)} for code in activity.regions],
        "variabel": activity.variables,
        "metode": [{"kode": slug, "nama": METHODS.get(slug, slug)} for slug in methods],
        "mulai": _iso(activity.starts_on),
        "selesai": _iso(activity.ends_on),
        "surat": _letter(activity),
        "arsip": activity.is_archive,
        "diubah": activity.changed_at.isoformat(timespec="seconds"),
        "halaman": address("catalogue_entry", activity.code),
        "alamat_api": address("api_activity", activity.code),
    }
    return record | ({"isian": _answers(activity, regions)} if whole else {})


def _sector(activity):
    return {"kode": activity.sector, "nama": activity.sector_label} if activity.sector else None


def _letter(activity):
    return {
        "nomor": activity.letter_number,
        "tanggal": _iso(activity.letter_dated_on),
        "dicabut": _iso(activity.revoked_on),
    }


def _iso(day):
    return day and day.isoformat()


def _region(code, regions):
    return WHOLE_COUNTRY.get(code) or regions.speak(code)


def _answers(activity, regions):
    return [
        {
            "rincian": reading.key,
            "nomor": reading.number,
            "pertanyaan": reading.label,
            "isian": reading.spoken if reading.rows is None else None,
            "kolom": reading.columns,
            "baris": reading.rows,
        }
        for _, readings in activity.read(regions)
        for reading in readings
    ]
