"""Looking at the portal as another role: less than oneself, nothing done, known afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from accounts.looking import LASTS
from accounts.models import Role
from events.models import Event, Notice
from guestbook.models import Visit
from requests_app.models import Submission
from tests.cast import anew, make_office, make_staff
from tests.complaints.making import make_complaint
from tests.pages import soup
from tests.submissions import make_examined, make_submitted


def look(client, person, role):
    client.force_login(person)
    return client.post(reverse("looking"), {"role": role})


def band(page):
    found = page.find(class_="preview-band")
    return found and " ".join(found.span.get_text(" ", strip=True).split())


def menu(page):
    return [link.get_text() for link in page.select(".site-nav a")]


def happened(person):
    return [(event.action, event.particulars["label"]) for event in Event.objects.about(person)]


def test_an_admin_sees_menu_and_desk_of_the_front_desk(client, dewi):
    with travel("2026-11-30T02:00:00Z", tick=False):
        answer = look(client, dewi, Role.FRONT_DESK)
        page = soup(client.get(answer.url))

    assert answer.url == reverse("desk")
    assert menu(page) == [
        *("Meja", "Pengajuan", "Konsultasi", "Antrean", "Instansi", "Register"),
        *("Katalog", "Cek surat"),
    ]
    assert band(page) == (
        "Melihat sebagai Petugas PST sampai pukul 10.15, hanya untuk dibaca. Selesai melihat"
    )
    assert happened(dewi) == [("user.look_as", "Petugas PST")]


def test_he_sees_nothing_that_he_may_not_see_himself(client, dewi, hasan, office):
    Visit.objects.arrive(office=office, service="R", name="Tamu Rahasia")
    complaint, _ = make_complaint(office=office)

    look(client, dewi, Role.COMPLAINT_HANDLER)
    assert client.get(complaint.get_absolute_url()).status_code == 403
    desk = client.get(reverse("desk")).content.decode()
    assert complaint.code not in desk

    look(client, hasan, Role.FRONT_DESK)
    queue = client.get(reverse("queue"))
    assert queue.status_code == 403
    assert "Petugas PST dapat membuka halaman ini" in queue.content.decode()
    assert "peran Anda sendiri (Kepala BPS)" in queue.content.decode()
    assert "Tamu Rahasia" not in client.get(reverse("desk")).content.decode()
    assert "tamu menunggu" not in client.get(reverse("desk")).content.decode()


def test_he_sees_nothing_that_the_role_is_not_shown(client, dewi):
    look(client, dewi, Role.FRONT_DESK)

    answer = client.get(reverse("office_people"))

    assert answer.status_code == 403
    assert "Halaman ini untuk Admin, bukan Petugas PST." in answer.content.decode()


def test_nothing_is_done_and_nothing_read_is_marked(client, hasan, sari, ratna):
    file = make_submitted(sari)
    Notice.objects.filter(person=hasan).update(read_at=None)
    before = Event.objects.count()
    unread = Notice.objects.count_unread(hasan)

    look(client, hasan, Role.EXAMINER)
    page = client.get(file.get_absolute_url())
    refused = client.post(reverse("examination", args=[file.code]))

    assert "Mulai memeriksa" in page.content.decode()
    assert refused.status_code == 403
    assert "Anda sedang melihat sebagai Petugas pemeriksa" in refused.content.decode()
    assert "tidak ada yang dapat diubah atau dikirim" in refused.content.decode()
    file.refresh_from_db()
    assert (file.state, file.examiner) == ("submitted", None)
    assert Event.objects.count() == before + 1  # that he looks
    assert Notice.objects.count_unread(hasan) == unread


@pytest.mark.parametrize(
    ("method", "status"), [("post", 403), ("delete", 403), ("put", 405), ("patch", 405)]
)
def test_every_unsafe_method_is_refused(client, dewi, method, status):
    look(client, dewi, Role.EXAMINER)
    assert getattr(client, method)(reverse("profile"), {"name": "X"}).status_code == status
    assert anew(dewi).name == "Dewi Anggraini"


def test_he_ends_it_by_the_button(client, dewi):
    look(client, dewi, Role.EXAMINER)

    page = soup(client.post(reverse("looking_end"), follow=True))

    assert band(page) is None
    assert client.get(reverse("office_people")).status_code == 200
    ended = [("user.look_as", "Petugas pemeriksa"), ("user.stop_looking", "Petugas pemeriksa")]
    assert happened(dewi) == ended


def test_it_ends_by_itself(client, dewi):
    begun = timezone.now()
    with travel(begun, tick=False):
        look(client, dewi, Role.EXAMINER)

    with travel(begun + LASTS + timedelta(minutes=1), tick=False):
        sent = client.post(reverse("profile"), {"name": "X"}, follow=True)

    assert "Waktu melihat sebagai Petugas pemeriksa sudah habis." in sent.content.decode()
    assert anew(dewi).name == "Dewi Anggraini"
    over = Event.objects.about(dewi).last()
    assert over.action == "user.stop_looking"
    assert over.particulars["ended_at"][:19] == (begun + LASTS).isoformat()[:19]


def test_it_ends_with_the_session(client, dewi):
    look(client, dewi, Role.EXAMINER)
    client.post(reverse("account_logout"))
    client.force_login(dewi)

    assert band(soup(client.get(reverse("desk")))) is None
    assert happened(dewi)[-1] == ("user.stop_looking", "Petugas pemeriksa")


def test_who_is_neither_head_nor_admin_looks_with_his_own_eyes(client, budi):
    assert look(client, budi, Role.ADMIN).status_code == 403
    assert happened(budi) == []


def test_he_cannot_look_as_what_he_is_or_as_somebody_who_signs_for_another(client, dewi):
    for role in (Role.ADMIN, Role.SIGNER, "superuser"):
        assert look(client, dewi, role).status_code == 200
    assert happened(dewi) == []


def test_a_role_taken_away_ends_it(client, dewi, office):
    make_staff("Admin Lain", Role.ADMIN, office=office)
    look(client, dewi, Role.EXAMINER)
    dewi.give_roles([Role.FRONT_DESK], by=None)

    assert band(soup(client.get(reverse("desk")))) is None


def test_an_examiner_sees_the_file_as_its_agency_does(client, sari, ratna):
    file = make_examined(sari, ratna)
    file.remarks.write(by=ratna, text="Hanya untuk kantor.")
    file.notes.write(by=ratna, text="Belum dikirim.", question="design.training")
    client.force_login(ratna)
    assert "Hanya untuk kantor." in client.get(file.get_absolute_url()).content.decode()

    answer = client.post(reverse("file_looking", args=[file.code]), follow=True)

    page = answer.content.decode()
    assert band(soup(answer)).startswith(
        f"Melihat sebagai instansi pada pengajuan {file.code} sampai pukul "
    )
    assert "Hanya untuk kantor." not in page
    assert "Petugas BPS sedang memeriksa rancangan Anda" in page
    assert "Nyatakan keberatan" not in page
    assert "Belum dikirim." not in client.get(reverse("notes", args=[file.code])).content.decode()
    assert happened(ratna) == [("user.look_as", f"instansi pada pengajuan {file.code}")]


def test_he_reads_nothing_that_the_agency_is_still_writing(client, sari, ratna):
    file = make_examined(sari, ratna)
    file.return_for_revision(by=ratna, note="Perbaiki judul.")
    file.refresh_from_db()
    file.revision.store("cover", {"survey_title": "Judul yang sedang ditulis"}, by=sari)
    client.force_login(ratna)
    client.post(reverse("file_looking", args=[file.code]))

    for name in ("submission", "resume", "notes"):
        page = client.get(reverse(name, args=[file.code]))
        assert page.status_code == 200
        assert "Judul yang sedang ditulis" not in page.content.decode()
    assert client.get(reverse("answers", args=[file.code, "cover"])).status_code == 403
    assert client.get(reverse("dossier", args=[file.code])).status_code == 403


def test_nothing_but_that_file_opens_to_him(client, sari, ratna, agency):
    file, other = make_examined(sari, ratna), make_submitted(sari)
    client.force_login(ratna)
    client.post(reverse("file_looking", args=[file.code]))

    for place in (other.get_absolute_url(), reverse("desk"), reverse("agency_members")):
        answer = client.get(place)
        assert answer.status_code == 403
        assert "hanya halaman pengajuan itu yang ditampilkan" in answer.content.decode()
    assert client.post(reverse("submittal", args=[file.code])).status_code == 403

    ended = client.post(reverse("looking_end"))
    assert ended.url == file.get_absolute_url()
    assert client.get(reverse("desk")).status_code == 200


def test_a_file_that_is_hidden_to_him_meanwhile_ends_it(client, sari, ratna, dewi):
    file = make_examined(sari, ratna)
    client.force_login(dewi)
    client.post(reverse("file_looking", args=[file.code]))
    Submission.objects.filter(pk=file.pk).update(office=make_office("6301"))

    page = client.get(reverse("desk"), follow=True)

    assert page.status_code == 200
    assert band(soup(page)) is None
    assert "pengajuan itu tidak lagi terbuka bagi Anda" in page.content.decode()
    assert happened(dewi)[-1][0] == "user.stop_looking"
    assert client.get(file.get_absolute_url()).status_code == 404


def test_a_file_that_is_hidden_to_him_stays_so(client, sari, ratna, official_of_another_office):
    file = make_examined(sari, ratna)
    client.force_login(official_of_another_office)

    assert client.post(reverse("file_looking", args=[file.code])).status_code == 404
