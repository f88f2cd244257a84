"""The official form as a PDF: which version, by which name, for whom."""

import pytest
from django.urls import reverse

from requests_app.views.filling import papers
from tests.submissions import make_returned


@pytest.fixture
def printed(monkeypatch):
    """What would be printed, told instead; tests/editions/test_paper.py prints."""

    def tell(form, answers, facts):
        title = form.title_of(answers)
        return f"{title}|{facts['version']}|{facts['identity']}|{facts['agency']}".encode()

    monkeypatch.setattr(papers, "print_form", tell)


@pytest.fixture
def corrected(sari, ratna):
    """Given back once and being written again under another title."""
    file = make_returned(sari, ratna, survey_title="Judul Lama")
    file.revision.store("cover", {"survey_title": "Judul Baru"}, by=sari)
    return file


def form(client, file, **asked):
    return client.get(reverse("form_pdf", args=[file.code]), asked)


def test_a_version_is_printed_by_its_number_else_the_newest(client, printed, corrected, sari):
    client.force_login(sari)
    newest = form(client, corrected)

    assert newest.content.decode() == "Judul Baru|2||Dinas Perikanan Kabupaten Kotabaru"
    assert newest["Content-Type"] == "application/pdf"
    assert newest["Content-Disposition"] == (f'inline; filename="FS3-{corrected.code}-versi-2.pdf"')
    assert newest["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in newest["Cache-Control"]
    assert form(client, corrected, versi="1").content.startswith(b"Judul Lama|1|")
    assert form(client, corrected, versi="x").content.startswith(b"Judul Baru|2|")
    assert form(client, corrected, versi="3").status_code == 404


def test_the_office_prints_what_was_submitted(client, printed, corrected, ratna, stranger):
    client.force_login(ratna)
    assert form(client, corrected).content.startswith(b"Judul Lama|1|")
    assert form(client, corrected, versi="2").status_code == 404
    client.force_login(stranger)
    assert form(client, corrected, versi="1").status_code == 404
