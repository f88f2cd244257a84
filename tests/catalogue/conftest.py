"""Recommended activities for the catalogue's tests."""

import pytest
from jsonschema import Draft202012Validator

from catalogue.openapi import specification
from requests_app.activities.publishing import publish
from requests_app.models import Submission
from tests.submissions import make_recommended


def several(first, count):
    """`count` more activities like one, as rows only; newest last."""
    for number in range(count):
        twin = Submission.objects.get(pk=first.pk)
        newest = twin.revision
        twin.pk, twin.code = None, f"Z{number:07d}"
        twin.identity = f"{first.identity[:-3]}{500 + number}"
        twin.title = f"Survei Harga Ikan Pasar Nomor {number}"
        twin.save()
        newest.pk, newest.submission = None, twin
        newest.answers = newest.answers | {"cover": {"survey_title": twin.title}}
        newest.save()
        publish(Submission.objects.get(pk=twin.pk))


def asserted(answer, name):
    """The answer, which is what the description says it is."""
    spec = specification("https://romantik.example.go.id")
    schema = {"$ref": f"#/components/schemas/{name}", "components": spec["components"]}
    Draft202012Validator(schema).validate(answer)
    return answer


@pytest.fixture
def published(sari, ratna, hasan):
    """Sari's survey of fishers, recommended."""
    return make_recommended(sari, ratna, hasan)
