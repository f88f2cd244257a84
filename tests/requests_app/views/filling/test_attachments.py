import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from requests_app.models import Attachment
from tests.submissions import PDF, attach, upload


def office_file(part):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{part}/document.xml", "<x/>")
    return buffer.getvalue()


def picture(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("surat.pdf", PDF),
        ("kuesioner.docx", office_file("word")),
        ("lembar.XLSX", office_file("xl")),
        ("peta.png", picture("PNG")),
        ("peta.jpeg", picture("JPEG")),
    ],
)
def test_the_five_kinds_are_taken(client, sari, draft, name, content):
    client.force_login(sari)

    client.post(
        reverse("attachments", args=[draft.code]),
        {"kind": "other", "file": SimpleUploadedFile(name, content)},
    )

    assert draft.revision.attachments.filter(name=name).count() == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("program.pdf", b"MZ\x90\x00" + b"\0" * 200, "tidak sesuai dengan namanya"),
        ("program.exe", b"MZ\x90\x00", "tidak diterima"),
        ("tanpa-akhiran", PDF, "tidak diterima"),
        ("arsip.docx", office_file("xl"), "tidak sesuai dengan namanya"),
        ("peta.png", picture("JPEG"), "tidak sesuai dengan namanya"),
        ("kosong.pdf", b"", "kosong"),
        ("besar.pdf", PDF + b"0" * int(10.1 * 1024 * 1024), "10,1 MB"),
        ("n" * 160 + ".pdf", PDF, "terlalu panjang"),
    ],
    ids=lambda value: str(value)[:16],
)
def test_anything_else_is_refused_with_the_reason(client, sari, draft, name, content, told):
    client.force_login(sari)

    response = client.post(
        reverse("attachments", args=[draft.code]),
        {"kind": "other", "file": SimpleUploadedFile(name, content)},
    )

    assert told in response.content.decode()
    assert draft.revision.attachments.count() == 1


def test_the_last_file_may_lead_on_to_completeness(client, sari, draft):
    client.force_login(sari)
    given = {"kind": "instrument", "file": upload("kuesioner.pdf"), "lanjut": "1"}
    sent = client.post(reverse("attachments", args=[draft.code]), given)

    assert sent.url == reverse("answers_review", args=[draft.code])
    assert draft.revision.attachments.filter(kind="instrument").count() == 1


def test_the_21st_file_is_refused(client, sari, draft):
    for _ in range(19):
        attach(draft, by=sari, kind="other")
    client.force_login(sari)

    response = client.post(
        reverse("attachments", args=[draft.code]), {"kind": "other", "file": upload()}
    )

    assert "Paling banyak 20 lampiran" in response.content.decode()
    assert draft.revision.attachments.count() == 20


def test_a_file_is_served_only_to_who_sees_the_submission(client, survey, ratna, stranger):
    file = survey.revision.attachments.get()
    url = reverse("attachment", args=[survey.code, file.pk])
    client.force_login(ratna)
    response = client.get(url)
    assert b"".join(response.streaming_content) == PDF
    assert response["X-Content-Type-Options"] == "nosniff"

    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_a_file_is_taken_off_the_draft_but_not_off_a_submitted_version(client, sari, draft):
    file = draft.revision.attachments.get()
    client.force_login(sari)
    url = reverse("attachment_removal", args=[draft.code, file.pk])
    client.post(url)
    assert not Attachment.objects.exists()

    attach(draft, by=sari)
    draft.submit(by=sari)
    file = draft.revision.attachments.get()
    response = client.post(reverse("attachment_removal", args=[draft.code, file.pk]))
    assert response.status_code == 403
    assert Attachment.objects.count() == 1
