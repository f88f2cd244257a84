"""What there is to do stands on the desk as rows: complaints by urgency, the admin's tasks."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.waiting import MOST_ROWS
from complaints.models import Complaint
from events.models import Job, Mail
from romantik.watching.recurring import SWEEP
from tests.cast import anew, appoint, make_agency, make_office, make_staff
from tests.complaints.making import make_complaint, make_handled
from tests.letters.conftest import equip
from tests.submissions import make_submitted

pytestmark = pytest.mark.django_db
TITLE = "Pengaduan: Surat permohonan kami tidak pernah dijawab."


def rows(client, person):
    """Each row of the desk: its title, its next step and where that leads."""
    client.force_login(anew(person))
    page = BeautifulSoup(client.get(reverse("desk")).content, "html.parser")
    assert "Tidak ada pengajuan" not in page.find("main").get_text() or not page.select(".tasks")
    found = []
    for row in page.select(".tasks > .task"):
        step = row.select_one(".next-step")
        words = step.contents[0].strip() if step else ""
        found.append((row.select_one("div > a").get_text(), words, step["href"] if step else ""))
    return found


def step(complaint, noun):
    return reverse("complaint_step", args=[complaint.code, noun])


def test_a_handler_finds_open_complaints_by_urgency_each_with_its_next_step(client, maya):
    tono = make_staff("Tono Wibowo", "complaint_handler", office=maya.office)
    mine, others, asked = make_handled(maya), make_handled(tono), make_handled(maya)
    asked.ask(by=maya, text="Surat yang mana?")
    new, _ = make_complaint(office=maya.office)
    done = make_handled(maya)
    done.answer(by=maya, text="Sudah.")
    elsewhere = make_office("6301")
    make_staff("Nur Aini", "complaint_handler", office=elsewhere)
    make_complaint(office=elsewhere)
    for place, complaint in enumerate((new, others, mine)):
        due = maya.office.today() + timedelta(days=3 + place)
        Complaint.objects.filter(pk=complaint.pk).update(due_on=due)

    assert rows(client, maya) == [
        (TITLE, "Verifikasi", step(new, "verifikasi")),
        (TITLE, "", ""),
        (TITLE, "Jawab", step(mine, "jawaban")),
        (TITLE, "", ""),
    ]
    for _, _, href in rows(client, maya):
        assert not href or client.get(href).status_code == 200


def test_a_head_finds_what_has_come_to_him_and_what_he_can_decide(client, maya, hasan):
    late = make_handled(maya)
    make_handled(maya)
    Complaint.objects.filter(pk=late.pk).update(escalated_at=timezone.now())

    assert rows(client, hasan) == [(TITLE, "Tugaskan atau ambil alih", step(late, "penugasan"))]
    page = client.get(reverse("desk")).content.decode()
    assert "tugaskan petugas lain, atau ambil alih dan jawab sendiri." in page
    assert client.get(step(late, "penugasan")).status_code == 200

    late.assign(by=hasan, to=hasan)
    assert rows(client, hasan) == [(TITLE, "Jawab", step(late, "jawaban"))]


def test_neither_who_is_concerned_nor_another_role_finds_a_row(client, maya, hasan, ratna, budi):
    complaint = make_handled(maya)
    make_staff("Tono Wibowo", "complaint_handler", office=maya.office)
    complaint.concern(maya, by=maya)

    for person in (maya, hasan, ratna, budi):
        assert rows(client, person) == []


def test_an_admin_finds_who_waits_which_mail_was_lost_and_what_is_amiss(
    client, dewi, sari, hasan, office
):
    file = make_submitted(sari)
    Mail.objects.about(file).update(state=Mail.State.BOUNCED)
    waiting = make_agency("Dinas Sosial", office=office, state="pending")
    make_agency("Dinas Jauh", office=make_office("6301"), state="pending")
    certificate = equip(hasan)
    certificate.not_after = timezone.now() + timedelta(days=30)
    certificate.save()
    long_ago = timezone.now() - timedelta(days=2)
    Job.objects.create(task=SWEEP, ended_at=long_ago)

    found = {title.split(":")[0]: (title, words, href) for title, words, href in rows(client, dewi)}
    assert found["Pendaftaran"] == (
        "Pendaftaran: Dinas Sosial",
        "Setujui atau tolak",
        reverse("agency_approval", args=[waiting.pk]),
    )
    assert found["Surel tidak sampai"][2] == file.get_absolute_url()
    assert found["Sertifikat"][0].startswith("Sertifikat: Hasan Basri: berlaku sampai")
    assert found["Pekerjaan berkala"][0].startswith("Pekerjaan berkala: Terlambat atau terputus")
    assert {found[name][2] for name in ("Surel", "Sertifikat")} == {reverse("status")}
    for _, _, href in found.values():
        assert client.get(href).status_code == 200


def test_the_rows_ask_the_same_however_many_there_are(
    client, maya, dewi, office, django_assert_max_num_queries
):
    def asks(person, most):
        client.force_login(person)
        with django_assert_max_num_queries(most) as queries:
            client.get(reverse("desk"))
        return len(queries)

    counted = []
    for _ in range(2):
        for _ in range(3):
            make_handled(maya)
            make_agency(office=office, state="pending")
        asks(dewi, 28)  # what is amiss is looked for once a minute
        counted.append((asks(maya, 14), asks(dewi, 14)))
    assert counted == [(11, 12)] * 2


def test_a_desk_lists_ten_of_a_kind_and_the_tile_leads_to_all(client, maya):
    for _ in range(MOST_ROWS + 1):
        make_handled(maya)

    assert len(rows(client, maya)) == MOST_ROWS
    assert f"{reverse('complaint_desk')}?status=saya" in client.get(reverse("desk")).text


def test_an_acting_head_finds_complaints_on_his_days_only(client, maya, ratna, hasan):
    late = make_handled(maya)
    Complaint.objects.filter(pk=late.pk).update(escalated_at=timezone.now())
    assert rows(client, ratna) == []

    appoint(ratna, "plh")

    assert [words for _, words, _ in rows(client, ratna)] == ["Tugaskan atau ambil alih"]
