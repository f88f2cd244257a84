"""Who takes part: the office's staff, the agencies and their people. All of them invented."""

from dataclasses import dataclass

from accounts.models import Role

PASSWORD = "kotabaru-peragaan"  # noqa: S105  (printed for whoever tries the portal)
OFFICE_EMAIL = "bps6302@bps.example.go.id"
DEED = "Keputusan Kepala BPS Nomor 99 Tahun 2025 (contoh)"


@dataclass(frozen=True)
class Staff:
    """Somebody who works at the office; the key is the local part of his mailbox."""

    key: str
    name: str
    position: str
    roles: tuple

    @property
    def email(self):
        return f"{self.key}@bps.example.go.id"


@dataclass(frozen=True)
class Applicant:
    """An agency, its people (the first is its admin), and who answers for its statistics."""

    key: str
    name: str
    street: str
    people: tuple  # (key, name, position)
    responsible: tuple  # (name, position)

    @property
    def address(self):
        return f"{self.street}, Kecamatan Pulau Laut Utara, Kotabaru 72111"

    @property
    def email(self):
        return f"{self.key}@example.go.id"

    @property
    def phone(self):
        return f"0518-0001{APPLICANTS.index(self) + 10}"


STAFF = (
    Staff("dewi", "Dewi Anggraini", "Pranata Komputer", (Role.ADMIN,)),
    Staff("hasan", "Hasan Basri", "Kepala BPS Kabupaten Kotabaru", ()),
    Staff("ratna", "Ratna Dewanti", "Statistisi Ahli Muda", (Role.EXAMINER,)),
    Staff("yoga", "Yoga Pratama", "Statistisi Ahli Pertama", (Role.EXAMINER,)),
    Staff("budi", "Budi Santoso", "Petugas Pelayanan Statistik Terpadu", (Role.FRONT_DESK,)),
    Staff("maya", "Maya Lestari", "Pranata Humas Ahli Pertama", (Role.COMPLAINT_HANDLER,)),
)

APPLICANTS = (
    Applicant(
        "perikanan",
        "Dinas Perikanan Kabupaten Kotabaru",
        "Jalan Contoh Bahari Nomor 10",
        (
            ("sari", "Sari Wulandari", "Kepala Bidang Data Perikanan"),
            ("rizal", "Rizal Fahmi", "Pengelola Data Perikanan"),
        ),
        ("Aminah Contoh, S.Pi., M.Si.", "Sekretaris Dinas"),
    ),
    Applicant(
        "kesehatan",
        "Dinas Kesehatan Kabupaten Kotabaru",
        "Jalan Contoh Sehat Nomor 7",
        (("laila", "Laila Rahmah", "Kepala Seksi Informasi Kesehatan"),),
        ("dr. Fauzan Contoh, M.Kes.", "Kepala Bidang Pelayanan Kesehatan"),
    ),
    Applicant(
        "pendidikan",
        "Dinas Pendidikan dan Kebudayaan Kabupaten Kotabaru",
        "Jalan Contoh Pelajar Nomor 21",
        (("anton", "Anton Wijaya", "Kepala Subbagian Perencanaan dan Data"),),
        ("Salmah Contoh, M.Pd.", "Sekretaris Dinas"),
    ),
    Applicant(
        "pariwisata",
        "Dinas Pariwisata, Pemuda, dan Olahraga Kabupaten Kotabaru",
        "Jalan Contoh Siring Nomor 3",
        (("lina", "Lina Marlina", "Analis Pengembangan Destinasi"),),
        ("Iskandar Contoh, S.E.", "Kepala Bidang Pemasaran Pariwisata"),
    ),
    Applicant(
        "perkebunan",
        "Dinas Perkebunan dan Peternakan Kabupaten Kotabaru",
        "Jalan Contoh Sawit Nomor 15",
        (("joko", "Joko Prasetyo", "Kepala Seksi Statistik Perkebunan"),),
        ("Normah Contoh, S.P., M.P.", "Kepala Bidang Produksi Perkebunan"),
    ),
    Applicant(
        "tenagakerja",
        "Dinas Tenaga Kerja dan Transmigrasi Kabupaten Kotabaru",
        "Jalan Contoh Karya Nomor 8",
        (("mira", "Mira Handayani", "Pengantar Kerja Ahli Muda"),),
        ("Gusti Contoh, S.Sos.", "Kepala Bidang Penempatan Tenaga Kerja"),
    ),
    Applicant(
        "lingkungan",
        "Dinas Lingkungan Hidup Kabupaten Kotabaru",
        "Jalan Contoh Lestari Nomor 12",
        (("teguh", "Teguh Saputra", "Pengendali Dampak Lingkungan"),),
        ("Rusmini Contoh, S.T.", "Kepala Bidang Pengelolaan Sampah"),
    ),
    Applicant(
        "koperasi",
        "Dinas Koperasi, Usaha Mikro, dan Perdagangan Kabupaten Kotabaru",
        "Jalan Contoh Niaga Nomor 5",
        (("putri", "Putri Maharani", "Kepala Seksi Pendataan Usaha Mikro"),),
        ("Zainal Contoh, S.E., M.M.", "Kepala Bidang Usaha Mikro"),
    ),
    Applicant(
        "perizinan",
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kabupaten Kotabaru",
        "Jalan Contoh Layanan Nomor 1",
        (("fitri", "Fitri Amalia", "Penata Perizinan"),),
        ("Hidayat Contoh, S.H.", "Kepala Bidang Penanaman Modal"),
    ),
    Applicant(
        "pekerjaanumum",
        "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kotabaru",
        "Jalan Contoh Jembatan Nomor 18",
        (("gilang", "Gilang Ramadhan", "Pengelola Data Jalan dan Jembatan"),),
        ("Syahrani Contoh, S.T., M.T.", "Kepala Bidang Bina Marga"),
    ),
    Applicant(
        "bappeda",
        "Badan Perencanaan Pembangunan Daerah Kabupaten Kotabaru",
        "Jalan Contoh Rencana Nomor 2",
        (("nia", "Nia Kurniasih", "Perencana Ahli Pertama"),),
        ("Arbain Contoh, M.Si.", "Kepala Bidang Data dan Evaluasi"),
    ),
)

AT_THE_DESK = "pekerjaanumum"  # its account was opened by the front desk
STILL_PENDING = "bappeda"
INVITED = ("perikanan", "rizal")


def applicant(key):
    """The agency of that key."""
    return next(each for each in APPLICANTS if each.key == key)


def person_email(key):
    """The mailbox of a member of an agency."""
    return f"{key}@example.go.id"


STANDARD_NOTES = (
    (
        "Definisi belum lengkap",
        "Lengkapi konsep dan definisi pada rincian {rincian} dengan kalimat yang dipahami orang "
        "awam, mengacu pada konsep nasional.",
    ),
    (
        "Isian tidak cocok dengan kuesioner",
        "Isian {rincian}, yaitu “{isian}”, tidak sama dengan kuesioner {judul}. Samakan keduanya.",
    ),
    (
        "Jadwal mendahului rekomendasi",
        "Pengumpulan data {judul} dimulai sebelum rekomendasi terbit. Sesuaikan jadwalnya.",
    ),
)
