from django.db import migrations

ABBREVIATIONS = [
    ("adminduk", "administrasi kependudukan"),
    ("apbd", "anggaran pendapatan dan belanja daerah"),
    ("bappeda", "badan perencanaan pembangunan daerah"),
    ("bpbd", "badan penanggulangan bencana daerah"),
    ("bpkad", "badan pengelolaan keuangan dan aset daerah"),
    ("bumdes", "badan usaha milik desa"),
    ("disdik", "dinas pendidikan"),
    ("disdukcapil", "dinas kependudukan dan pencatatan sipil"),
    ("dishub", "dinas perhubungan"),
    ("diskominfo", "dinas komunikasi dan informatika"),
    ("disnaker", "dinas tenaga kerja"),
    ("dinkes", "dinas kesehatan"),
    ("dinsos", "dinas sosial"),
    ("dispar", "dinas pariwisata"),
    ("dlh", "dinas lingkungan hidup"),
    ("ikm", "indeks kepuasan masyarakat"),
    ("iks", "indeks keluarga sehat"),
    ("kompromin", "kompilasi produk administrasi"),
    ("lansia", "lanjut usia"),
    ("odgj", "orang dengan gangguan jiwa"),
    ("opd", "organisasi perangkat daerah"),
    ("paud", "pendidikan anak usia dini"),
    ("pdrb", "produk domestik regional bruto"),
    ("pmks", "penyandang masalah kesejahteraan sosial"),
    ("podes", "potensi desa"),
    ("puskesmas", "pusat kesehatan masyarakat"),
    ("sakernas", "survei angkatan kerja nasional"),
    ("satpol", "satuan polisi"),
    ("skm", "survei kepuasan masyarakat"),
    ("skpd", "satuan kerja perangkat daerah"),
    ("survey", "survei"),
    ("susenas", "survei sosial ekonomi nasional"),
    ("umkm", "usaha mikro kecil menengah"),
]


def add(apps, schema_editor):
    Synonym = apps.get_model("requests_app", "Synonym")
    rows = [Synonym(short=short, full=full) for short, full in ABBREVIATIONS]
    Synonym.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0008_catalogue")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
