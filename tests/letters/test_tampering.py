"""Every way to tamper with a letter gets its right word from the portal's own check.

The rows are those of signing.md §5: what is done to the file, and what the check finds. Only the
very bytes are genuine.
"""

import random
import time
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from letters import archive
from letters.checking.files import FileFinding, check_file, letter_of_digest
from letters.models import Letter
from letters.page import pdf
from letters.signing import demonstration
from tests.letters import tampering
from tests.letters.test_pdf import CONTENT

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LARGEST = 10 * 1024 * 1024
FACTS = (
    *("token", "content", "number", "year", "sequence", "identity", "identity_register"),
    *("identity_sequence", "dated_on", "unsigned_sha256", "signed_sha256", "signed_at"),
    *("certificate_subject", "certificate_issuer", "certificate_serial", "state", "is_trial"),
    "certificate_fingerprint",
)
_signed_once = {}
_others = {}


@pytest.fixture
def issued(request, letter):
    """A letter that Hasan has signed; signed for real once, then only its row is made again."""
    if not _signed_once:
        one = request.getfixturevalue("signed")
        _signed_once["document"] = one.document()
        _signed_once["facts"] = {name: getattr(one, name) for name in FACTS}
        return one
    Letter.objects.filter(pk=letter.pk).update(**_signed_once["facts"])
    letter.refresh_from_db()
    return letter


@pytest.fixture
def document(issued):
    return _signed_once["document"]


def container_of(name):
    """Another person's key under the demonstration's root."""
    if name not in _others:
        _others[name] = demonstration.container_for(SimpleNamespace(name=name))
    return _others[name]


def elsewhere(name):
    """A key of the same name under a root that nobody here knows."""
    if "elsewhere" not in _others:
        kept = settings.VAR_DIR
        settings.VAR_DIR = kept / "elsewhere"
        try:
            _others["elsewhere"] = demonstration.container_for(SimpleNamespace(name=name))
        finally:
            settings.VAR_DIR = kept
    return _others["elsewhere"]


def words(response):
    return " ".join(response.content.decode().split())


def uploaded(client, content):
    file = SimpleUploadedFile("surat.pdf", content)
    response = client.post(reverse("letter_check"), {"file": file})
    assert response.status_code == 200
    return words(response)


CHANGED = [
    (tampering.bit_in_object_stream, FileFinding.ALTERED),
    (tampering.bit_in_old_cross_references, FileFinding.ALTERED),
    (tampering.digit_of_padding, FileFinding.ALTERED),
    (tampering.appended_bytes, FileFinding.EXTENDED),
    (tampering.other_title, FileFinding.EXTENDED),
    (tampering.painted_over, FileFinding.EXTENDED),
    (tampering.hidden, FileFinding.EXTENDED),
    (tampering.replaced, FileFinding.EXTENDED),
    (tampering.hidden_and_replaced, FileFinding.EXTENDED),
    (
        lambda document: tampering.signed_again(document, container_of("Orang Lain")),
        FileFinding.EXTENDED,
    ),
    (tampering.saved_anew, FileFinding.ALTERED),
    (tampering.without_signature, FileFinding.UNSIGNED),
    (tampering.cut_off, FileFinding.ALTERED),
    (lambda document: document[:5000], FileFinding.ALTERED),
]


@pytest.mark.parametrize(("tamper", "finding"), CHANGED)
def test_a_tampered_letter_is_told_with_the_letter_it_was(issued, document, tamper, finding):
    changed = tamper(document)
    assert changed != document

    check = check_file(changed)

    assert (check.finding, check.letter) == (finding, issued)
    assert check.tone == "bad"


def test_the_letter_itself_is_genuine_and_its_signature_is_checked_anew(issued, document):
    check = check_file(document)

    assert (check.finding, check.letter) == (FileFinding.GENUINE, issued)
    assert check.was_checked_anew
    assert (check.tone, check.sentence) == ("bad", "UJI – TIDAK BERLAKU")
    Letter.objects.update(is_trial=False)
    assert (check_file(document).tone, check_file(document).sentence) == (
        "good",
        "Asli, tidak berubah",
    )


def test_a_letter_stays_genuine_after_its_certificate_has_expired(issued, document, time_machine):
    time_machine.move_to(timezone.now() + timezone.timedelta(days=800))
    assert check_file(document).was_checked_anew


def test_two_hundred_single_bytes_changed_at_random_are_never_genuine(issued, document):
    chance = random.Random(200)
    digests = set()
    for at in chance.sample(range(len(document)), 200):
        changed = tampering.flipped(document, at, chance.randrange(1, 256))
        digests.add(archive.digest_of(changed))
        assert changed != document
    assert len(digests) == 200
    assert not any(letter_of_digest(digest) for digest in digests)
    for at in chance.sample(range(len(document)), 3):  # through the whole check
        check = check_file(tampering.flipped(document, at, 255))
        assert not check.is_genuine
        assert check.tone == "bad"


def test_somebody_elses_valid_signature_is_named_and_is_not_ours(issued, client):
    foreign = tampering.signed_by(tampering.plain_pdf(), container_of("Orang Lain"))
    check = check_file(foreign)
    page = uploaded(client, foreign)

    assert (check.finding, check.letter) == (FileFinding.FOREIGN, None)
    assert [(one.name, one.intact, one.trusted) for one in check.inspection.signatures] == [
        ("Orang Lain", True, True)
    ]
    assert "Bukan surat dari portal ini" in page
    assert "penanda tangannya Orang Lain." in page
    assert "UJI – tidak berlaku." in page
    assert "tone-good" not in page


def test_the_same_name_under_an_unknown_authority_is_not_believed(issued, client):
    forged = tampering.signed_by(tampering.plain_pdf(), elsewhere("Hasan Basri"))
    check = check_file(forged)

    assert check.finding is FileFinding.FOREIGN
    assert [(one.name, one.trusted) for one in check.inspection.signatures] == [
        ("Hasan Basri", False)
    ]
    assert "tone-good" not in uploaded(client, forged)


def test_our_own_words_signed_by_somebody_else_are_told(issued, document):
    naked = tampering.without_signature(document)
    check = check_file(tampering.signed_by(naked, elsewhere("Hasan Basri")))
    assert (check.finding, check.letter) == (FileFinding.ALTERED, issued)


def test_a_foreign_file_with_two_signatures_is_told_so(issued, client):
    once = tampering.signed_by(tampering.plain_pdf(), container_of("Orang Lain"))
    page = uploaded(client, tampering.signed_by(once, container_of("Orang Ketiga"), "Kedua"))
    assert "penanda tangannya Orang Lain dan Orang Ketiga." in page
    assert "Ada 2 tanda tangan; surat kami memuat tepat satu." in page


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (lambda document: pdf.render(CONTENT, draft=True), FileFinding.DRAFT),
        (lambda document: tampering.plain_pdf(), FileFinding.UNKNOWN),
        (lambda document: tampering.locked(tampering.plain_pdf()), FileFinding.ENCRYPTED),
        (tampering.locked, FileFinding.ENCRYPTED),
        (lambda document: b"MZ bukan surat", FileFinding.NOT_PDF),
    ],
)
def test_what_is_no_letter_at_all_is_told_as_what_it_is(issued, document, content, finding):
    check = check_file(content(document))
    assert (check.finding, check.letter, check.tone) == (finding, None, "bad")


@pytest.mark.parametrize(
    "hostile",
    [
        tampering.deeply_nested,
        tampering.object_stream_bomb,
        tampering.decompression_bomb,
        tampering.cross_reference_loop,
        tampering.many_revisions,
    ],
)
def test_a_hostile_file_ends_within_ten_seconds_in_a_plain_answer(client, db, hostile):
    file = SimpleUploadedFile("surat.pdf", hostile(LARGEST - 1000))
    begun = time.monotonic()

    response = client.post(reverse("letter_check"), {"file": file})

    assert time.monotonic() - begun < 10
    assert response.status_code == 200
    assert "verdict tone-bad" in words(response)


def test_a_hostile_end_does_not_hide_what_the_file_begins_with(issued, document):
    bomb = tampering.decompression_bomb(LARGEST // 2)
    check = check_file(document + bomb)
    assert (check.finding, check.letter) == (FileFinding.EXTENDED, issued)
