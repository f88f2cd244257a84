"""*Back*, a second press, two windows: sent twice it is made once, and nothing is swallowed."""

from datetime import timedelta
from functools import cache

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from accounts.models import Agency, DataRequest, Invitation, Office, User
from appeals.models import Appeal
from backups.models import Backup
from complaints.models import Complaint
from consultations.models import Consultation
from events.models import Made, Mail
from events.once import TOKEN
from guestbook.models import Visit
from letters.models import Mandate
from norms.keeping import sweep
from opinions.models import Opinion
from requests_app.models import ColumnHeading, Guest, Note, StandardNote, Submission, Synonym
from requests_app.models.examining.remark import Remark
from supervision.models import Coaching
from tests.appeals.making import TYPED as OBJECTION
from tests.appeals.making import make_declined
from tests.backups.portal import let_backups_be_asked
from tests.cast import make_staff
from tests.complaints.test_complaint_pages import ASKED
from tests.consultations.making import TYPED as CONSULTATION
from tests.guestbook.conftest import TYPED as VISIT
from tests.letters.conftest import wati  # noqa: F401  a fixture
from tests.letters.test_mandate_pages import TYPED as MANDATE
from tests.pages import soup, told
from tests.romantik.country.test_beginning import CENTRE
from tests.submissions import PDF, upload
from tests.supervision.permitting import typed as permission

DESK_AGENCY = {
    "agency_name": "Kecamatan Pulau Laut Utara",
    "agency_address": "Jalan Raya Berangas",
    "agency_region": "6302",
    "agency_phone": "0518-000003",
    "name": "Gunawan Hakim",
    "email": "gunawan@example.go.id",
}
PERSON = {"name": "Rina Wulan", "email": "rina@bps.example.go.id", "roles": ["examiner"]}
CORRECTION = {"kind": "correction", "words": "Nama saya salah tulis."}
HEADING = {"column": "definition", "words": "arti kata"}
DRAFT = {"edition": "fs3_2021"}
FORMS = {  # who sends what to which address, and what it makes
    "draft": ("sari", "submission_new", DRAFT, Submission),
    "colleague": ("sari", "agency_members", {"email": "rekan@example.go.id"}, Invitation),
    "agency": ("budi", "agency_new", DESK_AGENCY, Agency),
    "visitor's agency": ("budi", "visit_account", DESK_AGENCY, Agency),
    "person": ("dewi", "office_person_new", PERSON, User),
    "visit": ("budi", "visit_new", VISIT | {"channel": "walk_in", "outcome": "serving"}, Visit),
    "mandate": ("dewi", "office_mandate_new", MANDATE, Mandate),
    "standard note": (
        "ratna",
        "office_standard_note_new",
        {"name": "Kerangka", "place": "", "text": "Jelaskan kerangka sampel."},
        StandardNote,
    ),
    "abbreviation": ("dewi", "office_synonyms", {"short": "psat", "full": "pangan segar"}, Synonym),
    "note": ("ratna", "notes", {"question": "purpose.variables", "text": "Jelaskan."}, Note),
    "consultation": ("sari", "consultation_new", CONSULTATION, Consultation),
    "guest": ("sari", "guests", {"email": "tono@konsultan.example.go.id"}, Guest),
    "appeal": ("sari", "appeal_new", OBJECTION, Appeal),
    "remark": ("ratna", "remarks", {"text": "Mirip tahun lalu."}, Remark),
    "opinion": ("ratna", "opinion_new", {"text": "Cukup?", "due_on": "2026-03-05"}, Opinion),
    "data request": ("sari", "own_data", CORRECTION, DataRequest),
    "backup": ("dewi", "office_backups", {}, Backup),
    "centre": ("dewi", "country_office_new", CENTRE, Office),
    "permission": ("dewi", "coaching_permission", {}, Coaching),
    "column heading": ("dewi", "office_column_headings", HEADING, ColumnHeading),
}


@pytest.fixture
def sending(request, db):
    """Returns a function that sends a form of the table; what it returns is the answer."""

    def send(name, *, key="", client=None, **changes):
        who, address, typed, _ = FORMS[name]
        client = client or Client()
        client.force_login(request.getfixturevalue(who))
        about = []
        if name in {"guest", "note", "opinion", "remark"}:
            about = [request.getfixturevalue("examined").code]
        if name == "appeal":
            about = [declined().code]
        if address == "visit_account":
            about = [guest.pk]
        if name == "mandate":
            changes = {"person": request.getfixturevalue("wati").pk, **changes}
        if name == "permission":
            changes = permission(request.getfixturevalue("office")) | changes
        if name == "opinion":
            changes = {"colleague": request.getfixturevalue("hasan").pk, **changes}
        return client.post(reverse(address, args=about), typed | changes | {TOKEN: key})

    @cache
    def declined():
        return make_declined(*(request.getfixturevalue(who) for who in ("sari", "ratna", "hasan")))

    let_backups_be_asked(request.getfixturevalue("settings"))
    for fixture in (*(form[0] for form in FORMS.values()), "examined", "hasan", "wati"):
        request.getfixturevalue(fixture)
    guest = Visit.objects.arrive(office=request.getfixturevalue("office"), **VISIT)
    with travel("2026-03-02 02:00Z", tick=False) as clock:
        send.clock = clock
        yield send


def made_by(send, name, *keys, pause=0):
    """How many the form makes, and where each sending led."""
    model = FORMS[name][-1]
    before, answers = model.objects.count(), []
    for key in keys:
        answers.append(send(name, key=key))
        send.clock.shift(timedelta(minutes=pause))
    assert {answer.status_code for answer in answers} == {302}
    return model.objects.count() - before, [answer.url for answer in answers]


@pytest.mark.parametrize("name", FORMS)
def test_the_same_page_sent_twice_gives_the_first_result_even_an_hour_later(sending, name):
    count, led_to = made_by(sending, name, "page-1", "page-1", pause=60)

    assert (count, led_to[0]) == (1, led_to[1])


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("keys", [("page-1", "page-2"), ("", "")])
def test_the_same_words_within_ten_minutes_give_the_first_result(sending, name, keys):
    count, led_to = made_by(sending, name, *keys, pause=9)

    assert count == 1
    assert led_to[0] == led_to[1]


def test_the_second_answer_says_what_the_first_said(sending, client):
    first = told(sending("remark", key="page-1", client=client))

    assert first == told(sending("remark", key="page-1", client=client)) != []


@pytest.mark.parametrize("name", ["draft", "note", "remark", "visit"])
def test_from_a_new_page_after_ten_minutes_it_is_a_new_deed(sending, name):
    assert made_by(sending, name, "page-1", "page-2", pause=10)[0] == 2


def test_going_back_and_writing_something_else_is_swallowed_nowhere(sending):
    for text in ("Pertama.", "Kedua.", "Ketiga."):
        sending("remark", key="page-1", text=text)
        sending("note", key="page-2", text=text)

    assert Remark.objects.count() == Note.objects.count() == 3


def test_another_person_with_the_same_words_is_another_deed(sending, client, ratna, office):
    sending("standard note", key="page-1")
    client.force_login(make_staff(None, "examiner", office=office))
    typed = FORMS["standard note"][2] | {"name": "Kerangka lain", TOKEN: "page-1"}
    client.post(reverse("office_standard_note_new"), typed)

    assert StandardNote.objects.filter(text=typed["text"]).count() == 2


def test_each_page_has_a_key_of_its_own_that_its_forms_send(sending, client, sari):
    client.force_login(sari)
    pages = [soup(client.get(reverse("submission_new"))) for _ in range(2)]
    keys = [page.select_one(f"main form input[name={TOKEN}]")["value"] for page in pages]
    led_to = [sending("draft", key=key).url for key in (keys[0], keys[0])]

    assert keys[0] != keys[1]
    assert led_to[0] == led_to[1]
    assert not Made.objects.filter(key=keys[0]).exists()


def test_a_refused_form_is_not_remembered(sending, sari):
    assert sending("colleague", key="page-1", email="bukan-surel").status_code == 200
    assert sending("remark", key="page-1", text=" ").status_code == 302

    assert not Made.objects.exists()


def test_what_was_taken_back_can_be_made_again_at_once(sending, client, sari, ratna):
    sending("colleague", key="page-1", client=client)
    client.post(reverse("agency_withdrawal", args=[Invitation.objects.get().pk]))
    sending("colleague", key="page-2", client=client)
    assert len(sari.agency.open_invitations()) == 1

    sending("note", key="page-1")
    Note.objects.get().withdraw(by=ratna)
    assert Note.objects.count() == 0
    sending("note", key="page-2")
    assert Note.objects.count() == 1


def test_a_draft_in_which_somebody_has_written_is_not_offered_again(sending, client, sari):
    first = sending("draft", key="page-1", client=client)
    revision = Submission.objects.latest("pk").revision
    revision.store("cover", {"title": "Survei"}, by=sari, base=0)

    assert sending("draft", key="page-2", client=client).url != first.url
    assert sending("draft", key="page-1", client=client).url == first.url


def test_back_to_new_offers_the_empty_draft(sending, client):
    assert "masih kosong" not in client.get(reverse("submission_new")).text
    sending("draft", key="page-1", client=client)
    draft = Submission.objects.latest("pk")

    page = soup(client.get(reverse("submission_new")))

    offered = page.find(id="sudah-dimulai").parent
    assert draft.code in offered.get_text()
    assert offered.a["href"] == reverse("submission", args=[draft.code])


def test_a_copy_is_made_once_and_two_sources_make_two(sending, client, sari, examined):
    client.force_login(sari)
    address = f"{reverse('submission_new')}?dari={examined.code}"
    before = Submission.objects.count()

    led_to = {client.post(address, {TOKEN: key}).url for key in ("page-1", "page-1", "page-2")}
    client.post(reverse("submission_new"), DRAFT | {TOKEN: "page-1"})

    assert len(led_to) == 1
    assert Submission.objects.count() == before + 2


def test_a_complaint_typed_at_the_desk_is_one_and_its_page_is_shown_again(sending, client, budi):
    client.force_login(budi)
    typed = ASKED | {"channel": "phone", "received_on": "2026-03-02", TOKEN: "page-1"}
    first = client.post(reverse("complaint_desk_new"), typed)
    again = client.post(reverse("complaint_desk_new"), typed)

    assert first.status_code == 200
    assert Complaint.objects.count() == 1
    assert again.url == Complaint.objects.get().get_absolute_url()


def test_a_file_sent_twice_is_one_and_another_of_its_name_is_another(sending, client, sari):
    sending("draft", client=client)
    draft = Submission.objects.latest("pk")
    for content in (PDF, PDF, PDF + b"\n"):
        file = upload(content=content)
        client.post(
            reverse("attachments", args=[draft.code]), {"kind": "cover_letter", "file": file}
        )

    assert draft.revision.attachments.count() == 2


def test_a_file_taken_off_can_be_sent_again(sending, client, sari):
    sending("draft", client=client)
    files = Submission.objects.latest("pk").revision.attachments
    address = reverse("attachments", args=[files.instance.submission.code])
    for key in ("page-1", "page-2", "page-1"):
        client.post(address, {"kind": "cover_letter", "file": upload(), TOKEN: key})
        assert files.count() == 1
        client.post(reverse("attachment_removal", args=[address.split("/")[2], files.get().pk]))
        assert files.count() == 0


def test_what_was_refused_was_not_made(sending, client, maya, budi):
    client.force_login(budi)
    typed = ASKED | {"channel": "phone", "received_on": "2026-03-02"}
    client.post(reverse("complaint_desk_new"), typed)
    client.force_login(maya)
    step = reverse("complaint_step", args=[Complaint.objects.get().code, "jawaban"])
    refused = client.post(step, {"text": "Terima kasih.", TOKEN: "page-1"})
    again = client.post(step, {"text": "Terima kasih.", TOKEN: "page-1"})

    assert [message.level_tag for message in get_messages(again.wsgi_request)][-1:] == ["error"]
    assert refused.url == again.url


def test_mails_are_sent_once_too(sending):
    made_by(sending, "agency", "page-1", "page-1", "page-2")

    assert Mail.objects.filter(to="gunawan@example.go.id").count() == 1


def test_keys_are_forgotten_after_a_week(sending):
    sending("remark", key="page-1")
    assert Made.objects.filter(at__lte=timezone.now()).count() == 1

    sending.clock.shift(timedelta(days=8))
    sweep("keep.forms")

    assert not Made.objects.exists()
