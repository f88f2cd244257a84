"""Letters can be archived and read aloud, before they are signed and after: veraPDF says so."""

import subprocess
from io import BytesIO

import pikepdf
import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.models import Emblem
from files.reading import emblems
from letters.models import Upkeep
from letters.page import pdf
from letters.signing.roots import trusted_roots
from letters.signing.verifying import seal_of
from letters.tasks import keep_provable
from paper.printing import print_pdf
from tests.files.test_emblems import GRADIENT, png, svg
from tests.letters.conftest import PASSPHRASE
from tests.letters.stamped import sign
from tests.letters.test_pdf import CONTENT
from tests.letters.verapdf import PROFILES, broken_rules
from tests.paper.test_signs import SCRIPTS
from tests.submissions import make_proposed

pytestmark = pytest.mark.one_database

SOUND = {profile: [] for profile in PROFILES}
NOTES = {1: 0, 2: 3, 10: 88}  # pages: how many notes fill them

SENTENCE = "Sebutkan setiap kecamatan, dan jelaskan mengapa kecamatan lain tidak dicakup. "


def advice(count):
    return [
        {"number": "5.3", "label": "Wilayah", "text": f"Saran {n}: {SENTENCE * 4}"}
        for n in range(1, count + 1)
    ]


def pages(document):
    with pikepdf.open(BytesIO(document)) as opened:
        return len(opened.pages)


@pytest.mark.django_db
def test_every_letter_conforms_before_and_after_signing(sari, ratna, hasan, key, tmp_path, request):
    """Whoever adds a level of signature adds its file to `files` here: one Java machine for all.

    Signed by the portal's own signer; other people's tools find the signature valid as well.
    """
    files = dict(unsigned_kinds())
    for count, notes in NOTES.items():
        letter = taken_up_with(advice(notes), make_proposed(sari, ratna).letters.get(), hasan)
        files[f"{count}-unsigned"] = letter.document()
        letter.attempts.sign(
            by=hasan, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256
        )
        files[f"{count}-signed"] = letter.document()
        assert pages(letter.document()) == count
        assert seal_of(letter.document(), trusted_roots()).is_sound  # by pyHanko
    authority, certified = map(request.getfixturevalue, ("authority", "certified"))
    stamped = taken_up_with(advice(NOTES[2]), make_proposed(sari, ratna).letters.get(), certified)
    files |= {f"level-{level}": document for level, document in levels(stamped, authority)}
    assert {"level-b-t", "level-b-lt", "level-b-lta"} < set(files)
    files["untitled"] = print_pdf('<html lang="id"><p>Tanpa judul')
    for name, document in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(document)

    answers = broken_rules(tmp_path)

    untitled = answers.pop("untitled")
    assert untitled["3a"] == []
    assert [rule[:5] for rule in untitled["ua1"]] == ["7.1-9"]
    assert answers == {name: SOUND for name in files if name != "untitled"}
    for name in files:
        assert said_by("qpdf", "--check", tmp_path / f"{name}.pdf").returncode == 0
    for name in ("1-signed", "2-signed", "10-signed", "level-b-t"):
        said = said_by("pdfsig", tmp_path / f"{name}.pdf").stdout
        for words in ("Signature is Valid.", "Total document signed", "ETSI.CAdES.detached"):
            assert words in said


def said_by(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def unsigned_kinds():
    strange = "Survei ﬁnal 𝐁aru 漢字 ✓ \u200bselesai"
    declined = {"verdict": "decline", "identity": "", "reason": "Sudah ada."}
    yield "draft", pdf.render(CONTENT | {"number": "", "dated_on": None}, draft=True)
    yield "declined", pdf.render(CONTENT | declined, draft=False)
    yield "strange-signs", pdf.render(CONTENT | {"title": strange}, draft=False)
    for name, picture in (("drawn", svg(GRADIENT)), ("painted", png(mode="RGBA"))):
        emblem = {"source": Emblem.of(emblems.read(picture)[1]).source, "alt": "Lambang"}
        office = CONTENT["office"] | {"emblem": emblem}
        yield f"emblem-{name}", pdf.render(CONTENT | {"office": office}, draft=True)
    page = "".join(f"<p>{words}" for words in SCRIPTS.values())
    yield "scripts", print_pdf(f'<html lang="id"><title>Aksara</title>{page}')


def taken_up_with(advice, letter, head):
    letter.proposal.advice = advice
    letter.proposal.save()
    return letter.take_up(by=head)


def levels(letter, authority):
    """The files of one letter on its way to B-LTA, while the authority is away in between."""
    sign(letter)
    yield letter.signature_level, letter.document()
    for silent in ({"/tsr"}, set()):
        authority.silent = silent
        cache.clear()
        Upkeep.objects.update(next_at=timezone.now())
        keep_provable(letter.pk)
    for revision in letter.revisions.all():
        yield revision.level, revision.document()
