"""What is published, from how many answers on, and that nobody can be picked out of it."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from complaints.index.unsur import KEYS
from complaints.models import FollowUp, Rating, RatingInvitation, Tally
from complaints.published.satisfaction import Satisfaction, current_index
from events.models import Event, Mail
from events.refusals import NotAllowed
from tests.cast import make_office
from tests.complaints.conftest import fill_box, opinion
from tests.submissions import at


@pytest.fixture
def clock(monkeypatch):
    """Set the office's clock: `clock(2026, 5, 4)`."""
    from django.utils import timezone

    def set_to(*moment):
        monkeypatch.setattr(timezone, "now", lambda: at(*moment))

    return set_to


def text(response):
    return " ".join(response.content.decode().split())


def test_nine_answers_are_not_published_and_the_page_says_so(client, office):
    fill_box(office, 9)

    page = text(client.get(reverse("satisfaction")))

    assert "Belum dipublikasikan" in page
    assert "belum mencapai 10" in page
    assert current_index(office) is None
    for name in ("satisfaction_pdf", "satisfaction_xlsx"):
        assert client.get(reverse(name)).status_code == 404
    assert Rating.objects.waiting().count() == 9


def test_ten_are_published_and_later_ones_only_five_at_a_time(client, office):
    fill_box(office, 9, 3)
    fill_box(office, 1, 3, cost=4)
    assert current_index(office).index.value == Decimal("75.28")  # (9 × 27 + 28) / 90 × 25
    for _ in range(4):
        fill_box(office, 1, 1)
        assert current_index(office).index.count == 10  # nobody is the difference of two figures

    fill_box(office, 1, 1)

    shown = current_index(office)
    assert (shown.index.count, shown.index.value) == (15, Decimal("58.52"))
    page = text(client.get(reverse("satisfaction")))
    assert "58,52 – Tidak baik (mutu D)" in page
    assert Rating.objects.waiting().count() == 0


def test_what_waits_at_the_end_of_a_quarter_is_counted_with_the_next_one(office, clock):
    clock(2026, 3, 30)
    fill_box(office, 13)
    clock(2026, 4, 2)
    fill_box(office, 6)
    assert [str(tally) for tally in Tally.objects.of(office)] == ["6302 2026-1: 10"]

    fill_box(office, 1)

    assert [str(tally) for tally in Tally.objects.of(office)] == [
        "6302 2026-1: 10",
        "6302 2026-2: 10",
    ]
    figures = Satisfaction(office).figures()
    assert (figures.period.label, figures.index.count) == ("Tahun 2026", 20)


def test_a_tally_is_what_counting_the_answers_anew_gives(office):
    for value, facts in ((4, {"sex": "female"}), (2, {"sex": "male", "time": 1}), (3, {})):
        fill_box(office, 5, value, **facts)

    tally = Tally.objects.get()

    again = Tally(office=office, quarter=tally.quarter)
    again.add(list(Rating.objects.counted()))
    for name in ("count", "on_paper", "sums", "profile"):
        assert getattr(again, name) == getattr(tally, name)
    assert tally.profile["sex"] == {"female": 5, "male": 5, "": 5}


def test_small_groups_of_respondents_are_told_together(client, office):
    fill_box(office, 7, education="bachelor")
    fill_box(office, 2, education="doctor")
    fill_box(office, 1)

    profile = dict(Satisfaction(office).figures().profile())

    assert profile["Pendidikan terakhir"] == [
        ("D4/S1", 7, 70),
        ("Lainnya atau tidak diisi", 3, 30),
    ]
    assert "S3" not in text(client.get(reverse("satisfaction")))


def test_no_page_file_or_event_of_the_examiner_says_who_rated_what(
    client, invitation, office, ratna, hasan
):
    """The examiner looks before and after one more answer: he sees the same."""
    fill_box(office, 10)
    file = invitation.submission
    addresses = [
        file.get_absolute_url(),
        *(reverse(name) for name in ("desk", "submissions", "satisfaction")),
    ]
    client.force_login(ratna)

    def seen():
        pages = [text(client.get(address)).partition("<main")[2] for address in addresses]
        return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]

    before, events, mails = seen(), Event.objects.count(), Mail.objects.count()
    Rating.objects.answer(invitation, **opinion(1), comment="Ratna terlambat.")

    assert seen() == before
    assert (Event.objects.count(), Mail.objects.count()) == (events, mails)
    client.force_login(hasan)
    assert "Ratna terlambat" not in text(client.get(reverse("office_satisfaction")))
    fill_box(office, 4)
    assert "Ratna terlambat" in text(client.get(reverse("office_satisfaction")))
    client.force_login(ratna)
    assert client.get(reverse("office_satisfaction")).status_code == 403
    assert "Ratna terlambat" not in "".join(seen())


def test_an_answer_leads_to_nobody():
    kept = {field.name for field in Rating._meta.get_fields()}
    assert kept == {
        *("id", "office", "quarter", "channel", "of_product"),
        *("comment", "sex", "education", "occupation"),
        *KEYS,
    }
    remembered = {field.name for field in RatingInvitation._meta.get_fields()}
    assert remembered == {
        *("id", "submission", "consultation", "asked_on", "is_reminded", "is_answered")
    }


def test_the_office_writes_what_it_does_about_it_with_history(client, office, dewi, hasan, ratna):
    fill_box(office, 10)
    year = office.today().year
    address = reverse("office_satisfaction")
    client.force_login(dewi)
    assert list(client.post(address, {"text": " "}).context["form"].errors) == ["text"]

    client.post(address, {"text": "Kursi tunggu ditambah bulan depan."})
    client.post(address, {"text": "Kursi tunggu ditambah bulan depan."})
    client.force_login(hasan)
    client.post(address, {"text": "Kursi tunggu sudah ditambah. <b>Selesai</b>"})

    versions = FollowUp.objects.filter(office=office, year=year)
    assert [version.by for version in versions] == [dewi, hasan]
    client.logout()
    page = text(client.get(reverse("satisfaction")))
    assert "Kursi tunggu sudah ditambah. &lt;b&gt;Selesai&lt;/b&gt;" in page
    assert "bulan depan" not in page
    assert Event.objects.filter(action="office.follow_up").count() == 2
    with pytest.raises(NotAllowed):
        FollowUp.objects.write(office=office, year=year, text="Saya.", by=ratna)


def test_the_report_as_workbook_has_the_weakest_unsur_first(client, office, dewi):
    fill_box(office, 10, facilities=1, time=2)
    fill_box(office, 5, facilities=2, time=2)
    FollowUp.objects.write(
        office=office, year=office.today().year, text="=1+1 kursi ditambah", by=dewi
    )

    answer = client.get(reverse("satisfaction_xlsx"))

    book = load_workbook(BytesIO(answer.getvalue()))
    assert book.sheetnames == [
        *("Ringkasan", "Unsur (terlemah dahulu)", "Perkembangan", "Profil responden")
    ]
    summary = {row[0]: row[1] for row in book["Ringkasan"].iter_rows(values_only=True)}
    index = summary["Indeks kepuasan masyarakat (IKM)"]
    assert index == 67.59  # (10 × 24 + 5 × 25) / (9 × 15) × 25
    assert (summary["Mutu pelayanan"], summary["Jumlah responden"]) == ("C", 15)
    assert summary["Tindak lanjut"] == "=1+1 kursi ditambah"
    assert book["Ringkasan"]["B10"].data_type == "s"
    ranked = list(book["Unsur (terlemah dahulu)"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in ranked] == [*("U9", "U3", "U1", "U2", "U4", "U5", "U6", "U7", "U8")]
    assert ranked[0] == ("Sarana dan Prasarana", "U9", 1.33, 33.33, "D")


def test_the_report_as_pdf_is_drawn(client, office):
    fill_box(office, 10)

    answer = client.get(reverse("satisfaction_pdf"))

    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert "laporan-skm-6302-" in answer["Content-Disposition"]


def test_each_office_has_its_own_figures_and_many_cost_no_more_queries(
    client, office, django_assert_num_queries
):
    fill_box(office, 10, 4)
    others = [make_office(f"630{n}") for n in (1, 3, 4)]
    fill_box(others[0], 10, 2)
    with django_assert_num_queries(4):
        page = text(client.get(reverse("satisfaction") + "?kantor=6301"))
    assert "50,00 – Tidak baik" in page
    for other in others[1:]:
        fill_box(other, 10, 3)
    with django_assert_num_queries(4):
        page = text(client.get(reverse("satisfaction") + "?kantor=6302"))
    assert page.count("?kantor=630") >= 4


@pytest.mark.parametrize(
    "query", ["?periode=2026-9", "?periode=%00", "?kantor=%00", "?kantor=' OR 1=1", "?kantor=9999"]
)
def test_an_address_that_nobody_gave_finds_nothing(client, office, query):
    assert client.get(reverse("satisfaction") + query).status_code == 404
