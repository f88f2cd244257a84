"""The slip: whoever holds it reads state and dates, nobody learns anything else from it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from events.refusals import NotAllowed, NotNow
from requests_app.models import Slip
from requests_app.models.slip import read
from tests.answers import fs3_answers
from tests.cast import make_office, make_staff
from tests.submissions import make_draft, make_examined, make_returned, make_submitted

MARKER = "Rahasiamarka"


def marked(value):
    """The same answer with a marker in every text that people wrote."""
    if isinstance(value, dict):
        return {key: marked(one) for key, one in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [marked(one) for one in value]
    is_words = isinstance(value, str) and " " in value
    return f"{MARKER} {value}" if is_words else value


@pytest.fixture
def entered(budi, agency, sari):
    """A file that the front desk entered, with a slip."""
    submission = make_submitted(budi, agency=agency)
    submission.slips.give(by=budi)
    return submission


def test_the_slip_tells_state_and_dates_and_the_office(client, entered):
    page = client.get(entered.slips.current.get_absolute_url(), follow=True).content.decode()

    assert "Diajukan" in page
    assert "Hasil paling lambat" in page
    assert "0856-1116-302" in page


def test_it_tells_nothing_else(client, sari, budi, ratna, agency):
    answers = {block: marked(given) for block, given in fs3_answers().items()}
    submission = make_draft(budi, agency=agency)
    for block, given in answers.items():
        submission.revision.store(block, given, by=budi)
    assert MARKER in submission.title
    submission.submit(by=budi)
    submission.begin_examination(by=ratna)
    submission.return_for_revision(by=ratna, note=f"{MARKER} diperjelas.")
    slip = submission.slips.give(by=budi)

    page = client.get(slip.get_absolute_url(), follow=True).content.decode()

    words = [MARKER, submission.code, agency.name, sari.name, budi.name, ratna.name, sari.email]
    assert [word for word in words if word in page] == []
    assert "Perlu perbaikan" in page
    assert "Dikembalikan sejak" in page


def test_it_is_kept_by_nobody_on_the_way_and_may_be_asked_for_again(client, entered):
    address = client.get(entered.slips.current.get_absolute_url()).url
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first["Cache-Control"], first["X-Robots-Tag"]) == (
        "private, no-cache",
        "noindex, nofollow",
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_new_slip_takes_the_place_of_the_old_one(client, entered, budi):
    old = entered.slips.current
    new = entered.slips.give(by=budi)

    assert old.token != new.token
    assert client.get(old.get_absolute_url()).status_code == 404
    assert client.get(new.get_absolute_url(), follow=True).status_code == 200


def test_a_withdrawn_slip_opens_nothing(client, entered, budi):
    address = entered.slips.current.get_absolute_url()
    entered.slips.withdraw(by=budi)

    assert entered.slips.current is None
    assert client.get(address).status_code == 404
    with pytest.raises(NotNow):
        entered.slips.withdraw(by=budi)


def test_neither_the_files_code_nor_a_slip_of_the_tongue_opens_it(client, entered):
    spoken = entered.slips.current.spoken
    wrong = ("A" if spoken[0] != "A" else "B") + spoken[1:]

    assert client.get(reverse("slip", args=[entered.code])).status_code == 404
    told = client.get(reverse("slip", args=[wrong]))
    assert told.status_code == 404
    assert "kelompok ke-1" in told.content.decode()
    assert read(spoken.lower().replace("-", " ")).token == entered.slips.current.token


def test_the_code_may_be_typed(client, entered):
    led = client.post(reverse("slip_check"), {"kode": entered.slips.current.spoken.lower()})
    refused = client.post(reverse("slip_check"), {"kode": "ABC"})

    assert led.url == client.get(entered.slips.current.get_absolute_url()).url
    assert "Yang Anda ketik berisi 3." in refused.content.decode()


def test_trying_codes_is_braked(client, entered, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"slip": "2/m/ip"}
    address = entered.slips.current.get_absolute_url()

    assert [client.get(address).status_code for _ in range(3)] == [302, 302, 429]


def test_only_the_office_that_has_the_file_gives_slips(sari, hasan, entered):
    elsewhere = make_staff("Rini", "front_desk", office=make_office("6301"))
    for person in (sari, hasan, elsewhere):
        with pytest.raises(NotAllowed):
            entered.slips.give(by=person)
    assert Slip.objects.count() == 1


def test_the_print_has_the_code_and_where_to_type_it(client, entered, budi):
    client.force_login(budi)
    page = client.get(reverse("slip_giving", args=[entered.code])).content.decode()

    assert entered.slips.current.spoken in page
    assert 'src="data:image/svg+xml' in page
    assert reverse("slip_check") in page


def test_a_returned_and_a_running_file_speak_the_agencys_words(client, sari, ratna, budi):
    returned, examined = make_returned(sari, ratna), make_examined(sari, ratna)
    examined.propose_recommendation(by=ratna)
    slips = [file.slips.give(by=budi) for file in (returned, examined)]

    pages = [client.get(slip.get_absolute_url(), follow=True).content.decode() for slip in slips]

    assert "Perlu perbaikan" in pages[0]
    assert "Sedang diperiksa" in pages[1]
    assert "tanda tangan" not in pages[1]


def test_its_code_is_typed_with_the_forms_own_token(entered):
    browser = Client(enforce_csrf_checks=True)
    code = entered.slips.current.spoken
    page = browser.get(reverse("slip_check"))
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())

    refused = browser.post(reverse("slip_check"), {"kode": "ABCDEZ-FGHJK8"[:6]})
    told = browser.post(
        reverse("slip_check"), {"kode": code, "csrfmiddlewaretoken": token}, follow=True
    )

    assert (refused.status_code, told.status_code) == (403, 200)
    assert code in told.content.decode()
