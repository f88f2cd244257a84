"""Over a line that nobody encrypts, people are led to https and programs are refused."""

import pytest

from tests.pages import soup, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def behind_tls(settings):
    settings.BEHIND_TLS = settings.SECURE_SSL_REDIRECT = True


@pytest.mark.parametrize("path", ["/", "/katalog/?q=ikan", "/masuk/"])
def test_who_asks_for_a_page_is_led_to_it(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.url) == (301, f"https://testserver{path}")


@pytest.mark.parametrize(
    "path",
    [
        *("/api/v1/kegiatan/", "/api/v1/openapi.json", "/api", "/katalog/kegiatan.json"),
        *("/katalog/dcat.jsonld", "/katalog/umpan.atom", "/kalender/1-abc.ics", "/surat/AB.json"),
        "/katalog/kegiatan.csv",
    ],
)
def test_a_program_is_refused_so_that_somebody_notices(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["detail"].startswith("Alamat ini hanya dijawab lewat https.")
    assert "Location" not in answer


def test_what_was_sent_in_the_open_is_neither_taken_nor_led_on(client, sari):
    answer = client.post("/masuk/", {"login": sari.email, "password": "sandi"})

    assert (answer.status_code, "Location" in answer) == (403, False)


def test_who_sends_a_form_in_the_open_reads_it_on_a_page(client, settings, sari):
    settings.PORTAL_URL = "https://romantik.example.go.id"
    typed = {"login": sari.email, "password": "sandi"}
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = client.post("/masuk/", typed, headers=browser)

    assert (answer.status_code, answer["Content-Type"]) == (403, "text/html; charset=utf-8")
    assert answer["Cache-Control"] == "no-store"
    page = soup(answer)
    assert page.h1.get_text() == "Sambungan ini tidak aman"
    assert "ganti kata sandi itu" in words(answer)
    assert page.select_one("a.btn-primary")["href"] == "https://romantik.example.go.id/masuk/"
    assert "_auth_user_id" not in client.session
    to_a_program = client.post("/api/v1/kegiatan/", headers=browser)
    assert to_a_program["Content-Type"] == "application/problem+json"


def test_over_tls_and_for_the_machine_itself_nothing_changes(client, office):
    assert client.get("/api/v1/kegiatan/", secure=True).status_code == 200
    assert client.get("/sehat/").status_code == 200
