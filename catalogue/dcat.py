"""The catalogue as a data set of open data: DCAT 3 in JSON-LD, for portals of Satu Data."""

from catalogue.records import address

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TITLE = "Kegiatan statistik yang direkomendasikan"
DESCRIPTION = (
    "Survei dan kompilasi data administrasi instansi pemerintah yang rancangannya sudah mendapat "
    "rekomendasi BPS: judul, instansi, tujuan, wilayah, variabel, metode, jadwal."
)
CONTINUOUS = "http://publications.europa.eu/resource/authority/frequency/CONT"
MEDIA = "https://www.iana.org/assignments/media-types/"
DISTRIBUTIONS = [
    ("CSV", "text/csv", "catalogue_csv"),
    ("JSON", "application/json", "catalogue_json"),
    ("Atom", "application/atom+xml", "catalogue_feed"),
]


def description(office, changed_at):
    """The catalogue with its one data set and the ways to obtain it."""
    publisher = {"@type": "foaf:Agent", "foaf:name": office.name if office else "BPS"}
    data_set = _data_set(publisher, changed_at)
    return {
        "@context": CONTEXT,
        "@id": address("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _in_indonesian("Katalog kegiatan statistik"),
        "dct:publisher": publisher,
        "dct:language": "id",
        "dct:license": {"@id": LICENCE},
        "dcat:dataset": [data_set],
        "dcat:service": [_service(data_set)],
    }


def _data_set(publisher, changed_at):
    data_set = {
        "@id": f"{address('catalogue')}#himpunan-data",
        "@type": "dcat:Dataset",
        "dct:title": _in_indonesian(TITLE),
        "dct:description": _in_indonesian(DESCRIPTION),
        "dct:publisher": publisher,
        "dct:language": "id",
        "dct:license": {"@id": LICENCE},
        "dct:accrualPeriodicity": {"@id": CONTINUOUS},
        "dcat:keyword": ["statistik sektoral", "rekomendasi kegiatan statistik", "metadata"],
        "dcat:landingPage": {"@id": address("catalogue")},
        "dcat:distribution": [_distribution(*one) for one in DISTRIBUTIONS],
    }
    if changed_at:
        data_set["dct:modified"] = {"@value": changed_at.isoformat(), "@type": "xsd:dateTime"}
    return data_set


def _service(data_set):
    return {
        "@id": address("api_activities"),
        "@type": "dcat:DataService",
        "dct:title": _in_indonesian("Antarmuka baca katalog, versi 1"),
        "dcat:endpointURL": {"@id": address("api_activities")},
        "dcat:endpointDescription": {"@id": address("api_openapi")},
        "dcat:servesDataset": {"@id": data_set["@id"]},
    }


def _distribution(title, media_type, name):
    return {
        "@type": "dcat:Distribution",
        "dct:title": title,
        "dcat:mediaType": {"@id": f"{MEDIA}{media_type}"},
        "dcat:accessURL": {"@id": address("catalogue_open_data")},
        "dcat:downloadURL": {"@id": address(name)},
        "dct:license": {"@id": LICENCE},
    }


def _in_indonesian(text):
    return {"@value": text, "@language": "id"}
