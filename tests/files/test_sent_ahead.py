"""A form whose files were sent ahead piece by piece is the same as one that took them along."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from files.arriving.views import LARGEST_PIECE
from files.sniffing import LARGEST_FILE
from tests.files.photographing import photograph
from tests.pages import told
from tests.submissions import PDF, make_draft, upload

CONTENT = PDF + b"%" * 300_000
SIZE = len(CONTENT)
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def address(digest=DIGEST, offset=0, length=SIZE):
    return f"{reverse('arrival', args=[digest])}?mulai={offset}&panjang={length}"


def send(client, person, piece=CONTENT, *, digest=DIGEST, **where):
    return client.post(
        address(digest, **where),
        piece,
        content_type="application/offset+octet-stream",
        headers={"X-Person": str(person.pk) if person else ""},
    )


def named(name="surat.pdf", digest=DIGEST):
    return {"file-kiriman": f"{digest}/{name}"}


@pytest.fixture
def draft(sari, client):
    client.force_login(sari)
    return make_draft(sari)


@pytest.fixture
def attachments(draft):
    return reverse("attachments", args=[draft.code])


def test_a_file_sent_in_pieces_is_kept_by_the_same_form(client, sari, draft, attachments):
    first = send(client, sari, CONTENT[:100_000])
    lost = send(client, sari, CONTENT[:100_000])  # its answer was lost: sent once more
    rest = send(client, sari, CONTENT[100_000:], offset=100_000)
    kept = client.post(attachments, {"kind": "other", **named()})

    assert [answer.json() for answer in (first, lost, rest)] == [
        {"offset": 100_000},
        {"offset": 100_000},
        {"offset": len(CONTENT)},
    ]
    assert told(kept) == ["“surat.pdf” sudah tersimpan."]
    attachment = draft.revision.attachments.get(name="surat.pdf")
    assert (attachment.sha256, attachment.size) == (DIGEST, len(CONTENT))
    assert attachment.file.open().read() == CONTENT


def test_who_asks_with_nothing_learns_where_to_go_on(client, sari):
    client.force_login(sari)
    assert send(client, sari, b"").json() == {"offset": 0}
    send(client, sari, CONTENT[:70_000])

    assert send(client, sari, b"").json() == {"offset": 70_000}


def test_the_same_form_is_one_deed_however_its_file_came(client, sari, draft, attachments):
    plain = {"kind": "other", "csrfmiddlewaretoken": "t" * 64}
    first = client.post(attachments, {**plain, "file": upload("surat.pdf", CONTENT)})
    send(client, sari)
    second = client.post(attachments, {**plain, **named()})
    third = client.post(attachments, {**plain, **named()})

    assert first.url == second.url == third.url == attachments
    assert draft.revision.attachments.filter(name="surat.pdf").count() == 1


def test_what_the_form_refuses_is_refused_in_the_same_words(client, sari, draft, attachments):
    program = b"MZ" + b"\0" * 90_000
    digest = hashlib.sha256(program).hexdigest()
    send(client, sari, program, digest=digest, length=len(program))
    plain = client.post(attachments, {"kind": "other", "file": upload("surat.pdf", program)})
    ahead = client.post(attachments, {"kind": "other", **named(digest=digest)})

    said = [dict(answer.context["form"].errors) for answer in (plain, ahead)]
    assert said[0] == said[1]
    assert list(said[0]) == ["file"]


@pytest.mark.parametrize("name", ["../../etc/surat.pdf", "C:\\Users\\surat.pdf", "su\0rat.pdf"])
def test_a_name_leads_nowhere(client, sari, draft, attachments, name):
    send(client, sari)
    client.post(attachments, {"kind": "other", **named(name)})

    assert draft.revision.attachments.filter(name="surat.pdf").exists()


@pytest.mark.parametrize("name", [".pdf", "\u200b.pdf", "x/ .pdf"])
def test_a_file_without_a_name_is_taken(client, sari, draft, attachments, name):
    send(client, sari)
    client.post(attachments, {"kind": "other", **named(name)})

    assert draft.revision.attachments.filter(name="tanpa-nama.pdf").exists()


@pytest.mark.parametrize("name", ["..", " ", "\u200b", ""])
def test_a_name_that_is_none_is_told(client, sari, draft, attachments, name):
    send(client, sari)
    answer = client.post(attachments, {"kind": "other", **named(name)})

    assert "“tanpa-nama" in answer.content.decode()


@pytest.mark.parametrize("digest", [DIGEST, "0" * 64, "../7/x", ""])
def test_a_file_that_did_not_arrive_is_named(client, sari, draft, attachments, digest):
    answer = client.post(attachments, {"kind": "other", **named(digest=digest)})

    assert "“surat.pdf” belum sampai" in answer.content.decode()
    assert draft.revision.attachments.count() == 1


def test_strangers_find_nothing(client, sari, draft, stranger, ratna, attachments):
    send(client, sari)
    other = Client()
    for person in (stranger, ratna):
        other.force_login(person)
        assert send(other, person, b"").json() == {"offset": 0}
        asked = other.delete(address(), headers={"X-Person": str(person.pk)})
        assert asked.status_code == 404
        assert other.get(reverse("arrival_picture", args=[DIGEST])).status_code == 404
    other.logout()
    assert send(other, None, b"").status_code == 404

    other.force_login(ratna)
    other.post(attachments, {"kind": "other", **named()})
    assert draft.revision.attachments.count() == 1
    assert client.delete(address(), headers={"X-Person": str(sari.pk)}).status_code == 204
    assert send(client, sari, b"").json() == {"offset": 0}


def test_a_session_that_ended_is_told(client, sari):
    assert send(client, sari).status_code == 401
    assert "Masuk lagi" in send(client, sari).json()["words"]


@pytest.mark.parametrize(
    ("piece", "where", "status"),
    [
        (b"x" * (LARGEST_PIECE + 1), {}, 413),
        (CONTENT, {"length": LARGEST_FILE + 1}, 422),
        (CONTENT, {"length": 0}, 422),
        (CONTENT, {"offset": "-1"}, 400),
        (CONTENT, {"offset": "1e3"}, 400),
        (CONTENT, {"length": "9" * 20}, 400),
        (CONTENT, {"digest": "0" * 64}, 422),
    ],
)
def test_what_cannot_be_taken_is_refused(client, sari, piece, where, status):
    client.force_login(sari)
    digest = where.get("digest", DIGEST)

    assert send(client, sari, piece, **where).status_code == status
    assert send(client, sari, b"", digest=digest).json() == {"offset": 0}


def test_the_photographs_of_a_document_may_come_ahead(client, sari, draft):
    content = photograph().read()
    digest = hashlib.sha256(content).hexdigest()
    send(client, sari, content, digest=digest, length=len(content))
    page = reverse("photographs", args=[draft.code])
    client.post(page, {"photos-kiriman": f"{digest}/satu.jpg"})

    assert [one.name for one in client.get(page).context["stack"].pages] == ["satu.jpg"]


def test_who_has_not_logged_in_leaves_nothing_on_the_way(client, db):
    assert send(client, None).status_code == 404
    assert not Path(default_storage.path("kiriman")).exists()


def test_a_piece_sent_as_a_form_is_no_piece(client, sari, draft):
    fields = {"berkas": upload("surat.pdf", CONTENT)}
    answer = client.post(address(), fields, headers={"X-Person": str(sari.pk)})

    assert answer.status_code == 400


def test_no_more_files_come_ahead_than_with_a_form(client, sari, draft, attachments):
    send(client, sari)
    answer = client.post(attachments, {"kind": "other", "file-kiriman": [f"{DIGEST}/a.pdf"] * 101})

    assert answer.status_code == 400
    assert draft.revision.attachments.count() == 1


def test_a_photograph_that_nobody_has_looked_at_is_not_drawn(client, sari, draft):
    content = photograph().read()
    digest = hashlib.sha256(content).hexdigest()
    send(client, sari, content, digest=digest, length=len(content))

    assert client.get(reverse("arrival_picture", args=[digest])).status_code == 404
