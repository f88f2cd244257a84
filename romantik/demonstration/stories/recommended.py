"""What was found feasible: the letter is signed and sent."""

from romantik.demonstration.notes import (
    DEFINITIONS,
    SOFT_COPY,
    SUPERVISION,
    first_row_only,
    without_year,
)
from romantik.demonstration.plans import PlannedNote, Story

STORIES = (
    Story(
        "biaya_nelayan",
        (
            (61, "start"),
            (60, "submit"),
            (58, "begin_examination"),
            (56, "return_for_revision"),
            (50, "improve"),
            (49, "submit"),
            (47, "begin_examination"),
            (46, "settle"),
            (45, "propose_recommendation"),
            (43, "sign"),
        ),
        rounds=(
            (
                PlannedNote(
                    "sampling.sampling_error",
                    "Sebutkan ukuran kesalahan sampel (RSE, CV, atau margin of error) dan tingkat "
                    "kepercayaannya.",
                    "Diisi margin of error 5 persen pada tingkat kepercayaan 95 persen.",
                    before="Kecil",
                ),
                DEFINITIONS,
            ),
        ),
        papers=("cover_letter", "instrument", "schedule"),
    ),
    Story(
        "produksi_tangkap",
        (
            (60, "start"),
            (59, "submit"),
            (57, "begin_examination"),
            (55, "note"),
            (55, "settle"),
            (54, "propose_recommendation"),
            (51, "sign"),
        ),
        rounds=((SUPERVISION,),),
        examiner="yoga",
    ),
    Story(
        "kunjungan_puskesmas",
        (
            (60, "start"),
            (58, "submit"),
            (56, "begin_examination"),
            (53, "return_for_revision"),
            (49, "improve"),
            (48, "submit"),
            (47, "begin_examination"),
            (45, "settle"),
            (45, "return_for_revision"),
            (42, "improve"),
            (41, "submit"),
            (40, "begin_examination"),
            (39, "settle"),
            (38, "propose_recommendation"),
            (36, "sign"),
        ),
        rounds=(
            (
                PlannedNote(
                    "cover.activity_title",
                    "Judul belum memuat tahun kegiatan. Tulis tahun pelaksanaan pada akhir judul.",
                    "Tahun kegiatan sudah ditambahkan pada judul.",
                    before=without_year,
                ),
                PlannedNote(
                    "processing.analysis_method",
                    "Metode analisis belum jelas. Sebutkan statistik yang disajikan dan unitnya.",
                    "Diperinci: jumlah, persentase, dan perkembangan menurut penyakit.",
                    before="Analisis data",
                ),
            ),
            (
                PlannedNote(
                    "variables.variables",
                    "Tabel kosong pada lembar kerja memuat sepuluh penyakit terbanyak, tetapi "
                    "variabelnya belum ada. Lengkapi sesuai lembar kerja.",
                    "Variabel sepuluh penyakit terbanyak sudah ditambahkan beserta sumbernya.",
                    before=first_row_only,
                ),
            ),
        ),
    ),
    Story(
        "sawit_rakyat",
        (
            (58, "start"),
            (56, "submit"),
            (54, "begin_examination"),
            (52, "return_for_revision"),
            (46, "improve"),
            (45, "submit"),
            (44, "begin_examination"),
            (43, "settle"),
            (42, "propose_recommendation"),
            (40, "sign"),
        ),
        rounds=(
            (
                PlannedNote(
                    "sampling.sampling_frame",
                    "Sebutkan tahun daftar yang dipakai sebagai kerangka sampel dan jumlah unitnya "
                    "untuk setiap tahap.",
                    "Kerangka sampel kini menyebut sumber daftar dan jumlah pekebun.",
                    before="Daftar pekebun",
                ),
                PlannedNote(
                    "purpose.survey_purpose",
                    "Tujuan belum menyebut indikator yang dihasilkan. Peubah harus menjawab "
                    "tujuan.",
                    "Tujuan diperbaiki dengan menyebut produktivitas per hektare.",
                    before="Mengetahui keadaan kebun sawit rakyat.",
                ),
            ),
        ),
        examiner="yoga",
    ),
    Story(
        "kepuasan_pasien",
        (
            (53, "start"),
            (51, "submit"),
            (49, "begin_examination"),
            (44, "return_for_revision"),
            (39, "improve"),
            (38, "submit"),
            (37, "begin_examination"),
            (36, "settle"),
            (35, "propose_recommendation"),
            (34, "send_back", "Hal 7.4 belum disebut dalam lampiran; mohon ditambahkan saran."),
            (33, "note"),
            (33, "settle"),
            (33, "propose_recommendation"),
            (30, "sign"),
        ),
        rounds=(
            (
                PlannedNote(
                    "design.training",
                    "Wawancara memerlukan pelatihan petugas supaya pertanyaan dibacakan sama. "
                    "Pertimbangkan kembali jawaban “Tidak”.",
                    "Pelatihan dua hari bagi petugas sudah dijadwalkan.",
                    before="no",
                ),
                DEFINITIONS,
            ),
            (SOFT_COPY,),
        ),
    ),
    Story(
        "data_sekolah",
        (
            (50, "start"),
            (49, "submit"),
            (47, "begin_examination"),
            (46, "propose_recommendation"),
            (44, "sign"),
            (
                26,
                "propose_act",
                "withdrawal",
                "Instansi memberitahukan bahwa kegiatan ini tidak jadi dilaksanakan; datanya "
                "diambil dari data pokok pendidikan.",
            ),
            (25, "sign"),
        ),
        examiner="yoga",
    ),
    Story(
        "kepuasan_wisatawan",
        (
            (46, "start"),
            (44, "submit"),
            (42, "begin_examination"),
            (39, "return_for_revision"),
            (35, "improve"),
            (34, "submit"),
            (33, "begin_examination"),
            (32, "settle"),
            (31, "propose_recommendation"),
            (28, "sign"),
        ),
        rounds=(
            (
                PlannedNote(
                    "processing.analysis_method",
                    "Sampel non probabilitas tidak dapat digeneralisasi. Pakai analisis deskriptif "
                    "bagi responden, bukan inferensia.",
                    "Diganti menjadi analisis deskriptif.",
                    before="Uji hipotesis rata-rata kepuasan seluruh wisatawan.",
                ),
                SOFT_COPY,
            ),
        ),
        examiner="yoga",
    ),
    Story(
        "harga_tbs",
        (
            (40, "start"),
            (39, "submit"),
            (37, "begin_examination"),
            (36, "note"),
            (36, "settle"),
            (35, "propose_recommendation"),
            (34, "sign"),
            (
                30,
                "propose_act",
                "replacement",
                "Surat yang lama dikirim tanpa kepala surat yang benar.",
            ),
            (28, "sign"),
        ),
        rounds=((SUPERVISION,),),
    ),
    Story(
        "kondisi_jalan",
        (
            (39, "start"),
            (39, "submit"),
            (39, "give_slip"),
            (37, "begin_examination"),
            (36, "propose_recommendation"),
            (31, "sign"),
        ),
        examiner="yoga",
        at_the_desk=True,
    ),
    Story(
        "pencari_kerja",
        (
            (36, "start"),
            (35, "submit"),
            (33, "begin_examination"),
            (32, "note"),
            (32, "settle"),
            (31, "propose_recommendation"),
            (29, "sign"),
        ),
        rounds=((SUPERVISION,),),
        papers=("cover_letter", "instrument", "schedule"),
    ),
    Story(
        "profil_umkm",
        (
            (34, "start"),
            (32, "submit"),
            (30, "begin_examination"),
            (27, "return_for_revision"),
            (22, "improve"),
            (21, "submit"),
            (20, "begin_examination"),
            (18, "settle"),
            (17, "propose_recommendation"),
            (15, "sign"),
        ),
        rounds=((DEFINITIONS, SOFT_COPY),),
    ),
)
