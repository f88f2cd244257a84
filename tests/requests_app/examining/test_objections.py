"""The agency objects to what was entered in its name; the office answers."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from requests_app.links import OBJECTION, objection_token
from requests_app.models import Objection, Submission
from requests_app.workflow import State
from tests.submissions import make_submitted


@pytest.fixture
def entered(budi, agency, sari, ratna):
    """A file that Budi entered and submitted for Sari's agency."""
    return make_submitted(budi, agency=agency)


def link_in(mail):
    return re.search(r"https?://[^/\s]+(/keberatan/\S+)", mail.text)[1]


def address_of(entered):
    return reverse("objection", args=[objection_token(entered.revision)])


def test_the_agency_is_mailed_what_was_entered_with_a_way_to_object(client, entered, sari):
    mail = Mail.objects.get(kind="submission_entered")
    page = client.get(link_in(mail), follow=True)

    assert mail.to == sari.email
    assert "Petugas Budi Santoso" in mail.text
    assert entered.title in mail.text
    assert "Wilayah kegiatan hanya Kabupaten Kotabaru." in mail.text
    assert page.status_code == 200
    assert "Nyatakan keberatan" in page.content.decode()
    assert "Budi Santoso" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]


def test_a_mail_scanner_objects_to_nothing(client, entered):
    address = address_of(entered)
    client.get(address)
    client.head(address)

    assert Objection.objects.count() == 0


def test_one_click_objects_and_tells_the_office(client, entered, budi, ratna, agency):
    due = entered.due_on
    client.post(address_of(entered), {"reason": "Sampelnya bukan 400."})

    entered.refresh_from_db()
    event = Event.objects.about(entered).get(action="submission.object")
    assert (event.by, event.on_behalf_of) == (None, agency)
    assert "keberatan atas versi 1 yang direkam petugas Budi Santoso" in event.sentence
    told = Mail.objects.filter(kind="objection_raised").values_list("to", flat=True)
    assert sorted(told) == sorted([budi.email, ratna.email])
    assert entered in Submission.objects.waiting_for(budi)
    assert (entered.state, entered.due_on) == (State.SUBMITTED, due)  # the clock goes on
    client.force_login(budi)
    page = client.get(entered.get_absolute_url()).content.decode()
    assert "Sampelnya bukan 400." in page
    assert "Selesaikan keberatan" in page
    assert "keberatan" in client.get(reverse("desk")).content.decode()


def test_it_is_made_once_for_a_version(client, entered):
    for _ in range(2):
        client.post(address_of(entered), {"reason": ""})

    assert Objection.objects.count() == 1
    assert "sudah dicatat" in client.get(address_of(entered), follow=True).content.decode()


@pytest.mark.parametrize("token", ["x", "AAAA:BBBB:CCCC", "{pk}:1tMx:abc"])
def test_a_forged_link_opens_nothing(client, entered, token):
    address = reverse("objection", args=[token.format(pk=entered.revision.pk)])

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_a_secret_for_something_else_opens_nothing(client, entered):
    foreign = signing.dumps(entered.revision.pk, salt="accounts.welcome")

    assert client.get(reverse("objection", args=[foreign])).status_code == 404


def test_an_old_link_says_so(client, entered, monkeypatch):
    address = address_of(entered)
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)

    page = client.get(address)

    assert page.status_code == 410
    assert "berlaku 30 hari" in page.content.decode()
    assert signing.loads(address.split("/")[2], salt=OBJECTION) == entered.revision.pk


def test_a_member_objects_from_the_files_page_under_his_name(client, entered, sari, stranger):
    client.force_login(sari)
    page = client.get(entered.get_absolute_url()).content.decode()
    address = re.search(r'href="(/keberatan/[^"]+)"', page)[1]
    client.post(address, {"reason": ""})

    event = Event.objects.about(entered).get(action="submission.object")
    assert (event.by, event.on_behalf_of) == (sari, entered.agency)
    with pytest.raises(NotAllowed):
        entered.objections.raise_for(entered.revision, by=stranger)


def test_what_an_agency_filed_itself_is_not_objected_to(client, sari, survey):
    address = address_of(survey)

    assert "Nyatakan keberatan" not in client.get(address, follow=True).content.decode()
    client.post(address)
    assert Objection.objects.count() == 0


def test_no_decision_is_proposed_while_an_objection_waits(entered, ratna):
    entered.begin_examination(by=ratna)
    entered.objections.raise_for(entered.revision)

    with pytest.raises(NotNow, match="keberatan"):
        entered.propose_recommendation(by=ratna)


def test_it_is_explained_and_the_agency_told(client, entered, budi, sari):
    entered.objections.raise_for(entered.revision, reason="Judul keliru.")
    client.force_login(budi)
    client.post(
        reverse("objection_settlement", args=[entered.code]),
        {"outcome": "explained", "answer": "Judul sesuai surat pengantar."},
    )

    entered.refresh_from_db()
    assert entered.objections.open is None
    mail = Mail.objects.get(kind="objection_settled")
    assert (mail.to, mail.subject) == (
        sari.email,
        f"Jawaban atas keberatan Anda (dijelaskan): {entered.title}",
    )
    assert "Judul sesuai surat pengantar." in mail.text
    assert (
        "Judul sesuai surat pengantar."
        in client.get(address_of(entered), follow=True).content.decode()
    )


def test_corrected_needs_that_the_form_went_back(entered, budi, ratna):
    entered.objections.raise_for(entered.revision)
    with pytest.raises(NotNow, match="belum dikembalikan"):
        entered.objections.settle(by=budi, outcome="corrected", answer="Sudah dibetulkan.")

    entered.begin_examination(by=ratna)
    entered.return_for_revision(by=ratna, note="Betulkan judul.")
    entered.objections.settle(by=budi, outcome="corrected", answer="Sudah dibetulkan.")
    assert entered.objected_at is None


def test_withdrawn_cancels_as_the_step_table_allows(entered, budi, ratna):
    entered.objections.raise_for(entered.revision)
    entered.begin_examination(by=ratna)
    with pytest.raises(NotNow, match="sedang diperiksa"):
        entered.objections.settle(by=budi, outcome="withdrawn", answer="Salah instansi.")

    entered.give_back(by=ratna, reason="Keberatan.")
    entered.objections.settle(by=budi, outcome="withdrawn", answer="Salah instansi.")
    assert entered.state == State.CANCELLED
    assert Objection.objects.get().outcome == "withdrawn"
    assert [event.on_behalf_of for event in Event.objects.about(entered)][-1] == entered.agency


def test_the_agency_that_cancels_ends_its_own_objection(entered, sari):
    entered.objections.raise_for(entered.revision)
    entered.cancel(by=sari)

    assert entered.objected_at is None
    assert not Mail.objects.filter(kind="objection_settled").exists()


def test_nobody_else_settles(client, entered, sari, dewi):
    entered.objections.raise_for(entered.revision)
    for person in (sari, dewi):
        with pytest.raises(NotAllowed):
            entered.objections.settle(by=person, outcome="explained", answer="Baik.")
    with pytest.raises(NotNow):
        entered.objections.settle(by=entered.entered_by, outcome="explained", answer=" ")


def test_a_newer_version_ends_the_old_link(client, entered, ratna, budi):
    address = address_of(entered)
    entered.begin_examination(by=ratna)
    entered.return_for_revision(by=ratna, note="Lengkapi.")
    entered.notes.get().answer(by=budi, text="Sudah.")
    entered.submit(by=budi)

    assert "versi yang lebih baru" in client.get(address, follow=True).content.decode()
    client.post(address)
    assert Objection.objects.count() == 0
