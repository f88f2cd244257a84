"""What earlier versions left behind still works: their installations, and the letters they signed.

`bin/museum` keeps an installation of today for the tests of tomorrow (docs/development.md).
"""

import re
import subprocess
from datetime import datetime, timedelta
from itertools import islice, product
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import resolve, reverse

from accounts.models import Office, User
from events.models import Event, Mail
from letters.models import Letter
from letters.signing.lasting.endurance import endures
from romantik.demonstration import cast
from tests.museum.restored import VERSIONS, opened, put_back
from tests.museum.signing import sign_letters

LEVELS = ("B-B", "B-T", "B-LTA")
SOUND = dict.fromkeys(("is_intact", "covers_whole_file", "is_issuer_trusted"), True)
YEAR = timedelta(days=365)
SARI, *STAFF = (
    "sari@example.go.id",
    *(f"{key}@bps.example.go.id" for key in ("ratna", "hasan", "budi", "maya", "dewi")),
)
OPENED_BY_EACH = ("desk", "submissions", "submission", "letter")
NOT_OPENED = ("account_login", "account_logout", "blank_form", "form_pdf")


@pytest.fixture(scope="module", params=VERSIONS)
def installation(request, tmp_path_factory, django_db_blocker):
    """An installation of that version, brought up to date."""
    folder = tmp_path_factory.mktemp("museum")
    with django_db_blocker.unblock(), put_back(request.param, folder) as restored:
        restored.manage("migrate")
        yield restored


@pytest.fixture
def museum(installation, settings, tmp_path, time_machine, django_db_blocker):
    """It is the day on which the installation was kept, and this portal is it."""
    time_machine.move_to(datetime.fromisoformat(installation.letters[-1]["signed_at"]))
    (tmp_path / "private").symlink_to(installation.folder / "var" / "private")
    with django_db_blocker.unblock(), opened(installation, settings):
        yield installation


def test_the_invented_address_is_corrected_and_letters_keep_what_they_were_signed_with(museum):
    office = Office.objects.get(code="6302")

    assert office.whole_address == (
        "Jalan Jamrud, Dirgahayu, Kecamatan Pulau Laut Utara, Kabupaten Kotabaru, "
        "Kalimantan Selatan 72113"
    )
    assert {letter.content["office"]["address"] for letter in Letter.objects.all()} == {
        "Jalan Raya Stagen, Kotabaru, Kalimantan Selatan"
    }


def test_all_that_was_recorded_is_whole(museum, capsys):
    call_command("migrate", "--check")
    for check, said in museum.said.items():
        call_command(check)
        assert (check, figures(capsys.readouterr().out)) == (check, figures(said))


def figures(sentence):
    """How many there were; a later version may say it in other words."""
    return re.findall(r"\d+", sentence)


def test_letters_are_whole_long_after_their_certificates(museum, time_machine):
    time_machine.shift(30 * YEAR)
    call_command("verify_letters")


@pytest.mark.one_database
def test_letters_are_genuine_as_of_the_day_of_their_signature(museum, client, time_machine):
    """Long after each certificate in them has run out, for the portal knows that day."""
    time_machine.shift(30 * YEAR)
    for letter in museum.letters:
        verdict, *signatures = checked(client, museum.document(letter["signed"]))
        assert (letter, verdict) == (letter, "trial" if letter["signer"] == "trial" else "genuine")
        # The service leaves no room in its signature: the timestamp stands under the document.
        is_stamped = letter["level"] != "B-B" and letter["signer"] != "bsre"
        assert (letter, signatures) == (letter, [SOUND | {"timestamp": is_stamped}])
        if letter["archived"]:
            assert checked(client, museum.document(letter["archived"])) == ["archived"]


def checked(client, document):
    """What the public check tells machines of a file: its verdict, then each signature's."""
    file = SimpleUploadedFile("surat.pdf", document)
    said = client.post(reverse("letter_check_json"), {"file": file}).json()
    words = (*SOUND, "timestamp")
    return [
        said["verdict"],
        *({word: bool(one[word]) for word in words} for one in said["signatures"]),
    ]


@pytest.mark.one_database
def test_archival_copies_prove_more_than_a_certificate_lives(museum):
    """A year is the life of the signer's, four of the authority's, whose word nobody renewed."""
    for letter in museum.letters:
        if letter["level"] == "B-LTA":
            signed_at = datetime.fromisoformat(letter["signed_at"])
            signed, archived = (museum.document(letter[kind]) for kind in ("signed", "archived"))
            assert (letter, endures(archived, at=signed_at + 2 * YEAR)) == (letter, True)
            assert not endures(archived, at=signed_at + 5 * YEAR)
            assert not endures(signed, at=signed_at + 2 * YEAR)


@pytest.mark.one_database
def test_other_programs_find_the_signatures_valid(museum, tmp_path):
    """Of an archival copy they are asked about the first: poppler knows no document timestamps."""
    for letter in museum.letters:
        for digest in filter(None, (letter["signed"], letter["archived"])):
            file = tmp_path / f"{digest}.pdf"
            file.write_bytes(museum.document(digest))
            done = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=True)
            _, first, *more = done.stdout.split("Signature #")
            assert (letter, "Signature is Valid." in first) == (letter, True)
            assert (letter, bool(more)) == (letter, digest == letter["archived"])


def test_there_is_a_letter_of_each_signer_and_level(installation):
    """A certificate of a trial names nobody who could be asked about it: no more than B-T."""
    kept = {(letter["signer"], letter["level"]) for letter in installation.letters}
    assert kept >= {*product(("pkcs12", "pkcs11", "bsre"), LEVELS), *product(["trial"], LEVELS[:2])}


def test_people_log_in_and_find_their_pages(museum, client):
    """From each one's desk to a page of every kind."""
    answers = {}
    for person in (SARI, *STAFF):
        client.post(reverse("account_logout"))
        client.post(reverse("account_login"), {"login": person, "password": cast.PASSWORD})
        known = {kind: 200 for kind in answers if kind not in OPENED_BY_EACH}
        answers |= opened_from(client, reverse("desk"), known | dict.fromkeys(NOT_OPENED, 200))
    assert {kind: status for kind, status in answers.items() if status != 200} == {}
    assert {"examination", "issuance", "letter_pdf", "complaint_handling", "visit"} <= set(answers)


def opened_from(client, start, answers):
    """What the page answers, and one page of each kind that it leads to, added to the answers."""
    waiting = [start]
    while waiting:
        address = waiting.pop(0)
        if kind_of(address) not in answers:
            response = client.get(address)
            answers[kind_of(address)] = response.status_code
            if response.get("Content-Type", "").startswith("text/html"):
                page = BeautifulSoup(response.content, "html.parser")
                waiting += [link["href"] for link in page.select("main a[href^='/']")]
    return answers


def kind_of(address):
    return resolve(urlsplit(address).path).url_name


def test_what_was_mailed_still_leads_somewhere(museum, client):
    """The newest address of each kind; those without a log-in are signed by the installation."""
    answers = {}
    for text in Mail.objects.order_by("-pk").values_list("text", flat=True):
        for address in re.findall(rf"{re.escape(portal.PORTAL_URL)}(/\S+)", text):
            if (kind := kind_of(address)) not in answers:
                answer = client.get(address, follow=True)
                answers[kind] = answer.resolver_match.url_name, answer.status_code
    assert answers["rating_link"] == ("rating_link", 200)
    assert answers["objection"] == ("objection", 200)
    assert answers["complaint_link"] == ("complaint", 200)
    assert answers["submission"] == ("account_login", 200)


def test_the_agency_downloads_the_files_of_its_letters(museum, client):
    client.force_login(User.objects.get(email=SARI))
    for letter in museum.letters:
        row = Letter.objects.get(number=letter["number"])
        page = [row.submission.code]
        answer = client.get(reverse("letter_pdf", args=page))
        assert answer.getvalue() == museum.document(letter["signed"])
        if letter["archived"]:
            copy = client.get(reverse("letter_archival_copy", args=[*page, row.token]))
            assert copy.getvalue() == museum.document(letter["archived"])


def test_the_catalogue_finds_by_its_index(museum, client):
    answer = client.get(reverse("catalogue"), {"cari": "wisatawan nusantara"})
    page = BeautifulSoup(answer.content, "html.parser").main.get_text(" ")
    assert "Survei Kepuasan Wisatawan Nusantara" in " ".join(page.split())
    assert "Survei Biaya Operasional Nelayan" not in " ".join(page.split())


def test_work_goes_on(museum, client):
    """New rows get numbers of their own, and the chain of events its next link."""
    client.force_login(User.objects.get(email=SARI))
    before = Event.objects.count()
    answer = client.post(reverse("submission_new"), {"edition": "fs3_2021"})
    assert kind_of(answer.url) == "answers"
    assert Event.objects.count() == before + 1
    call_command("verify_events")


@pytest.mark.one_database
def test_the_next_installation_can_be_kept(sari, ratna, hasan, settings, tmp_path):
    """The first letters, as `bin/museum` has them signed."""
    settings.STATEMENT_KEYS = tmp_path / "keys"
    made = [(one["signer"], one["level"]) for one in islice(sign_letters(tmp_path, settings), 3)]
    assert made == [("trial", "B-B"), ("trial", "B-T"), ("pkcs12", "B-B")]
