"""A first guess at the sector of an activity."""

from editions.indonesian.stems import stems

_SIGNS = {
    22: "transportasi perhubungan angkutan lalu lintas terminal pelabuhan bandara jembatan jalan",
    9: "kesehatan puskesmas penyakit gizi posyandu stunting imunisasi pasien obat rumah sakit",
    5: "pendidikan sekolah guru siswa murid pelatihan literasi perpustakaan kebudayaan",
    1: "pertanian perikanan nelayan ikan padi petani ternak peternakan perkebunan kebun sawit "
    "pangan tanaman hortikultura kelautan tambak panen",
    6: "lingkungan sampah limbah air udara hutan kehutanan iklim sungai bencana banjir",
    13: "ketenagakerjaan tenaga kerja pengangguran upah buruh angkatan",
    2: "kependudukan penduduk demografi kelahiran kematian pencatatan sipil keluarga",
    17: "harga inflasi konsumen sembako",
    21: "sosial kemiskinan miskin kesejahteraan bantuan disabilitas lansia perempuan anak",
    11: "informatika komunikasi internet digital teknologi informasi statistik persandian",
    10: "industri jasa pariwisata wisata hotel wisatawan usaha mikro umkm koperasi perdagangan "
    "pasar restoran",
    7: "keuangan bank kredit anggaran",
    19: "perkotaan permukiman perumahan pemukiman tata ruang wilayah desa",
    20: "riset penelitian inovasi paten",
    3: "pembangunan perencanaan bappeda infrastruktur",
    18: "layanan pelayanan kepuasan masyarakat publik pemerintah pajak retribusi perizinan",
}
_BY_STEM = {sector: set(stems(signs)) for sector, signs in _SIGNS.items()}
_TITLE, _AGENCY = 2, 1  # a word of the title says more than one of the agency's name


def guess(title, agency_name):
    """The sector that the words of title and agency speak for most; None when none does.

    A proposal only: the examiner sets the right one (`Submission.classify`).
    """
    of_title, of_agency = set(stems(title)), set(stems(agency_name))
    marks = {
        sector: _TITLE * len(signs & of_title) + _AGENCY * len(signs & of_agency)
        for sector, signs in _BY_STEM.items()
    }
    best = max(marks, key=marks.get)
    return best if marks[best] else None
