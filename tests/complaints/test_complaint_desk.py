"""The desk of those who handle complaints, and of those who enter them for others."""

import re
from datetime import UTC, datetime

import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from complaints.models import Complaint
from events.models import Mail
from tests.complaints.making import make_complaint, make_handled
from tests.complaints.test_complaint_pages import ASKED


def test_the_desk_asks_the_same_few_queries_for_one_and_for_many(
    client, maya, django_assert_max_num_queries
):
    make_handled(maya)
    client.force_login(maya)
    for _ in range(2):
        with django_assert_max_num_queries(12) as asked:
            assert client.get(reverse("complaint_desk")).status_code == 200
        once = len(asked)
        for _ in range(3):
            make_handled(maya, privacy="open", name="Rahmi")
    assert len(asked) == once


def test_an_officer_enters_what_came_by_telephone(client, budi, maya):
    client.force_login(budi)
    today = budi.office.today()

    answer = client.post(
        reverse("complaint_desk_new"),
        ASKED | {"channel": "phone", "received_on": (today.replace(day=1)).isoformat()},
    )

    complaint = Complaint.objects.get()
    assert complaint.code in answer.text
    assert re.search(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", answer.text)
    assert (complaint.channel, complaint.entered_by) == ("phone", budi)
    assert complaint.received_at.astimezone(budi.office.zone).day == 1
    assert client.get(reverse("complaint_handling", args=[complaint.code])).status_code == 403


def test_the_desk_verifies_and_answers(client, maya):
    complaint, _ = make_complaint(office=maya.office)
    client.force_login(maya)
    ticket = [complaint.code]

    client.post(
        reverse("complaint_step", args=[*ticket, "verifikasi"]),
        {"kind": "complaint", "has_supervision": "on"},
    )
    client.post(reverse("complaint_remarks", args=ticket), {"text": "Tanya bagian umum."})
    client.post(reverse("complaint_step", args=[*ticket, "jawaban"]), {"text": "Sudah dikirim."})

    complaint.refresh_from_db()
    assert (complaint.state, complaint.has_supervision, complaint.handler) == (
        "answered",
        True,
        maya,
    )
    assert client.get(reverse("complaint_handling", args=ticket)).status_code == 200
    assert client.get(reverse("complaint_handling_clock", args=ticket)).status_code == 200
    assert client.get(reverse("complaint_step", args=[*ticket, "apa"])).status_code == 404


def told_of_time(client, person, day):
    """What the only row of the desk says on that day of the time that is left, and its chip."""
    with time_machine.travel(datetime(*day, 2, tzinfo=UTC), tick=False):  # in the morning
        client.force_login(person)
        page = BeautifulSoup(client.get(reverse("complaint_desk")).text, "html.parser")
    cell = page.select_one("tbody [data-label='Batas waktu']")
    return " ".join(cell.text.split()), [span["class"] for span in cell.select(".chip")]


def test_the_desk_says_until_when_a_complaint_waits(client, maya):
    with time_machine.travel(datetime(2026, 3, 2, 2, tzinfo=UTC), tick=False):
        complaint, _ = make_complaint(office=maya.office)

    assert told_of_time(client, maya, (2026, 3, 5)) == ("verifikasi 5 Mar 2026", [])
    assert told_of_time(client, maya, (2026, 3, 6))[1] == [["chip", "tone-bad"]]

    complaint.verify(by=maya, kind="complaint", has_supervision=False)

    late, pressing = [["chip", "tone-bad"]], [["chip", "tone-action"]]
    assert told_of_time(client, maya, (2026, 3, 16)) == ("sisa 4 hari 27 Mar 2026", [])
    assert told_of_time(client, maya, (2026, 3, 17)) == ("sisa 3 hari 27 Mar 2026", pressing)
    assert told_of_time(client, maya, (2026, 3, 27)) == ("hari terakhir 27 Mar 2026", pressing)
    assert told_of_time(client, maya, (2026, 3, 30)) == ("lewat 1 hari 27 Mar 2026", late)


def test_the_desk_tells_handlers_what_waits_and_the_admin_that_nobody_handles(client, maya, dewi):
    def told(person):
        client.force_login(person)
        sections = client.get(reverse("desk")).context["sections"]
        return {each.waiting.words: each.count for each in sections if "pengaduan" in each[0].words}

    make_complaint(office=maya.office)
    late, _ = make_complaint(office=maya.office)
    Complaint.objects.filter(pk=late.pk).update(verify_by="2026-01-05")

    assert told(maya) == {"pengaduan terlambat": 1, "pengaduan menunggu Anda": 2}
    assert told(dewi) == {}
    maya.staff_roles.all().delete()
    assert told(dewi) == {"kantor tanpa petugas pengaduan": 1}


def test_the_handler_sees_whether_a_mail_reached_the_reporter(client, maya):
    complaint = make_handled(maya, privacy="open", name="Rahmi", email="rahmi@example.go.id")
    Mail.objects.filter(to=complaint.email).update(state="bounced")
    client.force_login(maya)

    page = client.get(reverse("complaint_handling", args=[complaint.code])).text

    assert "terakhir dikabari" in page
    assert "terpental" in page
