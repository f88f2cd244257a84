"""Form FS3, edition 2021: notification of a sectoral statistical survey.

Written once from the official paper; frozen as soon as somebody has answered it, like a migration.
"""

from editions.advice.rules import SURVEY
from editions.block import Block
from editions.conditions import when
from editions.edition import Edition
from editions.fields import (
    Choice,
    Day,
    Email,
    Identity,
    LongText,
    Number,
    OneOf,
    Phone,
    SomeOf,
    Text,
    Title,
    YesNo,
)
from editions.grids import Grid
from editions.regions import Province, Regency
from editions.rows import Row, Rows

REPETITION = (
    Choice("once", "Hanya sekali", "1"),
    Choice("repeated", "Berulang", "2"),
)


FREQUENCY = (
    Choice("daily", "Harian", "1"),
    Choice("weekly", "Mingguan", "2"),
    Choice("monthly", "Bulanan", "3"),
    Choice("quarterly", "Triwulanan", "4"),
    Choice("four_monthly", "Empat Bulanan", "5"),
    Choice("half_yearly", "Semesteran", "6"),
    Choice("yearly", "Tahunan", "7"),
    Choice("two_yearly_or_longer", "> Dua Tahunan", "8"),
    Choice("other", "Lainnya (sebutkan)", "9"),
)


DATA_COLLECTION_TYPE = (
    Choice("longitudinal", "Longitudinal", "1"),
    Choice("cross_sectional", "Cross Sectional", "2"),
    Choice("longitudinal_and_cross_sectional", "Longitudinal dan Cross Sectional", "3"),
)


COLLECTION_COVERAGE = (
    Choice("sample", "Sebagian populasi (sampel)", "1"),
    Choice("whole", "Seluruh populasi", "2"),
)


AREA_SCOPE = (
    Choice("all", "Seluruh wilayah Indonesia", "1"),
    Choice("partial", "Sebagian wilayah Indonesia", "2"),
)


COLLECTION_METHODS = (
    Choice("face_to_face", "Wawancara langsung", "1"),
    Choice("remote_interview", "Wawancara melalui sarana komunikasi", "2"),
    Choice("self_completed", "Mengisi kuesioner sendiri (swacacah)", "4"),
    Choice("observation", "Pengamatan (observasi)", "8"),
    Choice("other", "Lainnya (sebutkan)", "16"),
)


SAMPLING_KIND = (
    Choice("probability", "Sampel Probabilitas", "1"),
    Choice("nonprobability", "Sampel Non Probabilitas", "2"),
)


COLLECTORS = (
    Choice("own_staff", "Staf sendiri", "1"),
    Choice("partners", "Mitra/Tenaga Kontrak", "2"),
    Choice("other", "Lainnya (sebutkan)", "4"),
)


COLLECTOR_EDUCATION = (
    Choice("junior_secondary", "SMP", "1"),
    Choice("senior_secondary", "SMU/SMK", "2"),
    Choice("tertiary", "Akademi/Universitas", "4"),
)


SAMPLE_DESIGN = (
    Choice("single_stage", "Single Stage/Phase", "1"),
    Choice("multi_stage", "Multi Stage/Phase (sebutkan)", "2"),
)


ESTIMATION_LEVELS = (
    Choice("national", "Nasional", "1"),
    Choice("province", "Provinsi", "2"),
    Choice("regency", "Kabupaten/Kota", "4"),
    Choice("district", "Kecamatan", "8"),
    Choice("other", "Lainnya", "16"),
    Choice("none", "Tidak dilakukan estimasi", "32"),
)


class VariableRow(Row):
    """One variable of the activity."""

    name = Text(
        label="Nama peubah (variabel)",
    )
    reference_period = Text(
        label="Periode enumerasi (referensi waktu)",
    )
    concept = LongText(
        label="Konsep",
        required=False,
    )
    definition = LongText(
        label="Definisi",
        required=False,
    )


class AreaRow(Row):
    """One province with one of its regencies, or all of them."""

    province = Province(
        label="Provinsi",
    )
    regency = Regency(
        label="Kabupaten/Kota (tulis “semua” bila seluruh kabupaten/kota dalam provinsi tercakup)",
        within="province",
        allow_all=True,
    )


class Cover(Block):
    """The title; the identity comes from BPS."""

    code = "cover"
    title = "Sampul"

    survey_title = Title(
        label="Judul Survei",
        help_text=(
            "Tulis judul lengkap: cara pengumpulan data, pokok kegiatan, wilayah, dan "
            "tahun pelaksanaan."
        ),
        example="Survei Biaya Operasional Nelayan Kabupaten Kotabaru Tahun 2026",
    )
    recommendation_identity = Identity(
        label="Identitas Rekomendasi (diisi oleh BPS)",
        help_text=(
            "Nomor ini diberikan BPS ketika surat rekomendasi terbit; Anda tidak perlu mengisinya."
        ),
        example="V-26.6302.001",
    )

    numbers = {
        "survey_title": "0.1",
        "recommendation_identity": "0.2",
    }


class Organizer(Block):
    """Who organises the survey."""

    code = "organizer"
    title = "Blok I. Identifikasi Penyelenggara Survei"

    organizer_name = Text(
        label="Instansi Pemerintah Penyelenggara",
        autocomplete="section-organizer organization",
        help_text="Tulis nama lengkap instansi setingkat eselon II, tanpa singkatan.",
        example="Dinas Perikanan Kabupaten Kotabaru",
    )
    organizer_address = LongText(
        label="Alamat Lengkap Instansi Penyelenggara",
        autocomplete="section-organizer street-address",
        help_text="Tulis jalan, nomor, kelurahan atau desa, kecamatan, dan kode pos.",
        example="Jalan Contoh Bahari Nomor 10, Kelurahan Contoh, Kecamatan Pulau Laut Utara, 72111",
    )
    organizer_regency = Regency(
        label="Kabupaten/Kota",
        within="organizer_province",
        help_text="Ketik nama kabupaten atau kota letak kantor, lalu pilih dari daftar.",
        example="Kabupaten Kotabaru (6302)",
    )
    organizer_province = Province(
        label="Provinsi",
        help_text="Ketik nama provinsi letak kantor, lalu pilih dari daftar.",
        example="Kalimantan Selatan",
    )
    organizer_phone = Phone(
        label="Telepon",
        required=False,
        autocomplete="section-organizer tel",
        help_text="Tulis nomor telepon kantor dengan kode wilayah.",
        example="0518-000123",
    )
    organizer_fax = Phone(
        label="Faksimile",
        required=False,
        autocomplete="section-organizer fax tel",
        help_text="Tulis nomor faksimile kantor; biarkan kosong bila tidak ada.",
        example="0518-000124",
    )
    organizer_email = Email(
        label="E-mail",
        autocomplete="section-organizer email",
        help_text="Tulis alamat surel resmi instansi yang dibaca setiap hari kerja.",
        example="perikanan@kotabaru.example.go.id",
    )

    numbers = {
        "organizer_name": "1.1",
        "organizer_address": "1.2",
        "organizer_regency": "1.2",
        "organizer_province": "1.2",
        "organizer_phone": "1.2",
        "organizer_fax": "1.2",
        "organizer_email": "1.2",
    }


class Contacts(Block):
    """Whom to ask."""

    code = "contacts"
    title = "Blok II. Penanggung Jawab Survei (sebagai Contact Person)"

    responsible_name = Text(
        label="Nama Penanggung Jawab di Instansi",
        autocomplete="section-responsible name",
        help_text=(
            "Tulis nama pejabat yang bertanggung jawab atas survei ini, lengkap dengan gelar."
        ),
        example="Ir. Aminah Contoh, M.Si.",
    )
    responsible_position = Text(
        label="Jabatan",
        autocomplete="section-responsible organization-title",
        help_text="Tulis jabatan penanggung jawab di instansi.",
        example="Kepala Bidang Perikanan Tangkap",
    )
    responsible_phone = Phone(
        label="Telepon",
        autocomplete="section-responsible tel",
        help_text="Tulis nomor yang dapat dihubungi pada jam kerja.",
        example="0812-0000-0001",
    )
    responsible_fax = Phone(
        label="Fax",
        required=False,
        autocomplete="section-responsible fax tel",
        help_text="Tulis nomor faksimile; biarkan kosong bila tidak ada.",
        example="0518-000124",
    )
    responsible_email = Email(
        label="E-mail",
        autocomplete="section-responsible email",
        help_text="Tulis alamat surel yang dipakai penanggung jawab untuk pekerjaan.",
        example="aminah@kotabaru.example.go.id",
    )
    manager_name = Text(
        label="Nama Manajer Survei",
        autocomplete="section-manager name",
        help_text="Tulis nama orang yang sehari-hari mengelola survei ini.",
        example="Rahmat Contoh, S.Pi.",
    )
    manager_position = Text(
        label="Jabatan",
        autocomplete="section-manager organization-title",
        help_text="Tulis jabatan manajer survei di instansi atau di tim pelaksana.",
        example="Kepala Seksi Data dan Informasi Perikanan",
    )
    manager_address = LongText(
        label="Alamat",
        required=False,
        autocomplete="section-manager street-address",
        help_text="Tulis alamat kantor manajer bila berbeda dari alamat instansi.",
        example="Jalan Contoh Pelabuhan Nomor 5, Kotabaru",
    )
    manager_phone = Phone(
        label="Telepon",
        autocomplete="section-manager tel",
        help_text="Tulis nomor yang dapat dihubungi pemeriksa pada jam kerja.",
        example="0812-0000-0002",
    )
    manager_fax = Phone(
        label="Fax",
        required=False,
        autocomplete="section-manager fax tel",
        help_text="Tulis nomor faksimile; biarkan kosong bila tidak ada.",
        example="0518-000124",
    )
    manager_email = Email(
        label="E-mail",
        autocomplete="section-manager email",
        help_text="Tulis alamat surel manajer; catatan teknis dibahas melalui alamat ini.",
        example="rahmat@kotabaru.example.go.id",
    )
    walidata_unit = Text(
        label="Unit Kerja Walidata",
        required=False,
        autocomplete="section-walidata organization",
        help_text="Tulis unit yang menjadi walidata di daerah atau instansi Anda.",
        example="Dinas Komunikasi dan Informatika Kabupaten Kotabaru",
    )
    walidata_email = Email(
        label="E-mail Walidata",
        required=False,
        autocomplete="section-walidata email",
        help_text="Tulis alamat surel unit walidata.",
        example="walidata@kotabaru.example.go.id",
    )

    numbers = {
        "responsible_name": "2.1",
        "responsible_position": "2.1",
        "responsible_phone": "2.1",
        "responsible_fax": "2.1",
        "responsible_email": "2.1",
        "manager_name": "2.2",
        "manager_position": "2.2",
        "manager_address": "2.2",
        "manager_phone": "2.2",
        "manager_fax": "2.2",
        "manager_email": "2.2",
        "walidata_unit": "2.3",
        "walidata_email": "2.3",
    }


class General(Block):
    """How often, and of what type."""

    code = "general"
    title = "Blok III. Informasi Umum"

    repetition = OneOf(
        REPETITION,
        label="Survei ini dilakukan",
        help_text="Pilih apakah survei yang sama akan dilakukan lagi pada masa mendatang.",
        example="Survei kepuasan pengunjung wisata yang diadakan setiap tahun: Berulang",
    )
    frequency = OneOf(
        FREQUENCY,
        label="Jika “Berulang”, frekuensi penyelenggaraan",
        help_text="Pilih seberapa sering survei ini diadakan.",
        example="Survei harga ikan di pelabuhan setiap bulan: Bulanan",
    )
    frequency_other = Text(
        label="Lainnya (sebutkan)",
        help_text="Sebutkan frekuensinya bila tidak ada pada pilihan di atas.",
        example="Setiap musim panen kelapa sawit, dua kali setahun",
    )
    data_collection_type = OneOf(
        DATA_COLLECTION_TYPE,
        label="Tipe pengumpulan data",
        help_text=(
            "Longitudinal mengamati responden yang sama beberapa kali; cross sectional "
            "mengamati satu kali pada satu waktu."
        ),
        example="Wawancara rumah tangga nelayan pada bulan Maret saja: Cross Sectional",
    )

    numbers = {
        "repetition": "3.1",
        "frequency": "3.2",
        "frequency_other": "3.2",
        "data_collection_type": "3.3",
    }
    only_if = {
        "frequency": when("repetition", "repeated"),
        "frequency_other": when("repetition", "repeated") & when("frequency", "other"),
    }


class Purpose(Block):
    """What for, and which variables."""

    code = "purpose"
    title = "Blok IV. Tujuan Survei dan Peubah yang Dikumpulkan"

    survey_purpose = LongText(
        label="Tujuan Survei",
        help_text="Jelaskan apa yang ingin diketahui dan indikator yang akan dihasilkan.",
        example=(
            "Memperoleh rata-rata biaya operasional dan pendapatan per trip nelayan "
            "menurut jenis alat tangkap sebagai dasar penyaluran bantuan"
        ),
    )
    variables = Rows(
        VariableRow,
        label=(
            "Peubah (variable) yang dikumpulkan pada survei ini dan periode enumerasi "
            "(referensi waktu)"
        ),
        help_text=(
            "Tulis satu peubah tiap baris, dengan masa yang dirujuk datanya; konsep dan "
            "definisi membantu pemeriksa."
        ),
        example="Biaya bahan bakar per trip; selama sebulan terakhir",
    )

    numbers = {
        "survey_purpose": "4.1",
        "variables": "4.2",
    }


class Design(Block):
    """How the data are collected, where, from whom and by whom."""

    code = "design"
    title = "Blok V. Rancangan Pengumpulan Data"

    collection_coverage = OneOf(
        COLLECTION_COVERAGE,
        label="Cara pengumpulan data",
        help_text="Pilih sampel bila hanya sebagian anggota populasi yang didata.",
        example="Mendata 300 dari 4.120 rumah tangga nelayan: Sebagian populasi (sampel)",
    )
    area_scope = OneOf(
        AREA_SCOPE,
        label="Survei dilakukan di",
        help_text="Pilih sebagian bila survei tidak mencakup semua provinsi di Indonesia.",
        example="Survei hanya di Kabupaten Kotabaru: Sebagian wilayah Indonesia",
    )
    areas = Rows(
        AreaRow,
        label="Bila di sebagian wilayah Indonesia, survei dilakukan di",
        help_text=(
            "Tulis satu wilayah tiap baris; tulis “semua” bila seluruh kabupaten/kota "
            "dalam provinsi itu tercakup."
        ),
        example="Kalimantan Selatan; Kabupaten Kotabaru",
    )
    collection_methods = SomeOf(
        COLLECTION_METHODS,
        label="Metode pengumpulan data",
        help_text="Pilih semua cara yang dipakai petugas untuk memperoleh data.",
        example=(
            "Petugas mendatangi nelayan dan menimbang hasil tangkapan: Wawancara langsung "
            "dan Pengamatan"
        ),
    )
    collection_methods_other = Text(
        label="Lainnya (sebutkan)",
        help_text="Sebutkan cara lain yang dipakai.",
        example="Penimbangan hasil panen di kebun contoh",
    )
    sampling_kind = OneOf(
        SAMPLING_KIND,
        label="Metode penelitian",
        help_text=(
            "Probabilitas: setiap unit mempunyai peluang terpilih yang diketahui. Non "
            "probabilitas: dipilih tanpa peluang yang diketahui."
        ),
        example="Sekolah diambil secara acak dari daftar sekolah: Sampel Probabilitas",
    )
    nonprobability_method = LongText(
        label="Metode untuk Sampel Non Probabilitas",
        help_text=(
            "Jelaskan cara memilih responden, misalnya Quota Sampling, Accidental "
            "Sampling, Purposive Sampling, Saturation Sampling, atau Snowball Sampling."
        ),
        example=(
            "Accidental Sampling: pengunjung pantai yang ditemui pada akhir pekan sampai 150 orang"
        ),
    )
    pilot = YesNo(
        label="Apakah melakukan Uji Coba (Pilot Study)",
        help_text="Pilih “Ya” bila kuesioner atau prosedur dicobakan sebelum pelaksanaan.",
        example="Kuesioner dicobakan kepada 10 nelayan: Ya",
    )
    pilot_explanation = LongText(
        label="Jika “Ya”, jelaskan",
        help_text="Jelaskan di mana, kapan, dan kepada berapa responden uji coba dilakukan.",
        example=(
            "Di Desa Contoh Bahari pada Februari 2026 kepada 10 rumah tangga nelayan, "
            "untuk menguji lama wawancara"
        ),
    )
    collectors = SomeOf(
        COLLECTORS,
        label="Petugas pengumpul data",
        help_text="Pilih semua yang akan mengumpulkan data.",
        example="Penyuluh perikanan bersama mitra lapangan: Staf sendiri dan Mitra/Tenaga Kontrak",
    )
    collectors_other = Text(
        label="Lainnya (sebutkan)",
        help_text="Sebutkan petugas lain yang mengumpulkan data.",
        example="Kader posyandu",
    )
    collector_education = SomeOf(
        COLLECTOR_EDUCATION,
        label="Persyaratan pendidikan terendah petugas pengumpul data",
        help_text="Pilih pendidikan terendah yang disyaratkan bagi petugas.",
        example="Petugas paling rendah lulusan SMK Perikanan: SMU/SMK",
    )
    collector_education_level = Text(
        label="Akademi/Universitas: Diploma/S1/S2/S3",
        required=False,
        help_text="Sebutkan jenjang terendah yang disyaratkan: Diploma, S1, S2, atau S3.",
        example="Diploma III",
    )
    training = YesNo(
        label="Apakah melakukan pelatihan petugas",
        help_text="Pilih “Ya” bila petugas dilatih sebelum mengumpulkan data.",
        example="Pelatihan dua hari sebelum turun ke lapangan: Ya",
    )
    training_explanation = LongText(
        label="Jika “Ya”, jelaskan",
        help_text="Jelaskan lama, tempat, pengajar, dan bahan pelatihan.",
        example=(
            "Dua hari di aula dinas, diajar manajer survei: konsep, kuesioner, dan "
            "latihan wawancara"
        ),
    )
    supervisor_count = Number(
        label="Jumlah petugas: Supervisi/Penyelia/Pengawas (orang)",
        smallest=0,
        help_text="Tulis jumlah pengawas dalam angka; tulis 0 bila tidak ada.",
        example="3",
    )
    enumerator_count = Number(
        label="Jumlah petugas: Pengumpul Data/Enumerator (orang)",
        smallest=0,
        help_text="Tulis jumlah pengumpul data dalam angka; tulis 0 bila tidak ada.",
        example="12",
    )

    numbers = {
        "collection_coverage": "5.1",
        "area_scope": "5.2",
        "areas": "5.3",
        "collection_methods": "5.4",
        "collection_methods_other": "5.4",
        "sampling_kind": "5.5",
        "nonprobability_method": "5.6",
        "pilot": "5.7",
        "pilot_explanation": "5.7",
        "collectors": "5.8",
        "collectors_other": "5.8",
        "collector_education": "5.9",
        "collector_education_level": "5.9",
        "training": "5.10",
        "training_explanation": "5.10",
        "supervisor_count": "5.11",
        "enumerator_count": "5.11",
    }
    only_if = {
        "areas": when("area_scope", "partial"),
        "collection_methods_other": when("collection_methods", "other"),
        "sampling_kind": when("collection_coverage", "sample"),
        "nonprobability_method": when("collection_coverage", "sample")
        & when("sampling_kind", "nonprobability"),
        "pilot_explanation": when("pilot", "yes"),
        "collectors_other": when("collectors", "other"),
        "collector_education_level": when("collector_education", "tertiary"),
        "training_explanation": when("training", "yes"),
    }


class Sampling(Block):
    """How a probability sample is drawn."""

    code = "sampling"
    title = "Blok VI. Rancangan Sampel"
    asked_if = when("collection_coverage", "sample") & when("sampling_kind", "probability")
    asked_words = (
        "diisi bila rincian 5.1 dijawab “Sebagian populasi (sampel)” dan rincian 5.5 "
        "“Sampel Probabilitas”"
    )

    sample_design = OneOf(
        SAMPLE_DESIGN,
        label="Jenis Rancangan Sampel",
        help_text="Pilih Multi Stage/Phase bila sampel dipilih lebih dari satu tahap.",
        example="Memilih desa, lalu rumah tangga di desa itu: Multi Stage/Phase",
    )
    sample_design_stages = LongText(
        label="Multi Stage/Phase (sebutkan)",
        help_text="Sebutkan setiap tahap dan unit yang dipilih pada tahap itu.",
        example="Tahap 1: 15 desa pesisir; tahap 2: 20 rumah tangga nelayan di setiap desa",
    )
    sampling_frame = LongText(
        label="Kerangka sampel",
        help_text=(
            "Sebutkan daftar unit yang menjadi dasar pemilihan dan tahunnya; uraikan "
            "untuk tiap tahap bila lebih dari satu tahap."
        ),
        example="Daftar rumah tangga nelayan dinas tahun 2025 sebanyak 4.120 rumah tangga",
    )
    selection_method = LongText(
        label="Metode pemilihan sampel",
        help_text=(
            "Jelaskan cara memilih sampel, misalnya Simple Random Sampling, Systematic "
            "Sampling, atau Probability Proportional to Size."
        ),
        example=(
            "Desa dipilih dengan Probability Proportional to Size, rumah tangga dengan "
            "Systematic Sampling"
        ),
    )
    sampling_fraction = Text(
        label="Keseluruhan fraksi sampel (overall sampling fraction)",
        help_text="Tulis perbandingan jumlah sampel terhadap populasi (n/N).",
        example="300/4.120 = 7,28 persen",
    )
    sampling_unit = Text(
        label="Unit sampel",
        help_text="Sebutkan apa yang dipilih menjadi sampel; boleh berbeda dari responden.",
        example="Rumah tangga nelayan",
    )
    sample_size = Number(
        label="Jumlah seluruh sampel",
        smallest=1,
        help_text="Tulis jumlah seluruh unit sampel dalam angka, sama dengan n pada fraksi sampel.",
        example="300",
    )
    sampling_error = Text(
        label="Perkiraan sampling error",
        help_text="Tulis perkiraan kesalahan sampel beserta ukurannya.",
        example="Margin of error 5 persen pada tingkat kepercayaan 95 persen",
    )
    respondent = Text(
        label="Responden",
        help_text="Sebutkan siapa yang menjawab pertanyaan untuk tiap unit sampel.",
        example="Kepala rumah tangga nelayan",
    )
    respondent_count = Number(
        label="Jumlah responden",
        smallest=1,
        required=False,
        help_text="Tulis jumlah orang yang akan ditanyai dalam angka.",
        example="300",
    )

    numbers = {
        "sample_design": "6.1",
        "sample_design_stages": "6.1",
        "sampling_frame": "6.2",
        "selection_method": "6.3",
        "sampling_fraction": "6.4",
        "sampling_unit": "6.5",
        "sample_size": "6.5",
        "sampling_error": "6.6",
        "respondent": "6.7",
        "respondent_count": "6.7",
    }
    only_if = {
        "sample_design_stages": when("sample_design", "multi_stage"),
    }


class Processing(Block):
    """From editing to publication."""

    code = "processing"
    title = "Blok VII. Pengolahan Data, Estimasi, dan Analisis"

    editing = YesNo(
        label="Metode pengolahan: Penyuntingan (Editing)",
        help_text="Pilih “Ya” bila isian kuesioner diperiksa dan diperbaiki sebelum diolah.",
        example="Pengawas memeriksa kelengkapan kuesioner setiap sore: Ya",
    )
    coding = YesNo(
        label="Metode pengolahan: Penyandian (Coding)",
        help_text="Pilih “Ya” bila jawaban diberi kode sebelum diolah.",
        example="Jenis alat tangkap diberi kode 1 sampai 9: Ya",
    )
    validation = YesNo(
        label="Metode pengolahan: Penyahihan (Validasi)",
        help_text="Pilih “Ya” bila kebenaran data diperiksa setelah direkam.",
        example="Data dicocokkan dengan catatan pelabuhan: Ya",
    )
    estimation_levels = SomeOf(
        ESTIMATION_LEVELS,
        label="Tingkat estimasi yang diharapkan",
        exclusive=("none",),
        help_text="Pilih semua tingkat wilayah yang angkanya akan disajikan.",
        example="Angka disajikan untuk kabupaten dan tiap kecamatan: Kabupaten/Kota dan Kecamatan",
    )
    estimation_levels_other = Text(
        label="Lainnya",
        required=False,
        help_text="Sebutkan tingkat wilayah lain yang angkanya disajikan.",
        example="Desa pesisir",
    )
    analysis_method = LongText(
        label="Metode analisis hasil survei",
        help_text="Jelaskan cara data dianalisis hingga menjawab tujuan pada rincian 4.1.",
        example="Analisis deskriptif dengan tabel silang biaya menurut jenis alat tangkap",
    )
    product_print = YesNo(
        label="Produk data yang tersedia untuk umum: Publikasi dalam Media Cetak",
        help_text="Pilih “Ya” bila hasilnya terbit sebagai buku atau lembar cetak.",
        example="Buku Profil Nelayan Kotabaru 2026: Ya",
    )
    product_electronic = YesNo(
        label="Produk data yang tersedia untuk umum: Publikasi dalam Media Elektronik",
        help_text="Pilih “Ya” bila hasilnya dapat dibaca di situs web atau sebagai berkas.",
        example="Buku dalam bentuk PDF di situs dinas: Ya",
    )
    product_macro = YesNo(
        label="Produk data yang tersedia untuk umum: Macro Data",
        help_text="Pilih “Ya” bila tabel angka ringkasan dapat diperoleh umum.",
        example="Tabel pendapatan nelayan menurut kecamatan: Ya",
    )
    product_micro = YesNo(
        label="Produk data yang tersedia untuk umum: Micro Data/Raw Data",
        help_text="Pilih “Ya” bila data tiap responden, tanpa identitas, dapat diperoleh umum.",
        example="Berkas data 300 rumah tangga tanpa nama dan alamat: Ya",
    )
    product_other = YesNo(
        label="Produk data yang tersedia untuk umum: Lainnya",
        help_text="Pilih “Ya” bila ada bentuk lain yang tersedia untuk umum.",
        example="Peta sebaran desa nelayan: Ya",
    )
    product_other_text = Text(
        label="Lainnya (sebutkan)",
        help_text="Sebutkan bentuk lain itu.",
        example="Peta digital dan infografik",
    )
    planning_start = Day(
        label="Waktu pelaksanaan survei: Perencanaan/Persiapan (mulai)",
        help_text="Tulis hari pertama persiapan, termasuk penyusunan kuesioner.",
        example="5 Januari 2026",
    )
    planning_end = Day(
        label="Waktu pelaksanaan survei: Perencanaan/Persiapan (s.d.)",
        not_before="planning_start",
        help_text="Tulis hari terakhir persiapan; tidak lebih awal dari hari mulainya.",
        example="27 Februari 2026",
    )
    fieldwork_start = Day(
        label="Waktu pelaksanaan survei: Pelaksanaan Lapang (mulai)",
        help_text="Tulis hari pertama pengumpulan data; ajukan rekomendasi jauh sebelum hari itu.",
        example="4 Mei 2026",
    )
    fieldwork_end = Day(
        label="Waktu pelaksanaan survei: Pelaksanaan Lapang (s.d.)",
        not_before="fieldwork_start",
        help_text="Tulis hari terakhir pengumpulan data.",
        example="29 Mei 2026",
    )
    processing_start = Day(
        label="Waktu pelaksanaan survei: Pengolahan (mulai)",
        help_text="Tulis hari pertama pengolahan data.",
        example="1 Juni 2026",
    )
    processing_end = Day(
        label="Waktu pelaksanaan survei: Pengolahan (s.d.)",
        not_before="processing_start",
        help_text="Tulis hari terakhir pengolahan data.",
        example="30 Juni 2026",
    )
    analysis_start = Day(
        label="Waktu pelaksanaan survei: Analisis (mulai)",
        help_text="Tulis hari pertama analisis.",
        example="1 Juli 2026",
    )
    analysis_end = Day(
        label="Waktu pelaksanaan survei: Analisis (s.d.)",
        not_before="analysis_start",
        help_text="Tulis hari terakhir analisis.",
        example="31 Juli 2026",
    )
    presentation_start = Day(
        label="Waktu pelaksanaan survei: Penyajian (mulai)",
        help_text="Tulis hari pertama penyajian hasil.",
        example="3 Agustus 2026",
    )
    presentation_end = Day(
        label="Waktu pelaksanaan survei: Penyajian (s.d.)",
        not_before="presentation_start",
        help_text="Tulis hari terakhir penyajian hasil.",
        example="31 Agustus 2026",
    )
    availability_date = Day(
        label="Waktu ketersediaan hasil survei untuk umum",
        help_text="Tulis hari sejak hasil survei dapat diperoleh umum.",
        example="15 September 2026",
    )

    numbers = {
        "editing": "7.1",
        "coding": "7.1",
        "validation": "7.1",
        "estimation_levels": "7.2",
        "estimation_levels_other": "7.2",
        "analysis_method": "7.3",
        "product_print": "7.4",
        "product_electronic": "7.4",
        "product_macro": "7.4",
        "product_micro": "7.4",
        "product_other": "7.4",
        "product_other_text": "7.4",
        "planning_start": "7.5",
        "planning_end": "7.5",
        "fieldwork_start": "7.5",
        "fieldwork_end": "7.5",
        "processing_start": "7.5",
        "processing_end": "7.5",
        "analysis_start": "7.5",
        "analysis_end": "7.5",
        "presentation_start": "7.5",
        "presentation_end": "7.5",
        "availability_date": "7.6",
    }
    grids = (
        Grid(
            "Metode",
            ("Dilakukan",),
            (
                ("editing",),
                ("coding",),
                ("validation",),
            ),
        ),
        Grid(
            "Produk",
            ("Tersedia",),
            (
                ("product_print",),
                ("product_electronic",),
                ("product_macro",),
                ("product_micro",),
                ("product_other",),
            ),
        ),
        Grid(
            "Tahapan",
            ("Mulai", "Selesai"),
            (
                ("planning_start", "planning_end"),
                ("fieldwork_start", "fieldwork_end"),
                ("processing_start", "processing_end"),
                ("analysis_start", "analysis_end"),
                ("presentation_start", "presentation_end"),
            ),
        ),
    )
    only_if = {
        "estimation_levels_other": when("estimation_levels", "other"),
        "product_other_text": when("product_other", "yes"),
        "availability_date": when("product_print", "yes")
        | when("product_electronic", "yes")
        | when("product_macro", "yes")
        | when("product_micro", "yes")
        | when("product_other", "yes"),
    }


FS3_2021 = Edition(
    slug="fs3_2021",
    kind="survey",
    identity_letter="V",
    title="Formulir Pemberitahuan Survei Statistik Sektoral",
    short_title="FS3",
    blocks=(Cover, Organizer, Contacts, General, Purpose, Design, Sampling, Processing),
    title_question="cover.survey_title",
    contact_question="contacts.manager_email",
    advice_rules=SURVEY,
    purpose_question="purpose.survey_purpose",
    areas_question="design.areas",
    available_on_question="processing.availability_date",
    variables_question="purpose.variables",
    methods_question="design.collection_methods",
    period_questions=("processing.fieldwork_start", "processing.fieldwork_end"),
    usually_changes=(
        "purpose.variables.reference_period",
        "design.supervisor_count",
        "design.enumerator_count",
        "sampling.sampling_fraction",
        "sampling.sample_size",
        "sampling.respondent_count",
        "processing.planning_start",
        "processing.planning_end",
        "processing.fieldwork_start",
        "processing.fieldwork_end",
        "processing.processing_start",
        "processing.processing_end",
        "processing.analysis_start",
        "processing.analysis_end",
        "processing.presentation_start",
        "processing.presentation_end",
        "processing.availability_date",
    ),
    public_keys=(
        "cover.survey_title",
        "general.repetition",
        "general.frequency",
        "general.data_collection_type",
        "purpose.survey_purpose",
        "purpose.variables",
        "design.collection_coverage",
        "design.area_scope",
        "design.areas",
        "design.collection_methods",
        "design.sampling_kind",
        "design.nonprobability_method",
        "sampling.sample_design",
        "sampling.selection_method",
        "sampling.sampling_unit",
        "processing.analysis_method",
        "processing.planning_start",
        "processing.planning_end",
        "processing.fieldwork_start",
        "processing.fieldwork_end",
        "processing.processing_start",
        "processing.processing_end",
        "processing.analysis_start",
        "processing.analysis_end",
        "processing.presentation_start",
        "processing.presentation_end",
        "processing.availability_date",
    ),
)
