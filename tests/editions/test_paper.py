"""The form as a PDF that looks like the paper: complete, blank and filled, and harmless."""

import re
import subprocess

import pytest
from django.urls import reverse

from editions import EDITIONS
from editions.grids import cells
from editions.paper import print_form
from tests.answers import fpkpa_answers, fs3_answers
from tests.submissions import make_draft, make_examined

pytestmark = [pytest.mark.usefixtures("regions"), pytest.mark.one_database]

COMPLETE = {"fs3_2021": fs3_answers, "fpkpa_2021": fpkpa_answers}


@pytest.fixture
def regions(db):
    from tests.cast import make_region

    make_region()


def text_of(document):
    """What can be read in a PDF, without spaces: words break over lines."""
    program = ["pdftotext", "-layout", "-", "-"]
    told = subprocess.run(program, input=document, capture_output=True, check=True)
    return told.stdout.decode()


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("slug", EDITIONS)
def test_the_blank_form_has_every_number_label_and_option(slug):
    edition = EDITIONS[slug]
    program = ["pdftotext", "-raw", "-", "-"]
    told = subprocess.run(program, input=print_form(edition), capture_output=True, check=True)
    text = squeezed(told.stdout.decode())

    wanted = [part.title for part in edition.blocks]
    for part in edition.blocks:
        for name, field in part.base_fields.items():
            cell = cells(part).get(name)
            words = [cell.label, cell.row, cell.column] if cell else [str(field.label)]
            wanted += [part.numbers[name], *words]
            wanted += [option.label for option in getattr(field, "options", ())]
            wanted += [str(column.label) for column in getattr(field, "columns", ())]
    assert [words for words in wanted if squeezed(words) not in text] == []


@pytest.mark.parametrize("slug", EDITIONS)
def test_the_filled_form_has_every_answer(slug):
    edition, answers = EDITIONS[slug], COMPLETE[slug]()
    program = ["pdftotext", "-raw", "-", "-"]
    told = subprocess.run(
        program, input=print_form(edition, answers), capture_output=True, check=True
    )
    text = squeezed(told.stdout.decode())

    readings = [reading for _, readings in edition.read(answers) for reading in readings]
    spoken = [reading.spoken for reading in readings if reading.filled and not reading.rows]
    spoken = [words for line in spoken for words in line.split("; ")]
    spoken += [cell for reading in readings for row in reading.rows or () for cell in row]
    assert [words for words in spoken if squeezed(words) not in text] == []


def test_the_same_answers_print_the_same_bytes():
    form = EDITIONS["fs3_2021"]

    assert print_form(form, fs3_answers()) == print_form(form, fs3_answers())


def test_what_people_typed_is_text_and_nothing_else():
    nasty = '<img src="file:///etc/passwd"><style>*{display:none}</style>{% now "Y" %}'

    text = text_of(print_form(EDITIONS["fs3_2021"], fs3_answers(survey_purpose=nasty)))

    assert squeezed('<imgsrc="file:///etc/passwd">') in squeezed(text)
    assert "{%now" in squeezed(text)


def test_a_file_can_be_taken_away_as_paper_without_its_notes(client, sari, ratna, stranger):
    survey = make_examined(sari, ratna)
    survey.notes.write(by=ratna, question="purpose.variables", row=1, text="RAHASIA-CATATAN")
    survey.remarks.write(by=ratna, text="RAHASIA-PEMBICARAAN")
    url = reverse("form_pdf", args=[survey.code])
    client.force_login(ratna)

    text = text_of(client.get(url).content)

    assert survey.code in text
    assert "RAHASIA" not in text
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_a_draft_says_that_it_is_one(client, sari):
    client.force_login(sari)

    text = text_of(client.get(reverse("form_pdf", args=[make_draft(sari).code])).content)

    assert "DRAF – belum diajukan" in text


def test_the_blank_form_is_for_everybody_and_sent_once(client):
    url = reverse("blank_form", args=["fs3_2021"])

    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, first["Content-Type"]) == (200, "application/pdf")
    assert again.status_code == 304
    assert client.get("/formulir/lain.pdf").status_code == 404
