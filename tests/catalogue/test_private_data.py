"""What is not public never leaves: markers in every private answer are looked for everywhere."""

import pytest
from django import forms
from django.urls import reverse

from editions import EDITIONS
from editions.fields import Day, Email, LongText, Number, Phone, Text
from requests_app.models import Activity, Word
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import make_proposed, make_recommended

MARK = "zqx"  # stands in no ordinary word
# The agency itself is public (service.md decision 11); pages take it from the agency's own record.
KNOWN_BY_OTHER_WAYS = {"organizer.organizer_regency", "organizer.organizer_province"}


def marked(form):
    """A marker for each private answer that is not a choice or a day: {question: marker}."""
    markers = {}
    for number, (key, _, _, block) in enumerate(form.questions()):
        name = key.partition(".")[2]
        field = block.base_fields[name]
        if key in form.public_keys or key in KNOWN_BY_OTHER_WAYS or field.by_office:
            continue
        if isinstance(field, Email):
            markers[name] = f"{MARK}{number}@example.go.id"
        elif isinstance(field, Phone):
            markers[name] = f"0877-4242-{number:04d}"
        elif isinstance(field, Number):
            markers[name] = 7_770_000 + number
        elif isinstance(field, Text | LongText) and not isinstance(field, Day | forms.ChoiceField):
            markers[name] = f"{MARK}{number} rahasia"
    return markers


def public_texts(client, activity, token):
    """Everything that anybody can get of an activity, as text, by where it is from."""
    pages = {
        "list": reverse("catalogue"),
        "search": f"{reverse('catalogue')}?cari=survei+kompilasi",
        "entry": activity.get_absolute_url(),
        "api": reverse("api_activities"),
        "api one": reverse("api_activity", args=[activity.code]),
        "feed": reverse("catalogue_feed"),
        "csv": reverse("catalogue_csv"),
        "json": reverse("catalogue_json"),
        "dcat": reverse("catalogue_dcat"),
        "verification": reverse("letter_verification", args=[token]),
        "verification json": reverse("letter_verification_json", args=[token]),
    }
    texts = {name: b"".join(client.get(url)).decode() for name, url in pages.items()}
    (row,) = Activity.objects.filter(pk=activity.pk).values_list()
    words = Word.objects.values_list("pk", flat=True)
    return texts | {"row and index": str(row), "vocabulary": " ".join(words)}


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_private_answer_is_found_anywhere(client, sari, ratna, hasan, edition):
    form = EDITIONS[edition]
    markers = marked(form)
    equip(hasan)
    letter = make_proposed(sari, ratna, edition=edition, **markers).letters.get()
    letter = letter.take_up(by=hasan)
    letter.attempts.sign(by=hasan, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)
    stored = str(letter.submission.revision.answers)
    markers = {name: marker for name, marker in markers.items() if str(marker) in stored}

    found = {
        (where, name)
        for where, text in public_texts(client, Activity.objects.get(), letter.token).items()
        for name, marker in markers.items()
        if str(marker) in text or str(marker).split()[0].partition("@")[0] in text
    }

    assert len(markers) > 15
    assert found == set()
    for marker in markers.values():
        assert Activity.objects.search(str(marker).split()[0]).count == 0


def test_a_public_answer_that_says_how_to_reach_somebody_is_left_out(client, sari, ratna, hasan):
    make_recommended(
        sari,
        ratna,
        hasan,
        survey_title="Survei Ikan, hubungi 0812-3456-7890",
        survey_purpose="Tanya zqx@example.go.id",
    )

    activity = Activity.objects.get()
    text = client.get(activity.get_absolute_url()).content.decode() + activity.search_stems

    assert activity.title == f"Kegiatan statistik {sari.agency.name}"
    assert "3456" not in text
    assert MARK not in text
