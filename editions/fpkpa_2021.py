"""Form FP-KPA, edition 2021: notification of a compilation of administrative records.

Written once from the official paper; frozen as soon as somebody has answered it, like a migration.
"""

from editions.advice.rules import COMPILATION
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
    Choice("monthly", "Bulanan", "1"),
    Choice("quarterly", "Triwulanan", "2"),
    Choice("yearly", "Tahunan", "3"),
    Choice("other", "Lainnya (sebutkan)", "4"),
)


DATA_KIND = (
    Choice("series", "Series", "1"),
    Choice("cross_section", "Cross section", "2"),
    Choice("series_and_cross_section", "Series dan cross section", "3"),
)


COLLECTION_METHODS = (
    Choice("self_completed", "Mengisi kuesioner sendiri (swacacah)", "1"),
    Choice("records", "Dokumentasi", "2"),
    Choice("other", "Lainnya (sebutkan)", "4"),
)


AREA_SCOPE = (
    Choice("all", "Seluruh wilayah di Indonesia", "1"),
    Choice("partial", "Sebagian wilayah di Indonesia", "2"),
)


COLLECTORS = (
    Choice("staff", "Staf", "1"),
    Choice("contract_staff", "Tenaga kontrak", "2"),
    Choice("other", "Lainnya (sebutkan)", "4"),
)


COLLECTOR_EDUCATION = (
    Choice("junior_secondary", "SMP", "1"),
    Choice("senior_secondary", "SMA/SMK", "2"),
    Choice("tertiary", "Akademi/Universitas", "3"),
)


PRESENTATION_LEVELS = (
    Choice("national", "Nasional", "1"),
    Choice("province", "Provinsi", "2"),
    Choice("regency", "Kabupaten/kota", "4"),
    Choice("district", "Kecamatan", "8"),
    Choice("other", "Lainnya (sebutkan)", "16"),
    Choice("none", "Tidak dilakukan estimasi", "32"),
)


class VariableRow(Row):
    """One variable of the activity."""

    name = Text(
        label="Nama",
    )
    reference_period = Text(
        label="Referensi Waktu",
    )
    source_unit = Text(
        label="Sumber",
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

    activity_title = Title(
        label="Judul kegiatan",
        help_text=(
            "Tulis judul lengkap yang memuat kata “Kompilasi”, pokok kegiatan, wilayah, dan tahun."
        ),
        example="Kompilasi Data Kunjungan Pasien Puskesmas Kabupaten Kotabaru Tahun 2026",
    )
    recommendation_identity = Identity(
        label="Identitas rekomendasi (diisi oleh BPS)",
        help_text=(
            "Nomor ini diberikan BPS ketika surat rekomendasi terbit; Anda tidak perlu mengisinya."
        ),
        example="K-26.6302.001",
    )

    numbers = {
        "activity_title": "0.1",
        "recommendation_identity": "0.2",
    }


class Organizer(Block):
    """Who organises the compilation."""

    code = "organizer"
    title = "Blok I. Identifikasi Penyelenggara Kompilasi Produk Administrasi"

    organizer_name = Text(
        label="Penyelenggara",
        autocomplete="section-organizer organization",
        help_text="Tulis nama lengkap instansi setingkat eselon II, tanpa singkatan.",
        example="Dinas Kesehatan Kabupaten Kotabaru",
    )
    organizer_address = LongText(
        label="Alamat lengkap penyelenggara",
        autocomplete="section-organizer street-address",
        help_text="Tulis jalan, nomor, kelurahan atau desa, kecamatan, dan kode pos.",
        example="Jalan Contoh Sehat Nomor 7, Kelurahan Contoh, Kecamatan Pulau Laut Utara, 72111",
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
        example="0518-000223",
    )
    organizer_fax = Phone(
        label="Faksimile",
        required=False,
        autocomplete="section-organizer fax tel",
        help_text="Tulis nomor faksimile kantor; biarkan kosong bila tidak ada.",
        example="0518-000224",
    )
    organizer_email = Email(
        label="E-mail",
        autocomplete="section-organizer email",
        help_text="Tulis alamat surel resmi instansi yang dibaca setiap hari kerja.",
        example="kesehatan@kotabaru.example.go.id",
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
    title = "Blok II. Penanggung Jawab Kompilasi Produk Administrasi (sebagai Contact Person)"

    responsible_name = Text(
        label="Penanggung jawab kegiatan: Nama",
        autocomplete="section-responsible name",
        help_text="Tulis nama pejabat yang bertanggung jawab atas kegiatan, lengkap dengan gelar.",
        example="dr. Laila Contoh, M.Kes.",
    )
    responsible_position = Text(
        label="Penanggung jawab kegiatan: Jabatan",
        autocomplete="section-responsible organization-title",
        help_text="Tulis jabatan penanggung jawab di instansi.",
        example="Kepala Bidang Pelayanan Kesehatan",
    )
    responsible_address = LongText(
        label="Penanggung jawab kegiatan: Alamat",
        required=False,
        autocomplete="section-responsible street-address",
        help_text="Tulis alamat kantornya bila berbeda dari alamat penyelenggara.",
        example="Jalan Contoh Sehat Nomor 7, Kotabaru",
    )
    responsible_phone = Phone(
        label="Penanggung jawab kegiatan: Telepon",
        autocomplete="section-responsible tel",
        help_text="Tulis nomor yang dapat dihubungi pada jam kerja.",
        example="0812-0000-0011",
    )
    responsible_fax = Phone(
        label="Penanggung jawab kegiatan: Fax",
        required=False,
        autocomplete="section-responsible fax tel",
        help_text="Tulis nomor faksimile; biarkan kosong bila tidak ada.",
        example="0518-000224",
    )
    responsible_email = Email(
        label="Penanggung jawab kegiatan: E-mail",
        autocomplete="section-responsible email",
        help_text="Tulis alamat surel yang dipakai penanggung jawab untuk pekerjaan.",
        example="laila@kotabaru.example.go.id",
    )
    technical_name = Text(
        label="Penanggung jawab teknis kegiatan: Nama",
        autocomplete="section-technical name",
        help_text="Tulis nama orang yang sehari-hari mengerjakan kompilasi ini.",
        example="Yusuf Contoh, S.K.M.",
    )
    technical_position = Text(
        label="Penanggung jawab teknis kegiatan: Jabatan",
        autocomplete="section-technical organization-title",
        help_text="Tulis jabatannya di instansi atau di tim pelaksana.",
        example="Pengelola Data dan Informasi Kesehatan",
    )
    technical_address = LongText(
        label="Penanggung jawab teknis kegiatan: Alamat",
        required=False,
        autocomplete="section-technical street-address",
        help_text="Tulis alamat kantornya bila berbeda dari alamat penyelenggara.",
        example="Jalan Contoh Sehat Nomor 7, Kotabaru",
    )
    technical_phone = Phone(
        label="Penanggung jawab teknis kegiatan: Telepon",
        autocomplete="section-technical tel",
        help_text="Tulis nomor yang dapat dihubungi pemeriksa pada jam kerja.",
        example="0812-0000-0012",
    )
    technical_fax = Phone(
        label="Penanggung jawab teknis kegiatan: Fax",
        required=False,
        autocomplete="section-technical fax tel",
        help_text="Tulis nomor faksimile; biarkan kosong bila tidak ada.",
        example="0518-000224",
    )
    technical_email = Email(
        label="Penanggung jawab teknis kegiatan: E-mail",
        autocomplete="section-technical email",
        help_text="Tulis alamat surelnya; catatan teknis dibahas melalui alamat ini.",
        example="yusuf@kotabaru.example.go.id",
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
        "responsible_address": "2.1",
        "responsible_phone": "2.1",
        "responsible_fax": "2.1",
        "responsible_email": "2.1",
        "technical_name": "2.2",
        "technical_position": "2.2",
        "technical_address": "2.2",
        "technical_phone": "2.2",
        "technical_fax": "2.2",
        "technical_email": "2.2",
        "walidata_unit": "2.3",
        "walidata_email": "2.3",
    }


class Planning(Block):
    """What for, and when."""

    code = "planning"
    title = "Blok III. Perencanaan dan Persiapan Kompilasi Produk Administrasi"

    purpose_and_benefit = LongText(
        label="Tujuan dan manfaat kegiatan",
        help_text=(
            "Jelaskan apa yang ingin diketahui, indikator yang dihasilkan, dan siapa yang "
            "memakainya."
        ),
        example=(
            "Menghimpun jumlah kunjungan pasien menurut penyakit sebagai dasar pengadaan "
            "obat puskesmas"
        ),
    )
    planning_start = Day(
        label="Jadwal kegiatan: Perencanaan/persiapan (mulai)",
        help_text="Tulis hari pertama persiapan, termasuk penyusunan lembar kerja.",
        example="5 Januari 2026",
    )
    planning_end = Day(
        label="Jadwal kegiatan: Perencanaan/persiapan (s.d.)",
        not_before="planning_start",
        help_text="Tulis hari terakhir persiapan; tidak lebih awal dari hari mulainya.",
        example="30 Januari 2026",
    )
    collection_start = Day(
        label="Jadwal kegiatan: Pengumpulan data (mulai)",
        help_text=(
            "Tulis hari pertama catatan dihimpun, bukan hari terjadinya peristiwa yang dicatat."
        ),
        example="4 Mei 2026",
    )
    collection_end = Day(
        label="Jadwal kegiatan: Pengumpulan data (s.d.)",
        not_before="collection_start",
        help_text="Tulis hari terakhir catatan dihimpun.",
        example="29 Mei 2026",
    )
    processing_start = Day(
        label="Jadwal kegiatan: Pengolahan (mulai)",
        help_text="Tulis hari pertama pengolahan data.",
        example="1 Juni 2026",
    )
    processing_end = Day(
        label="Jadwal kegiatan: Pengolahan (s.d.)",
        not_before="processing_start",
        help_text="Tulis hari terakhir pengolahan data.",
        example="19 Juni 2026",
    )
    analysis_start = Day(
        label="Jadwal kegiatan: Analisis (mulai)",
        help_text="Tulis hari pertama analisis.",
        example="22 Juni 2026",
    )
    analysis_end = Day(
        label="Jadwal kegiatan: Analisis (s.d.)",
        not_before="analysis_start",
        help_text="Tulis hari terakhir analisis.",
        example="10 Juli 2026",
    )
    dissemination_start = Day(
        label="Jadwal kegiatan: Diseminasi (mulai)",
        help_text="Tulis hari pertama penyebarluasan hasil.",
        example="13 Juli 2026",
    )
    dissemination_end = Day(
        label="Jadwal kegiatan: Diseminasi (s.d.)",
        not_before="dissemination_start",
        help_text="Tulis hari terakhir penyebarluasan hasil.",
        example="31 Juli 2026",
    )

    numbers = {
        "purpose_and_benefit": "3.1",
        "planning_start": "3.2",
        "planning_end": "3.2",
        "collection_start": "3.2",
        "collection_end": "3.2",
        "processing_start": "3.2",
        "processing_end": "3.2",
        "analysis_start": "3.2",
        "analysis_end": "3.2",
        "dissemination_start": "3.2",
        "dissemination_end": "3.2",
    }
    grids = (
        Grid(
            "Tahapan",
            ("Mulai", "Selesai"),
            (
                ("planning_start", "planning_end"),
                ("collection_start", "collection_end"),
                ("processing_start", "processing_end"),
                ("analysis_start", "analysis_end"),
                ("dissemination_start", "dissemination_end"),
            ),
        ),
    )


class Variables(Block):
    """Which variables, and where they come from."""

    code = "variables"
    title = "Blok IV. Variabel Utama yang Digunakan"

    variables = Rows(
        VariableRow,
        label=(
            "Variabel utama yang digunakan, referensi waktu dan sumber dari masing-masing "
            "variabel tersebut"
        ),
        help_text=(
            "Tulis satu variabel tiap baris: namanya, masa yang dirujuk, dan asal "
            "catatannya; konsep dan definisi membantu pemeriksa."
        ),
        example="Jumlah kunjungan rawat jalan; Januari–Desember 2025; register puskesmas",
    )

    numbers = {
        "variables": "4",
    }


class Design(Block):
    """How often, how and where the records are brought together."""

    code = "design"
    title = "Blok V. Desain Kompilasi Produk Administrasi"

    repetition = OneOf(
        REPETITION,
        label="Kegiatan ini dilakukan",
        help_text="Pilih apakah kompilasi yang sama akan dilakukan lagi pada masa mendatang.",
        example="Rekapitulasi produksi tandan buah segar setiap tahun: Berulang",
    )
    frequency = OneOf(
        FREQUENCY,
        label="Frekuensi penyelenggaraan kegiatan",
        help_text="Pilih seberapa sering kompilasi ini diadakan.",
        example="Rekapitulasi kunjungan wisatawan setiap bulan: Bulanan",
    )
    frequency_other = Text(
        label="Lainnya (sebutkan)",
        help_text="Sebutkan frekuensinya bila tidak ada pada pilihan di atas.",
        example="Setiap semester tahun ajaran",
    )
    data_kind = OneOf(
        DATA_KIND,
        label="Jenis data",
        help_text=(
            "Series adalah data beberapa waktu; cross section adalah data banyak unit "
            "pada satu waktu."
        ),
        example="Jumlah murid tiap sekolah tahun 2020–2025: Series dan cross section",
    )
    collection_methods = SomeOf(
        COLLECTION_METHODS,
        label="Metode pengumpulan data",
        help_text="Pilih semua cara yang dipakai untuk menghimpun catatan.",
        example="Menyalin register puskesmas: Dokumentasi",
    )
    collection_methods_other = Text(
        label="Lainnya (sebutkan)",
        help_text="Sebutkan cara lain yang dipakai.",
        example="Unduhan dari aplikasi data pokok pendidikan",
    )
    area_scope = OneOf(
        AREA_SCOPE,
        label="Cakupan wilayah data",
        help_text="Pilih sebagian bila catatan tidak mencakup semua provinsi di Indonesia.",
        example="Catatan puskesmas di Kabupaten Kotabaru: Sebagian wilayah di Indonesia",
    )
    areas = Rows(
        AreaRow,
        label="Wilayah data",
        help_text=(
            "Tulis satu wilayah tiap baris; tulis “semua” bila seluruh kabupaten/kota "
            "dalam provinsi itu tercakup."
        ),
        example="Kalimantan Selatan; Kabupaten Kotabaru",
    )

    numbers = {
        "repetition": "5.1",
        "frequency": "5.2",
        "frequency_other": "5.2",
        "data_kind": "5.3",
        "collection_methods": "5.4",
        "collection_methods_other": "5.4",
        "area_scope": "5.5",
        "areas": "5.6",
    }
    only_if = {
        "frequency": when("repetition", "repeated"),
        "frequency_other": when("repetition", "repeated") & when("frequency", "other"),
        "collection_methods_other": when("collection_methods", "other"),
        "areas": when("area_scope", "partial"),
    }


class Collection(Block):
    """Who brings them together."""

    code = "collection"
    title = "Blok VI. Pengumpulan Data"

    collectors = SomeOf(
        COLLECTORS,
        label="Petugas pengumpulan data",
        help_text="Pilih semua yang akan menghimpun catatan.",
        example="Pengelola data dinas: Staf",
    )
    collectors_other = Text(
        label="Lainnya (sebutkan)",
        help_text="Sebutkan petugas lain yang menghimpun catatan.",
        example="Operator sekolah",
    )
    collector_education = OneOf(
        COLLECTOR_EDUCATION,
        label="Persyaratan pendidikan terakhir petugas pengumpulan data",
        help_text="Pilih pendidikan yang disyaratkan bagi petugas.",
        example="Petugas lulusan Diploma III: Akademi/Universitas",
    )
    supervisor_count = Number(
        label="Jumlah petugas: Supervisor/penyelia/pengawas (orang)",
        smallest=0,
        help_text="Tulis jumlah pengawas dalam angka; tulis 0 bila tidak ada.",
        example="2",
    )
    enumerator_count = Number(
        label="Jumlah petugas: Enumerator/kompilator/pengumpul data (orang)",
        smallest=0,
        help_text="Tulis jumlah pengumpul data dalam angka; tulis 0 bila tidak ada.",
        example="28",
    )
    training = YesNo(
        label="Apakah melakukan pelatihan petugas pengumpulan data?",
        help_text="Pilih “Ya” bila petugas dilatih sebelum menghimpun catatan.",
        example="Pelatihan pengisian lembar kerja selama sehari: Ya",
    )

    numbers = {
        "collectors": "6.1",
        "collectors_other": "6.1",
        "collector_education": "6.2",
        "supervisor_count": "6.3",
        "enumerator_count": "6.3",
        "training": "6.4",
    }
    only_if = {
        "collectors_other": when("collectors", "other"),
    }


class Processing(Block):
    """From editing to publication."""

    code = "processing"
    title = "Blok VII. Pengolahan, Estimasi, Analisis, dan Diseminasi Data"

    editing = YesNo(
        label="Metode pengolahan: Penyuntingan (editing)",
        help_text="Pilih “Ya” bila isian lembar kerja diperiksa dan diperbaiki sebelum diolah.",
        example="Kelengkapan laporan puskesmas diperiksa: Ya",
    )
    coding = YesNo(
        label="Metode pengolahan: Penyandian (coding)",
        help_text="Pilih “Ya” bila isian diberi kode sebelum diolah.",
        example="Nama penyakit diberi kode ICD-10: Ya",
    )
    data_entry = YesNo(
        label="Metode pengolahan: Input data (data entry)",
        help_text="Pilih “Ya” bila catatan direkam ke komputer.",
        example="Register ditik ke lembar kerja elektronik: Ya",
    )
    validation = YesNo(
        label="Metode pengolahan: Penyahihan (validasi)",
        help_text="Pilih “Ya” bila kebenaran data diperiksa setelah direkam.",
        example="Jumlah dicocokkan dengan laporan bulanan: Ya",
    )
    analysis_method = LongText(
        label="Metode analisis",
        help_text="Jelaskan cara data dianalisis hingga menjawab tujuan kompilasi.",
        example=(
            "Analisis deskriptif: jumlah dan persentase kunjungan menurut penyakit dan kecamatan"
        ),
    )
    analysis_unit = Text(
        label="Unit analisis",
        help_text="Sebutkan satuan yang dihitung atau dibandingkan pada hasil.",
        example="Puskesmas",
    )
    presentation_levels = SomeOf(
        PRESENTATION_LEVELS,
        label="Tingkat penyajian data",
        exclusive=("none",),
        help_text="Pilih semua tingkat wilayah yang angkanya akan disajikan.",
        example="Tabel untuk kabupaten dan tiap kecamatan: Kabupaten/kota dan Kecamatan",
    )
    presentation_levels_other = Text(
        label="Lainnya (sebutkan)",
        help_text="Sebutkan tingkat wilayah lain yang angkanya disajikan.",
        example="Wilayah kerja puskesmas",
    )
    product_print = YesNo(
        label="Produk data yang tersedia untuk umum: Publikasi tercetak",
        help_text="Pilih “Ya” bila hasilnya terbit sebagai buku atau lembar cetak.",
        example="Buku Profil Kesehatan Kotabaru 2026: Ya",
    )
    product_electronic = YesNo(
        label="Produk data yang tersedia untuk umum: Publikasi elektronik",
        help_text="Pilih “Ya” bila hasilnya dapat dibaca di situs web atau sebagai berkas.",
        example="Buku dalam bentuk PDF di situs dinas: Ya",
    )
    publication_date = Day(
        label="Rencana penerbitan publikasi untuk umum",
        help_text="Tulis hari penerbitan publikasi untuk umum.",
        example="3 Agustus 2026",
    )

    numbers = {
        "editing": "7.1",
        "coding": "7.1",
        "data_entry": "7.1",
        "validation": "7.1",
        "analysis_method": "7.2",
        "analysis_unit": "7.3",
        "presentation_levels": "7.4",
        "presentation_levels_other": "7.4",
        "product_print": "7.5",
        "product_electronic": "7.5",
        "publication_date": "7.6",
    }
    grids = (
        Grid(
            "Metode",
            ("Dilakukan",),
            (
                ("editing",),
                ("coding",),
                ("data_entry",),
                ("validation",),
            ),
        ),
        Grid(
            "Produk",
            ("Tersedia",),
            (
                ("product_print",),
                ("product_electronic",),
            ),
        ),
    )
    only_if = {
        "presentation_levels_other": when("presentation_levels", "other"),
        "publication_date": when("product_print", "yes") | when("product_electronic", "yes"),
    }


FPKPA_2021 = Edition(
    slug="fpkpa_2021",
    kind="compilation",
    identity_letter="K",
    title="Formulir Pemberitahuan Kompilasi Produk Administrasi",
    short_title="FP-KPA",
    blocks=(Cover, Organizer, Contacts, Planning, Variables, Design, Collection, Processing),
    title_question="cover.activity_title",
    contact_question="contacts.technical_email",
    advice_rules=COMPILATION,
    purpose_question="planning.purpose_and_benefit",
    areas_question="design.areas",
    available_on_question="processing.publication_date",
    variables_question="variables.variables",
    methods_question="design.collection_methods",
    period_questions=("planning.collection_start", "planning.collection_end"),
    usually_changes=(
        "variables.variables.reference_period",
        "collection.supervisor_count",
        "collection.enumerator_count",
        "planning.planning_start",
        "planning.planning_end",
        "planning.collection_start",
        "planning.collection_end",
        "planning.processing_start",
        "planning.processing_end",
        "planning.analysis_start",
        "planning.analysis_end",
        "planning.dissemination_start",
        "planning.dissemination_end",
        "processing.publication_date",
    ),
    public_keys=(
        "cover.activity_title",
        "planning.purpose_and_benefit",
        "planning.planning_start",
        "planning.planning_end",
        "planning.collection_start",
        "planning.collection_end",
        "planning.processing_start",
        "planning.processing_end",
        "planning.analysis_start",
        "planning.analysis_end",
        "planning.dissemination_start",
        "planning.dissemination_end",
        "processing.publication_date",
        "variables.variables",
        "design.repetition",
        "design.frequency",
        "design.data_kind",
        "design.collection_methods",
        "design.area_scope",
        "design.areas",
        "processing.analysis_method",
        "processing.analysis_unit",
    ),
)
