"""Standard notes to begin with: what examiners wrote most often (domain.md §4.1), in own words."""


def _note(name, text, edition="", question=""):
    return {"name": name, "text": text, "edition": edition, "question": question}


STARTERS = (
    _note(
        "Judul: susunan",
        "Susun judul “{judul}” menurut pola: cara pengumpulan data, komponen utama, lalu cakupan "
        "wilayah.",
    ),
    _note(
        "Judul: kata kompilasi",
        "Judul kompilasi produk administrasi sebaiknya memuat kata “Kompilasi”.",
        "fpkpa_2021",
        "cover.activity_title",
    ),
    _note(
        "Tujuan: sebutkan indikator",
        "Tujuan masih umum. Sebutkan indikator yang akan dihasilkan dan untuk keputusan apa.",
    ),
    _note(
        "Peubah: lengkapi menurut instrumen",
        "Peubah belum lengkap dibandingkan dengan kuesioner atau lembar kerja. Lengkapi daftarnya.",
    ),
    _note(
        "Peubah: definisi",
        "Tulis definisi yang dapat dipahami orang awam dan sesuai dengan konsep nasional.",
    ),
    _note(
        "Peubah: referensi waktu",
        "Referensi waktu peubah belum sesuai dengan jadwal kegiatan. Periksa kembali keduanya.",
    ),
    _note(
        "Kerangka sampel",
        "Sebutkan sumber, tahun, dan jumlah unit kerangka sampel. Yang tertulis: “{isian}”.",
        "fs3_2021",
        "sampling.sampling_frame",
    ),
    _note(
        "Sampling error",
        "Sebutkan ukuran sampling error (RSE, CV, atau margin of error) dan nilainya.",
        "fs3_2021",
        "sampling.sampling_error",
    ),
    _note(
        "Pelatihan petugas",
        "Pelatihan petugas disarankan meskipun singkat, supaya jawaban dicatat dengan cara yang "
        "sama.",
    ),
    _note(
        "Pengolahan: validasi",
        "Jelaskan validasi dan penyuntingan bertahap terhadap data yang terkumpul.",
    ),
    _note(
        "Analisis: unit dan metode",
        "Metode analisis belum sesuai dengan rancangan datanya. Sebutkan unit analisis dan "
        "tabel yang direncanakan.",
    ),
    _note(
        "Diseminasi: salinan elektronik",
        "Sediakan juga publikasi elektronik, supaya hasilnya mudah ditemukan.",
    ),
    _note(
        "Lampiran: dokumen pendukung",
        "Lampirkan kuesioner atau lembar kerja, rancangan tabel, dan kerangka acuan kegiatan.",
    ),
)
