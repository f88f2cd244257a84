"""Planned compilations of records about sea, plantations, waste and roads."""

from romantik.demonstration.plans import Compilation

PLANS = (
    Compilation(
        "produksi_tangkap",
        "perikanan",
        "Kompilasi Data Produksi Perikanan Tangkap Kabupaten Kotabaru",
        "Menghimpun volume dan nilai produksi perikanan tangkap menurut jenis ikan dan tempat "
        "pendaratan sebagai dasar penghitungan PDRB dan perencanaan pelabuhan.",
        (
            (
                "Volume ikan didaratkan",
                "Januari–Desember tahun lalu",
                "Buku lelang tempat pelelangan ikan",
                "Berat ikan yang didaratkan menurut jenis, dalam kilogram.",
            ),
            (
                "Nilai produksi",
                "Januari–Desember tahun lalu",
                "Buku lelang tempat pelelangan ikan",
                "Berat ikan dikalikan harga lelang, dalam rupiah.",
            ),
        ),
        unit="Tempat pendaratan ikan",
    ),
    Compilation(
        "kapal_alat",
        "perikanan",
        "Kompilasi Data Kapal dan Alat Tangkap Kabupaten Kotabaru",
        "Menghimpun jumlah kapal menurut ukuran dan alat tangkap.",
        (
            (
                "Jumlah kapal",
                "Keadaan akhir tahun lalu",
                "Register Bukti Pencatatan Kapal Perikanan",
                "Banyaknya kapal perikanan yang tercatat menurut tonase kotor.",
            ),
            (
                "Jumlah alat tangkap",
                "Keadaan akhir tahun lalu",
                "Register Bukti Pencatatan Kapal Perikanan",
                "Banyaknya alat tangkap menurut jenisnya.",
            ),
        ),
        unit="Kapal perikanan",
    ),
    Compilation(
        "harga_tbs",
        "perkebunan",
        "Kompilasi Data Harga Tandan Buah Segar Kelapa Sawit Kabupaten Kotabaru",
        "Menghimpun harga tandan buah segar di pabrik dan di tingkat pekebun setiap bulan.",
        (
            (
                "Harga di pabrik",
                "Bulan laporan",
                "Nota timbang pabrik kelapa sawit",
                "Harga rata-rata tertimbang yang dibayar pabrik, rupiah per kilogram.",
            ),
            (
                "Harga di tingkat pekebun",
                "Bulan laporan",
                "Buku koperasi pekebun",
                "Harga yang diterima pekebun setelah dikurangi ongkos angkut.",
            ),
        ),
        unit="Pabrik dan koperasi pekebun",
        frequency="monthly",
    ),
    Compilation(
        "luas_karet",
        "perkebunan",
        "Kompilasi Data Luas Kebun Karet Rakyat Kabupaten Kotabaru",
        "Menghimpun luas kebun karet menurut kecamatan.",
        (
            (
                "Luas kebun karet",
                "Keadaan akhir tahun lalu",
                "Laporan penyuluh perkebunan",
                "Luas tanaman karet belum menghasilkan, menghasilkan, dan rusak.",
            ),
        ),
        unit="Desa",
    ),
    Compilation(
        "timbulan_sampah",
        "lingkungan",
        "Kompilasi Data Timbulan dan Pengangkutan Sampah Kabupaten Kotabaru",
        "Menghimpun berat sampah yang masuk ke tempat pemrosesan akhir menurut kecamatan asal.",
        (
            (
                "Berat sampah terangkut",
                "Bulan laporan",
                "Catatan jembatan timbang",
                "Berat sampah yang masuk ke tempat pemrosesan akhir, dalam ton.",
            ),
            (
                "Jumlah ritase",
                "Bulan laporan",
                "Surat jalan kendaraan",
                "Banyaknya perjalanan kendaraan pengangkut sampah.",
            ),
        ),
        unit="Kecamatan",
        frequency="monthly",
    ),
    Compilation(
        "kualitas_air",
        "lingkungan",
        "Kompilasi Data Kualitas Air Sungai di Sekitar Tambang Kabupaten Kotabaru",
        "Menghimpun hasil uji air sungai di 18 titik pantau sekitar tambang batu bara.",
        (
            (
                "Derajat keasaman",
                "Semester laporan",
                "Laporan uji laboratorium",
                "Nilai pH contoh air pada titik pantau.",
            ),
            (
                "Padatan tersuspensi",
                "Semester laporan",
                "Laporan uji laboratorium",
                "Kadar padatan tersuspensi, miligram per liter.",
            ),
        ),
        unit="Titik pantau sungai",
    ),
    Compilation(
        "kondisi_jalan",
        "pekerjaanumum",
        "Kompilasi Data Kondisi Jalan Kabupaten Kotabaru",
        "Menghimpun panjang jalan menurut jenis permukaan dan kondisi untuk menyusun rencana "
        "pemeliharaan.",
        (
            (
                "Panjang jalan",
                "Keadaan akhir semester lalu",
                "Basis data jalan kabupaten",
                "Panjang ruas jalan menurut jenis permukaan, dalam kilometer.",
            ),
            (
                "Kondisi jalan",
                "Keadaan akhir semester lalu",
                "Formulir pemantauan ruas jalan",
                "Mantap tidaknya ruas jalan menurut nilai kerataan permukaan.",
            ),
        ),
        unit="Ruas jalan",
    ),
)
