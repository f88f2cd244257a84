"""Planned compilations of records about health, schools, visitors, work and business."""

from romantik.demonstration.plans import Compilation

PLANS = (
    Compilation(
        "kunjungan_puskesmas",
        "kesehatan",
        "Kompilasi Data Kunjungan Pasien Puskesmas Kabupaten Kotabaru",
        "Menghimpun jumlah kunjungan pasien menurut penyakit sebagai dasar pengadaan obat.",
        (
            (
                "Jumlah kunjungan rawat jalan",
                "Januari–Desember tahun lalu",
                "Register rawat jalan puskesmas",
                "Banyaknya kunjungan pasien, baru maupun lama, ke unit rawat jalan.",
            ),
            (
                "Sepuluh penyakit terbanyak",
                "Januari–Desember tahun lalu",
                "Laporan bulanan penyakit",
                "Penyakit menurut kode ICD-10 dengan jumlah kasus terbanyak.",
            ),
        ),
        unit="Puskesmas",
        enumerators=28,
    ),
    Compilation(
        "gizi_balita",
        "kesehatan",
        "Kompilasi Data Status Gizi Balita Posyandu Kabupaten Kotabaru",
        "Menghimpun prevalensi balita pendek, kurus, dan gizi kurang menurut desa.",
        (
            (
                "Status gizi balita",
                "Bulan penimbangan",
                "Aplikasi pencatatan gizi posyandu",
                "Keadaan gizi menurut berat dan tinggi badan terhadap umur.",
            ),
            (
                "Jumlah balita ditimbang",
                "Bulan penimbangan",
                "Kartu menuju sehat",
                "Banyaknya balita yang datang dan ditimbang.",
            ),
        ),
        unit="Posyandu",
        frequency="monthly",
        enumerators=30,
    ),
    Compilation(
        "data_sekolah",
        "pendidikan",
        "Kompilasi Data Sekolah, Guru, dan Murid Kabupaten Kotabaru",
        "Menghimpun jumlah sekolah, guru, dan murid menurut jenjang sebagai dasar penghitungan "
        "rasio murid terhadap guru.",
        (
            (
                "Jumlah murid",
                "Semester ganjil tahun ajaran berjalan",
                "Aplikasi data pokok sekolah",
                "Banyaknya murid terdaftar menurut jenjang, kelas, dan jenis kelamin.",
            ),
            (
                "Jumlah guru",
                "Semester ganjil tahun ajaran berjalan",
                "Aplikasi data pokok sekolah",
                "Banyaknya tenaga pendidik menurut status kepegawaian.",
            ),
        ),
        unit="Sekolah",
        enumerators=22,
    ),
    Compilation(
        "asesmen",
        "pendidikan",
        "Kompilasi Hasil Asesmen Literasi Sekolah Kabupaten Kotabaru",
        "Menghimpun capaian literasi menurut sekolah.",
        (
            (
                "Capaian literasi",
                "Tahun ajaran lalu",
                "Rapor pendidikan",
                "Persentase murid yang mencapai kompetensi minimum.",
            ),
        ),
        unit="Sekolah",
    ),
    Compilation(
        "kunjungan_wisata",
        "pariwisata",
        "Kompilasi Data Kunjungan Wisatawan Kabupaten Kotabaru",
        "Menghimpun jumlah kunjungan ke daya tarik wisata setiap bulan untuk menyusun target "
        "pendapatan daerah.",
        (
            (
                "Jumlah pengunjung",
                "Bulan laporan",
                "Karcis masuk daya tarik wisata",
                "Banyaknya karcis masuk yang terjual menurut asal pengunjung.",
            ),
            (
                "Jumlah tamu menginap",
                "Bulan laporan",
                "Laporan tamu hotel",
                "Banyaknya tamu yang menginap paling sedikit satu malam.",
            ),
        ),
        unit="Daya tarik wisata",
        frequency="monthly",
    ),
    Compilation(
        "pencari_kerja",
        "tenagakerja",
        "Kompilasi Data Pencari Kerja Terdaftar Kabupaten Kotabaru",
        "Menghimpun jumlah pencari kerja menurut pendidikan dan jabatan yang dicari untuk "
        "merencanakan bursa kerja.",
        (
            (
                "Jumlah pencari kerja",
                "Triwulan laporan",
                "Register kartu pencari kerja",
                "Banyaknya orang yang terdaftar mencari kerja pada dinas.",
            ),
            (
                "Penempatan tenaga kerja",
                "Triwulan laporan",
                "Laporan penempatan",
                "Banyaknya pencari kerja yang telah diterima bekerja.",
            ),
        ),
        unit="Pencari kerja",
        frequency="quarterly",
        enumerators=4,
    ),
    Compilation(
        "koperasi_aktif",
        "koperasi",
        "Kompilasi Data Koperasi Aktif Kabupaten Kotabaru",
        "Menghimpun jumlah koperasi aktif, anggota, dan volume usaha menurut jenis koperasi.",
        (
            (
                "Jumlah koperasi aktif",
                "Keadaan akhir tahun lalu",
                "Laporan rapat anggota tahunan",
                "Koperasi yang mengadakan rapat anggota tahunan dan berkegiatan usaha.",
            ),
            (
                "Volume usaha",
                "Januari–Desember tahun lalu",
                "Laporan rapat anggota tahunan",
                "Nilai seluruh penjualan dan pinjaman koperasi.",
            ),
        ),
        unit="Koperasi",
    ),
    Compilation(
        "investasi",
        "perizinan",
        "Kompilasi Data Realisasi Investasi Kabupaten Kotabaru",
        "Menghimpun nilai realisasi penanaman modal menurut sektor dan asal modal.",
        (
            (
                "Nilai realisasi investasi",
                "Triwulan laporan",
                "Laporan kegiatan penanaman modal",
                "Nilai modal tetap yang direalisasikan perusahaan, dalam juta rupiah.",
            ),
        ),
        unit="Perusahaan",
        frequency="quarterly",
        enumerators=5,
    ),
)
