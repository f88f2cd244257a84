"""The sections of the desk: what waits for each role, counted in one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import waiting
from accounts.models import Agency
from events.models import Mail
from guestbook.models import Visit
from requests_app.models import Submission
from tests.cast import make_agency, make_staff
from tests.submissions import (
    at,
    make_draft,
    make_examined,
    make_proposed,
    make_returned,
    make_submitted,
)

pytestmark = pytest.mark.django_db


def sections(client, person):
    """What the desk tells this person, without what does not wait: ``{words: count}``."""
    client.force_login(person)
    page = client.get(reverse("desk"))
    told = page.context["sections"]
    for section in told:
        assert client.get(section.waiting.href).status_code == 200
    return {section.waiting.words: section.count for section in told if section.count}


def test_each_role_finds_what_waits_for_it(
    client, sari, budi, ratna, hasan, dewi, pending_member, agency
):
    make_draft(sari)
    make_submitted(sari)
    make_examined(sari, ratna)
    make_returned(sari, ratna)
    make_proposed(sari, ratna)
    make_proposed(sari, ratna).send_back(by=hasan, note="Perjelas.")
    make_proposed(sari, ratna).withdraw_proposal(by=ratna)
    Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)
    waits = {"instansi menunggu persetujuan": 1}

    assert sections(client, sari) == {"perlu diperbaiki": 1, "draf belum diajukan": 2}
    assert sections(client, budi) == {"draf yang direkam di loket": 1, **waits}
    assert sections(client, ratna) == {
        "dikembalikan Kepala kepada saya": 1,
        "belum ditugasi": 1,
        "sedang saya periksa": 3,
        **waits,
    }
    assert sections(client, hasan) == {
        "surat menunggu tanda tangan": 1,
        "dikembalikan Kepala, belum diusulkan lagi": 1,
    }
    assert sections(client, dewi) == waits


def test_what_is_late_or_did_not_arrive_is_told_with_emphasis(client, sari, ratna, time_machine):
    time_machine.move_to(at(2026, 3, 2))
    file = make_examined(sari, ratna)
    Mail.objects.about(file).update(state=Mail.State.BOUNCED)
    time_machine.move_to(at(2026, 4, 22))

    told = sections(client, ratna)

    assert told["lewat batas waktu"] == told["berkas dengan surel yang tidak sampai"] == 1
    urgent = [s for s in client.get(reverse("desk")).context["sections"] if s.is_urgent]
    assert len(urgent) == 2
    found = client.get(reverse("submissions"), {"perlu": "surel"}).context["rows"]
    assert [row.code for row in found] == [file.code]


def test_an_office_without_a_mandate_is_told_to_its_admin(client, dewi):
    assert sections(client, dewi) == {
        "kantor tanpa penugasan yang berlaku hari ini": 1,
        "kantor tanpa petugas pengaduan": 1,
    }


def test_visitors_and_complaints_stand_beside_the_files(client, budi, office):
    Visit.objects.arrive(office=office, service="R", name="Tamu")
    tuti = make_staff("Tuti", "complaint_handler", office=office)
    asked = [one.words for kind in waiting.kinds for one in kind(tuti)]

    assert sections(client, budi) == {"tamu menunggu dipanggil": 1}
    assert asked == ["pengaduan terlambat", "pengaduan menunggu Anda"]
    assert sections(client, tuti) == {}


def test_an_upper_app_adds_its_kind_without_being_known(client, budi, monkeypatch):
    monkeypatch.setattr(waiting, "kinds", list(waiting.kinds))

    @waiting.waits
    def visitors(user):
        yield waiting.Waiting("tamu menunggu", Agency.objects.all(), reverse("desk"))

    make_agency(office=budi.office)

    assert sections(client, budi) == {"tamu menunggu": 1}


def test_a_desk_of_many_roles_asks_the_same_few_queries(client, sari, office):
    everybody = make_staff("Serba Bisa", "front_desk", "examiner", "head", "admin", office=office)

    def queries():
        client.force_login(everybody)
        client.get(reverse("desk"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("desk")).status_code == 200
        return len(asked)

    make_submitted(sari)
    one = queries()
    for _ in range(3):
        make_examined(sari, everybody)
    assert queries() == one
    assert one == 16  # three of them list what is not a file: agencies, lost mails, complaints
