"""Where the files stand that are on their way, from drafts to letters that wait for the head."""

from romantik.demonstration.notes import (
    ROOM_FOR_IDENTITY,
    SCHEDULE,
    UNITS,
    WORKSHEET,
    first_row_only,
    without_definitions,
    without_year,
)
from romantik.demonstration.plans import PlannedNote, Story

STORIES = (
    Story(
        "rumput_laut",
        (
            (24, "start"),
            (22, "submit"),
            (20, "begin_examination"),
            (17, "return_for_revision"),
            (9, "improve"),
            (8, "submit"),
            (6, "begin_examination"),
            (5, "judge", ["sampling"]),
            (
                5,
                "remark",
                "yoga",
                "Cara memilih petaknya sama dengan tahun lalu dan waktu itu layak.",
            ),
            (4, "reopen", "Selang kepercayaannya belum disebutkan; lengkapi pada rincian 6.6."),
        ),
        rounds=(
            (
                PlannedNote(
                    "sampling.sampling_error",
                    "Perkiraan sampling error belum menyebut ukurannya.",
                    "Sudah diperbaiki.",
                    before="5",
                ),
                PlannedNote(
                    "purpose.variables",
                    "Peubah biaya bibit ada pada kuesioner, tetapi belum ada pada rincian 4.2. "
                    "Samakan dengan kuesioner, lengkapi definisinya.",
                    "Rincian 4.2 sudah disamakan dengan kuesioner.",
                    before=without_definitions,
                ),
                UNITS,
                ROOM_FOR_IDENTITY,
            ),
        ),
        writer="rizal",
    ),
    Story(
        "kapal_alat",
        (
            (14, "start"),
            (13, "submit"),
            (11, "begin_examination"),
            (7, "return_for_revision", "Mohon dilengkapi sebelum pengumpulan data dimulai."),
            (2, "improve"),
        ),
        rounds=((SCHEDULE, WORKSHEET),),
    ),
    Story("konsumsi_ikan", ((3, "start"),), blocks=5, writer="rizal", papers=()),
    Story(
        "gizi_balita",
        ((27, "start"), (26, "submit"), (24, "begin_examination"), (5, "note")),
        rounds=(
            (
                PlannedNote(
                    "variables.variables",
                    "Sebutkan standar antropometri yang dipakai pada definisi status gizi.",
                ),
            ),
        ),
    ),
    Story(
        "hidup_bersih",
        (
            (27, "start"),
            (26, "submit"),
            (24, "begin_examination"),
            (20, "return_for_revision"),
            (5, "improve"),
            (3, "submit"),
        ),
        rounds=(
            (
                PlannedNote(
                    "cover.survey_title",
                    "Tambahkan tahun pelaksanaan pada judul survei.",
                    "Judul sudah memuat tahun.",
                    before=without_year,
                ),
                PlannedNote(
                    "design.pilot",
                    "Kuesioner ini baru. Lakukan uji coba sebelum pelaksanaan lapangan.",
                    "Uji coba kuesioner kepada sepuluh rumah tangga sudah direncanakan.",
                    before="no",
                ),
            ),
        ),
    ),
    Story(
        "sarana_sd",
        (
            (36, "start"),
            (34, "submit"),
            (31, "begin_examination"),
            (24, "assign", "ratna", "Yoga mengikuti pelatihan selama dua minggu."),
            (12, "note"),
        ),
        rounds=(
            (
                PlannedNote(
                    "purpose.variables",
                    "Samakan klasifikasi kerusakan ruang kelas dengan klasifikasi nasional.",
                ),
            ),
        ),
        examiner="yoga",
    ),
    Story("biaya_nelayan", ((1, "start"),), blocks=0, papers=(), again=True),
    Story("asesmen", ((1, "start"),), blocks=3, papers=()),
    Story(
        "kunjungan_wisata",
        (
            (16, "start"),
            (15, "submit"),
            (13, "begin_examination"),
            (11, "propose_recommendation"),
            (10, "withdraw_proposal"),
            (9, "note"),
            (9, "settle"),
            (8, "propose_recommendation"),
        ),
        rounds=(
            (
                PlannedNote(
                    "processing.product_electronic",
                    "Cantumkan catatan kaki tentang cara menghitung karcis rombongan pada tabel.",
                    advice=True,
                ),
            ),
        ),
        examiner="yoga",
    ),
    Story(
        "belanja_wisatawan",
        (
            (21, "start"),
            (20, "submit"),
            (18, "begin_examination"),
            (14, "return_for_revision", "Perbaikan dapat dibahas lewat telepon bila perlu."),
        ),
        rounds=(
            (
                PlannedNote(
                    "sampling.sampling_frame",
                    "Kerangka sampel hanya memuat tamu hotel, padahal judul menyebut seluruh "
                    "wisatawan. Sesuaikan cakupan pada judul atau kerangka sampelnya.",
                ),
                PlannedNote(
                    "purpose.variables",
                    "Pisahkan pengeluaran transportasi lokal dari pengeluaran lain dan beri "
                    "definisi setiap peubah.",
                    before=without_definitions,
                ),
            ),
        ),
    ),
    Story(
        "peremajaan_sawit",
        ((10, "start"), (8, "submit"), (6, "begin_examination")),
        examiner="yoga",
        papers=("cover_letter", "instrument", "schedule"),
    ),
    Story(
        "tenaga_tambang",
        (
            (26, "start"),
            (25, "submit"),
            (23, "begin_examination"),
            (19, "return_for_revision"),
            (14, "improve"),
            (13, "submit"),
            (12, "begin_examination"),
            (10, "settle"),
            (10, "second", "yoga", "Daftar perusahaan sudah saya cocokkan dengan data perizinan."),
            (9, "propose_recommendation"),
            (7, "send_back", "Mohon dipastikan perusahaan penunjang termasuk dalam daftar."),
            (5, "propose_recommendation"),
        ),
        rounds=(
            (
                PlannedNote(
                    "purpose.variables",
                    "Tambahkan peubah tenaga kerja lokal beserta definisinya, sesuai kuesioner.",
                    "Peubah dan definisi tenaga kerja lokal sudah ditambahkan.",
                    before=first_row_only,
                ),
            ),
        ),
    ),
    Story(
        "pelatihan_kerja",
        (
            (30, "start"),
            (29, "submit"),
            (24, "begin_examination"),
            (4, "give_back", "Saya cuti; mohon diteruskan pemeriksa lain."),
        ),
        examiner="yoga",
    ),
    Story(
        "timbulan_sampah",
        (
            (18, "start"),
            (17, "submit"),
            (15, "begin_examination"),
            (12, "propose_recommendation"),
            (3, "take_up"),
        ),
    ),
    Story("pilah_sampah", ((6, "start"), (4, "submit"))),
    Story(
        "kualitas_air",
        (
            (48, "start"),
            (47, "submit"),
            (45, "begin_examination"),
            (41, "return_for_revision"),
        ),
        rounds=(
            (
                SCHEDULE,
                PlannedNote(
                    "processing.analysis_unit",
                    "Unit analisis seharusnya titik pantau pada waktu tertentu. Perjelas.",
                ),
            ),
        ),
    ),
    Story("koperasi_aktif", ((2, "start"), (1, "submit"))),
    Story(
        "pasar_daring",
        (
            (23, "start"),
            (22, "submit"),
            (20, "begin_examination"),
            (16, "return_for_revision"),
            (11, "improve"),
            (10, "submit"),
            (8, "begin_examination"),
            (7, "settle"),
            (7, "compare", "Survei Profil Usaha Mikro", "different", "Populasinya lain."),
            (
                6,
                "propose_decline",
                "Snowball Sampling kepada 60 usaha tidak dapat menjawab tujuan, yaitu persentase "
                "seluruh usaha mikro. Susun kembali rancangan dengan sampel probabilitas dari "
                "basis data usaha mikro.",
            ),
        ),
        rounds=(
            (
                PlannedNote(
                    "design.nonprobability_method",
                    "Tujuan meminta persentase seluruh usaha mikro, sedangkan sampelnya non "
                    "probabilitas. Ubah cara pemilihan sampel atau tujuannya.",
                    "Kami tetap memakai cara ini karena waktu terbatas.",
                ),
            ),
        ),
    ),
    Story(
        "layanan_izin",
        (
            (8, "start"),
            *((8, "submit"), (8, "give_slip"), (5, "begin_examination")),
            (2, "object", "Jumlah jenis izin pada rincian 4.2 seharusnya tidak dibatasi."),
        ),
        at_the_desk=True,
    ),
    Story("investasi", ((28, "start"), (27, "submit"))),
    Story(
        "lalu_lintas",
        ((1, "start"),),
        blocks=4,
        at_the_desk=True,
        papers=("cover_letter",),
    ),
)
