"""Who may open which page, and on whose clock he reads it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.access import agency_only, requires
from accounts.backends import PortalBackend
from accounts.middleware import OfficeTimeZone
from accounts.models import Agency, Office, Region, Role, User
from tests.cast import PASSWORD, make_agency, make_member, make_office, make_staff

SHUT = (
    "profile",
    "agency",
    "agency_members",
    "agency_new",
    "agency_approvals",
    "office",
    "office_people",
    "office_person_new",
    "mfa_index",
    "usersessions_list",
)


@pytest.mark.parametrize("name", SHUT)
def test_a_visitor_is_led_to_the_log_in(client, office, name):
    response = client.get(reverse(name))

    assert response.url.startswith(f"{reverse('account_login')}?next=")


@pytest.mark.parametrize(
    ("name", "open_to"),
    [
        ("office", {"dewi"}),
        ("office_people", {"dewi"}),
        ("office_person_new", {"dewi"}),
        ("agency_approvals", {"budi", "ratna", "dewi"}),
        ("agency_new", {"budi"}),
        ("agency_members", {"sari", "stranger"}),
    ],
)
def test_every_page_is_open_to_its_roles_only(client, request, name, open_to):
    cast = ("sari", "stranger", "pending_member", "budi", "ratna", "hasan", "dewi")
    opened = set()
    for person in cast:
        client.force_login(request.getfixturevalue(person))
        status = client.get(reverse(name)).status_code
        assert status in (200, 403)
        if status == 200:
            opened.add(person)

    assert opened == open_to


def test_the_refusal_names_the_role(client, sari):
    client.force_login(sari)

    page = client.get(reverse("office_people")).content.decode()

    assert "Halaman ini untuk Admin. Peran Anda: Pengguna layanan." in page


def test_somebody_without_an_office_or_agency_gets_nothing(client, office):
    nobody = User.objects.create_user("tanpa@example.go.id", "x", name="Tanpa")
    client.force_login(nobody)

    assert client.get(reverse("profile")).status_code == 200
    assert client.get(reverse("agency"), follow=True).status_code == 403
    assert client.get(reverse("agency_members")).status_code == 403
    assert list(Agency.objects.visible_to(nobody)) == []


def test_any_of_the_roles_is_enough(rf, budi, ratna, hasan):
    @requires(Role.FRONT_DESK, Role.EXAMINER)
    def view(request):
        return "open"

    for person, answer in ((budi, "open"), (ratna, "open")):
        request = rf.get("/")
        request.user = person
        assert view(request) == answer
    request.user = hasan
    with pytest.raises(PermissionDenied, match="Petugas PST atau Petugas pemeriksa"):
        view(request)


def test_agency_only_is_for_approved_agencies(rf, sari, pending_member, budi):
    @agency_only
    def view(request):
        return "open"

    request = rf.get("/")
    request.user = sari
    assert view(request) == "open"
    for person in (pending_member, budi):
        request.user = person
        with pytest.raises(PermissionDenied):
            view(request)


def test_agencies_are_seen_by_their_office_and_their_members(sari, stranger, budi, office):
    elsewhere = make_agency(office=make_office("6301"))

    assert set(Agency.objects.visible_to(sari)) == {sari.agency}
    assert set(Agency.objects.visible_to(budi)) == {sari.agency, stranger.agency}
    assert elsewhere not in Agency.objects.visible_to(budi)


def test_nobody_belongs_to_an_office_and_an_agency(sari, office):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=sari.pk).update(office=office)


def test_a_refusal_without_a_reason_is_impossible(pending_member, budi):
    with pytest.raises(ValidationError):
        pending_member.agency.refuse(by=budi, reason="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=pending_member.agency_id).update(
            state="refused", decided_at=timezone.now()
        )


def test_moments_are_shown_on_the_clock_of_the_office(rf, office):
    papua = make_office("9401", time_zone="Asia/Jayapura")
    request = rf.get("/")
    request.user = make_staff("Yohana", office=papua)
    inside = []
    OfficeTimeZone(lambda request: inside.append(timezone.get_current_timezone_name()))(request)
    request.user = make_member(agency=make_agency(office=papua))
    OfficeTimeZone(lambda request: inside.append(timezone.get_current_timezone_name()))(request)

    assert inside == ["Asia/Jayapura", "Asia/Jayapura"]
    assert timezone.get_current_timezone_name() == "Asia/Makassar"


def test_the_office_of_an_area_is_its_own_or_the_provinces_or_the_first(areas):
    own = Office.objects.get(code="6302")
    tanah_laut = Region.objects.get(code="6301")
    assert Office.objects.responsible_for(tanah_laut) == own
    province = Office.objects.create(
        code="6300", name="BPS Provinsi", head_title="Kepala", address="x", city="Banjarbaru"
    )
    assert Office.objects.responsible_for(tanah_laut) == province
    assert Office.objects.responsible_for(Region.objects.get(code="6302")) == own


def test_one_query_brings_the_person_with_office_and_second_factor(
    client, budi, django_assert_num_queries
):
    with django_assert_num_queries(1):
        person = PortalBackend().get_user(budi.pk)
        assert (person.office.name, person.has_second_factor) == ("BPS Kabupaten Kotabaru", False)


def test_an_applicant_in_another_area_turns_to_the_office_of_that_area(pending_member):
    agency, elsewhere = pending_member.agency, make_office("6301")

    agency.correct(by=pending_member, region=elsewhere.region)
    assert agency.office == elsewhere
    agency.approve(by=make_staff("Rahmat", Role.EXAMINER, office=elsewhere))
    agency.correct(by=pending_member, region=make_office("6302").region)

    assert agency.office == elsewhere


@pytest.mark.parametrize(
    "away", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)"]
)
def test_who_is_led_on_stays_in_the_portal(client, sari, away):
    entered = client.post(
        f"{reverse('account_login')}?next={away}",
        {"login": sari.email, "password": PASSWORD, "next": away},
    )

    assert entered.url == reverse("desk")


def test_an_office_looks_after_those_beneath_it(office):
    for code in ["0000", "6300", "6301", "7200", "7201"]:
        make_office(code)
    beneath = {
        code: [found.code for found in Office.objects.beneath(Office(code=code))]
        for code in ["0000", "6300", "6302"]
    }
    assert beneath == {
        "0000": ["6300", "6301", "6302", "7200", "7201"],
        "6300": ["6301", "6302"],
        "6302": [],
    }
