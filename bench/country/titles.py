"""Titles of invented activities, nine words each, and the words that somebody looks for."""

import random


def listed(text):
    return text.split()


KINDS = listed("Survei Pendataan Pemetaan Evaluasi Kajian Monitoring Pengukuran Inventarisasi")
DEEDS = listed(
    "kepuasan pelayanan pemanfaatan pengelolaan pembinaan penyaluran produktivitas pendapatan "
    "kebutuhan ketersediaan kualitas kondisi perkembangan potensi profil dampak pelaksanaan "
    "pengembangan peningkatan penggunaan harga produksi konsumsi kunjungan persepsi partisipasi"
)
THINGS = listed(
    "nelayan petani pasien pelanggan wisatawan sekolah puskesmas posyandu koperasi pasar jalan "
    "jembatan irigasi hutan sampah air listrik internet perpustakaan guru murid lansia balita ibu "
    "pemuda buruh industri perdagangan hotel restoran angkutan pelabuhan terminal kebun sawit "
    "karet padi jagung kedelai sapi kambing ayam ikan udang rumput laut garam madu kopi kakao lada"
)
SYLLABLES = listed(
    "ba bi bu be ka ki ku ke ma mi mu me sa si su se ta ti tu te la li lu le ra ri ru re na ni nu "
    "ne ga gi gu ge pa pi pu pe"
)


def invented(count, generator):
    """That many pronounceable words that mean nothing: places, and what is rare."""
    words = set()
    while len(words) < count:
        words.add("".join(generator.choices(SYLLABLES, k=generator.choice((3, 4)))))
    return sorted(words)


class Maker:
    """Makes activities as the office would see them: nine words a title, forty around it."""

    def __init__(self):
        self.generator = random.Random(6302)
        self.places = invented(2500, self.generator)
        self.rare = invented(30_000, self.generator)

    def title(self):
        pick = self.generator.choice
        return " ".join(
            [
                pick(KINDS),
                pick(DEEDS).title(),
                pick(THINGS).title(),
                pick(self.rare).title(),
                "Kecamatan",
                pick(self.places).title(),
                "Kabupaten",
                pick(self.places).title(),
                str(2015 + self.generator.randrange(12)),
            ]
        )

    def description(self):
        pick = self.generator.choices
        return " ".join(pick(DEEDS, k=12) + pick(THINGS, k=18) + pick(self.rare, k=10))
