"""From the guest book to the account and the draft: nothing that a guest wrote is typed again."""

from django.urls import reverse

from accounts.models import Agency
from consultations.models import Consultation
from guestbook.models import Visit
from requests_app.models import Submission
from tests.cast import make_agency, make_office
from tests.guestbook.conftest import TYPED, words
from tests.pages import soup


def test_what_the_guest_wrote_stands_in_the_account_and_in_the_draft(client, budi, serving):
    client.force_login(budi)
    address = reverse("visit_account", args=[serving.pk])
    page = client.get(reverse("visit", args=[serving.pk]))
    assert address in page.content.decode()

    form = client.get(address).context["form"]
    assert {name: str(form[name].value() or "") for name in form.fields} == {
        "agency_name": TYPED["organization"],
        "agency_address": "",
        "agency_region": "Kabupaten Kotabaru",
        "agency_phone": "",
        "agency_email": "",
        "name": TYPED["name"],
        "position": "",
        "phone": TYPED["contact"],
        "email": "",
    }
    known = {name: form[name].value() or "" for name in form.fields}
    typed = {
        "agency_address": "Jalan Contoh 7",
        "agency_region": "6302",
        "agency_phone": "0518-1234",
    }
    form = client.post(address, known | typed | {"email": "yusuf@example.go.id"}, follow=True)
    assert form.context["form"]["agency"].value() == TYPED["organization"]
    client.post(
        form.redirect_chain[-1][0], {"agency": TYPED["organization"], "edition": "fpkpa_2021"}
    )

    draft = Submission.objects.get()
    assert draft.revision.answers["contacts"] == {
        "technical_name": TYPED["name"],
        "technical_phone": TYPED["contact"],
    }
    assert draft.agency.members.get().phone == TYPED["contact"]
    assert Submission.objects.untouched().get() == draft  # nobody has typed in it
    assert client.get(address).url == reverse("submission_new") + (
        f"?instansi=Dinas+Kesehatan+Kabupaten+Kotabaru&kunjungan={serving.pk}"
    )


def test_a_mailbox_of_a_guest_is_his_mailbox_in_the_draft(budi, serving, agency):
    serving.contact, serving.agency = "yusuf@example.go.id", agency
    serving.save()

    draft = Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)

    assert draft.revision.answers["contacts"] == {
        "manager_name": TYPED["name"],
        "manager_email": "yusuf@example.go.id",
    }
    assert draft.contact == "yusuf@example.go.id"


def test_a_draft_for_another_agency_than_the_guests_knows_nothing_of_him(budi, serving, agency):
    serving.come_from(make_agency())

    draft = Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)

    assert "contacts" not in draft.revision.answers


def test_a_draft_knows_nothing_of_a_visitor_whose_agency_nobody_has_said(budi, serving, agency):
    draft = Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)

    assert serving.agency is None
    assert "contacts" not in draft.revision.answers
    assert draft.contact != TYPED["contact"]


def test_who_came_for_himself_brings_no_agency(client, budi, serving):
    serving.organization = "Pribadi"
    serving.save()
    client.force_login(budi)

    form = client.get(reverse("visit_account", args=[serving.pk])).context["form"]

    assert form["agency_name"].value() == ""


def test_the_account_without_a_visit_leads_to_the_guest_who_is_served(client, budi, serving):
    client.force_login(budi)

    page = words(client.get(reverse("agency_new")))

    assert "Anda sedang melayani R-001, Yusuf Maulana." in page
    assert reverse("visit_account", args=[serving.pk]) in page


def test_from_an_agency_the_desk_goes_on_to_its_form(client, budi, ratna, agency):
    address = reverse("agency_approval", args=[agency.pk])
    client.force_login(budi)
    assert "Pengajuan baru untuk instansi ini" in words(client.get(address))
    client.force_login(ratna)
    assert "Pengajuan baru" not in words(client.get(address))


def handed_over(client, visit):
    """The form of a consultation as the button on the page of the visit opens it."""
    page = soup(client.get(reverse("visit", args=[visit.pk])))
    button = page.select_one(f'form[action="{reverse("consultation_new")}"]')
    sent = {field["name"]: field.get("value", "") for field in button.select("input")}
    return client.post(button["action"], sent)


def test_a_visitor_is_carried_into_the_form_of_a_consultation(client, budi, serving):
    client.force_login(budi)

    answer = handed_over(client, serving)

    form = answer.context["form"]
    assert {name: form[name].value() or "" for name in form.fields} == {
        "channel": "visit",
        "name": TYPED["name"],
        "agency": "",
        "organization": TYPED["organization"],
        "email": "",
        "phone": TYPED["contact"],
        "topic": "",
        "activity": "",
        "text": TYPED["purpose"],
        "files": "",
        "spoken": "",
    }
    assert soup(answer).select_one(".error-summary") is None
    assert not Consultation.objects.exists()


def test_a_visitor_of_an_agency_asks_for_it(client, budi, serving, agency):
    serving.agency, serving.contact = agency, "yusuf@example.go.id"
    serving.save()
    client.force_login(budi)

    form = handed_over(client, serving).context["form"]

    given = {"agency": agency.name, "organization": "", "email": "yusuf@example.go.id"}
    assert {name: form[name].value() for name in given} == given


def test_who_does_not_serve_carries_nobody_over(client, ratna, serving):
    client.force_login(ratna)

    page = client.get(reverse("visit", args=[serving.pk]))

    assert "Catat konsultasi" not in words(page)


def test_an_account_for_another_visit_is_not_that_of_who_stands_at_the_desk(
    client, budi, serving, arrive
):
    other = arrive(name="Ani Rahmah", organization="Dinas Perkebunan")
    client.force_login(budi)
    address = reverse("visit_account", args=[other.pk])
    form = client.get(address).context["form"]
    known = {name: form[name].value() or "" for name in form.fields}
    typed = {
        "agency_address": "Jalan Contoh 7",
        "agency_region": "6302",
        "agency_phone": "0518-1234",
        "email": "ani@example.go.id",
    }

    client.post(address, known | typed)

    other.refresh_from_db()
    serving.refresh_from_db()
    assert other.agency.name == "Dinas Perkebunan"
    assert serving.agency is None


def test_a_draft_begun_from_another_visit_is_joined_to_that_one(
    client, budi, serving, arrive, agency
):
    other = arrive(name="Ani Rahmah", contact="ani@example.go.id")
    other.come_from(agency)
    client.force_login(budi)
    page = soup(client.get(reverse("visit", args=[other.pk])))
    (address,) = [a["href"] for a in page.select(f"a[href^='{reverse('submission_new')}']")]

    client.post(address, {"agency": agency.name, "edition": "fs3_2021"})

    draft = Submission.objects.get()
    assert list(draft.visits.all()) == [other]
    assert draft.revision.answers["contacts"] == {
        "manager_name": "Ani Rahmah",
        "manager_email": "ani@example.go.id",
    }
    serving.refresh_from_db()
    assert serving.agency is None


def test_the_visit_stays_along_the_way_over_an_earlier_activity(client, budi, serving, agency):
    client.force_login(budi)
    for name in ("submission_new", "submission_source"):
        page = soup(client.get(reverse(name), {"instansi": agency.name, "kunjungan": serving.pk}))
        ways = [a["href"] for a in page.select("main a[href*='kunjungan=']")]
        assert [href for href in ways if f"kunjungan={serving.pk}" in href] == ways != []


def test_a_draft_begun_from_a_visit_elsewhere_is_joined_to_none(client, budi, serving, agency):
    elsewhere = Visit.objects.arrive(office=make_office("6301"), service="R", name="Ani")
    client.force_login(budi)

    client.post(
        reverse("submission_new") + f"?kunjungan={elsewhere.pk}",
        {"agency": agency.name, "edition": "fs3_2021"},
    )

    assert not Submission.objects.get().visits.exists()


def test_an_account_opened_on_the_list_of_agencies_leaves_the_guests_agency(budi, serving, agency):
    serving.come_from(agency)
    facts = {"name": "Dinas Perkebunan", "address": "Jalan Contoh 8", "region_id": "6302"}
    person = {"email": "ani@example.go.id", "name": "Ani Rahmah"}

    Agency.objects.open_at_desk(by=budi, agency=facts, person=person)

    serving.refresh_from_db()
    assert serving.agency == agency
