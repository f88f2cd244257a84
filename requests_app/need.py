"""Does an activity need a recommendation? The rules as one table, the first that fits decides.

Where the sources leave it open the answer is to ask BPS; nothing is made up.
"""

from dataclasses import dataclass

from norms.reading import norm

QUESTIONS = {
    "penyelenggara": (
        "Siapa penyelenggaranya?",
        "Kegiatan yang dikerjakan konsultan atau pihak lain untuk instansi pemerintah termasuk "
        "kegiatan instansi itu.",
        {
            "pemerintah": "Instansi pemerintah pusat atau daerah",
            "bps": "BPS",
            "swasta": "Lembaga swasta, perguruan tinggi swasta, atau perorangan",
        },
    ),
    "dana": (
        "Apakah dibiayai APBN atau APBD?",
        "",
        {"ya": "Ya, seluruhnya atau sebagian", "tidak": "Tidak, atau belum diketahui"},
    ),
    "kegiatan": (
        "Apa yang akan dilakukan?",
        "Survei kepuasan masyarakat juga termasuk survei.",
        {
            "survei": "Mengumpulkan data langsung dari responden: wawancara, kuesioner, "
            "atau pengamatan",
            "kompilasi": "Menyusun statistik dari catatan administrasi, misalnya data perizinan",
            "internal": "Memantau pekerjaan sendiri, hanya untuk keperluan di dalam instansi",
            "lain": "Lainnya, atau belum pasti",
        },
    ),
    "wilayah": (
        "Di mana kegiatannya?",
        "",
        {
            "satu": "Satu kabupaten atau kota",
            "provinsi": "Beberapa kabupaten/kota, atau seluruhnya, dalam satu provinsi",
            "nasional": "Lebih dari satu provinsi, atau seluruh Indonesia",
        },
    ),
}

OFFICES = {
    "satu": "BPS kabupaten atau kota tempat kegiatan",
    "provinsi": "BPS provinsi tempat kegiatan",
    "nasional": "BPS pusat (Direktorat Diseminasi Statistik)",
}


@dataclass(frozen=True)
class Case:
    """One answer: what is asked for (`when`), and what we say. `edition` is the form to fill in."""

    when: dict
    answer: str  # "ya", "tidak" or "tanya"
    reason: str
    rests_on: tuple = ()  # keys of norms
    edition: str = ""
    prepare: tuple = ()

    @property
    def basis(self):
        """What the answer rests on, as the table of norms cites it."""
        return "; ".join(
            f"{one.cited} tentang {one.deed_about}" for one in map(norm, self.rests_on)
        )

    @property
    def icon_name(self):
        return SAID[self.answer][0]

    @property
    def sentence(self):
        """The answer as a heading."""
        return SAID[self.answer][1]

    @property
    def asks_bps(self):
        return self.answer == "tanya"


SAID = {
    "ya": ("check-circle-fill", "Ya, kegiatan ini memerlukan rekomendasi"),
    "tidak": ("dash-circle", "Tidak, kegiatan ini tidak memerlukan rekomendasi"),
    "tanya": ("question-circle-fill", "Tanyakan kepada BPS"),
}
RULES = (
    Case(
        {"penyelenggara": "bps"},
        "tidak",
        "Statistik dasar diselenggarakan oleh BPS sendiri dan tidak diajukan untuk rekomendasi.",
        ("basis.basic",),
    ),
    Case(
        {"penyelenggara": "swasta"},
        "tidak",
        "Kegiatan swasta atau perorangan adalah statistik khusus. Setelah selesai, "
        "penyelenggaranya memberitahukan sinopsisnya kepada BPS dengan formulir FS2K.",
        ("basis.special",),
    ),
    Case(
        {"penyelenggara": "pemerintah", "dana": "tidak"},
        "tanya",
        "Rekomendasi berlaku bagi kegiatan instansi pemerintah yang memakai APBN atau APBD. "
        "Untuk sumber dana lain, aturannya tidak kami temukan; tanyakan kepada BPS.",
    ),
    Case(
        {"penyelenggara": "pemerintah", "dana": "ya", "kegiatan": "survei"},
        "ya",
        "Survei instansi pemerintah adalah statistik sektoral: rancangannya diberitahukan kepada "
        "BPS, rekomendasinya diikuti, dan hasilnya diserahkan.",
        ("basis.sectoral", "basis.survey", "basis.regional"),
        "fs3_2021",
        ("Surat pengantar dari pimpinan instansi", "Kuesioner", "Jadwal kegiatan"),
    ),
    Case(
        {"penyelenggara": "pemerintah", "dana": "ya", "kegiatan": "kompilasi"},
        "ya",
        "Kompilasi produk administrasi oleh instansi pemerintah adalah statistik sektoral: "
        "rancangannya diberitahukan kepada BPS sebelum dikerjakan.",
        ("basis.sectoral", "basis.regional"),
        "fpkpa_2021",
        (
            "Surat pengantar dari pimpinan instansi",
            "Lembar kerja kompilasi dan tabel kosongnya",
            "Jadwal kegiatan",
        ),
    ),
    Case(
        {"penyelenggara": "pemerintah", "dana": "ya", "kegiatan": "internal"},
        "tanya",
        "Aturan tidak menyebut pemantauan untuk keperluan sendiri. Tanyakan kepada BPS sebelum "
        "mulai, terutama bila hasilnya akan dibaca orang lain.",
    ),
    Case(
        {"penyelenggara": "pemerintah", "dana": "ya", "kegiatan": "lain"},
        "tanya",
        "Petugas BPS membantu menentukan apakah kegiatan ini memerlukan rekomendasi dan "
        "formulir mana yang dipakai.",
    ),
)


def judge(answers):
    """The rule that decides for these answers, None while an answer that matters is missing."""
    for rule in RULES:
        if all(answers.get(question) == wanted for question, wanted in rule.when.items()):
            return rule
    return None


def unanswered(answers):
    """The questions that must still be answered before anything can be said."""
    if judge(answers):
        return []
    first = ["penyelenggara"] if not answers.get("penyelenggara") else ["dana", "kegiatan"]
    return [question for question in first if not answers.get(question)]
