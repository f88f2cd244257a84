"""What ended without a recommendation: declined or cancelled."""

from romantik.demonstration.plans import PlannedNote, Story

STORIES = (
    Story(
        "anak_tidak_sekolah",
        (
            (48, "start"),
            (46, "submit"),
            (44, "begin_examination"),
            (40, "return_for_revision"),
            (34, "improve"),
            (33, "submit"),
            (31, "begin_examination"),
            (30, "settle"),
            (
                29,
                "propose_decline",
                "Angka partisipasi sekolah sudah dihasilkan BPS setiap tahun melalui Susenas, dan "
                "150 rumah tangga tidak cukup untuk estimasi menurut kecamatan. Manfaatkan data "
                "Susenas, atau ajukan kompilasi data anak tidak sekolah dari sistem informasi "
                "desa.",
            ),
            (27, "sign"),
        ),
        rounds=(
            (
                PlannedNote(
                    "sampling.sample_size",
                    "Jumlah sampel tidak memadai untuk estimasi menurut kecamatan. Hitung kembali "
                    "atau turunkan tingkat estimasi.",
                    "Anggaran hanya mencukupi untuk 150 rumah tangga.",
                ),
                PlannedNote(
                    "",
                    "Jelaskan bedanya dengan angka partisipasi sekolah dari Susenas.",
                    "Kami memerlukan angka menurut kecamatan.",
                ),
            ),
        ),
    ),
    Story(
        "luas_karet",
        (
            (63, "start"),
            (62, "submit"),
            (60, "begin_examination"),
            (57, "return_for_revision"),
            (
                14,
                "cancel",
                "Instansi memberitahukan lewat surat bahwa kegiatan ini digabungkan dengan "
                "pendataan pekebun tahun depan.",
            ),
        ),
        rounds=(
            (
                PlannedNote(
                    "collection.training",
                    "Laporan penyuluh berbeda-beda bentuknya. Adakan pelatihan pengisian lembar "
                    "kerja bagi kompilator.",
                ),
            ),
        ),
    ),
    Story("air_minum", ((20, "start"), (19, "submit"), (12, "cancel"))),
)
