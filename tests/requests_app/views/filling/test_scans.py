"""Scans of the paper form: seen with the file, added and taken off at the counter."""

import pytest
from django.urls import reverse

from requests_app.models import Attachment
from tests.pages import soup, told
from tests.submissions import attach, make_draft, upload


@pytest.fixture
def entered(budi, agency):
    """A draft that Budi enters for Sari's agency, with a scan."""
    draft = make_draft(budi, agency=agency)
    attach(draft, by=budi, kind=Attachment.Kind.SCAN, name="formulir.pdf")
    return draft


def scans(file):
    return reverse("scans", args=[file.code])


def test_who_sees_the_file_sees_its_scans_and_the_desk_adds_to_them(
    client, entered, budi, sari, stranger
):
    forms = {}
    for person in (budi, sari):
        client.force_login(person)
        page = soup(client.get(scans(entered)))
        assert "formulir.pdf" in page.main.get_text()
        forms[person] = len(page.select("main form[enctype]"))

    assert forms == {budi: 1, sari: 0}
    client.force_login(stranger)
    assert client.get(scans(entered)).status_code == 404


def test_a_scan_that_is_added_is_named_and_nothing_chosen_is_told(client, entered, budi):
    client.force_login(budi)
    added = client.post(scans(entered), {"file": upload("hal-2.pdf")})
    nothing = client.post(scans(entered), {"file": ""})

    assert (added.url, told(added)) == (scans(entered), ["“hal-2.pdf” sudah tersimpan."])
    assert list(nothing.context["form"].errors) == ["file"]
    kept = entered.revision.attachments.scans()
    assert sorted(scan.name for scan in kept) == ["formulir.pdf", "hal-2.pdf"]


def test_a_scan_taken_off_leads_back_to_the_scans_and_a_second_click_is_told(client, entered, budi):
    scan = entered.revision.attachments.scans().get()
    client.force_login(budi)
    taken = client.post(reverse("attachment_removal", args=[entered.code, scan.pk]))
    twice = client.post(reverse("attachment_removal", args=[entered.code, scan.pk]))

    assert (taken.url, told(taken)) == (
        scans(entered),
        ["“formulir.pdf” sudah dihapus dari versi ini."],
    )
    assert told(twice) == ["Berkas ini sudah dihapus."]
    assert not entered.revision.attachments.scans().exists()


def test_once_submitted_nothing_is_added(client, entered, budi):
    entered.submit(by=budi)
    client.force_login(budi)
    refused = client.post(scans(entered), {"file": upload("hal-2.pdf")})

    assert refused.status_code == 403
    assert "selama isian boleh diubah" in refused.content.decode()
    assert soup(client.get(scans(entered))).select("main form[enctype]") == []
