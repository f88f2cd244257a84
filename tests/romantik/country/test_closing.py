"""An office of a country ends, and begins again: its people, files, agencies and letters."""

import pytest
from django.urls import reverse

from accounts.models import Agency, Office, OfficeList, Role, User
from events.models import Event
from events.refusals import NotNow
from requests_app.forms.stand_ins import StandInForm
from requests_app.forms.submissions import TransferForm
from requests_app.models import Submission
from tests.appeals.making import sign
from tests.cast import anew, make_agency, make_member, make_office, make_region, make_staff
from tests.complaints.making import make_complaint
from tests.consultations.making import make_consultation
from tests.pages import soup, words
from tests.requests_app.helping import help_out
from tests.submissions import make_draft, make_examined, make_proposed

CLOSE = {"reason": "Digabungkan dengan provinsi.", "successor": "6300"}


@pytest.fixture
def closed(banjar, sinta, office, sari, dewi):
    """Kotabaru, closed; Banjar goes on."""
    office.close(by=sinta, reason="Digabungkan.", successor=banjar)
    return Office.objects.get(pk=office.pk)


def test_what_is_under_way_has_to_go_first_and_is_named(
    client, sinta, banjar, sari, ratna, maya, office
):
    file = make_examined(sari, ratna)
    complaint = make_complaint(office=office)[0]
    asked = make_consultation(sari)
    client.force_login(sinta)
    page = client.post(reverse("country_closing", args=["6302"]), CLOSE)

    said = [" ".join(one.get_text(" ").split()) for one in soup(page).select("main li")][-3:]
    assert {one.split(".")[0] for one in said} == {
        f"1 pengajuan yang belum selesai : {file.code}",
        f"1 konsultasi yang menunggu jawaban : {asked.code}",
        f"1 pengaduan yang belum dijawab : {complaint.code}",
    }
    with pytest.raises(NotNow, match="1 pengajuan yang belum selesai"):
        office.close(by=sinta, reason="x", successor=banjar)
    assert not Office.objects.get(pk="6302").is_closed


def test_its_people_are_out_its_agencies_and_drafts_go_on_elsewhere(
    client, sinta, banjar, sari, ratna, dewi, office
):
    draft, browser = make_draft(sari), type(client)()
    browser.force_login(ratna)
    client.force_login(sinta)
    answer = client.post(reverse("country_closing", args=["6302"]), CLOSE)

    assert answer.url == reverse("country_office", args=["6302"])
    assert browser.get(reverse("desk")).status_code == 302
    assert not User.objects.filter(office="6302", is_active=True).exists()
    assert Agency.objects.get(pk=sari.agency_id).office == banjar
    assert Submission.objects.get(pk=draft.pk).office == banjar
    events = Event.objects.about(office)
    assert events.last().sentence.strip() == (
        "Sinta Maharani menutup kantor ini. Alasan: Digabungkan dengan provinsi. Yang meneruskan: "
        "BPS Provinsi Kalimantan Selatan. 2 akun petugas ditutup, 1 instansi dipindahkan."
    )
    page = words(client.get(reverse("country_office", args=["6302"])))
    assert "Diteruskan BPS Provinsi Kalimantan Selatan" in page


def test_no_file_comes_to_a_closed_office(closed, banjar, sari, sinta):
    make_office("6301")
    region = make_region("6302")
    file = make_draft(anew(sari))

    assert Office.objects.responsible_for(region) == banjar
    assert Agency.objects.apply(name="Dinas Baru", address="a", region=region).office == banjar
    assert file.proposed_office().office == banjar
    assert file.proposed_office().reason == (
        "Wilayah kegiatan hanya Kabupaten Kotabaru. Satuan kerja BPS yang berwenang (6302) sudah "
        "ditutup dan diteruskan BPS Provinsi Kalimantan Selatan."
    )


def test_it_is_offered_nowhere(client, closed, banjar, sinta, sari):
    make_office("6301")
    elsewhere = make_staff("Hadi", Role.HEAD, Role.EXAMINER, office=banjar)
    client.force_login(elsewhere)
    offered = client.get(reverse("office_suggestions"), {"to": "BPS"}).content.decode()
    assert ("(6302)" in offered, "(6301)" in offered) == (False, True)

    client.logout()
    offered = client.get(reverse("front_suggestions"), {"q": "63"}).content.decode()
    assert ("(6302)" in offered, "(6301)" in offered) == (False, True)
    listed = client.get(reverse("fronts"), {"cari": "63"}).context["offices"]
    assert [one.code for one in listed] == ["6300", "6301"]
    assert client.post(reverse("front_choice"), {"office": "6302"}).status_code == 404
    assert not StandInForm().fields["office"].queryset.filter(pk="6302").exists()
    choices = TransferForm(submission=make_draft(anew(sari))).fields["to"].queryset
    assert [one.code for one in choices] == ["0000", "6301"]


def test_nothing_is_transferred_to_an_office_that_closes_meanwhile(
    sinta, banjar, sari, ratna, dewi, office
):
    tapin = make_office("6305")
    seen = Office.objects.get(pk="6305")
    file = make_examined(sari, ratna)
    tapin.close(by=sinta, reason="x", successor=banjar)

    with pytest.raises(NotNow, match="sudah ditutup"):
        file.transfer(to=seen, by=dewi, reason="Wilayahnya.")


def test_its_letters_are_checked_for_ever_and_its_public_page_says_who_goes_on(
    client, sinta, banjar, sari, ratna, hasan, office
):
    file = make_proposed(sari, ratna)
    sign(letter := file.letters.get(), hasan)
    check = reverse("letter_verification", args=[letter.token])
    before = words(client.get(check))
    office.close(by=sinta, reason="x", successor=banjar)

    assert words(client.get(check)) == before
    assert "BPS Kabupaten Kotabaru" in before
    standard = words(client.get(reverse("service_standard"), {"kantor": "6302"}))
    assert "Kantor ini sudah ditutup" in standard
    assert "BPS Provinsi Kalimantan Selatan" in standard


@pytest.mark.parametrize(
    ("code", "successor", "said"),
    [
        ("0000", "6300", "Kantor pusat tidak dapat ditutup."),
        ("6302", "6302", "Pilih kantor lain yang masih buka sebagai penerus."),
    ],
)
def test_what_cannot_be_closed(sinta, banjar, code, successor, said):
    offices = Office.objects.in_bulk()
    with pytest.raises(NotNow, match=said):
        offices[code].close(by=sinta, reason="x", successor=offices[successor])


def test_who_went_on_for_one_and_closes_too_hands_both_on(closed, banjar, sinta):
    centre = sinta.office
    banjar.close(by=sinta, reason="x", successor=centre)

    assert Office.objects.get(pk="6302").successor == centre
    assert Office.objects.responsible_for(make_region("6302")) == centre


def test_it_opens_again_with_its_agencies_and_one_admin(client, closed, banjar, sinta, sari, dewi):
    stays = make_agency("Dinas Provinsi", office=banjar, region=make_region())
    client.force_login(sinta)
    page = client.post(
        reverse("country_reopening", args=["6302"]),
        {"reason": "Perlu lagi.", "name": dewi.name, "email": dewi.email},
    )

    assert page.url == reverse("country_office", args=["6302"])
    again = Office.objects.get(pk="6302")
    assert (again.is_closed, again.successor) == (False, None)
    assert [one.name for one in again.agencies.all()] == [sari.agency.name]
    assert Agency.objects.get(pk=stays.pk).office == banjar
    assert (anew(dewi).is_active, anew(dewi).roles) == (True, {Role.ADMIN})
    client.force_login(dewi)
    assert client.get(reverse("office_people")).status_code == 200


def test_a_reopened_office_needs_somebody_of_its_own(client, closed, sinta, banjar):
    other = make_member(
        "Lia", agency=make_agency("Dinas Lain", office=banjar, region=make_region())
    )
    client.force_login(sinta)
    page = client.post(
        reverse("country_reopening", args=["6302"]),
        {"reason": "Perlu.", "name": "Lia", "email": other.email},
    )

    assert f"Surel {other.email} sudah dipakai akun lain." in words(page)
    assert Office.objects.get(pk="6302").is_closed


def test_help_with_examining_ends_before_either_side_closes(sinta, banjar, office):
    tapin, tabalong = make_office("6305"), make_office("6309")
    help_out(sinta, office, tapin)
    for one in (office, tapin):
        with pytest.raises(NotNow, match="1 bantuan pemeriksaan"):
            one.close(by=sinta, reason="x", successor=banjar)

    tabalong.close(by=sinta, reason="x", successor=banjar)
    with pytest.raises(NotNow, match="sudah ditutup"):
        help_out(sinta, office, Office.objects.get(pk="6309"))


def test_nobody_is_invited_to_an_office_that_closes_meanwhile(sinta, banjar, office):
    tapin = make_office("6305")
    admin = {"name": "Admin Tapin", "email": "admin6305@bps.example.go.id"}
    row = {"line": 2, "what": "invite", "code": "6305", "facts": {}, "admin_name": admin["name"]}
    row["email"] = admin["email"]
    brought = OfficeList.objects.create(by=sinta, name="a.csv", rows=[row])
    tapin.close(by=sinta, reason="x", successor=banjar)
    brought.ask()
    brought.make()

    assert brought.state == OfficeList.State.FAILED
    assert "sudah ditutup" in brought.error
    assert not User.objects.filter(office="6305").exists()
