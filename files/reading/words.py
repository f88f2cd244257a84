"""What a person is told of a file that cannot be taken: what it is, and what to do."""

PRINT = "Buka berkasnya, pilih Cetak, lalu “Simpan sebagai PDF”, dan unggah hasilnya."
PASSWORDS = (
    "Buka di {program}, pilih File – Info – Proteksi – Enkripsi dengan Kata Sandi, kosongkan kata "
    "sandinya, simpan, lalu unggah lagi."
)
PHONE = (
    "Atur ponsel Anda agar memotret dalam JPEG, lalu foto ulang. iPhone: Pengaturan – Kamera – "
    "Format – Paling Kompatibel. Android: Kamera – Setelan, matikan gambar efisiensi tinggi "
    "(HEIF). Atau buka foto itu di ponsel dan simpan salinannya sebagai JPEG."
)
OF_PDF = {
    "password": f"hanya dapat dibuka dengan kata sandi. {PRINT}",
    "xfa": "adalah formulir XFA, yang hanya dapat dibaca di Adobe Reader. Buka di sana, pilih "
    "Cetak, lalu “Microsoft Print to PDF” (bukan Simpan), dan unggah hasil cetaknya.",
    "portfolio": "adalah kumpulan berkas (portofolio PDF), yang tidak dapat dibaca di sini. Unggah "
    "berkas di dalamnya satu per satu.",
    "cut": "terpotong: bagian akhirnya tidak ada, mungkin karena pengunduhan atau penyalinannya "
    "terputus. Unduh atau salin kembali berkas aslinya, lalu unggah lagi; bila masih dapat "
    "dibuka, cetak ke PDF dan unggah hasilnya.",
    "damaged": "rusak, sehingga tidak dapat dibaca di sini. Buat kembali dari dokumen aslinya, "
    "atau bila masih dapat dibuka, cetak ke PDF dan unggah hasilnya.",
    "program": f"memuat program (JavaScript atau perintah), yang tidak diterima. {PRINT}",
    "embedded": f"membawa berkas lain yang dapat berupa program. {PRINT}",
    "heavy": f"terlalu rumit untuk diperiksa. {PRINT}",
}
OF_OFFICE = {
    "password": f"terkunci kata sandi. {PASSWORDS}",
    "old": "adalah berkas {program} jenis lama. Buka di {program}, pilih Simpan Sebagai, jenis "
    "{kind}, lalu unggah hasilnya.",
    "macro": "memuat makro (program), yang tidak diterima. Buka di {program}, pilih Simpan "
    "Sebagai, jenis {kind} (tanpa makro), lalu unggah hasilnya.",
    "object": "membawa objek atau program di dalamnya, yang tidak diterima. Buka di {program}, "
    "hapus objek itu (atau tempelkan sebagai gambar), simpan sebagai {kind}, lalu unggah lagi.",
    "linked": "mengambil isi dari berkas atau alamat lain, yang tidak diterima. Buka di {program}; "
    "pilih Data – Edit Tautan – Putuskan Tautan (Excel) atau File – Info – Edit Tautan ke Berkas – "
    "Putuskan Tautan (Word), simpan, lalu unggah lagi.",
    "swelling": "membengkak lebih dari seratus kali setelah dibuka. Hapus baris, kolom, dan lembar "
    "kosong yang berformat, simpan, lalu unggah lagi.",
    "bomb": "terlalu besar setelah dibuka (lebih dari 200 MB). Hapus bagian yang tidak perlu "
    "atau bagi menjadi beberapa berkas, lalu unggah lagi.",
    "cut": "terpotong atau rusak, mungkin karena pengunduhan atau penyalinannya terputus. Buka "
    "berkas aslinya di {program}, simpan kembali sebagai {kind}, lalu unggah lagi.",
}
OF_PICTURES = {
    "heif": f"adalah foto HEIC yang tidak dapat dibaca di sini. {PHONE}",
    "large": "lebih dari 50 megapiksel. Perkecil gambarnya, lalu unggah lagi.",
    "damaged": "terpotong atau rusak, sehingga gambarnya tidak utuh. Foto atau pindai ulang, atau "
    "salin kembali berkas aslinya, lalu unggah lagi.",
}
SHAPES = "Simpan sebagai PNG, atau sebagai SVG yang hanya berisi garis dan bidang."
OF_EMBLEMS = {
    "damaged": "bukan gambar PNG atau SVG yang utuh. Simpan kembali gambarnya, lalu unggah lagi.",
    "large": "lebih dari 16 megapiksel. Perkecil gambarnya, lalu unggah lagi.",
    "small": "terlalu kecil. Sisi terpendek gambar paling sedikit 48 piksel.",
    "steep": "terlalu panjang. Sisi panjang gambar paling banyak empat kali sisi pendeknya.",
    "unsized": "tidak menyebut ukurannya (viewBox). Simpan kembali dari program gambarnya.",
    "empty": "tidak berisi garis atau bidang. Pilih gambar lambangnya.",
    "doctype": f"memuat DOCTYPE atau entitas, yang tidak diterima. {SHAPES}",
    "script": f"memuat program atau halaman di dalamnya, yang tidak diterima. {SHAPES}",
    "elsewhere": f"memakai gambar atau berkas lain, yang tidak diterima. {SHAPES}",
    "style": f"memakai lembar gaya (style), yang tidak diterima. {SHAPES}",
    "letters": f"memuat teks. Ubah dahulu hurufnya menjadi garis (path). {SHAPES}",
    "unknown": f"memuat bagian yang tidak dikenal. {SHAPES}",
    "circle": f"memuat rujukan yang berantai. {SHAPES}",
    "heavy": "terlalu rumit atau terlalu besar untuk lambang. Sederhanakan, atau simpan sebagai "
    "PNG.",
}
ALWAYS = {
    "heavy": "terlalu rumit untuk diperiksa. Simpan kembali atau bagi menjadi beberapa berkas, "
    "lalu unggah lagi.",
    "busy": "belum sempat diperiksa karena server sedang sibuk. Unggah lagi sebentar lagi.",
}
OF_OFFICE["damaged"] = OF_OFFICE["cut"]
READERS = {"pdf": OF_PDF, "office": OF_OFFICE, "pictures": OF_PICTURES, "emblems": OF_EMBLEMS}


def said_of(name, problem, reader="", **words):
    """The sentence about a file, which begins with its name."""
    return f"“{name}” " + (ALWAYS | READERS.get(reader, {}))[problem].format(**words)
