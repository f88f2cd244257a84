"""MS-Var, the metadata of variables: one row each, begun from the table of the form."""

from typing import NamedTuple

from editions.metadata.ms_keg import Element

COLUMNS = (
    Element("name", "1", "Nama Variabel"),
    Element("alias", "2", "Alias"),
    Element("concept", "3", "Konsep"),
    Element("definition", "4", "Definisi"),
    Element("selection_reference", "5", "Referensi Pemilihan"),
    Element("time_reference", "6", "Referensi Waktu"),
    Element("data_type", "7", "Tipe Data"),
    Element("classification", "8", "Klasifikasi Isian"),
    Element("validation_rule", "9", "Aturan Validasi"),
    Element("question", "10", "Kalimat Pertanyaan"),
    Element("is_public", "11", "Dapat diakses umum (1 Ya, 2 Tidak)"),
    Element("year", "12", "Tahun"),
)
FROM_THE_FORM = {
    "name": "name",
    "concept": "concept",
    "definition": "definition",
    "time_reference": "reference_period",
}


class Head(NamedTuple):
    """What stands above the rows."""

    activity: str
    activity_code: str
    organizer: str


def head(source):
    """Activity, its code (given by BPS, not known here) and who carries it out."""
    return Head(source.form.title_of(source.answers), "", source.spoken("organizer_name"))


def rows(source):
    """[{column key: text or number}]: what the form does not ask is left out of each row."""
    year = {"year": source.year} if source.year else {}
    return [
        {key: row[asked] for key, asked in FROM_THE_FORM.items() if row.get(asked)} | year
        for row in source.table("variables")
    ]
