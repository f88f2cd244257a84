"""Names of areas as people write them: "Kotabaru" or "Kota Baru", "Tanah Bumbu" or "Tanahbumbu"."""

from accounts.areas import listed
from editions.indonesian.roots import ROOTS

# fmt: off
NEARBY = (
    "batu licin", "karang bintang", "kusan hilir", "kusan hulu", "kusan tengah", "pulau laut",
    "pulau sebuku", "pulau sembilan", "simpang empat", "sungai durian", "sungai loban",
    "tanjung selayar", "teluk kepayang",
)
KINDS = frozenset({
    "kab", "kabupaten", "kec", "kecamatan", "kel", "kelurahan", "kota", "desa", "prov", "provinsi",
    "pulau", "wilayah",
})
SIDES = frozenset({"barat", "hilir", "hulu", "selatan", "tengah", "tenggara", "timur", "utara"})
# fmt: on


def _names():
    names = [*NEARBY, *(row["name"].lower() for row in listed())]
    return frozenset("".join(name.replace("-", " ").split()[:2]) for name in names)


# The first two words of each name as one word, "tanahbumbu": so it counts, however it is written.
WRITTEN_APART = _names()
AREAS = (WRITTEN_APART - ROOTS.keys()) | KINDS | SIDES
