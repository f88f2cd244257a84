"""Somebody of the office reminds the agency or the examiner by hand: once a day is enough."""

import pytest
from django.urls import reverse
from time_machine import travel

from events.models import Mail
from events.refusals import NotNow
from requests_app.models import Submission
from tests.cast import make_staff
from tests.pages import told
from tests.submissions import at, make_examined, make_returned, make_submitted


@pytest.fixture
def today(db):
    with travel(at(2026, 3, 2), tick=False) as clock:
        yield clock


def anew(file):
    return Submission.objects.get(pk=file.pk)


def mails(kind):
    return list(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def test_the_agency_is_told_what_to_do_by_when(client, today, sari, ratna, budi):
    file = make_returned(sari, ratna)
    client.force_login(budi)

    response = client.post(reverse("agency_reminder", args=[file.code]))

    assert told(response) == ["Instansi diingatkan lewat surel."]
    mail = Mail.objects.get(kind="submission_reminded")
    assert mail.to == sari.email
    assert mail.subject == (
        f"Menunggu perbaikan Anda, jawab paling lambat 2 Juni 2026: {file.spoken_title}"
    )
    assert f"pengajuan {file.code} menunggu perbaikan Anda. Jawab setiap catatan" in mail.text
    assert file.state == anew(file).state == "returned"


def test_once_a_day_is_enough(today, sari, ratna, budi):
    file = make_returned(sari, ratna)
    file.remind_agency(by=ratna)

    with pytest.raises(NotNow, match="sudah diingatkan hari ini"):
        anew(file).remind_agency(by=budi)
    today.move_to(at(2026, 3, 3))
    anew(file).remind_agency(by=budi)

    assert mails("submission_reminded") == [sari.email] * 2


def test_what_the_portal_has_reminded_of_today_counts(today, sari, ratna, budi):
    file = make_returned(sari, ratna)
    today.move_to(at(2026, 3, 16))
    file.remind()

    with pytest.raises(NotNow, match="sudah diingatkan hari ini"):
        anew(file).remind_agency(by=budi)


def test_the_head_reminds_the_examiner_and_nobody_himself(today, sari, ratna, hasan, rina):
    file, untaken = make_examined(sari, ratna), make_submitted(sari)
    file.remind_examiner(by=hasan)
    untaken.remind_examiner(by=hasan)

    assert mails("examination_reminded") == [ratna.email, ratna.email, rina.email]
    with pytest.raises(NotNow, match="Pemeriksa sudah diingatkan"):
        anew(file).remind_examiner(by=hasan)


def test_who_examines_and_heads_does_not_remind_himself(today, sari, both):
    with pytest.raises(NotNow, match="Anda sendiri"):
        make_examined(sari, both).remind_examiner(by=both)


@pytest.fixture
def rina(office):
    return make_staff("Rina Kartika", "examiner", office=office)


@pytest.fixture
def both(office):
    return make_staff("Umar", "examiner", "head", office=office)
