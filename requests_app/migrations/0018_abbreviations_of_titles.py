from django.db import migrations

ABBREVIATIONS = [
    ("alumni", "lulusan"),
    ("anc", "pemeriksaan kehamilan"),
    ("ats", "anak tidak sekolah"),
    ("balitbangda", "badan penelitian dan pengembangan daerah"),
    ("bbm", "bahan bakar minyak"),
    ("bkd", "badan kepegawaian daerah"),
    ("blk", "balai pelatihan kerja"),
    ("bpp", "balai penyuluhan pertanian"),
    ("disbun", "dinas perkebunan"),
    ("diskan", "dinas perikanan"),
    ("diskop", "dinas koperasi"),
    ("dispertan", "dinas pertanian"),
    ("dp3a", "dinas pemberdayaan perempuan dan perlindungan anak"),
    ("dtks", "data terpadu kesejahteraan sosial"),
    ("ispa", "infeksi saluran pernapasan akut"),
    ("kdrt", "kekerasan dalam rumah tangga"),
    ("online", "daring"),
    ("pencaker", "pencari kerja"),
    ("pju", "penerangan jalan umum"),
    ("pus", "pasangan usia subur"),
    ("ranmor", "kendaraan bermotor"),
    ("rs", "rumah sakit"),
    ("rsu", "rumah sakit umum"),
    ("spam", "sistem penyediaan air minum"),
    ("tka", "tenaga kerja asing"),
    ("tki", "tenaga kerja indonesia"),
    ("tpa", "tempat pembuangan akhir"),
    ("wus", "wanita usia subur"),
]


def add(apps, schema_editor):
    Synonym = apps.get_model("requests_app", "Synonym")
    for short, full in ABBREVIATIONS:
        Synonym.objects.get_or_create(short=short, full=full)


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0017_reasons_for_contradictions")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
