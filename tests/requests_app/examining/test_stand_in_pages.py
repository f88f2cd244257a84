"""The pages of offices that examine for others, and what theirs show of it."""

import pytest
from django.urls import reverse

from accounts.models import Role
from requests_app.models import StandIn, Submission
from tests.cast import anew, make_office, make_staff
from tests.requests_app.helping import DEED, days, help_out, seen
from tests.submissions import make_proposed, make_submitted


def test_the_pages_say_whose_file_it_is(client, putri, sari, rini, office, neighbour):
    survey = make_submitted(sari)
    help_out(putri, office, neighbour)
    client.force_login(rini)

    desk = client.get(reverse("desk")).content.decode()
    page = client.get(reverse("submission", args=[survey.code])).content.decode()
    client.post(reverse("examination", args=[survey.code]))
    examination = client.get(reverse("examination", args=[survey.code])).content.decode()

    assert "milik BPS Kabupaten Kotabaru" in desk
    for shown in (page, examination):
        assert "Pengajuan ini milik BPS Kabupaten Kotabaru" in shown
        assert "ditandatangani Kepala BPS Kabupaten Kotabaru" in shown
    survey.refresh_from_db()
    assert survey.examiner == rini
    export = b"".join(client.get(reverse("submissions_csv")).streaming_content).decode()
    assert survey.code not in export  # lists of a file's data stay with whose it is


def test_a_head_who_also_examines_signs_nothing_of_theirs(
    client, putri, sari, ratna, office, neighbour
):
    both = make_staff("Dian", Role.EXAMINER, Role.HEAD, office=neighbour)
    help_out(putri, office, neighbour)
    survey = make_proposed(sari, ratna)

    assert survey in seen(both)
    assert survey not in Submission.objects.waiting_for(anew(both))
    client.force_login(both)
    assert "surat menunggu tanda tangan" not in client.get(reverse("desk")).content.decode()


def test_by_the_pages_from_the_question_to_its_end(client, hasan, lukman, office, neighbour):
    client.force_login(hasan)
    facts = DEED | {name: str(day) for name, day in days(neighbour).items()}
    typed = facts | {"office": "6302", "helper": "6310"}
    wrong = client.post(reverse("office_stand_in_new"), typed | {"ends_on": "2020-01-01"})
    assert "lebih awal dari hari pertama" in wrong.content.decode()
    client.post(reverse("office_stand_in_new"), typed)
    client.post(reverse("office_stand_in_new"), typed)  # pressed twice
    stand_in = StandIn.objects.get()

    client.force_login(lukman)
    desk = client.get(reverse("desk")).content.decode()
    assert "bantuan pemeriksaan menunggu jawaban Anda" in desk
    page = client.get(stand_in.get_absolute_url()).content.decode()
    assert "Setujui" in page
    client.post(reverse("office_stand_in_agreement", args=[stand_in.pk]))
    stand_in.refresh_from_db()
    assert stand_in.agreed_by == lukman
    end = reverse("office_stand_in_end", args=[stand_in.pk])
    client.post(end, {"last_on": str(stand_in.earliest_end), "reason": "Cukup."})
    stand_in.refresh_from_db()
    assert stand_in.is_over


def test_a_stranger_does_not_learn_of_it(client, putri, office, neighbour):
    stand_in = help_out(putri, office, neighbour)
    elsewhere = make_staff("Umar", Role.HEAD, office=make_office("6271"))
    client.force_login(elsewhere)

    for name in ("", "_agreement", "_refusal", "_end"):
        address = reverse(f"office_stand_in{name}", args=[stand_in.pk])
        ask = client.post if name == "_agreement" else client.get
        assert ask(address).status_code == 404
    assert neighbour.name not in client.get(reverse("office_stand_ins")).content.decode()


def test_an_office_alone_sees_nothing_of_it(client, hasan, dewi):
    for person in (hasan, dewi):
        client.force_login(person)
        for name in ("office_stand_ins", "office_stand_in_new"):
            assert client.get(reverse(name)).status_code == 404
        for name in ("desk", "office") if person == dewi else ("desk",):
            assert "antuan pemeriksaan" not in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_however_many_there_are_the_list_asks_the_same(
    client, putri, office, neighbour, rows, django_assert_num_queries
):
    for n in range(rows):
        help_out(putri, office, neighbour, **days(neighbour, 10 * n, 10 * n + 5))
    client.force_login(putri)
    client.get(reverse("office_stand_ins"))
    with django_assert_num_queries(5):
        client.get(reverse("office_stand_ins"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_of_who_helps_asks_what_that_of_the_office_asks(
    client, putri, sari, ratna, rini, office, neighbour, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_submitted(sari)
    help_out(putri, office, neighbour)
    for person in (ratna, rini):
        client.force_login(person)
        client.get(reverse("desk"))
        with django_assert_num_queries(12):
            client.get(reverse("desk"))
