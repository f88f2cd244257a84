"""What the office says about a file among itself."""

import pytest
from django.urls import reverse

from tests.cast import make_staff
from tests.pages import told, words


def post(client, person, name, submission, **typed):
    client.force_login(person)
    return client.post(reverse(name, args=[submission.code]), typed)


@pytest.mark.parametrize(
    ("origin", "page"), [("", "submission"), ("pemeriksaan", "examination"), ("x", "submission")]
)
def test_who_says_something_goes_on_reading_where_he_was(client, examined, budi, origin, page):
    said = post(client, budi, "remarks", examined, text=" Tamunya\x00 datang lagi. ", dari=origin)

    assert said.url == reverse(page, args=[examined.code]) + "#internal"
    assert told(said) == ["Pembicaraan internal tersimpan."]
    assert [(one.by, one.text) for one in examined.remarks.all()] == [
        (budi, "Tamunya datang lagi.")
    ]


def test_colleagues_read_it_and_the_agency_does_not(client, examined, budi, hasan, sari):
    post(client, budi, "remarks", examined, text="Tamunya datang lagi.")
    page = reverse("submission", args=[examined.code])

    client.force_login(hasan)
    assert "Tamunya datang lagi." in words(client.get(page))
    client.force_login(sari)
    assert "Tamunya datang lagi." not in words(client.get(page))


def test_nothing_said_is_told(client, examined, budi):
    assert told(post(client, budi, "remarks", examined, text=" \n\x00")) == [
        "Tuliskan pembicaraan Anda."
    ]
    assert examined.remarks.count() == 0


def test_who_may_not_talk_gets_his_words_back(client, examined, sari):
    (refusal,) = told(post(client, sari, "remarks", examined, text="Mohon dipercepat."))

    assert refusal == (
        "Pembicaraan internal hanya untuk petugas satuan kerja ini. Teks Anda: Mohon dipercepat."
    )
    assert examined.remarks.count() == 0


def test_a_colleague_agrees_and_the_examiner_cannot(client, examined, ratna, office):
    yoga = make_staff("Yoga Pratama", "examiner", office=office)

    own = post(client, ratna, "second_look", examined, text="Baik.")
    agreed = post(client, yoga, "second_look", examined, text="\x00")

    assert own.url == agreed.url == reverse("examination", args=[examined.code]) + "#pendapat-kedua"
    assert told(own) == ["Pendapat kedua hanya dari petugas pemeriksa yang lain. Teks Anda: Baik."]
    assert told(agreed) == ["Pendapat kedua tersimpan; gugur bila pemeriksaan berubah."]
    assert [look.by for look in examined.second_looks.newest_first()] == [yoga]


@pytest.mark.parametrize("name", ["remarks", "second_look"])
def test_a_stranger_learns_of_no_file(client, examined, stranger, name):
    assert post(client, stranger, name, examined, text="Halo.").status_code == 404
    client.force_login(stranger)
    assert client.get(reverse(name, args=[examined.code])).status_code == 405
