"""Which office examines an activity, and why; and how a file gets to another one."""

import pytest
from django.urls import reverse

from accounts.models import Office, Role
from editions import edition
from events.models import Event, Mail
from events.refusals import NotNow
from requests_app.jurisdiction import propose_office
from requests_app.workflow import State
from tests.cast import make_office, make_region, make_staff
from tests.submissions import make_examined, make_submitted

FORM = edition("fs3_2021")
HERE = ["6302", "6300", "0000", "6371"]
AREAS = [  # (areas, the office that should examine it, the beginning of the reason)
    ([("63", "6302")], "6302", "Wilayah kegiatan hanya Kabupaten Kotabaru."),
    ([("63", "6371"), ("63", "6371")], "6371", "Wilayah kegiatan hanya Kabupaten Daerah 6371."),
    ([("63", "6302"), ("63", "6371")], "6300", "Wilayah kegiatan meliputi beberapa"),
    ([("63", "all")], "6300", "Wilayah kegiatan meliputi beberapa"),
    ([("63", "6302"), ("62", "6271")], "0000", "Wilayah kegiatan lebih dari satu provinsi."),
    ([("63", "all"), ("62", "all")], "0000", "Wilayah kegiatan lebih dari satu provinsi."),
    ("all", "0000", "Wilayah kegiatan seluruh Indonesia."),
    ([], "", "Wilayah kegiatan belum diisi"),
]


def answered(areas):
    """A document that answers only where the activity takes place."""
    if areas == "all":
        return {"design": {"area_scope": "all"}}
    rows = [{"province": province, "regency": regency} for province, regency in areas]
    return {"design": {"area_scope": "partial", "areas": rows}}


@pytest.fixture
def offices(office):
    """Four offices on one installation: two of regencies, the province's and the centre."""
    for code in HERE[1:]:
        make_office(code)
    return {office.code: office for office in Office.objects.all()}


@pytest.mark.django_db
@pytest.mark.parametrize(("areas", "code", "reason"), AREAS)
def test_the_areas_say_which_office_and_why(offices, areas, code, reason):
    proposed = propose_office(FORM, answered(areas), default=offices["6302"])

    assert (proposed.code, proposed.office.code) == (code, code or "6302")
    assert proposed.reason.startswith(reason)
    assert proposed.is_here == bool(code)


def test_an_office_that_is_not_here_leaves_the_file_where_the_agency_was_approved(office):
    make_region("6303", name="Banjar")
    proposed = propose_office(FORM, answered([("63", "6303")]), default=office)

    assert (proposed.code, proposed.office) == ("6303", office)
    assert "(6303) belum memakai portal ini" in proposed.reason
    assert office.name in proposed.reason


def test_both_sides_read_the_office_and_the_reason(client, sari, survey, ratna):
    for person in (sari, ratna):
        client.force_login(person)
        for name in ("submission", "receipt"):
            page = client.get(reverse(name, args=[survey.code])).content.decode()
            assert survey.office.name in page
            assert "Wilayah kegiatan hanya Kabupaten Kotabaru." in page


def test_a_transfer_keeps_the_date_and_tells_the_agency_and_both_offices(sari, ratna, hasan):
    elsewhere = make_office("6371")
    there = make_staff("Rini Astuti", Role.EXAMINER, office=elsewhere)
    survey = make_examined(sari, ratna)
    submitted_at = survey.submitted_at
    make_staff("Rina", Role.EXAMINER, office=ratna.office)  # had nothing to do with it
    before = list(Mail.objects.values_list("pk", flat=True))

    survey.transfer(to=elsewhere, by=hasan, reason="Wilayahnya Banjarbaru.")

    assert (survey.office, survey.state, survey.submitted_at, survey.examiner) == (
        elsewhere,
        State.SUBMITTED,
        submitted_at,
        None,
    )
    assert sorted(Mail.objects.exclude(pk__in=before).values_list("kind", "to")) == sorted(
        [
            ("submission_transferred", sari.email),
            ("submission_to_examine", there.email),
            ("submission_left", ratna.email),
        ]
    )
    assert survey.placement() == (f"Dilimpahkan dari {hasan.office.name}: Wilayahnya Banjarbaru.")
    event = Event.objects.about(survey).get(action="submission.transfer")
    assert event.particulars["origin_code"] == "6302"


def test_a_file_is_not_transferred_to_where_it_is(survey, hasan):
    with pytest.raises(NotNow):
        survey.transfer(to=survey.office, by=hasan, reason="Salah tekan.")


def test_of_few_offices_the_proposed_one_is_chosen_already(client, sari, hasan, office):
    province = make_office("6300")
    make_office("6371")
    survey = make_submitted(sari, areas=[{"province": "63", "regency": "all"}])
    assert survey.office == province
    head = make_staff("Kepala", Role.HEAD, office=province)
    client.force_login(head)

    survey.transfer(to=office, by=head, reason="Sementara.")
    client.force_login(hasan)
    page = client.get(reverse("transfer", args=[survey.code])).content.decode()

    assert '<option value="6300" selected>' in page
    assert "Wilayah kegiatan meliputi beberapa kabupaten/kota" in page


def test_of_many_offices_one_is_searched(client, survey, hasan):
    facts = {"head_title": "Kepala", "address": "Jalan", "city": "Kota"}
    Office.objects.bulk_create(
        Office(code=f"7{n:03}", name=f"BPS Kabupaten Ke-{n}", **facts) for n in range(1, 52)
    )
    client.force_login(hasan)
    address = reverse("transfer", args=[survey.code])
    page = client.get(address).content.decode()
    found = client.get(reverse("office_suggestions"), {"to": "ke-7"}).content.decode()

    assert "<option" not in page
    assert found == '<option value="BPS Kabupaten Ke-7 (7007)">'
    refused = client.post(address, {"to": "Ke", "reason": "Wilayahnya."}).content.decode()
    assert "tidak ditemukan" in refused
    client.post(address, {"to": "BPS Kabupaten Ke-7 (7007)", "reason": "Wilayahnya."})
    survey.refresh_from_db()
    assert survey.office_id == "7007"
