"""The catalogue as a data set of open data, for portals of Satu Data: DCAT 3 in JSON-LD.

It says what the European profile DCAT-AP 3 asks of a catalogue, and names the class of each thing
that it points to; `tests/data/dcat_ap_3.ttl` holds it to that.
"""

from catalogue.records import address

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority/"
LICENCE = {
    "@id": "https://creativecommons.org/licenses/by/4.0/",
    "@type": "dct:LicenseDocument",
}
INDONESIAN = {"@id": f"{EU}language/IND", "@type": "dct:LinguisticSystem"}
CONTINUOUS = {"@id": f"{EU}frequency/CONT", "@type": "dct:Frequency"}
INDONESIA = {"@id": f"{EU}country/IDN", "@type": "dct:Location"}
TITLE = "Kegiatan statistik yang direkomendasikan"
DESCRIPTION = (
    "Survei dan kompilasi data administrasi instansi pemerintah yang rancangannya sudah mendapat "
    "rekomendasi BPS: judul, instansi, tujuan, wilayah, variabel, metode, jadwal."
)
MEDIA = "https://www.iana.org/assignments/media-types/"
CATALOGUE = (
    "Kegiatan statistik yang mendapat rekomendasi BPS, untuk dicari, dibaca, dan diambil siapa pun "
    "tanpa kunci."
)
SERVICE = "Mencari kegiatan dan membaca isiannya yang terbuka untuk umum, dalam JSON, tanpa kunci."
DISTRIBUTIONS = [
    ("CSV", "text/csv", "catalogue_csv"),
    ("JSON", "application/json", "catalogue_json"),
    ("Atom", "application/atom+xml", "catalogue_feed"),
]


def description(office, changed_at):
    """The catalogue with its one data set and the ways to obtain it."""
    said = _by(office)
    data_set = _data_set(said, changed_at)
    return {
        "@context": CONTEXT,
        "@id": address("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _in_indonesian("Katalog kegiatan statistik"),
        "dct:description": _in_indonesian(CATALOGUE),
        "foaf:homepage": _document("catalogue"),
        "dct:spatial": INDONESIA,
        **_changed(changed_at),
        **said,
        "dcat:dataset": [data_set],
        "dcat:service": [_service(said, data_set)],
    }


def _by(office):
    """Whose it is, whom to ask, which language and licence: the same of each part."""
    name = office.name if office else "Badan Pusat Statistik"
    contact = {
        "@id": f"{address('catalogue')}#kontak",
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": name,
        "vcard:hasURL": {"@id": address("home")},
    }
    if office and office.email:
        contact["vcard:hasEmail"] = {"@id": f"mailto:{office.email}"}
    if office and office.phone:
        contact["vcard:hasTelephone"] = {"@id": f"tel:{_dialled(office.phone)}"}
    publisher = {
        "@id": f"{address('catalogue')}#penerbit",
        "@type": ["foaf:Agent", "foaf:Organization"],
        "foaf:name": name,
    }
    return {
        "dct:publisher": publisher,
        "dcat:contactPoint": contact,
        "dct:language": INDONESIAN,
        "dct:license": LICENCE,
    }


def _data_set(said, changed_at):
    return {
        "@id": f"{address('catalogue')}#himpunan-data",
        "@type": "dcat:Dataset",
        "dct:title": _in_indonesian(TITLE),
        "dct:description": _in_indonesian(DESCRIPTION),
        **said,
        **_changed(changed_at),
        "dct:spatial": INDONESIA,
        "dct:accrualPeriodicity": CONTINUOUS,
        "dcat:keyword": [
            _in_indonesian(word)
            for word in ("statistik sektoral", "rekomendasi kegiatan statistik", "metadata")
        ],
        "dcat:theme": {
            "@id": f"{EU}data-theme/GOVE",
            "@type": "skos:Concept",
            "skos:prefLabel": _in_indonesian("Pemerintahan dan sektor publik"),
        },
        "dcat:landingPage": _document("catalogue"),
        "dcat:distribution": [_distribution(*one) for one in DISTRIBUTIONS],
    }


def _service(said, data_set):
    return {
        "@id": f"{address('api_activities')}#layanan",
        "@type": "dcat:DataService",
        "dct:title": _in_indonesian("Antarmuka baca katalog, versi 1"),
        "dct:description": _in_indonesian(SERVICE),
        **said,
        "dcat:endpointURL": {"@id": address("api_activities")},
        "dcat:endpointDescription": {"@id": address("api_openapi")},
        "dcat:servesDataset": {"@id": data_set["@id"]},
    }


def _distribution(title, media_type, name):
    return {
        "@id": f"{address('catalogue')}#{title.lower()}",
        "@type": "dcat:Distribution",
        "dct:title": _in_indonesian(title),
        "dct:description": _in_indonesian(f"{TITLE}, sebagai {title}."),
        "dcat:mediaType": {"@id": f"{MEDIA}{media_type}", "@type": "dct:MediaType"},
        "dcat:accessURL": {"@id": address("catalogue_open_data")},
        "dcat:downloadURL": {"@id": address(name)},
        "dct:language": INDONESIAN,
        "dct:license": LICENCE,
    }


def _document(name):
    return {"@id": address(name), "@type": "foaf:Document"}


def _changed(moment):
    if not moment:
        return {}
    return {"dct:modified": {"@value": moment.isoformat(), "@type": "xsd:dateTime"}}


def _dialled(phone):
    """A number as telephones dial it from anywhere: +62 for the leading 0."""
    digits = "".join(char for char in phone if char.isdigit())
    return f"+62{digits[1:]}" if digits.startswith("0") else f"+{digits}"


def _in_indonesian(text):
    return {"@value": text, "@language": "id"}
