"""The pages of an objection to a decision, as each person sees them."""

from datetime import date

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.models import Role
from appeals.models import Appeal
from events.models import Event
from letters.models import Letter
from requests_app.workflow import State
from tests.appeals.making import TYPED, fresh, make_appeal, number, sign
from tests.cast import anew, make_staff
from tests.letters.conftest import PASSPHRASE, equip
from tests.pages import soup, told
from tests.submissions import at, upload


@pytest.fixture(autouse=True)
def spring():
    with travel(at(2026, 3, 2)):
        yield


@pytest.fixture
def visit(client):
    """Returns a function: the page of an address as that person sees it."""

    def page(person, name, *parts, data=None):
        client.force_login(anew(person))
        address = reverse(name, args=parts)
        return client.get(address) if data is None else client.post(address, data)

    return page


def test_the_whole_track_by_its_pages(
    visit, client, declined, sari, yoga, nadia, ratna, hasan, dewi
):
    file = visit(sari, "submission", declined.code)
    link = soup(file).find("a", string="Ajukan keberatan")
    assert link["href"] == reverse("appeal_new", args=[declined.code])
    assert "8 April 2026" in link.parent.get_text()

    sent = visit(sari, "appeal_new", declined.code, data=TYPED | {"files": upload()})
    appeal = Appeal.objects.get()
    assert sent.url == reverse("appeal", args=[appeal.code])
    page = soup(visit(sari, "appeal", appeal.code)).main.get_text(" ", strip=True)
    assert "16 Maret 2026" in page
    assert "surat-pengantar.pdf" in page

    for verb, person, typed in (
        ("penelaahan", yoga, {}),
        ("permintaan-keterangan", yoga, {"text": "Mengapa?"}),
        ("keterangan", ratna, {"text": "Galatnya besar."}),
        ("jawaban", yoga, {"outcome": "overturned", "cause": "Sampel baru memadai."}),
    ):
        answer = visit(person, "appeal_step", appeal.code, verb, data=typed)
        assert answer.status_code == 302, verb
    assert "Galatnya besar." in visit(yoga, "appeal", appeal.code).text
    assert "Galatnya besar." not in visit(sari, "appeal", appeal.code).text
    assert visit(sari, "appeal_letter_pdf", appeal.code).status_code == 404

    equip(nadia)
    assert "Siapkan untuk ditandatangani" in visit(nadia, "appeal_letter", appeal.code).text
    visit(nadia, "appeal_letter_numbering", appeal.code, data={})
    typed = {"passphrase": PASSPHRASE, "unsigned_sha256": appeal.letter().unsigned_sha256}
    signing = visit(nadia, "appeal_letter", appeal.code)
    assert soup(signing).find("input", {"name": "unsigned_sha256"})["value"] in typed.values()
    assert told(visit(nadia, "appeal_letter", appeal.code, data=typed)) != []

    declined.refresh_from_db()
    assert (fresh(appeal).state, declined.state) == ("overturned", State.SUBMITTED)
    assert visit(sari, "appeal_letter_pdf", appeal.code)["Content-Type"] == "application/pdf"
    page = visit(sari, "appeal", appeal.code).text
    assert "tanpa perlu diajukan lagi" in page
    letter = fresh(appeal).letter()
    client.logout()
    check = client.get(reverse("letter_verification", args=[letter.token])).text
    assert letter.number in check
    assert "Mencabut" in check


def test_after_the_limit_the_page_says_what_else_is_possible(visit, declined, sari):
    with travel(at(2026, 4, 9)):
        file = visit(sari, "submission", declined.code).text
        page = visit(sari, "appeal_new", declined.code)

    assert "Batas itu sudah lewat" in file
    links = {link["href"] for link in soup(page).main.find_all("a")}
    assert {reverse("submission_new"), reverse("consultation_new")} <= links
    assert not soup(page).main.find("form", {"method": "post"})


def test_who_decided_sees_that_it_exists_and_nothing_more(visit, appeal, ratna, hasan, yoga, nadia):
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="upheld", cause="Tetap.")
    for person in (ratna, hasan):
        assert visit(person, "appeal", appeal.code).status_code == 200
        assert appeal.code in visit(person, "submission", appeal.submission.code).text
        for name in ("appeal_submission", "appeal_dossier"):
            assert visit(person, name, appeal.code).status_code == 403
        assert visit(person, "appeal_letter", appeal.code).status_code == 403
        assert visit(person, "appeal_letter_pdf", appeal.code).status_code == 404
        assert visit(person, "appeal_step", appeal.code, "jawaban").status_code == 403
        assert "eberatan" not in soup(visit(person, "desk")).main.get_text()
    assert visit(nadia, "appeal_letter_pdf", appeal.code).status_code == 200


def test_who_decided_reads_neither_outcome_nor_note_before_the_signature(
    visit, appeal, ratna, yoga, nadia
):
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="overturned", cause="Memadai.")
    appeal.send_back(by=nadia, note="Sebutkan hitungannya.")

    history = Event.objects.timeline(appeal.submission, ratna)
    page = visit(ratna, "submission", appeal.submission.code).text
    page += visit(ratna, "appeal", appeal.code).text
    page += " ".join(event.sentence for event in history)

    assert "menyusun jawaban atas keberatan" in page
    assert "keputusan diubah" not in page.lower()
    assert "Sebutkan hitungannya." not in page


def test_strangers_find_nothing(visit, appeal, stranger, official_of_another_office, maya):
    for person in (stranger, official_of_another_office, maya):
        for name in ("appeal", "appeal_submission", "appeal_letter_pdf"):
            assert visit(person, name, appeal.code).status_code == 404
    assert visit(stranger, "appeal_new", appeal.submission.code).status_code == 404


def test_the_desks_tell_whose_turn_it_is(visit, appeal, yoga, nadia, dewi, office):
    def desk(person):
        return soup(visit(person, "desk")).main.get_text(" ", strip=True)

    assert "keberatan menunggu jawaban" in desk(yoga)
    assert "Saya yang menelaah" in desk(nadia)
    appeal.take(by=yoga)
    assert "Saya yang menelaah" not in desk(nadia)
    appeal.decide(by=yoga, outcome="upheld", cause="Tetap.")
    assert "Baca dan tanda tangani" in desk(nadia)
    with travel(at(2026, 3, 17)):
        assert "keberatan lewat batas waktu" in desk(yoga)
    nadia.mandates.get().end(by=dewi, last_on=date(2026, 3, 1), reason="Kembali.")
    assert "Baca dan tanda tangani" not in desk(nadia)
    assert "Catat penugasan" in desk(dewi)


def test_the_superior_office_reads_the_file_there(visit, declined, sari, indra, yoga):
    appeal = Appeal.objects.file(declined, by=sari, **TYPED)

    assert visit(indra, "submission", declined.code).status_code == 404
    assert visit(indra, "appeal", appeal.code).status_code == 200
    read = visit(indra, "appeal_submission", appeal.code)
    assert read.status_code == 200
    assert "Blok II" in read.text
    assert b"".join(visit(indra, "appeal_dossier", appeal.code).streaming_content)[:2] == b"PK"
    assert visit(yoga, "appeal_submission", appeal.code).status_code == 403


def test_the_superior_office_reads_the_file_no_longer_than_the_objection_waits(
    visit, declined, sari, indra, wahyu, yoga
):
    appeal = Appeal.objects.file(declined, by=sari, **TYPED)
    appeal.take(by=indra)
    appeal.decide(by=indra, outcome="overturned", cause="Memadai.")
    sign(appeal.letter(), wahyu)

    for name in ("appeal_submission", "appeal_decision", "appeal_dossier"):
        assert visit(indra, name, appeal.code).status_code == 403
    page = visit(indra, "appeal", appeal.code)
    assert page.status_code == 200
    assert reverse("appeal_dossier", args=[appeal.code]) not in page.text


def test_the_register_tells_the_outcome_with_the_signature_and_leads_where_one_may_read(
    visit, declined, sari, indra, wahyu
):
    appeal = Appeal.objects.file(declined, by=sari, **TYPED)
    appeal.take(by=indra)
    appeal.decide(by=indra, outcome="overturned", cause="Memadai.")
    number(appeal.letter(), wahyu)
    row = soup(visit(wahyu, "letter_register")).select_one("tbody tr")
    assert "diubah" not in row.get_text()
    assert row.th.a is None

    sign(appeal.letter(), wahyu)

    row = soup(visit(wahyu, "letter_register")).select_one("tbody tr")
    assert "keputusan diubah" in row.get_text()
    assert row.th.a["href"] == reverse("letter_verification", args=[appeal.letter().token])


def test_the_board_counts_them(visit, appeal, yoga, nadia, dewi):
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="upheld", cause="Tetap.")
    sign(appeal.letter(), nadia)

    board = soup(visit(dewi, "board")).main.get_text(" ", strip=True)

    assert "1 dikuatkan, 0 diubah, 0 ditarik; 0 menunggu" in board


def test_an_answer_is_sent_back_by_its_page(visit, appeal, yoga, nadia):
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="upheld", cause="Tetap.")
    number(appeal.letter(), nadia)
    visit(nadia, "appeal_letter_return", appeal.code, data={"note": "Sebutkan hitungannya."})

    assert appeal.letter().state == Letter.State.SENT_BACK
    assert "Sebutkan hitungannya." in visit(yoga, "appeal", appeal.code).text
    assert "Susun jawaban" in visit(yoga, "appeal", appeal.code).text


def test_the_agency_withdraws_by_its_page(visit, appeal, sari, yoga):
    assert visit(sari, "appeal_step", appeal.code, "penarikan").status_code == 200
    visit(sari, "appeal_step", appeal.code, "penarikan", data={})

    assert fresh(appeal).state == "withdrawn"
    assert "Ajukan keberatan" in visit(sari, "submission", appeal.submission.code).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_few_queries(
    client, sari, ratna, hasan, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_appeal(sari, ratna, hasan)
    client.force_login(sari)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("appeals"))

    assert len(soup(page).select("tbody tr")) == count


def test_only_some_roles_of_the_office_read_it(appeal, office):
    seen = {
        role: Appeal.objects.visible_to(make_staff(None, role, office=office)).exists()
        for role in (Role.EXAMINER, Role.FRONT_DESK, Role.ADMIN, Role.COMPLAINT_HANDLER)
    }

    assert seen == {
        Role.EXAMINER: True,
        Role.FRONT_DESK: True,  # who sees the file
        Role.ADMIN: True,
        Role.COMPLAINT_HANDLER: False,
    }
