"""The nine *unsur* of the national satisfaction survey (PermenPANRB 14/2017), in its own words.

Answers are kept by the key, never by the number: questionnaires in use swap U8 and U9.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unsur:
    """One of the nine: its number in the regulation, the question, and what 1, 2, 3, 4 mean."""

    key: str
    number: str
    name: str
    question: str
    options: tuple

    @property
    def choices(self):
        """The scale as a form offers it, the worst first."""
        return list(enumerate(self.options, 1))


def _scale(word):
    """The usual scale: "Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"."""
    return (f"Tidak {word}", f"Kurang {word}", word.capitalize(), f"Sangat {word}")


UNSUR = (
    Unsur(
        "requirements",
        "U1",
        "Persyaratan",
        "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis "
        "pelayanannya?",
        _scale("sesuai"),
    ),
    Unsur(
        "procedure",
        "U2",
        "Sistem, Mekanisme, dan Prosedur",
        "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
        _scale("mudah"),
    ),
    Unsur(
        "time",
        "U3",
        "Waktu Penyelesaian",
        "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
        _scale("cepat"),
    ),
    Unsur(
        "cost",
        "U4",
        "Biaya/Tarif",
        "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    Unsur(
        "product",
        "U5",
        "Produk Spesifikasi Jenis Pelayanan",
        "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum "
        "dalam standar pelayanan dengan hasil yang diberikan?",
        _scale("sesuai"),
    ),
    Unsur(
        "competence",
        "U6",
        "Kompetensi Pelaksana",
        "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
        _scale("kompeten"),
    ),
    Unsur(
        "conduct",
        "U7",
        "Perilaku Pelaksana",
        "Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan "
        "dan keramahan?",
        _scale("sopan dan ramah"),
    ),
    Unsur(
        "complaints",
        "U8",
        "Penanganan Pengaduan, Saran dan Masukan",
        "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
        (
            "Tidak ada",
            "Ada tetapi tidak berfungsi",
            "Berfungsi kurang maksimal",
            "Dikelola dengan baik",
        ),
    ),
    Unsur(
        "facilities",
        "U9",
        "Sarana dan Prasarana",
        "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ),
)
KEYS = tuple(unsur.key for unsur in UNSUR)
