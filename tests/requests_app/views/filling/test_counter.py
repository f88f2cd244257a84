"""Counter mode without a browser: whose it is, what it leads to, scans apart, both names."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from events.models import Event
from requests_app.models import Attachment
from tests.answers import fs3_answers
from tests.submissions import PDF, attach, make_draft, make_examined, upload


@pytest.fixture
def entered(budi, agency):
    """A draft that Budi enters for Sari's agency, complete."""
    return make_draft(budi, agency=agency)


def picture():
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG")
    return drawn.getvalue()


def test_it_leads_from_block_to_block_without_going_back_to_the_list(client, budi, entered):
    client.force_login(budi)
    blocks = [block.code for block in entered.form.blocks]
    answers = fs3_answers()
    page = reverse("counter_entry", args=[entered.code, "general"])
    sent = {"lanjut": "1", "base": entered.revision.saves}
    response = client.post(page, answers["general"] | sent)

    assert response.url == reverse("counter_entry", args=[entered.code, "purpose"])
    last = reverse("counter_entry", args=[entered.code, blocks[-1]])
    assert client.post(last, answers[blocks[-1]] | sent).url == reverse(
        "attachments", args=[entered.code]
    )


def test_it_begins_where_the_paper_has_to_be_read_on(client, budi, entered):
    entered.revision.store("general", {"repetition": None}, by=budi)
    client.force_login(budi)

    begun = client.get(reverse("counter_begin", args=[entered.code]))

    assert begun.url == reverse("counter_entry", args=[entered.code, "general"])


def test_it_shows_whose_name_it_is_and_the_codes_of_the_paper(client, budi, entered):
    client.force_login(budi)
    page = client.get(reverse("counter_entry", args=[entered.code, "general"])).content.decode()

    assert "Anda merekam atas nama <strong>Dinas Perikanan Kabupaten Kotabaru</strong>" in page
    assert 'data-code="9"' in page
    assert "Bagian 4 dari 8" in page
    assert (
        'data-code="9"'
        not in client.get(reverse("answers", args=[entered.code, "general"])).content.decode()
    )


def test_an_agency_has_the_ordinary_pages(client, sari, draft):
    client.force_login(sari)

    led = client.get(reverse("counter_entry", args=[draft.code, "general"]))

    assert led.url == reverse("answers", args=[draft.code, "general"])
    assert client.get(reverse("counter_begin", args=[draft.code])).status_code == 403


def test_a_scan_is_shown_beside_the_fields_and_kept_apart(client, budi, ratna, entered):
    client.force_login(budi)
    scans = reverse("scans", args=[entered.code])
    client.post(scans, {"file": upload("formulir.png", picture())})
    client.post(scans, {"file": upload("formulir.pdf", PDF)})
    image, pdf = entered.revision.attachments.scans()

    page = client.get(reverse("counter_entry", args=[entered.code, "general"])).content.decode()
    files = [reverse("attachment", args=[entered.code, scan.pk]) for scan in (image, pdf)]
    assert f'<img src="{files[0]}"' in page
    assert f'<iframe src="{files[1]}#' in page

    # A scan may stand in a frame, another file where it is asked for, and only in one of ours
    framed, cover = client.get(files[1]), entered.revision.attachments.papers().get()
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert "default-src 'none'" in framed["Content-Security-Policy"]
    other = client.get(reverse("attachment", args=[entered.code, cover.pk]))
    assert other["X-Frame-Options"] == "DENY"
    assert other["Content-Security-Policy"] == "sandbox; default-src 'none'"
    beside = client.get(reverse("attachment", args=[entered.code, cover.pk]), {"samping": ""})
    assert beside["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in beside["Content-Security-Policy"]

    # It stays with the version that was typed from it
    entered.submit(by=budi)
    entered.begin_examination(by=ratna)
    entered.return_for_revision(by=ratna, note="Lengkapi.")
    assert not entered.revision.attachments.scans().exists()
    assert entered.revision.attachments.papers().count() == 1


def test_a_scan_is_something_that_can_be_looked_at(client, budi, entered):
    client.force_login(budi)
    response = client.post(
        reverse("scans", args=[entered.code]), {"file": upload("formulir.txt", b"teks")}
    )

    assert "tidak diterima" in response.content.decode()
    assert not entered.revision.attachments.scans().exists()
    assert ("form_scan", "Pindaian formulir kertas") not in [
        *client.get(reverse("attachments", args=[entered.code]))
        .context["form"]
        .fields["kind"]
        .choices
    ]


def test_an_agency_adds_no_scan(client, sari, draft):
    client.force_login(sari)
    response = client.post(reverse("scans", args=[draft.code]), {"file": upload("a.pdf")})

    assert response.status_code == 403


def test_the_summary_has_a_place_to_sign(client, budi, entered):
    client.force_login(budi)
    page = client.get(reverse("entry_statement", args=[entered.code])).content.decode()

    assert "Direkam oleh petugas <strong>Budi Santoso</strong>" in page
    assert "atas nama <strong>Dinas Perikanan Kabupaten Kotabaru</strong>" in page
    assert "Nama dan jabatan:" in page
    assert entered.title in page
    assert "surat-pengantar.pdf" in page


def test_both_names_are_on_every_event_of_the_front_desk(client, budi, ratna, sari, agency):
    submission = make_examined(budi, ratna, agency=agency)
    submission.return_for_revision(by=ratna, note="Lengkapi.")
    submission.notes.get().answer(by=budi, text="Sudah.")
    submission.cancel(by=budi, reason="Kegiatan ditunda.")

    at_the_counter = [event for event in Event.objects.about(submission) if event.by == budi]
    assert [event.action for event in at_the_counter] == [
        "submission.start",
        "submission.submit",
        "note.answered",
        "submission.cancel",
    ]
    for event in at_the_counter:
        assert event.on_behalf_of == agency
        assert "Petugas Budi Santoso" in event.sentence
        assert f"atas nama {agency.name}" in event.sentence
    for person in (budi, sari):
        client.force_login(person)
        page = client.get(submission.get_absolute_url()).content.decode()
        assert page.count(f"atas nama {agency.name}") >= 4


def test_a_colleague_without_the_desk_acts_for_the_office_alone(ratna, budi, agency):
    submission = make_examined(budi, ratna, agency=agency)
    submission.give_back(by=ratna, reason="Keliru.")
    submission.cancel(by=ratna, reason="Rangkap.")

    assert Event.objects.about(submission).get(action="submission.cancel").on_behalf_of is None


def test_at_most_ten_scans(budi, entered):
    for number in range(10):
        attach(entered, by=budi, kind=Attachment.Kind.SCAN, name=f"{number}.pdf")
    with pytest.raises(Exception, match="Paling banyak 10 pindaian"):
        attach(entered, by=budi, kind=Attachment.Kind.SCAN, name="11.pdf")


def test_an_entry_of_the_agencys_own_has_no_statement_of_an_officer(client, sari, draft):
    client.force_login(sari)
    led = client.get(reverse("entry_statement", args=[draft.code]))

    assert led.url == reverse("resume", args=[draft.code])


@pytest.mark.parametrize("person", ["sari", "ratna", "stranger"])
def test_counter_mode_is_the_desks(client, entered, person, request):
    client.force_login(request.getfixturevalue(person))
    refused = client.get(reverse("counter_begin", args=[entered.code]))

    assert refused.status_code == (404 if person == "stranger" else 403)
