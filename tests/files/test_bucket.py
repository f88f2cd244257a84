"""Files in a bucket, against a real service: written once, private, and what happens without it."""

import errno
import hashlib
import io
import re
import tracemalloc
import urllib.error
import urllib.request
from tempfile import TemporaryFile

import pytest
from botocore.stub import Stubber
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.urls import reverse
from pytest_django.asserts import assertContains

from files.storing import checks, trying
from files.storing.trouble import StoreAway
from integrity import inspecting
from integrity.inspections import KINDS
from integrity.models import Damage
from integrity.scanning import withhold
from letters import archive
from requests_app.models import Attachment
from romantik import status
from romantik.management.commands import doctor
from tests import stores
from tests.submissions import PDF, attach, make_draft, upload

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
NAME = "lampiran/abc"


def lying():
    return sorted(name for name, _ in default_storage.names())


def read(name):
    with default_storage.open(name) as file:
        return file.read()


@pytest.fixture
def draft(sari, bucket):
    """With a cover letter."""
    return make_draft(sari)


@pytest.fixture
def send(client, sari, draft):
    """Uploads one more file; the answer."""
    client.force_login(sari)
    client.raise_request_exception = False
    address = reverse("attachments", args=[draft.code])
    return lambda: client.post(address, {"kind": "other", "file": upload("lain.pdf")})


def page_of(attachment):
    return reverse("attachment", args=[attachment.revision.submission.code, attachment.pk])


def test_a_file_goes_there_and_the_portal_gives_it_to_whom_it_may(
    client, send, draft, bucket, budi, settings
):
    assert send().status_code == 302

    one = Attachment.objects.get(name="lain.pdf")
    assert lying() == sorted(Attachment.objects.values_list("file", flat=True))
    assert not settings.PRIVATE_ROOT.exists() or list(settings.PRIVATE_ROOT.iterdir()) == []
    answer = client.get(page_of(one))
    assert (b"".join(answer.streaming_content), answer.status_code) == (PDF, 200)
    assert answer.headers["Content-Length"] == str(len(PDF))
    with pytest.raises(ValueError, match="not accessible via a URL"):
        _ = one.file.url
    with pytest.raises(urllib.error.HTTPError, match="403"):  # a stranger asks the store itself
        urllib.request.urlopen(f"{bucket.endpoint_url}/{stores.BUCKET}/{bucket._at(NAME)['Key']}")
    client.logout()
    assert client.get(page_of(one)).status_code == 302


def test_what_lies_there_is_written_once(bucket):
    default_storage.save(NAME, ContentFile(b"isi"))
    default_storage.save(NAME, ContentFile(b"isi"))  # the first answer was lost on the line

    with pytest.raises(FileExistsError):
        default_storage.save(NAME, ContentFile(b"lain"))

    assert (read(NAME), default_storage.size(NAME)) == (b"isi", 3)


def test_large_files_pass_through_little_memory(bucket):
    with TemporaryFile() as file:
        for number in range(80):
            file.write(bytes([number]) * 128 * 1024)
        default_storage.save("first", ContentFile(b"what it stands on is loaded"))
        tracemalloc.start()
        default_storage.save(NAME, File(file, "x"))
        with default_storage.open(NAME) as back:
            digest = hashlib.file_digest(back.file, "sha256").digest()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        file.seek(0)
        assert digest == hashlib.file_digest(file, "sha256").digest()

    assert most < 4_000_000


def test_a_changed_file_is_given_to_nobody_and_one_that_is_gone_is_told(client, sari, draft):
    client.force_login(sari)
    attachment = draft.revision.attachments.get()
    bucket = default_storage
    bucket.client.put_object(**bucket._at(attachment.file.name), Body=b"lain")
    assert client.get(page_of(attachment)).status_code == 503
    assert Damage.objects.get().words == "Isi berkasnya lain daripada yang disimpan."

    default_storage.delete(attachment.file.name)

    (fault,) = inspecting.faults_of(KINDS["attachments"], attachment)
    assert fault == "Berkasnya tidak ada lagi di penyimpanan."


def test_letters_are_kept_once_and_an_infected_file_is_put_aside(bucket, sari):
    content = b"%PDF-1.7 surat"
    digest = archive.keep(content)
    assert archive.keep(content) == digest
    assert (archive.read(digest), archive.exists("0" * 64)) == (content, False)

    attachment = make_draft(sari).revision.attachments.get()
    withhold(KINDS["attachments"], attachment, "virus")

    aside = f"karantina/{attachment.file.name.rpartition('/')[2]}"
    assert lying() == sorted([aside, archive.name_of(digest)])
    assert inspecting.faults_of(KINDS["attachments"], attachment) == []


class Fatal(io.BytesIO):
    """An upload whose store dies after the first block."""

    def __init__(self, server):
        super().__init__(bytes(5_000_000))
        self.server, self.name = server, "x"

    def read(self, size=-1):
        if self.tell() > 1_000_000 and self.server.process.poll() is None:
            self.server.kill()
        return super().read(size)


def test_a_store_that_is_killed_loses_nothing_and_people_read_that_it_is_away(
    store, send, draft, client
):
    kept = draft.revision.attachments.get()
    many = {f"lampiran/{n}": bytes([n]) * 50_000 for n in range(20)}
    for name, content in many.items():
        default_storage.save(name, ContentFile(content))
    with stores.back_afterwards(store):
        with pytest.raises(StoreAway):
            default_storage.save("lampiran/putus", File(Fatal(store), "x"))
        refused, page = send(), client.get(page_of(kept))
        with pytest.raises(StoreAway):
            inspecting.faults_of(KINDS["attachments"], kept)

    for answer in (refused, page):
        assert answer.headers["Retry-After"] == "10"
        assertContains(answer, "Berkas belum dapat diambil atau disimpan", status_code=503)
    assert (Damage.objects.count(), Attachment.objects.count()) == (0, 1)
    assert b"".join(client.get(page_of(kept)).streaming_content) == PDF
    assert {name: read(name) for name in many} == many
    assert not default_storage.exists("lampiran/putus")
    assert send().status_code == 302


def test_a_file_whose_row_could_not_be_written_goes_with_it(send, monkeypatch):
    before = lying()

    def fill(revision, *, upload, **facts):
        default_storage.save("lampiran/unnamed", upload)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Attachment, "add", fill)

    assert (send().status_code, lying()) == (507, before)


def test_a_name_that_somebody_else_is_just_putting_is_no_lost_file(bucket):
    stub = Stubber(bucket.client)
    stub.add_client_error("put_object", "ConditionalRequestConflict", http_status_code=409)
    stub.add_client_error("get_object", "NoSuchKey", http_status_code=404)
    with stub, pytest.raises(StoreAway):
        bucket.keep(NAME, b"isi")


@pytest.mark.parametrize(("code", "http"), [("QuotaExceeded", 403), ("InsufficientStorage", 507)])
def test_a_full_store_is_refused_in_words(send, bucket, code, http):
    stub = Stubber(bucket.client)
    stub.add_client_error("put_object", code, http_status_code=http)
    with stub:
        answer = send()

    assertContains(answer, "Ruang simpan portal penuh", status_code=507)
    assert Attachment.objects.count() == 1


def told(office):
    """What status page, `check --deploy` and doctor say of the bucket."""
    on_page = [part.words for part in status.findings(office) if part.what == "Tempat berkas"]
    return on_page, [each.id for each in checks.bucket_of_files(None)], list(doctor.buckets())


def test_it_is_really_tried_by_page_check_and_doctor(bucket, office):
    page, problems, lines = told(office)

    assert page == ["Dapat ditulisi, dibaca, dan dihapus isinya."]
    assert (problems, lines) == ([], [("bucket of files berkas", "")])
    assert lying() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"secret": "lain"}, "Rahasia kunci akses tempat berkas salah."),
        ({"key": "lain"}, "Tempat berkas tidak mengenal kunci aksesnya."),
        ({"port": "1"}, "Tempat berkas (S3) tidak menjawab (EndpointConnectionError)."),
    ],
)
def test_what_is_wrong_is_told_without_the_secret(address, settings, office, change, words):
    if port := change.pop("port", ""):
        address = re.sub(r":\d+", f":{port}", address)
    settings.STORAGES = settings.STORAGES | {"default": stores.stored(settings, address, **change)}

    (bucket,) = trying.buckets()

    assert trying.try_out(bucket).problem == words
    with pytest.raises(StoreAway):
        default_storage.exists(NAME)
    assert told(office) == ([words], ["files.E001"], [("bucket of files berkas", words)])


def test_a_bucket_that_is_not_there_says_nothing_of_its_files(address, settings):
    elsewhere = stores.stored(settings, address.replace("/berkas", "/lain"))
    settings.STORAGES = settings.STORAGES | {"default": elsewhere}

    for ask in (default_storage.exists, default_storage.open):
        with pytest.raises(StoreAway, match=r"Wadah \(bucket\) berkas tidak ada"):
            ask(NAME)


def test_a_server_that_overwrites_and_a_bucket_open_to_all_are_found_out(
    bucket, office, monkeypatch
):
    def forget(request, **facts):
        del request.headers["If-None-Match"]

    bucket.client.meta.events.register("before-sign.s3.PutObject", forget)
    (only,) = trying.buckets()
    assert trying.try_out(only) == trying.Tried("", keeps_first=False)
    assert told(office)[1:] == (
        ["files.W002"],
        [("bucket of files berkas (its server ignores If-None-Match)", "")],
    )

    monkeypatch.setattr(trying, "urlopen", lambda address, timeout: io.BytesIO())

    assert trying.try_out(only).problem == trying.OPEN


def test_an_attachment_that_is_removed_leaves_the_bucket(
    bucket, sari, django_capture_on_commit_callbacks
):
    draft = make_draft(sari)
    attach(draft, by=sari, kind="other", name="lain.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        Attachment.objects.get(name="lain.pdf").remove()

    assert lying() == [draft.revision.attachments.get().file.name]


def test_a_store_that_is_away_does_not_unsay_that_an_attachment_was_removed(
    bucket, sari, settings, django_capture_on_commit_callbacks
):
    draft = make_draft(sari)
    attach(draft, by=sari, kind="other", name="lain.pdf")
    nobody = stores.stored(settings, "s3+http://127.0.0.1:1/berkas")
    settings.STORAGES = settings.STORAGES | {"default": nobody}

    with django_capture_on_commit_callbacks(execute=True):
        Attachment.objects.get(name="lain.pdf").remove()

    assert not Attachment.objects.filter(name="lain.pdf").exists()
