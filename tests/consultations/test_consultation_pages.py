"""The pages on which advice is asked for, given and followed."""

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.forms import stamped
from consultations.models import Consultation
from tests.consultations.making import FACTS, TYPED, link_path, make_consultation, make_guests
from tests.pages import soup, told
from tests.submissions import PDF, upload

GUEST = TYPED | {"name": "Wulan Contoh", "email": "wulan@example.com"}


@pytest.fixture
def patient(monkeypatch):
    """Machines type quickly."""
    monkeypatch.setattr(stamped, "TOO_QUICK", 0)


def send(client, **typed):
    page = soup(client.get(reverse("consultation_new")))
    stamp = page.select_one("[name=stamp]")["value"]
    return client.post(reverse("consultation_new"), GUEST | {"stamp": stamp} | typed)


def titles(response):
    rows = soup(response).select("tbody tr th a")
    return [row.get_text(strip=True) for row in rows]


def test_a_guest_follows_his_by_ticket_and_secret(client, office, ratna, patient):
    answer = send(client)
    consultation = Consultation.objects.get()
    assert answer.headers["Location"] == reverse("consultation_receipt", args=[consultation.code])
    secret = soup(client.get(answer.headers["Location"])).select("dd strong.code")[1].get_text()
    consultation.answer(by=ratna, text="Sekurang-kurangnya 150 responden.")
    client.cookies.clear()
    address = consultation.get_absolute_url()
    assert client.get(address).headers["Location"] == (
        f"{reverse('consultation_entry')}?tiket={consultation.code}"
    )

    keys = {"code": consultation.code, "secret": secret}
    opened = client.post(reverse("consultation_entry"), keys, follow=True)

    assert "Sekurang-kurangnya 150 responden." in soup(opened).get_text()
    more = reverse("consultation_step", args=[consultation.code, "pertanyaan"])
    client.post(more, {"text": "Juga untuk kecamatan?"})
    consultation.refresh_from_db()
    assert (consultation.state, consultation.messages.count()) == ("waiting", 3)
    client.post(reverse("consultation_leaving", args=[consultation.code]))
    assert client.get(address).status_code == 302


def test_a_wrong_secret_opens_nothing_and_after_twenty_tries_nothing_is_tried(client, office):
    consultation, secret = make_guests(office)
    entry = reverse("consultation_entry")
    wrong = {"code": consultation.code, "secret": "2222-2222-2222-2222"}
    codes = [client.post(entry, wrong).status_code for _ in range(21)]

    assert codes == [200] * 20 + [429]
    assert client.post(entry, wrong | {"secret": secret}).status_code == 429


def test_the_form_sent_twice_is_one_consultation_with_one_secret(client, office, patient):
    page = soup(client.get(reverse("consultation_new")))
    typed = GUEST | {"stamp": page.select_one("[name=stamp]")["value"]}

    secrets = []
    for _ in range(2):
        answer = client.post(reverse("consultation_new"), typed)
        receipt = soup(client.get(answer.headers["Location"]))
        secrets.append(receipt.select("dd strong.code")[1].get_text())
        client.cookies.clear()

    assert (Consultation.objects.count(), len(set(secrets))) == (1, 1)


def test_machines_and_the_eleventh_of_a_minute_are_held_up(client, office, patient):
    with travel("2026-03-02 02:00Z"):
        assert soup(send(client, website="x")).select(".error-summary")
        for number in range(10):
            assert send(client, text=f"Pertanyaan {number}").status_code == 302
        assert send(client, text="Satu lagi").status_code == 429
    assert Consultation.objects.count() == 10


def test_a_member_who_asks_without_end_is_held_up_with_his_words_kept(client, sari):
    client.force_login(sari)
    address = reverse("consultation_new")
    with travel("2026-03-02 02:00Z"):
        for number in range(10):
            assert client.post(address, TYPED | {"text": f"Nomor {number}"}).status_code == 302
        held = client.post(address, TYPED | {"text": "Satu lagi"})
        assert (held.status_code, held.context["form"]["text"].value()) == (429, "Satu lagi")

        consultation = Consultation.objects.first()
        address = reverse("consultation_step", args=[consultation.code, "pertanyaan"])
        for number in range(10):
            assert client.post(address, {"text": f"Nomor {number}"}).status_code == 302
        assert "terlalu banyak" in soup(client.post(address, {"text": "Lagi"})).get_text()
    assert (Consultation.objects.count(), consultation.messages.count()) == (10, 11)


def test_a_mailed_link_opens_it_without_the_secret(client, office):
    consultation, _ = make_guests(office)

    answer = client.get(link_path(consultation), follow=True)

    assert (answer.status_code, consultation.activity in soup(answer).h1.get_text()) == (200, True)


def test_a_member_asks_and_finds_the_answer_on_his_agencys_page(client, sari, ratna):
    client.force_login(sari)
    files = [upload("rancangan.pdf", PDF)]
    answer = client.post(reverse("consultation_new"), TYPED | {"files": files})
    consultation = Consultation.objects.get()
    assert answer.headers["Location"] == consultation.get_absolute_url()
    assert (consultation.agency, consultation.entered_by) == (sari.agency, sari)
    consultation.answer(by=ratna, text="150 responden.")

    assert titles(client.get(reverse("consultations"))) == [consultation.activity]
    page = soup(client.get(consultation.get_absolute_url()))
    link = page.select_one(".files a")
    assert (link.get_text(), client.get(link["href"]).status_code) == ("rancangan.pdf", 200)
    assert "150 responden." in page.get_text()
    assert not page.select(".timeline")


def test_the_files_are_nobody_elses(client, sari, stranger):
    client.force_login(sari)
    client.post(reverse("consultation_new"), TYPED | {"files": [upload("rancangan.pdf", PDF)]})
    consultation = Consultation.objects.get()
    file = consultation.messages.get().files.get()
    address = reverse("consultation_file", args=[consultation.code, file.pk])
    client.force_login(stranger)

    assert client.get(address).status_code == 404


def test_an_officer_answers_on_its_page(client, sari, ratna):
    consultation = make_consultation(sari)
    client.force_login(ratna)
    page = soup(client.get(consultation.get_absolute_url()))
    first = page.select_one(".state-line a.btn-primary")
    assert first.get_text(strip=True) == "Jawab"

    answer = client.post(first["href"], {"text": "150 responden."})

    consultation.refresh_from_db()
    assert consultation.state == "answered"
    assert told(answer) == ["Jawaban tersimpan dan dikirim."]


def test_at_the_counter_question_and_advice_are_noted_in_one_go(client, sari, budi):
    client.force_login(budi)
    typed = TYPED | {"channel": "visit", "name": "Sari", "agency": sari.agency.name}

    answer = client.post(reverse("consultation_new"), typed | {"spoken": "Cukup 150 responden."})

    consultation = Consultation.objects.get()
    assert consultation.code in soup(answer).get_text()
    assert (consultation.agency, consultation.state) == (sari.agency, "answered")
    assert [message.kind for message in consultation.messages.all()] == ["question", "spoken"]
    assert consultation.officer == budi
    again = client.post(reverse("consultation_new"), typed | {"spoken": "Cukup 150 responden."})
    assert again.headers["Location"] == consultation.get_absolute_url()
    assert Consultation.objects.count() == 1


def test_the_list_is_searched_and_filtered(client, sari, ratna):
    first = make_consultation(sari, activity="Survei Ikan")
    make_consultation(sari, activity="Survei Padi")
    first.answer(by=ratna, text="Pakai stratifikasi.")
    client.force_login(ratna)
    page = reverse("consultations")

    assert titles(client.get(page)) == ["Survei Padi", "Survei Ikan"]
    assert titles(client.get(f"{page}?cari=stratifikasi")) == ["Survei Ikan"]
    assert titles(client.get(f"{page}?status=saya")) == ["Survei Padi"]
    assert titles(client.get(f"{page}?status=lewat")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_few_queries(client, sari, ratna, count, django_assert_num_queries):
    for _ in range(count):
        make_consultation(sari)
    client.force_login(ratna)
    client.get(reverse("consultations"))

    with django_assert_num_queries(8):
        client.get(reverse("consultations"))


def test_the_desk_tells_of_what_waits(client, sari, ratna):
    make_consultation(sari)
    client.force_login(ratna)

    tiles = [
        tile.get_text(" ", strip=True) for tile in soup(client.get("/meja/")).select(".tiles a")
    ]

    assert tiles == ["1 konsultasi menunggu jawaban"]


def test_the_board_counts_them(client, sari, ratna, hasan):
    make_consultation(sari)
    make_consultation(sari).answer(by=ratna, text="150.")
    client.force_login(hasan)

    figures = soup(client.get(reverse("board"))).select(".board-figures > div")

    said = figures[-1].get_text(" ", strip=True)
    assert said == "Konsultasi 1 dijawab, 100 % tepat waktu; 1 menunggu"


def test_question_and_complaint_lead_to_each_other(client, office):
    asking = soup(client.get(reverse("consultation_new")))
    link = asking.select_one("a[href$='?jenis=informasi']")["href"]
    complaining = soup(client.get(link))

    assert complaining.select_one("[name=kind][checked]")["value"] == "information"
    assert complaining.select_one(f".layout-aside a[href='{reverse('consultation_new')}']")


def test_what_another_page_knows_of_the_activity_is_there_already(client, sari):
    client.force_login(sari)
    page = soup(client.get(reverse("consultation_new"), {"kegiatan": FACTS["activity"]}))

    assert page.select_one("[name=activity]")["value"] == FACTS["activity"]


def test_the_search_in_the_head_finds_it(client, sari, stranger, ratna):
    consultation = make_consultation(sari)
    consultation.answer(by=ratna, text="Gunakan tabel Krejcie dan Morgan.")
    found = []
    for person in (sari, ratna, stranger):
        client.force_login(person)
        page = soup(client.get(reverse("search"), {"kata": "morgan"}))
        found.append(bool(page.select(f"main a[href='{consultation.get_absolute_url()}']")))

    assert found == [True, True, False]


def test_who_does_not_advise_answers_nothing_with_a_guests_key(client, office, dewi):
    consultation, _ = make_guests(office)
    client.force_login(dewi)
    client.get(link_path(consultation))

    client.post(reverse("consultation_step", args=[consultation.code, "jawaban"]), {"text": "Ya."})

    consultation.refresh_from_db()
    assert consultation.is_waiting
