"""The description of the data set is what DCAT-AP 3 asks (`tests/data/dcat_ap_3.ttl`)."""

from pathlib import Path

import pytest
from django.urls import reverse
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Namespace, URIRef

from accounts.models import Office
from tests.catalogue.conftest import several

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SHAPES = Graph().parse(Path(__file__).parent.parent / "data" / "dcat_ap_3.ttl")
INDONESIAN = URIRef("http://publications.europa.eu/resource/authority/language/IND")
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")


def described(client):
    answer = client.get(reverse("catalogue_dcat"))
    assert answer["Content-Type"] == "application/ld+json"
    return Graph().parse(data=answer.content, format="json-ld")


def faults(graph):
    conforms, _, words = validate(graph, shacl_graph=SHAPES, inference="none")
    return "" if conforms else words


def test_it_conforms(client, published):
    several(published, 2)

    assert faults(described(client)) == ""


@pytest.mark.parametrize("facts", [{"email": "", "phone": ""}, {"phone": "(0518) 21-234"}])
def test_it_conforms_with_whatever_an_office_tells_of_itself(client, published, facts):
    Office.objects.update(**facts)

    assert faults(described(client)) == ""


def test_it_conforms_before_there_is_anything(client, db):
    Office.objects.all().delete()

    assert faults(described(client)) == ""


@pytest.mark.parametrize(
    "missing",
    [
        *(DCTERMS.description, DCTERMS.language, DCTERMS.license, DCTERMS.publisher),
        *(DCAT.contactPoint, DCAT.accessURL, DCTERMS.title, FOAF.name, VCARD.fn, DCAT.endpointURL),
    ],
)
def test_the_shapes_miss_what_is_left_out(client, published, missing):
    graph = described(client)
    graph.remove((None, missing, None))

    assert "MinCountConstraintComponent" in faults(graph)


def test_language_licence_and_contact_are_addresses(client, published, office):
    graph = described(client)

    assert set(graph.objects(None, DCTERMS.language)) == {INDONESIAN}
    assert set(graph.objects(None, DCTERMS.license)) == {LICENCE}
    (contact,) = set(graph.objects(None, DCAT.contactPoint))
    assert graph.value(contact, VCARD.hasEmail) == URIRef(f"mailto:{office.email}")
    assert graph.value(contact, VCARD.hasTelephone) == URIRef("tel:+628561116302")
    (publisher,) = set(graph.objects(None, DCTERMS.publisher))
    assert str(graph.value(publisher, FOAF.name)) == office.name


def test_every_part_is_described_and_has_an_address(client, published):
    graph = described(client)

    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, DCAT.DataService):
        for part in graph.subjects(RDF.type, kind):
            assert isinstance(part, URIRef)
            assert graph.value(part, DCTERMS.description)
