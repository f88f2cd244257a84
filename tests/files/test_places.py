"""What may be set about where files lie, and what the portal makes of it."""

from pathlib import Path

import pytest
from environs import ValidationError

from files.storing import places

ADDRESS = "s3://s3.example.go.id:9000/romantik/berkas?region=id-1&style=virtual"
SETS = {"key": "kunci", "secret": "rahasia"}


def test_an_address_says_all_but_the_key():
    stored = places.stored_in(Path("/data"), ADDRESS, "", **SETS)

    assert stored == {
        "BACKEND": "files.storing.bucket.Bucket",
        "OPTIONS": {
            "endpoint_url": "https://s3.example.go.id:9000",
            "bucket_name": "romantik",
            "location": "berkas",
            "region_name": "id-1",
            "addressing_style": "virtual",
            "access_key": "kunci",
            "secret_key": "rahasia",
        },
    }


def test_nothing_set_is_the_folder():
    stored = places.stored_in(Path("/data"), "", "", "", "")

    assert stored["OPTIONS"] == {"location": Path("/data")}
    assert places.problem_of("", "", "", "") == ""


def test_both_places_while_files_are_moved():
    plain = "s3+http://127.0.0.1/romantik"
    there = places.stored_in(Path("/data"), plain, "folder", **SETS)["OPTIONS"]
    back = places.stored_in(Path("/data"), "", plain, **SETS)["OPTIONS"]

    assert there["new"]["OPTIONS"]["endpoint_url"] == "http://127.0.0.1"
    assert (there["new"]["OPTIONS"]["location"], there["new"]) == ("", back["old"])
    assert there["old"] == back["new"]


@pytest.mark.parametrize(
    "value",
    [
        "/data/berkas",
        "https://s3.example.go.id/romantik",
        "s3://s3.example.go.id",
        "s3://kunci:rahasia@s3.example.go.id/romantik",
        f"{ADDRESS}&style=other",
        f"{ADDRESS}&acl=public-read",
    ],
)
def test_what_cannot_be_meant_is_refused(value):
    for refuses in (places.bucket, places.bucket_or_folder):
        with pytest.raises(ValidationError):
            refuses(value)
    for value in ("", ADDRESS):
        places.bucket(value)
    places.bucket_or_folder("folder")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((ADDRESS, "", "", ""), "and lacks FILES_KEY, FILES_SECRET."),
        ((ADDRESS, "", "kunci", ""), "and lacks FILES_SECRET."),
        (("", ADDRESS, "", "rahasia"), "and lacks FILES_KEY."),
        (("", "", "kunci", "rahasia"), "but FILES names none"),
        ((ADDRESS, ADDRESS, "kunci", "rahasia"), "FILES_OLD is where files are kept now"),
        (("", "folder", "", ""), "FILES_OLD is where files are kept now"),
    ],
)
def test_half_of_it_is_refused_by_name(values, words):
    assert words in places.problem_of(*values)
