"""How a file above the limit is made smaller, in words for whoever has it."""

from pathlib import PurePath

PICTURE = "Simpan atau potret lagi dengan resolusi lebih rendah, lalu unggah lagi."
PDF = (
    "Pindai lagi dengan 150 atau 200 dpi, abu-abu atau hitam-putih; dari Word, pilih “Ukuran "
    "minimum” saat menyimpan sebagai PDF. Atau bagi menjadi beberapa PDF."
)
OFFICE = (
    "Kompres gambar di dalamnya (Format Gambar, Kompres Gambar, 150 ppi), simpan, lalu unggah "
    "lagi. Atau bagi menjadi beberapa berkas."
)
ADVICE = {".pdf": PDF, ".docx": OFFICE, ".xlsx": OFFICE}


def how_to_shrink(name):
    return ADVICE.get(PurePath(name).suffix.lower(), PICTURE)
