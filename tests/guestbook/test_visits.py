"""Visits and contacts: entered by an officer, joined to files, listed, exported, forgotten."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Agency
from events.models import Event
from guestbook.models import Visit
from guestbook.models.visit_queryset import kept_since
from guestbook.tasks import tidy_up
from norms.keeping import sweep
from requests_app.models import Submission
from romantik.interface import plain_day
from tests.cast import make_staff
from tests.guestbook.conftest import TYPED, words
from tests.submissions import make_submitted


def enter(client, **typed):
    return client.post(reverse("visit_new"), TYPED | {"outcome": "serving"} | typed, follow=True)


def listed(client, **given):
    return [visit.label for visit in client.get(reverse("visits"), given).context["rows"]]


def test_the_officer_enters_a_visitor_who_waits_like_the_others(client, budi, arrive):
    arrive()
    client.force_login(budi)

    page = enter(client, channel="walk_in")

    visit = Visit.objects.latest("pk")
    assert (visit.label, visit.state, visit.entered_by) == ("R-002", "waiting", budi)
    assert "Nomor antrean R-002." in words(page)


def test_a_call_is_a_visit_without_a_number(client, budi):
    client.force_login(budi)

    enter(client, channel="phone", outcome="served")
    enter(client, channel="message")  # still being served
    told = words(enter(client, channel="mail"))

    calls = Visit.objects.order_by("pk").values_list("channel", "state", "outcome", "number")
    assert list(calls) == [("phone", "done", "served", None), ("message", "serving", "", None)]
    assert "Selesaikan dahulu SMS/WhatsApp" in told
    assert 'value="Yusuf Maulana"' in told


def test_a_visit_and_a_file_tell_of_each_other(client, budi, sari, ratna, serving, arrive):
    survey = make_submitted(sari)
    client.force_login(budi)
    page = client.get(serving.get_absolute_url(), {"cari": survey.title})
    assert [file.pk for file in page.context["files"]] == [survey.pk]

    client.post(reverse("visit_link", args=[serving.pk]), {"code": survey.code})
    client.post(reverse("visit_link", args=[serving.pk]), {"code": survey.code})

    serving.refresh_from_db()
    assert (list(serving.files.all()), serving.agency) == ([survey], sari.agency)
    told = [event.sentence.strip() for event in Event.objects.timeline(survey, sari)][-1]
    day = plain_day(serving.day)
    assert told == f"Budi Santoso menghubungkan kunjungan R-001 ({day}) dengan pengajuan ini."
    assert "Yusuf" not in told
    for person, sees in ((budi, True), (ratna, True), (sari, False)):
        client.force_login(person)
        file = words(client.get(survey.get_absolute_url()))
        assert (f'href="{serving.get_absolute_url()}"' in file) == sees
    client.force_login(ratna)  # reads the visit about the file, and no other
    assert survey.code in words(client.get(serving.get_absolute_url()))
    assert client.get(arrive().get_absolute_url()).status_code == 404

    client.force_login(budi)
    client.post(reverse("visit_unlink", args=[serving.pk]), {"code": survey.code})
    assert not serving.files.exists()
    assert Event.objects.about(survey).last().action == "visit.unlink"


def test_what_an_officer_begins_while_he_serves_belongs_to_the_visit(client, budi, serving):
    client.force_login(budi)
    account = {
        "agency_name": "Dinas Kesehatan Kabupaten Kotabaru",
        "agency_address": "Jalan Contoh 7",
        "agency_region": "6302",
        "agency_phone": "0518-000223",
        "name": "Yusuf Maulana",
        "email": "yusuf@example.go.id",
    }
    client.post(reverse("agency_new"), account)
    agency = Agency.objects.get(name=account["agency_name"])
    serving.refresh_from_db()
    assert serving.agency == agency

    page = client.get(reverse("submission_new"), {"instansi": agency.name})
    assert page.context["form"]["agency"].value() == agency.name
    client.post(reverse("submission_new"), {"agency": agency.name, "edition": "fs3_2021"})

    draft = Submission.objects.get()
    assert list(serving.files.all()) == [draft]
    assert "visit.link" in Event.objects.about(draft).values_list("action", flat=True)
    serving.end(by=budi, outcome="served")
    Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)
    assert serving.files.count() == 1


def test_a_file_nobody_here_may_see_is_joined_to_nothing(client, budi, sari, serving):
    draft = Submission.objects.start(edition="fs3_2021", agency=sari.agency, by=sari)
    client.force_login(budi)

    for code in (draft.code, "\x00", "TIDAKADA"):
        answer = client.post(reverse("visit_link", args=[serving.pk]), {"code": code})
        assert answer.status_code == 404


def test_the_list_is_filtered(client, budi, wulan, arrive):
    arrive("R"), arrive("K", name="Ani", organization="Bappeda")
    Visit.objects.call_next(by=budi).end(by=budi, outcome="unmet")
    client.force_login(budi)
    enter(client, channel="phone", outcome="served")
    today = str(budi.office.today())

    assert listed(client) == ["Telepon", "K-001", "R-001"]
    assert listed(client, layanan="K") == ["K-001"]
    assert listed(client, lewat="phone") == ["Telepon"]
    assert listed(client, hasil="unmet") == ["R-001"]
    assert listed(client, petugas=budi.pk) == ["Telepon", "R-001"]
    assert listed(client, petugas=wulan.pk) == []
    assert listed(client, hari="2020-01-01") == []
    assert listed(client, hari=today, cari="ani bappeda") == ["K-001"]
    hostile = {"hari": "x", "layanan": "x", "petugas": "²", "sesudah": "x.y", "cari": "\x00"}
    assert listed(client, **hostile) == ["Telepon", "K-001", "R-001"]


def test_the_list_is_read_page_by_page_with_few_questions(
    client, budi, arrive, django_assert_max_num_queries
):
    first = arrive()
    rows = [
        Visit(office=first.office, day=first.day, service="R", number=number)
        for number in range(2, 103)
    ]
    Visit.objects.bulk_create(rows)
    client.force_login(budi)

    seen, page = [], client.get(reverse("visits"))
    while True:
        seen += [visit.number for visit in page.context["rows"]]
        if not page.context["next_href"]:
            break
        with django_assert_max_num_queries(7):
            page = client.get(page.context["next_href"])

    assert seen == list(range(102, 0, -1))


def test_the_list_leaves_as_a_file_that_no_spreadsheet_calculates(client, budi, sari, arrive):
    evil = '=HYPERLINK("http://jahat.example";"klik")'
    visit = arrive(name=evil, organization="@SUM(1)", purpose="+1", contact="0812-1")
    visit.link(survey := make_submitted(sari), by=budi)
    Visit.objects.filter(pk=visit.pk).update(agency=None)
    arrive("K")
    client.force_login(budi)

    answer = client.get(reverse("visits_csv"), {"layanan": "R"})

    lines = list(csv.reader(StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    line = dict(zip(*lines, strict=True))
    assert line["Nama"] == f"'{evil}"
    assert (line["Instansi"], line["Keperluan"]) == ("'@SUM(1)", "'+1")
    assert (line["Nomor antrean"], line["Pengajuan"]) == ("R-001", survey.code)


def test_visitors_are_forgotten_after_twelve_months_and_still_counted(
    client, arrive, budi, dewi, time_machine, capsys
):
    time_machine.move_to("2026-03-01T02:00:00Z")
    old = arrive(note="Sudah dijelaskan.")
    time_machine.move_to("2026-03-02T02:00:00Z")
    kept = arrive()
    Visit.objects.call_next(by=budi).end(by=budi, outcome="served")

    time_machine.move_to("2027-03-01T15:00:00Z")  # a day early
    tidy_up()
    sweep("keep.visitors")
    assert not Visit.objects.filter(erased_at__isnull=False).exists()
    time_machine.move_to("2027-03-02T02:00:00Z")
    call_command("erase_visitors")
    assert "1 visits erased" in capsys.readouterr().out
    sweep("keep.visitors")  # once more changes nothing

    old.refresh_from_db(), kept.refresh_from_db()
    personal = (old.name, old.organization, old.contact, old.purpose, old.note)
    assert personal == ("", "", "", "", "")
    assert (old.service, old.number, old.state) == ("R", 1, "absent")
    assert kept.name == "Yusuf Maulana"
    assert Event.objects.filter(action="guestbook.erase").count() == 1
    client.force_login(dewi)
    assert "1 kunjungan, terakhir 2 Maret 2027" in words(client.get(reverse("office_guestbook")))
    assert "Data tamu dihapus" in words(client.get(old.get_absolute_url()))
    client.force_login(budi)
    client.post(reverse("visit_ending", args=[kept.pk]), {"outcome": "unmet", "note": "x"})
    time_machine.move_to("2028-06-30T02:00:00Z")  # down for more than a year
    sweep("keep.visitors")
    kept.refresh_from_db()
    assert (kept.name, kept.note, kept.outcome) == ("", "", "unmet")
    kept.end(by=budi, outcome="served", note="Dari ingatan.")
    assert kept.note == ""


@pytest.mark.one_database
def test_twelve_months_before_a_leap_day():
    from datetime import date

    assert kept_since(date(2028, 2, 29)) == date(2027, 2, 28)
    assert kept_since(date(2027, 1, 31)) == date(2026, 1, 31)


def test_an_admin_arranges_the_guest_book(client, dewi, office):
    client.force_login(dewi)

    refused = client.post(reverse("office_guestbook"), {"devices_only": "no"})
    assert "Tawarkan sedikitnya satu layanan." in words(refused)
    client.post(reverse("office_guestbook"), {"services": ["K", "R"], "devices_only": "no"})
    assert office.guest_book.services == ["R", "K"]
    page = words(client.post(reverse("office_guestbook_key"), follow=True))

    office.guest_book.refresh_from_db()
    assert reverse("guestbook_device", args=[office.guest_book.key]) in page
    actions = Event.objects.about(office).values_list("action", flat=True)
    assert list(actions) == ["guestbook.arrange", "guestbook.renew_key"]


def test_an_examiner_without_the_desk_sees_no_visitors(client, arrive, ratna, hasan):
    arrive()
    assert not Visit.objects.visible_to(ratna).exists()
    assert not Visit.objects.visible_to(hasan).exists()
    assert not Visit.objects.visible_to(make_staff("Ani", "complaint_handler")).exists()
