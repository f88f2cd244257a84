"""What the head reads before he signs, and the note he leaves on one paragraph of the letter."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from events.models import Event, Mail
from events.refusals import NotNow
from letters.models import Letter
from letters.page import paragraphs, pdf
from tests.submissions import explain, make_returned

NOTE = "Sebut juga nama pejabat walidata."


def open_page(client, person, name, letter, **query):
    client.force_login(person)
    return client.get(reverse(name, args=[letter.submission.code]), query)


def main(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text().split())


def chosen(page):
    return [
        field["value"]
        for field in BeautifulSoup(page.content, "html.parser").select("[name=paragraph][checked]")
    ]


@pytest.fixture
def second_round(sari, ratna):
    """The file came back once; Sari changed what was asked, and the title besides."""
    submission = make_returned(sari, ratna, note="Lengkapi judul.")
    note = submission.notes.get()
    note.answer(by=sari, text="Sudah.")
    submission.revision.store("cover", {"survey_title": "Survei Nelayan Kecil 2027"}, by=sari)
    explain(submission)
    submission.submit(by=sari)
    submission.begin_examination(by=ratna)
    note.refresh_from_db()
    note.accept(by=ratna)
    submission.propose_recommendation(by=ratna)
    return submission.letters.get()


def test_every_paragraph_has_a_key_of_its_own_and_the_words_of_the_page(letter):
    letter.content["advice"] = [{"number": "5.5", "label": "Metode", "text": "Jelaskan."}]

    found = paragraphs.of(letter.content)

    keys = [paragraph.key for paragraph in found]
    assert len(set(keys)) == len(keys)
    assert paragraphs.of(letter.content) == found
    spoken = {paragraph.label: paragraph.text for paragraph in found}
    assert spoken["Kepala surat, baris 4"] == f"Hal: {letter.content['subject']}"
    assert spoken["Isi surat, alinea 2"].startswith("Menindaklanjuti pemberitahuan rancangan")
    assert spoken["Lampiran, butir 1"] == "Rincian 5.5 – Metode. Jelaskan."
    assert spoken["Tanda tangan, alinea 1"] == "Kepala BPS Kabupaten Kotabaru,"
    page = BeautifulSoup(pdf.page_of(letter.content), "html.parser")
    items = {" ".join(item.get_text().split()) for item in page.select("body li")}
    assert items <= set(spoken.values())


def test_the_keys_stay_when_the_letter_is_numbered(letter, hasan, key):
    before = [paragraph.key for paragraph in paragraphs.of(letter.content)]
    letter.take_up(by=hasan)
    after = [paragraph.key for paragraph in paragraphs.of(letter.content)]

    assert [key for key in after if not key.startswith("tanda-tangan")] == [
        key for key in before if not key.startswith("tanda-tangan")
    ]


def test_a_note_on_a_paragraph_reaches_the_examiner_with_its_words(client, letter, hasan, ratna):
    target = next(each for each in paragraphs.of(letter.content) if each.label.endswith("butir 2"))
    page = open_page(client, hasan, "issuance", letter)
    link = reverse("letter_return", args=[letter.submission.code]) + f"?bagian={target.key}"
    assert target.text in main(page)
    assert f'href="{link}"' in page.content.decode()
    assert chosen(client.get(link)) == [target.key]

    client.post(link, {"note": NOTE, "paragraph": target.key})

    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT_BACK
    event = Event.objects.about(letter.submission).get(action="submission.send_back")
    assert event.particulars == {"note": NOTE, "part": target.facts()}
    page = main(open_page(client, ratna, "examination", letter))
    assert "Kepala mengembalikan surat" in page
    assert target.text in page
    assert NOTE in page
    mail = Mail.objects.get(kind="submission_sent_back")
    assert f"{target.label}: “{target.text}”" in mail.text

    letter.submission.refresh_from_db()
    letter.submission.propose_recommendation(by=ratna)
    assert NOTE not in main(open_page(client, hasan, "examination", letter))


def test_a_paragraph_that_is_not_there_is_refused_and_the_note_stays(client, letter, hasan):
    client.force_login(hasan)
    address = reverse("letter_return", args=[letter.submission.code])

    page = client.post(address, {"note": NOTE, "paragraph": "lampiran-99"})

    assert "Pilih salah satu bagian surat" in main(page)
    assert NOTE in main(page)
    with pytest.raises(NotNow, match="tidak ada lagi"):
        letter.send_back(by=hasan, note=NOTE, paragraph="lampiran-99")
    letter.refresh_from_db()
    assert letter.state == Letter.State.DRAFT


def test_a_note_may_be_about_the_whole_letter(client, letter, hasan):
    client.force_login(hasan)
    client.post(reverse("letter_return", args=[letter.submission.code]), {"note": NOTE})

    event = Event.objects.about(letter.submission).get(action="submission.send_back")
    assert event.particulars == {"note": NOTE, "part": {}}


def test_the_head_reads_what_changed_since_the_last_round(client, second_round, hasan):
    page = open_page(client, hasan, "issuance", second_round)

    changes = reverse("changes", args=[second_round.submission.code, 2])
    assert f'href="{changes}"' in page.content.decode()
    assert "1 perubahan sejak versi 1" in main(page)
    assert f"sisa {second_round.submission.days_left} hari kerja" in main(page)


def test_in_the_first_round_there_is_nothing_to_compare(client, letter, hasan):
    assert "Baru satu versi" in main(open_page(client, hasan, "issuance", letter))


def test_the_heads_page_asks_few_questions(
    client, second_round, hasan, django_assert_max_num_queries
):
    client.force_login(hasan)
    with django_assert_max_num_queries(30):
        client.get(reverse("issuance", args=[second_round.submission.code]))
