"""Every hostile file at every place that takes files: refused in words, and nothing of it kept."""

import hashlib
import json
import resource
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from files.reading import apart
from files.sniffing import Unfit
from files.taking import take
from tests.appeals.making import TYPED as OBJECTION
from tests.appeals.making import make_declined
from tests.complaints.conftest import decided
from tests.complaints.making import make_complaint, make_handled
from tests.complaints.test_complaint_pages import ASKED, stamp_of
from tests.consultations.making import TYPED as QUESTION
from tests.consultations.making import make_consultation, make_guests
from tests.files.hostile_files import harmless_files, hostile_files
from tests.files.making import brought
from tests.pages import words
from tests.submissions import make_draft

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
MEMORY = 1200 * 1024  # kB, of the process that reads a file: its limit and what stands beside it
SECONDS = 20  # for one file on a busy machine; the reader itself has ten of the processor
NO_PHOTOGRAPH = "Ini bukan foto"
TABLE_REFUSED = "Tabel tetap seperti semula."
KNOWN, TOOK = {}, {}  # what the reader has said of these bytes, and how long it took


@pytest.fixture
def read_once(monkeypatch):
    """Each file is read by the real reader, in its process, but not anew at each place."""
    real = apart.read

    def read(document, **task):
        key = hashlib.sha256(document).hexdigest() + json.dumps(task, sort_keys=True)
        if key not in KNOWN:
            began = time.monotonic()
            KNOWN[key] = real(document, **task)
            TOOK[key] = time.monotonic() - began
        return KNOWN[key]

    monkeypatch.setattr(apart, "read", read)


class Cast:
    """The people and things that the places need, fetched when they are asked for."""

    def __init__(self, request):
        self.get = request.getfixturevalue

    def client(self, person=None):
        client = Client()
        if person:
            client.force_login(self.get(person))
        return client

    def draft(self):
        return make_draft(self.get("sari"))


def posting(client, address, field, **typed):
    def send(name, content):
        files = {field: SimpleUploadedFile(name, content)}
        return client.post(address, typed | files, follow=True)

    return send


def attachments(cast):
    address = reverse("attachments", args=[cast.draft().code])
    return posting(cast.client("sari"), address, "file", kind="other")


def sent_ahead(cast):
    """In one piece, then named in the form."""
    client, sari = cast.client("sari"), cast.get("sari")
    address = reverse("attachments", args=[cast.draft().code])

    def send(name, content):
        digest = hashlib.sha256(content).hexdigest()
        where = f"{reverse('arrival', args=[digest])}?mulai=0&panjang={len(content)}"
        head = {"X-Person": str(sari.pk)}
        client.post(where, content, content_type="application/octet-stream", headers=head)
        typed = {"kind": "other", "file-kiriman": f"{digest}/{name}"}
        return client.post(address, typed, follow=True)

    return send


def scans(cast):
    draft = make_draft(cast.get("budi"), agency=cast.get("agency"))
    return posting(cast.client("budi"), reverse("scans", args=[draft.code]), "file")


def results(cast):
    file = decided(cast.get("sari"), cast.get("ratna"))
    address = reverse("results", args=[file.code])
    return posting(cast.client("sari"), address, "file", kind="publication")


def photographs(cast):
    address = reverse("photographs", args=[cast.draft().code])
    return posting(cast.client("sari"), address, "photos")


def pasted_table(cast):
    address = reverse("table", args=[cast.draft().code, "purpose", "variables"])
    return posting(cast.client("sari"), address, "variables-file")


def complaint(cast):
    cast.get("maya")
    client = cast.client()
    stamp = stamp_of(client, cast.get("time_machine"))
    return posting(client, reverse("complaint_new"), "files", **ASKED, stamp=stamp)


def complaint_goes_on(cast):
    made, secret = make_complaint(office=cast.get("maya").office, privacy="anonymous")
    client = cast.client()
    client.post(reverse("complaint_entry"), {"code": made.code, "secret": secret})
    return posting(client, reverse("complaint_reply", args=[made.code]), "files", text="Ini.")


def complaint_entered(cast):
    typed = ASKED | {"channel": "box", "received_on": cast.get("maya").office.today().isoformat()}
    return posting(cast.client("maya"), reverse("complaint_desk_new"), "files", **typed)


def complaint_answered(cast):
    made = make_handled(cast.get("maya"))
    address = reverse("complaint_step", args=[made.code, "jawaban"])
    return posting(cast.client("maya"), address, "files", text="Sudah kami perbaiki.")


def consultation(cast):
    cast.get("ratna")
    client = cast.client()
    stamp = stamp_of(client, cast.get("time_machine"), "consultation_new")
    address = reverse("consultation_new")
    return posting(client, address, "files", **QUESTION, name="Wulan", stamp=stamp)


def consultation_of_member(cast):
    return posting(cast.client("sari"), reverse("consultation_new"), "files", **QUESTION)


def consultation_at_the_counter(cast):
    typed = QUESTION | {"channel": "visit", "name": "Wulan Contoh"}
    return posting(cast.client("budi"), reverse("consultation_new"), "files", **typed)


def consultation_goes_on(cast):
    made = make_consultation(cast.get("sari"))
    address = reverse("consultation_step", args=[made.code, "pertanyaan"])
    return posting(cast.client("sari"), address, "files", text="Dan ini?")


def consultation_answered(cast):
    made, _ = make_guests(cast.get("ratna").office)
    address = reverse("consultation_step", args=[made.code, "jawaban"])
    return posting(cast.client("ratna"), address, "files", text="Begini.")


def appeal(cast):
    file = make_declined(cast.get("sari"), cast.get("ratna"), cast.get("hasan"))
    return posting(
        cast.client("sari"), reverse("appeal_new", args=[file.code]), "files", **OBJECTION
    )


PLACES = [
    *(attachments, sent_ahead, scans, results, photographs, pasted_table),
    *(complaint, complaint_goes_on, complaint_entered, complaint_answered),
    *(consultation, consultation_of_member, consultation_at_the_counter),
    *(consultation_goes_on, consultation_answered, appeal),
]
WORKBOOKS = (".xlsx", ".xlsm", "exe.pdf")  # others differ for it in nothing but their names
OTHERWISE = {photographs: NO_PHOTOGRAPH, pasted_table: TABLE_REFUSED}


def kept(settings):
    """The SHA-256 of whatever is stored, but for what waits on its way."""
    files = (path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file())
    return {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "kiriman" not in path.parts
    }


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_no_place_takes_any_of_them(request, settings, read_once, place):
    send, bad = place(Cast(request)), {}
    before = kept(settings)
    for file in hostile_files():
        if place is pasted_table and not file.name.endswith(WORKBOOKS):
            continue
        answer = send(file.name, file.content)
        text = " ".join(answer.text.split())
        # A workbook whose text alone is taken over brings nothing else along.
        is_read_only = place is pasted_table and "Periksa sebelum diambil" in text
        said = file.said in text or OTHERWISE.get(place, file.said) in text or is_read_only
        if answer.status_code >= 500 or not said:
            bad[file.name] = (answer.status_code, words(answer)[:300])

    assert bad == {}
    assert kept(settings) == before


def test_each_is_told_with_what_to_do_within_time_and_memory(read_once):
    for file in hostile_files():
        with pytest.raises(Unfit, match="nggah") as refusal:
            take(brought(file.name, file.content))
        assert file.said in str(refusal.value)

    assert max(TOOK.values()) < SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY


@pytest.mark.parametrize(("name", "content", "kind"), harmless_files())
def test_two_things_in_one_are_served_as_the_one_they_are(request, name, content, kind):
    cast = Cast(request)
    client, draft = cast.client("sari"), cast.draft()
    posting(client, reverse("attachments", args=[draft.code]), "file", kind="other")(name, content)
    file = draft.revision.attachments.get(name=name)

    answer = client.get(reverse("attachment", args=[draft.code, file.pk]))

    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_of_an_anonymous_complaint_no_tail_of_a_picture_is_kept(request, settings):
    (_, content, _) = harmless_files()[2]
    send = complaint(Cast(request))

    send("foto.jpg", content)

    (file,) = (settings.PRIVATE_ROOT / "pengaduan").iterdir()
    assert b"PK\x03\x04" not in file.read_bytes()
    assert Image.open(file).format == "JPEG"


def test_an_office_file_that_only_points_elsewhere_by_a_click_is_taken():
    """Links to follow, a template and a picture on the writer's own disk, and a chart's table."""
    from tests.files.hostile_files import RELATION, RELATIONS, led_to
    from tests.files.making import office

    assert RELATIONS.count("{}") == RELATION.count("{}") - 1 == 1
    for content in (
        led_to("hyperlink", "https://bps.example.go.id/"),
        led_to("attachedTemplate", "file:///C:/Users/Sari/Templat%20Dinas.dotx"),
        led_to("image", "media/logo.png"),
        office(**{"word/embeddings/Microsoft_Excel_Sheet1.xlsx": office("xl")}),
        office(**{"word/document2.xml": "<w:instrText>HYPERLINK ADDENDUM</w:instrText>"}),
    ):
        assert take(brought("surat.docx", content)).file.size == len(content)
