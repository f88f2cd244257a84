from django.db import migrations

ABBREVIATIONS = [
    ("abk", "anak berkebutuhan khusus"),
    ("akb", "angka kematian bayi"),
    ("aki", "angka kematian ibu"),
    ("alumni", "lulusan"),
    ("anc", "pemeriksaan kehamilan"),
    ("anjal", "anak jalanan"),
    ("ats", "anak tidak sekolah"),
    ("balitbangda", "badan penelitian dan pengembangan daerah"),
    ("bblr", "berat badan lahir rendah"),
    ("bbm", "bahan bakar minyak"),
    ("bkd", "badan kepegawaian daerah"),
    ("blk", "balai pelatihan kerja"),
    ("bpp", "balai penyuluhan pertanian"),
    ("dbd", "demam berdarah dengue"),
    ("disbun", "dinas perkebunan"),
    ("diskan", "dinas perikanan"),
    ("diskop", "dinas koperasi"),
    ("dispertan", "dinas pertanian"),
    ("dp3a", "dinas pemberdayaan perempuan dan perlindungan anak"),
    ("dtks", "data terpadu kesejahteraan sosial"),
    ("dtsen", "data tunggal sosial ekonomi nasional"),
    ("gepeng", "gelandangan dan pengemis"),
    ("iklh", "indeks kualitas lingkungan hidup"),
    ("ispa", "infeksi saluran pernapasan akut"),
    ("karhutla", "kebakaran hutan dan lahan"),
    ("kdrt", "kekerasan dalam rumah tangga"),
    ("klb", "kejadian luar biasa"),
    ("kub", "kelompok usaha bersama"),
    ("kube", "kelompok usaha bersama"),
    ("kud", "koperasi unit desa"),
    ("nib", "nomor induk berusaha"),
    ("odcb", "objek diduga cagar budaya"),
    ("online", "daring"),
    ("pbg", "persetujuan bangunan gedung"),
    ("pencaker", "pencari kerja"),
    ("phk", "pemutusan hubungan kerja"),
    ("pju", "penerangan jalan umum"),
    ("pkbm", "pusat kegiatan belajar masyarakat"),
    ("ppks", "pemerlu pelayanan kesejahteraan sosial"),
    ("psks", "potensi dan sumber kesejahteraan sosial"),
    ("ptm", "penyakit tidak menular"),
    ("pus", "pasangan usia subur"),
    ("ranmor", "kendaraan bermotor"),
    ("requests_app", "0017_reasons_for_contradictions"),
    ("requests_app", "Synonym"),
    ("rs", "rumah sakit"),
    ("rsu", "rumah sakit umum"),
    ("rth", "ruang terbuka hijau"),
    ("slb", "sekolah luar biasa"),
    ("spam", "sistem penyediaan air minum"),
    ("tka", "tenaga kerja asing"),
    ("tki", "tenaga kerja indonesia"),
    ("tpa", "tempat pembuangan akhir"),
    ("tps", "tempat pembuangan sementara"),
    ("wbtb", "warisan budaya tak benda"),
    ("wus", "wanita usia subur"),
]


PUBLIC_WORKS = "pekerjaan umum dan penataan ruang"  # an office, whose name weighs little


def add(apps, schema_editor):
    Synonym = apps.get_model("requests_app", "Synonym")
    Synonym.objects.filter(short="pupr", full=PUBLIC_WORKS).update(full=f"dinas {PUBLIC_WORKS}")
    for short, full in ABBREVIATIONS:
        Synonym.objects.get_or_create(short=short, full=full)


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0017_reasons_for_contradictions")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
