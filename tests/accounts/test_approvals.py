"""What becomes of an application: refused and asked again, joined to a known agency, welcomed."""

import pytest
from django.urls import reverse

from accounts.models import Agency
from events.models import Event, Mail
from tests.cast import make_agency, make_member, make_office
from tests.pages import queries, soup, told, words

INDEX = reverse("agency_approvals")


def address(agency, name="agency_approval"):
    return reverse(name, args=[agency.pk])


def test_who_was_not_refused_does_not_ask_again(client, pending_member, sari):
    said = []
    for person in (pending_member, sari):
        client.force_login(person)
        answer = client.post(reverse("agency_reapplication"))
        assert answer.url == reverse("agency")
        said += told(answer)

    assert said == ["Pendaftaran ini tidak sedang ditolak."] * 2


def test_only_the_admin_of_the_agency_asks_again(client, office):
    agency = make_agency(office=office, state="refused")
    admin, colleague = make_member(agency=agency), make_member(agency=agency)
    client.force_login(colleague)
    refused = client.post(reverse("agency_reapplication"))
    client.force_login(admin)
    client.post(reverse("agency_reapplication"))

    assert refused.status_code == 403
    assert "Hanya admin instansi" in refused.content.decode()
    agency.refresh_from_db()
    assert (agency.state, agency.refusal_reason) == ("pending", "")


def test_an_applicant_is_joined_to_a_namesake_of_this_office_only(client, budi, sari, office):
    applied = make_agency(sari.agency.name, office=office, state="pending")
    make_member(agency=applied)
    elsewhere = make_agency(sari.agency.name, office=make_office("6301"), region=office.region)
    client.force_login(budi)

    for wrong in ("", "x", applied.pk, 999_999, "9" * 30):
        assert client.post(address(applied, "agency_merger"), {"into": wrong}).status_code == 404
    foreign = client.post(address(applied, "agency_merger"), {"into": elsewhere.pk})
    assert foreign.url == address(applied)
    assert told(foreign) == ["Pilih instansi yang sudah disetujui di kantor ini."]
    joined = client.post(address(applied, "agency_merger"), {"into": sari.agency_id})
    assert joined.url == INDEX
    assert told(joined) == [f"{applied.name} digabungkan. Pemohon diberi tahu melalui surel."]
    twice = client.post(address(applied, "agency_merger"), {"into": sari.agency_id})
    assert told(twice) == ["Pendaftaran ini sudah diputuskan sebelumnya."]


def test_a_second_approval_is_told_and_mails_nobody(client, budi, pending_member):
    client.force_login(budi)
    agency = pending_member.agency
    first, twice = client.post(address(agency)), client.post(address(agency))

    assert (first.url, twice.url) == (INDEX, address(agency))
    assert told(twice) == ["Pendaftaran ini sudah diputuskan sebelumnya."]
    assert Mail.objects.filter(kind="agency_approved").count() == 1


def test_only_those_without_a_password_are_welcomed_again(client, budi, sari, ratna):
    waiting = make_member("Rina Astuti", agency=sari.agency)
    waiting.set_unusable_password()
    waiting.save()
    client.force_login(budi)
    assert soup(client.get(address(sari.agency))).select("form[action$='/sambutan/']")
    sent = client.post(address(sari.agency, "agency_welcome"))

    assert (sent.url, told(sent)) == (address(sari.agency), ["Tautan dikirim kepada 1 orang."])
    assert Mail.objects.get(kind="agency_welcome").to == waiting.email
    client.force_login(ratna)
    assert client.post(address(sari.agency, "agency_welcome")).status_code == 403
    assert soup(client.get(address(sari.agency))).select("form[action$='/sambutan/']") == []


def test_known_agencies_are_found_by_name(client, budi, agency, pending_member):
    client.force_login(budi)

    def known(**asked):
        return [one.name for one in client.get(INDEX, asked).context["known"]]

    assert known(cari="perik\x00") == known() == [agency.name]
    assert known(cari="kebun") == known(q="kebun") == []
    assert pending_member.agency.name in words(client.get(INDEX, {"cari": "kebun"}))


def test_one_agency_and_three_cost_the_same_queries(client, budi, office):
    for state in ("approved", "pending"):
        make_agency(office=office, state=state)
    client.force_login(budi)
    client.get(INDEX)
    one = queries(client, INDEX)
    for state in ("approved", "pending") * 2:
        make_agency(office=office, state=state)

    assert queries(client, INDEX) == one


@pytest.mark.parametrize("name", ["", "_refusal", "_merger", "_welcome"])
def test_another_offices_applications_do_not_exist(client, admin_elsewhere, pending_member, name):
    client.force_login(admin_elsewhere)
    refused = client.post(
        address(pending_member.agency, f"agency{name or '_approval'}"), {"reason": "Tidak."}
    )

    assert refused.status_code == 404
    assert Agency.objects.get(pk=pending_member.agency_id).is_pending


def test_an_official_mailbox_is_shown_and_enough(client, ratna, pending_member):
    agency = pending_member.agency
    client.force_login(ratna)
    page = client.get(reverse("agency_approval", args=[agency.pk]))
    client.post(reverse("agency_approval", args=[agency.pk]))

    assert "surel resmi pemerintah" in words(page)
    assert "bukan surel resmi" not in words(page)
    approved = Event.objects.about(agency).last()
    assert approved.sentence.strip() == (
        "Ratna Dewanti menyetujui pendaftaran instansi, dasar: surel resmi example.go.id."
    )


def test_without_one_the_letter_of_assignment_is_asked_for(client, ratna, pending_member):
    pending_member.email = "lina@surat.example.com"
    pending_member.save()
    agency, page = (
        pending_member.agency,
        reverse("agency_approval", args=[pending_member.agency_id]),
    )
    client.force_login(ratna)
    assert "bukan surel resmi pemerintah" in words(client.get(page))

    refused = client.post(page)
    agency.refresh_from_db()
    assert "Mintalah surat tugas" in words(refused)
    assert agency.is_pending

    client.post(page, {"basis": "ST-12/2026, 3 Maret 2026, Kepala Dinas"})
    agency.refresh_from_db()
    assert agency.is_approved
    assert "ST-12/2026" in Event.objects.about(agency).last().sentence
