"""axe on the fixed pages of each role, and on each state of a file as who has its turn.

The table of tests/test_urls.py says who may open what; states beyond it are made here.
"""

import pytest
from django.urls import reverse

from guestbook.models import Visit
from requests_app.models import Submission
from tests.addresses import addresses
from tests.browser.conftest import WIDTHS
from tests.cast import make_agency
from tests.complaints.making import make_complaint
from tests.consultations.making import make_consultation
from tests.submissions import (
    make_draft,
    make_examined,
    make_proposed,
    make_returned,
    make_submitted,
)
from tests.test_urls import OPEN, PEOPLE, TABLE

# Pages that are no page: files, pieces of a page, and what only leads on.
NO_PAGE = {
    "health",
    "ready",
    "security_txt",
    "attachment",
    "letter_pdf",
    "signing_queue",
    "letter_keys",
    "letter_offline_worker",
    "form_pdf",
    "blank_form",
    "table",
    "region_suggestions",
    "agency_suggestions",
    "office_suggestions",
    "office_number",
    "mailbox_html",
    "mailbox_attachment",
    "mfa_download_recovery_codes",
    "letter_register_csv",
    "queue_board",
    "visits_csv",
    "visits_xlsx",
    "visits_ods",
    "letter_register_xlsx",
    "letter_register_ods",
    "dossier",
    "board_csv",
    "board_xlsx",
    "board_ods",
    "submissions_csv",
    "submissions_xlsx",
    "submissions_ods",
    "rating_form_pdf",
    "catalogue_feed",
    "catalogue_csv",
    "catalogue_json",
    "catalogue_dcat",
    "api_openapi",
    "api_activities",
    "robots",
    "guide_booklet_pdf",
    "own_data_json",
    "own_data_text",
    "session",
}
READERS = ("anon", "sari", "hasan")  # of the pages that are open to everybody
FILE_PAGES = ["submission", "notes", "resume", "attachments", "answers_review", "examination"]
READS = {  # who opens which files: every state by the person whose turn it is
    "sari": ["draft", "returned", "cancelled"],
    "ratna": ["submitted", "examined", "answered"],
    "hasan": ["proposed", "declined"],
}
ROWS = 55
LISTS = {
    "ratna": ["desk", "submissions", "consultations"],
    "budi": ["queue", "visits"],
    "maya": ["complaint_desk"],
}


@pytest.fixture
def files(sari, ratna):
    """One file in each state that a page tells apart; the examined one with every kind of note."""
    examined = make_examined(sari, ratna)
    examined.notes.write(by=ratna, text="Jelaskan pelatihan.", question="design.training")
    examined.notes.write(by=ratna, text="Tambahkan kuesioner.").close_as_advice(by=ratna)
    answered = make_returned(sari, ratna)
    answered.notes.get().answer(by=sari, text="Sudah diperbaiki.")
    declined = make_examined(sari, ratna)
    declined.propose_decline(by=ratna, reason="Termasuk statistik dasar.")
    cancelled = make_submitted(sari)
    cancelled.cancel(by=sari)
    return {
        "draft": make_draft(sari, edition="fpkpa_2021", activity_title=None),
        "submitted": make_submitted(sari),
        "examined": examined,
        "returned": make_returned(sari, ratna),
        "answered": answered,
        "proposed": make_proposed(sari, ratna),
        "declined": declined,
        "cancelled": cancelled,
    }


@pytest.fixture
def people(sari, budi, ratna, hasan, dewi, pending_member):
    return {
        "anon": None,
        "pending": pending_member,
        "sari": sari,
        "budi": budi,
        "ratna": ratna,
        "hasan": hasan,
        "dewi": dewi,
    }


def own_pages(person):
    """The addresses without variable parts that this person's row of the table opens."""
    for pattern in addresses():
        method, answers = TABLE[pattern.name]
        fixed = not (pattern.pattern.converters or pattern.pattern.regex.groupindex)
        opens = answers.split()[PEOPLE.index(person)] == "200"
        if answers == OPEN and person not in READERS:
            continue  # it looks the same to all who are signed in
        if fixed and opens and method == "get" and pattern.name not in NO_PAGE:
            yield reverse(pattern.name)


@pytest.mark.parametrize("person", ["anon", "pending", "sari", "budi", "ratna", "hasan", "dewi"])
def test_no_page_has_a_finding(person, people, files, page, live_server, sign_in, accessible):
    waiting = make_agency("Dinas Pasar", office=people["ratna"].office, state="pending")
    if people[person]:
        sign_in(people[person])
    urls = list(own_pages(person))
    for state in READS.get(person, ()):
        urls += [reverse(name, args=[files[state].code]) for name in FILE_PAGES]
    if person == "ratna":
        verbs = ("return", "decision", "release", "assignment")
        urls += [reverse(name, args=[files["examined"].code]) for name in verbs]
        urls += [reverse("cancellation", args=[files["returned"].code])]
        urls += [reverse("changes", args=[files["returned"].code, 2])]
        urls += [reverse("agency_approval", args=[waiting.pk])]
    if person == "hasan":
        urls += [reverse("issuance", args=[files[name].code]) for name in ("proposed", "declined")]
        urls += [
            reverse(name, args=[files["proposed"].code]) for name in ("letter", "letter_return")
        ]
        urls += [reverse("transfer", args=[files["submitted"].code])]
    if person == "dewi":
        urls += [reverse("office_person", args=[people["budi"].pk])]
        urls += [reverse("office_mandate_end", args=[people["hasan"].mandates.get().pk])]
        urls += [reverse("office_letter_template", args=["recommend"])]
        urls += [reverse("office_letter_template_version", args=["decline", 0])]

    for url in urls:
        page.goto(live_server.url + url)
        accessible()


@pytest.fixture
def crowd(sari, ratna, maya, office):
    """More rows of everything than a page has."""
    first = make_submitted(sari)
    alike = {"agency": sari.agency, "office": office, "created_by": sari, "state": "submitted"}
    alike |= {"submitted_at": first.submitted_at, "due_on": first.due_on, "edition": first.edition}
    Submission.objects.bulk_create(
        Submission(title=f"Survei Kepuasan Layanan Kecamatan {number}", **alike)
        for number in range(ROWS)
    )
    guest = {"organization": "Dinas Pangan", "purpose": "Survei baru"}
    for number in range(ROWS):
        Visit.objects.arrive(office=office, service="R", name=f"Tamu {number}", **guest)
        make_complaint(office=office)
        make_consultation(sari)


def test_a_full_page_of_each_list_has_no_finding_and_fits(
    crowd, ratna, budi, maya, page, become, live_server, accessible
):
    for person, names in zip((ratna, budi, maya), LISTS.values(), strict=True):
        page.set_viewport_size(WIDTHS["desk"])
        become(person)
        for name in names:
            page.set_viewport_size(WIDTHS["desk"])
            page.goto(live_server.url + reverse(name))
            accessible()
            page.set_viewport_size({"width": 320, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth") == 320, name
