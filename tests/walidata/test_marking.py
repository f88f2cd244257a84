"""An office says which agency keeps its region's data: by a deed, from a day on, until ended."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Agency, Office
from events.models import Event
from events.refusals import NotAllowed, NotNow
from tests.cast import anew, make_agency, make_office, make_region, make_staff
from tests.pages import facts, soup, told, words
from tests.submissions import make_submitted
from tests.walidata.making import DEED, make_kominfo, mark
from walidata.files import files_of
from walidata.models import Custody


def events(agency):
    found = Event.objects.about(agency).filter(action__startswith="walidata.")
    return [" ".join(event.sentence.split()) for event in found]


def test_an_admin_marks_it_on_the_page_of_the_agency_and_ends_it_there(
    client, dewi, kominfo, survey
):
    agency = kominfo.agency
    client.force_login(dewi)
    page = reverse("agency_approval", args=[agency.pk])
    form = reverse("walidata_marking", args=[agency.pk])
    assert soup(client.get(page)).select_one(f"main a[href='{form}']")
    assert soup(client.get(form)).select_one("[name=starts_on]")["value"] == "2026-03-02"
    refused = client.post(form, {"region": "6302", "deed": " ", "starts_on": "2026-03-02"})
    assert "Tuliskan dasar penetapannya." in words(refused)

    marked = client.post(form, {"region": "6302", "deed": DEED, "starts_on": "2026-03-02"})

    assert (marked.url, told(marked)) == (
        page,
        ["Dinas Kominfo Kotabaru ditetapkan sebagai Walidata Kabupaten Kotabaru."],
    )
    assert [file.code for file in files_of(anew(kominfo))] == [survey.code]
    custody = Custody.objects.get()
    ending = reverse("walidata_ending", args=[custody.pk])
    assert soup(client.get(page)).select_one(f"main a[href='{ending}']")
    assert "Tuliskan" not in words(client.get(ending))

    ended = client.post(ending, {"reason": "Tugasnya pindah ke Bappeda."})

    assert ended.url == page
    assert list(files_of(anew(kominfo))) == []
    assert Agency.objects.get(pk=agency.pk).is_walidata is False
    assert events(agency) == [
        "Dewi Anggraini menetapkan instansi ini sebagai Walidata Kabupaten Kotabaru mulai "
        f"2 Maret 2026, dasar: {DEED}.",
        "Dewi Anggraini mengakhiri penetapan instansi ini sebagai Walidata Kabupaten Kotabaru: "
        "“Tugasnya pindah ke Bappeda.”",
    ]
    assert client.post(ending, {"reason": "Lagi."}).status_code == 404


def test_only_an_admin_of_the_office_that_serves_it_marks_it(kominfo, budi, ratna, hasan, sari):
    elsewhere = make_staff("Admin Lain", "admin", office=make_office("6301"))

    for person in (budi, ratna, hasan, sari, kominfo, elsewhere):
        with pytest.raises(NotAllowed):
            mark(kominfo, person)

    assert Custody.objects.count() == 0


def test_a_region_has_one_walidata_and_a_pending_agency_is_none(office, dewi, andi):
    other = make_kominfo(office, "Bappeda Kotabaru")
    with pytest.raises(NotNow, match="Dinas Kominfo Kotabaru"):
        mark(other, dewi)
    waiting = make_kominfo(office, "Dinas Baru")
    Agency.objects.filter(pk=waiting.agency_id).update(state="pending", decided_at=None)
    with pytest.raises(NotNow, match="disetujui"):
        mark(waiting, dewi)

    Custody.objects.get().end(by=dewi, reason="Pindah.")

    assert mark(other, dewi).agency == other.agency


def test_it_begins_on_its_day(kominfo, dewi, survey, clock):
    mark(kominfo, dewi, starts_on=date(2026, 3, 4))
    assert list(files_of(kominfo)) == []

    clock.shift(timedelta(days=2))

    assert [file.code for file in files_of(anew(kominfo))] == [survey.code]


def test_a_mark_lapses_when_another_office_serves_the_agency(office, andi, dewi, survey):
    """It would go on there, and nobody could end it, once its own office has opened again."""
    there = make_office("6301")
    for target in (there, office):
        Agency.objects.get(pk=andi.agency_id).move_to(target, by=dewi)

    assert Custody.objects.get().reason == "Instansi dilayani BPS Kabupaten Daerah 6301."
    assert list(files_of(anew(andi))) == []
    assert anew(andi).agency.is_walidata is False
    assert Event.objects.filter(action="walidata.end").count() == 1


def test_a_province_has_its_regencies_inside(office, kominfo, dewi, sari, survey):
    banjar = make_region("6303", name="Banjar")
    there = make_agency("Dinas Perikanan Banjar", office=office, region=banjar)
    sari.agency = there
    sari.save()
    other = make_submitted(sari)
    custody = mark(kominfo, dewi)
    assert [file.code for file in files_of(kominfo)] == [survey.code]

    custody.end(by=dewi, reason="Provinsi.")
    mark(kominfo, dewi, region=banjar.province)

    assert {file.code for file in files_of(kominfo)} == {survey.code, other.code}


def test_the_office_switches_the_step_on_among_its_facts(client, dewi, office):
    assert office.hears_walidata is False
    client.force_login(dewi)
    page = reverse("office_fact", args=["walidata"])
    assert not soup(client.get(page)).select_one("[name=hears_walidata]").has_attr("checked")

    client.post(page, {"hears_walidata": "on"})

    assert Office.objects.get(pk=office.pk).hears_walidata is True
    kept = facts(soup(client.get(reverse("office_facts"))))
    assert kept["Walidata boleh memberi pendapat"] == "ya"
    changed = Event.objects.about(office).get(action="office.keep_facts").particulars["changes"]
    assert changed == [{"label": "Walidata boleh memberi pendapat", "old": "tidak", "new": "ya"}]
