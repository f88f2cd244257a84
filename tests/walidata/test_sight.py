"""What a Walidata sees, and what it never does: drafts, other regions, persons, inner talk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Agency
from events.models import Mail, Notice, Read
from events.reads import enter
from events.topics import BY_KIND
from requests_app.models import Submission
from tests.cast import anew, make_agency, make_member, make_office, make_region, make_staff
from tests.pages import queries, soup, words
from tests.submissions import make_draft, make_recommended, make_returned, make_submitted
from tests.walidata.making import make_kominfo, make_statement, mark
from walidata.files import files_of
from walidata.models import Custody

LIST = reverse("walidata")
READ = ("walidata_file", "walidata_note_new", "walidata_opinion", "walidata_results")


def codes(client):
    return [one.get_text() for one in soup(client.get(LIST)).select("tbody .code")]


def test_it_reads_what_was_submitted_without_persons_files_and_inner_talk(
    client, andi, examined, ratna
):
    examined.remarks.write(by=ratna, text="Rahasia internal.")
    examined.notes.write(by=ratna, text="Catatan pemeriksa.", question="design.pilot")
    person = examined.revision.answers["contacts"]["responsible_name"]
    client.force_login(andi)

    page = client.get(reverse("walidata_file", args=[examined.code]))

    assert examined.spoken_title in words(page)
    assert soup(page).select("#q-survey_purpose")
    assert not soup(page).select("main a[href^='/pengajuan/']")  # they would lead to nothing
    for hidden in (
        person,
        "Rahasia internal.",
        "Catatan pemeriksa.",
        "surat-pengantar",
        ratna.name,
    ):
        assert hidden not in page.text
    for name in (
        "submission",
        "resume",
        "attachments",
        "notes",
        "examination",
        "results",
        "letter",
    ):
        assert client.get(reverse(name, args=[examined.code])).status_code == 404


def test_a_draft_and_a_cancelled_file_are_not_there(client, andi, sari, survey):
    draft, gone = make_draft(sari), make_submitted(sari)
    gone.cancel(by=sari)
    client.force_login(andi)

    assert codes(client) == [survey.code]
    for hidden in (draft, gone):
        for name in READ:
            assert client.get(reverse(name, args=[hidden.code])).status_code == 404


def test_of_a_returned_file_it_reads_the_version_that_was_submitted(client, andi, sari, ratna):
    file = make_returned(sari, ratna)
    title = file.title
    file.revision.store("cover", {"survey_title": "Judul yang sedang ditulis"}, by=sari)
    client.force_login(andi)
    addresses = [LIST, reverse("walidata_file", args=[file.code]), reverse("walidata_csv")]

    pages = [b"".join(client.get(page)).decode() for page in addresses]

    assert all(title in page and "sedang ditulis" not in page for page in pages)


@pytest.fixture
def banjar(db):
    """Another office with its own Walidata, and a file there."""
    office = make_office("6303")
    admin = make_staff("Admin Banjar", "admin", office=office)
    walidata = make_kominfo(office, "Dinas Kominfo Banjar")
    mark(walidata, admin)
    member = make_member("Wati", agency=make_agency("Dinas Pasar Banjar", office=office))
    return walidata, make_submitted(member)


def test_another_offices_walidata_sees_its_own_region_alone(client, andi, survey, banjar):
    walidata, theirs = banjar
    for person, own, other in ((andi, survey, theirs), (walidata, theirs, survey)):
        client.force_login(person)
        assert codes(client) == [own.code]
        assert [client.get(reverse(name, args=[other.code])).status_code for name in READ] == [
            404
        ] * len(READ)
        assert other.code not in b"".join(client.get(reverse("walidata_csv"))).decode()


def test_an_office_opens_only_files_of_agencies_that_it_serves(andi, dewi, banjar, survey):
    """Were 6302 to name Banjar, the agencies of 6303 would stay closed all the same."""
    Custody.objects.get(office="6302").end(by=dewi, reason="Salah wilayah.")
    mark(andi, dewi, region=make_region("6303"))

    assert list(files_of(anew(andi))) == []


@pytest.mark.parametrize("who", ["kominfo", "stranger", "sari", "ratna", "dewi", "former", "moved"])
def test_nobody_else_opens_its_pages(client, request, who, survey, kominfo, dewi):
    if who == "former":
        mark(kominfo, dewi).end(by=dewi, reason="Selesai.")
    elif who == "moved":  # a former member: his agency keeps the data on, he is elsewhere
        mark(kominfo, dewi)
        kominfo.agency = make_agency("Dinas Lain")
        kominfo.save()
    person = kominfo if who in ("former", "moved") else request.getfixturevalue(who)
    client.force_login(anew(person))

    answers = [client.get(reverse(name, args=[survey.code])).status_code for name in READ]
    lists = ["walidata", "walidata_csv", "walidata_xlsx", "walidata_ods"]

    assert answers == [404] * len(READ)
    assert [client.get(reverse(name)).status_code for name in lists] == [403] * len(lists)


def test_a_member_whose_account_or_agency_was_closed_sees_nothing(andi, survey):
    andi.is_active = False
    assert list(files_of(andi)) == []
    andi.is_active = True
    Agency.objects.filter(pk=andi.agency_id).update(state="refused", refusal_reason="Keliru.")

    assert list(files_of(anew(andi))) == []


def test_it_is_mailed_of_a_new_file_once_as_it_chose_and_not_of_its_own(andi, sari, ratna, client):
    own = make_submitted(andi)
    file = make_returned(sari, ratna)
    for note in file.notes.all():
        note.answer(by=sari, text="Sudah.")
    file.submit(by=sari)

    mails = Mail.objects.filter(kind="walidata_file")

    assert [(mail.to, mail.subject) for mail in mails] == [
        (andi.email, f"Pengajuan baru dari wilayah Anda: {file.spoken_title}")
    ]
    assert own.code not in mails.get().text
    client.force_login(andi)
    [notice] = Notice.objects.of(andi).filter(kind="walidata_file").seen_by(andi)
    assert notice.is_visible
    client.get(notice.path)
    assert Notice.objects.get(pk=notice.pk).read_at is not None
    assert BY_KIND["walidata_file"].label in words(client.get(reverse("notice_choices")))
    client.force_login(sari)
    assert BY_KIND["walidata_file"].label not in words(client.get(reverse("notice_choices")))


def test_a_former_walidata_keeps_no_notice(andi, survey, dewi, office):
    Custody.objects.get().end(by=dewi, reason="Selesai.")

    [notice] = Notice.objects.of(andi).filter(kind="walidata_file").seen_by(anew(andi))

    assert not notice.is_visible


def test_the_menu_leads_there_and_others_ask_nothing_more(
    client, kominfo, stranger, dewi, django_assert_num_queries
):
    client.force_login(kominfo)
    before = queries(client, reverse("desk"))
    assert not soup(client.get(reverse("desk"))).select(f"a[href='{LIST}']")
    mark(kominfo, dewi)
    page = soup(client.get(reverse("desk")))
    assert page.select_one(f"header a[href='{LIST}']").get_text(strip=True) == "Walidata"
    client.force_login(stranger)
    assert queries(client, reverse("desk")) == before
    with django_assert_num_queries(0):
        assert list(files_of(anew_without_query(stranger))) == []


def anew_without_query(person):
    """With his agency at hand, as the head of every page has it."""
    assert person.agency.is_walidata is False
    return person


def test_fifty_stand_on_a_page_and_cost_as_much_as_one(client, andi, sari, ratna, hasan, survey):
    make_recommended(sari, ratna, hasan)
    client.force_login(andi)
    few = queries(client, LIST)
    Submission.objects.bulk_create(
        Submission(
            code=f"ZZ{number:06}",
            edition=survey.edition,
            title="Survei",
            state="submitted",
            agency=survey.agency,
            office=survey.office,
            created_by=sari,
            submitted_at=survey.submitted_at,
        )
        for number in range(50)
    )

    assert queries(client, LIST) == few <= 14
    assert len(codes(client)) == 50


def test_a_statement_opens_nothing_more(client, andi, heard, examined):
    make_statement(examined, andi)
    client.force_login(andi)

    assert client.get(reverse("submission", args=[examined.code])).status_code == 404
    assert client.get(reverse("notes", args=[examined.code])).status_code == 404


def test_what_it_reads_is_noted_as_officers_reading_is(client, andi, survey, clock, dewi):
    client.force_login(andi)
    client.get(reverse("walidata_file", args=[survey.code]))
    client.get(reverse("walidata_csv"))
    clock.shift(timedelta(minutes=5))
    enter()

    assert set(Read.objects.values_list("by", "what", "about")) == {
        (andi.pk, "Isian formulir, sebagai Walidata", survey.code),
        (andi.pk, "Ekspor kegiatan wilayah, sebagai Walidata (CSV)", ""),
    }
    client.force_login(dewi)
    page = words(client.get(reverse("submission_reads", args=[survey.code])))
    assert f"Isian formulir, sebagai Walidata {survey.code} Andi Saputra" in page
