"""Which column of a table a heading means, in the words that spreadsheets really use."""

import re

LONGEST = 200  # letters of a heading
NUMBERING = {"no", "nomor", "nomer", "no urut", "nomor urut", "baris", "#"}
SYNONYMS = {
    "name": "variabel, nama variabel, variable, nama variable, peubah, nama, nama data, "
    "karakteristik, nama karakteristik, indikator, nama indikator, uraian, rincian, "
    "variabel yang dikumpulkan, data yang dikumpulkan, nama variabel yang dikumpulkan",
    "reference_period": "referensi waktu, waktu referensi, periode, periode enumerasi, referensi, "
    "periode referensi, waktu, periode waktu, periode data, acuan waktu, waktu acuan, "
    "rentang waktu, periode pencacahan, waktu pencacahan",
    "source_unit": "sumber data, unit sumber, instansi sumber, asal data, produsen data",
    "concept": "konsep variabel, konsep peubah",
    "definition": "definisi operasional, defenisi, definisi variabel, definisi peubah, "
    "pengertian, penjelasan, keterangan, arti, deskripsi, batasan",
    "province": "prov, nama provinsi, propinsi, nama propinsi",
    "regency": "kabupaten, kota, kab kota, kabkota, kab, nama kabupaten kota, nama kabupaten, "
    "nama kab kota, kabupaten kotamadya",
}


class Headings:
    """The words for the columns of one table; ``added`` are an office's own, `{column: [words]}`.

    A heading of several names ("Konsep/Definisi") means the last column of them.
    """

    def __init__(self, columns, added=None):
        self.names = {}
        own = {name: (name, str(field.label), field.short_label) for name, field in columns.items()}
        usual = {name: words.split(",") for name, words in SYNONYMS.items()}
        for known in (own, added or {}, usual):  # what is said first holds
            for name in columns:
                for word in known.get(name, ()):
                    self.names.setdefault(plain(word), name)

    def column(self, cell):
        """The name of the column that a heading means, or None."""
        if len(cell) > LONGEST:
            return None
        for text in (cell, re.sub(r"\(.*?\)", " ", cell)):
            if (known := self.names.get(plain(text))) is not None:
                return known
        parts = [plain(part) for part in re.split(r"[/&,;()\n]|\bdan\b|\batau\b", cell.casefold())]
        found = [self.names.get(part) for part in parts if part]
        return found[-1] if found and None not in found else None


def is_numbering(cell):
    """Whether a heading says that its column only counts the rows."""
    return cell.strip() == "#" or plain(cell) in NUMBERING


def plain(text):
    """A heading's words: without case, marks and a number before it."""
    words = re.sub(r"[\W_]", " ", re.sub(r"^\W*\d+\W+", "", text).casefold())
    return " ".join(words.split())
