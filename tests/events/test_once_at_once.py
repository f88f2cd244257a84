"""Eight windows send the same form at the same moment: it makes one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, Mail
from events.once import TOKEN
from guestbook.models import Visit
from letters.models import LetterTemplate
from letters.page.wording import DEFAULTS
from requests_app.models import Slip, Submission
from requests_app.models.examining.remark import Remark
from tests.appeals.making import make_declined
from tests.backups.portal import let_backups_be_asked
from tests.events.test_once import FORMS
from tests.guestbook.conftest import TYPED as VISIT
from tests.letters.conftest import wati  # noqa: F401  a fixture
from tests.submissions import make_draft, make_examined, make_submitted
from tests.supervision.permitting import typed as permission
from tests.threads import database_of_threads, together, whole_chain  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT = range(8)


@pytest.mark.parametrize("key", ["page-1", "page-{}", ""])
def test_eight_presses_make_one_draft(sari, key):
    answers = together(*[pressing(sari, "submission_new", number, key) for number in EIGHT])

    assert Submission.objects.count() == 1
    begun = reverse("answers", args=[Submission.objects.get().code, "cover"])
    assert {answer.url for answer in answers} == {begun}


@pytest.mark.parametrize("key", ["page-1", "page-{}"])
def test_eight_presses_say_one_thing(sari, ratna, key):
    code = make_examined(sari, ratna).code

    together(*[pressing(ratna, "remarks", number, key, code) for number in EIGHT])

    assert Remark.objects.count() == 1


@pytest.mark.parametrize("name", FORMS)
def test_eight_presses_of_any_form_make_one_and_lead_to_it(request, name, office):
    who, address, typed, model = FORMS[name]
    person, about = request.getfixturevalue(who), []
    let_backups_be_asked(request.getfixturevalue("settings"))
    if name in {"guest", "note", "opinion", "remark"}:
        about = [request.getfixturevalue("examined").code]
    if name == "opinion":
        due_on = office.today() + timedelta(days=7)
        typed |= {"colleague": request.getfixturevalue("hasan").pk, "due_on": due_on.isoformat()}
    if name == "appeal":
        about = [make_declined(*map(request.getfixturevalue, ("sari", "ratna", "hasan"))).code]
    if name == "visitor's agency":
        about = [Visit.objects.arrive(office=office, **VISIT).pk]
    if name == "mandate":
        request.getfixturevalue("hasan")
        typed = typed | {"person": request.getfixturevalue("wati").pk}
    if name == "permission":
        typed = permission(office)
    before = model.objects.count()

    answers = together(*[pressing(person, address, n, "page-1", *about, **typed) for n in EIGHT])

    assert model.objects.count() == before + 1
    assert [answer.status_code for answer in answers] == [302] * 8
    assert len({answer.url for answer in answers}) == 1


def test_eight_presses_give_one_slip_and_the_printed_one_stays_good(budi, agency):
    entered = make_submitted(budi, agency=agency)

    together(*[pressing(budi, "slip_giving", n, "page-1", entered.code) for n in EIGHT])

    assert Slip.objects.count() == Slip.objects.in_force().count() == 1


def test_eight_presses_keep_one_version_of_a_letters_words(dewi):
    words = DEFAULTS["recommend"] | {"based_on": 0, "copies": "Arsip"}
    page = ("page-1", "recommend")

    together(*[pressing(dewi, "office_letter_template", n, *page, **words) for n in EIGHT])

    assert LetterTemplate.objects.count() == 1


def test_eight_presses_mail_a_colleague_one_link(dewi, budi):
    budi.set_unusable_password()
    budi.save()

    together(*[pressing(dewi, "office_person_welcome", n, "page-1", budi.pk) for n in EIGHT])

    assert Mail.objects.filter(to=budi.email).count() == 1


def test_eight_submittals_are_one(sari):
    draft = make_draft(sari)

    together(*[pressing(sari, "submittal", n, "page-1", draft.code) for n in EIGHT])

    assert Event.objects.about(draft).filter(action="submission.submit").count() <= 1


def pressing(person, address, number, key, /, *about, **typed):
    """A press of the button in a window of its own."""
    client = Client()
    client.force_login(person)
    typed = {"edition": "fs3_2021", "text": "Mirip."} | typed | {TOKEN: key.format(number)}
    return lambda: client.post(reverse(address, args=about), typed)
