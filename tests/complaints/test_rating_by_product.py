"""Consultations are rated apart from recommendations, with the same nine *unsur*."""

from datetime import timedelta

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from complaints.models import Rating, RatingInvitation, Tally
from complaints.published import report
from complaints.published.satisfaction import Satisfaction
from complaints.rating_links import link_to
from complaints.tasks import remind_of_ratings
from events.models import Mail
from tests.complaints.conftest import fill_box, opinion
from tests.complaints.test_ratings import ON_PAPER
from tests.consultations.making import link_path, make_consultation, make_guests
from tests.pages import soup


def rating_mails():
    return list(Mail.objects.filter(kind__startswith="rating_").values_list("kind", "to"))


def test_who_was_advised_is_asked_once_and_answers_by_the_link(client, sari, ratna):
    consultation = make_consultation(sari)
    consultation.answer(by=ratna, text="150 responden.")
    consultation.answer(by=ratna, text="Atau 200.")
    assert rating_mails() == [("rating_asked", sari.email)]
    invitation = RatingInvitation.objects.get()
    page = client.get(link_to(invitation), follow=True)
    assert consultation.activity in page.content.decode()

    answer = client.post(link_to(invitation), opinion(4) | {"comment": ""})

    assert answer.headers["Location"] == reverse("rating_thanks")
    assert Rating.objects.get().of_product == "consultation"


def test_a_guest_rates_from_his_page_and_is_not_offered_it_again(client, office, ratna):
    consultation, _ = make_guests(office)
    consultation.answer(by=ratna, text="150 responden.")
    client.get(link_path(consultation))
    rate = "a[href*='/penilaian/']"
    address = consultation.get_absolute_url()
    assert soup(client.get(address)).select(rate)

    Rating.objects.answer(RatingInvitation.objects.get(), **opinion())

    assert not soup(client.get(address)).select(rate)


def test_who_left_no_address_is_not_asked_by_mail(office, ratna):
    consultation, _ = make_guests(office, email="")
    consultation.answer(by=ratna, text="150 responden.")

    assert rating_mails() == []


def test_it_is_reminded_of_once(office, ratna, time_machine):
    consultation, _ = make_guests(office)
    consultation.answer(by=ratna, text="150 responden.")
    time_machine.move_to(timezone.now() + timedelta(days=15))

    remind_of_ratings()
    remind_of_ratings()

    assert rating_mails() == [
        ("rating_asked", consultation.email),
        ("rating_reminder", consultation.email),
    ]


def test_each_product_has_a_box_and_an_index_of_its_own(client, office):
    fill_box(office, 9, value=3)
    fill_box(office, 9, value=4, of_product="consultation")
    assert not Tally.objects.exists()

    fill_box(office, 1, value=3)
    assert client.get(reverse("satisfaction")).context["products"] == []
    fill_box(office, 1, value=4, of_product="consultation")

    page = client.get(reverse("satisfaction"))
    assert [(label, index.value, index.count) for label, index in page.context["products"]] == [
        ("Rekomendasi kegiatan statistik", 75, 10),
        ("Konsultasi", 100, 10),
    ]
    assert (page.context["index"].value, page.context["index"].count) == (87.5, 20)
    assert len(page.context["quarters"]) == 1


def test_the_report_tells_them_apart(office):
    fill_box(office, 10, value=3)
    fill_box(office, 10, value=4, of_product="consultation")
    satisfaction = Satisfaction(office)

    tables = {
        table.title: table for table in report.as_tables(satisfaction, satisfaction.figures())
    }

    assert [row[0] for row in tables["Produk layanan"].lines] == [
        "Rekomendasi kegiatan statistik",
        "Konsultasi",
    ]


def test_the_printed_report_has_a_table_of_them_where_there_are_several(office, monkeypatch):
    monkeypatch.setattr(report, "print_pdf", lambda html: html)
    fill_box(office, 10, value=3)
    assert "produk layanan" not in report.as_pdf(
        Satisfaction(office), Satisfaction(office).figures()
    )
    fill_box(office, 10, value=4, of_product="consultation")
    satisfaction = Satisfaction(office)

    page = BeautifulSoup(report.as_pdf(satisfaction, satisfaction.figures()), "html.parser")

    table = page.find("h2", string="Nilai menurut produk layanan").find_next("table")
    assert [row.get_text(" ", strip=True) for row in table.select("tr")] == [
        "Produk layanan IKM Mutu Responden",
        "Rekomendasi kegiatan statistik 75,00 C 10",
        "Konsultasi 100,00 A 10",
    ]


def test_paper_says_which_it_is_about(client, recommended, budi):
    client.force_login(budi)
    address, of_advice = reverse("rating_paper"), ON_PAPER | {"of_product": "consultation"}
    refused = client.post(address, of_advice | {"code": recommended.code})
    assert list(refused.context["form"].errors) == ["code"]

    client.post(address, of_advice)

    assert Rating.objects.get().of_product == "consultation"
