"""Notes that several files get, and what agencies first get wrong."""

from romantik.demonstration.plans import PlannedNote


def without_definitions(rows):
    """Variables whose concepts and definitions nobody has written."""
    return [
        {name: value for name, value in row.items() if name not in ("concept", "definition")}
        for row in rows
    ]


def first_row_only(rows):
    """A table that stops after its first row."""
    return rows[:1]


def without_year(title):
    """A title without its year."""
    return title.rpartition(" Tahun ")[0]


DEFINITIONS = PlannedNote(
    "purpose.variables",
    "Lengkapi konsep dan definisi setiap peubah dengan kalimat yang dipahami orang awam, mengacu "
    "pada konsep nasional.",
    "Konsep dan definisi setiap peubah sudah dilengkapi pada rincian 4.2.",
    before=without_definitions,
)
SOFT_COPY = PlannedNote(
    "processing.product_electronic",
    "Selain tercetak, sediakan publikasi elektronik di situs dinas supaya mudah diperoleh umum; "
    "hindari nama yang mirip seri Daerah Dalam Angka.",
    "Publikasi elektronik akan diunggah ke situs dinas.",
    advice=True,
)
SUPERVISION = PlannedNote(
    "collection.supervisor_count",
    "Jelaskan pembagian tugas pengawas dan lakukan pemeriksaan berjenjang sebelum data diolah.",
    advice=True,
)
UNITS = PlannedNote(
    "purpose.variables",
    "Sebutkan satuan yang dipakai pada definisi baris ini.",
    "Satuannya mengikuti kuesioner yang dipakai sejak tahun lalu, supaya hasilnya dapat "
    "dibandingkan.",
    row=2,
    column="definition",
    kept=True,
)
ROOM_FOR_IDENTITY = PlannedNote(
    "",
    "Kuesioner belum memuat tempat untuk identitas rekomendasi.",
    "Tempat untuk identitas rekomendasi sudah ditambahkan di kuesioner.",
    paper="instrument",
)
WORKSHEET = PlannedNote("", "Lampirkan lembar kerja kompilasi dan tabel kosongnya.")
SCHEDULE = PlannedNote(
    "planning.collection_start",
    "“Pengumpulan data” pada kompilasi berarti saat catatan dihimpun, bukan tahun terjadinya. "
    "Periksa kembali jadwalnya.",
    "Jadwal sudah diperiksa: catatan dihimpun selama satu bulan pada tanggal tersebut.",
)
