"""What province and centre read of the offices beneath: figures in which no other has part."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import Office, Role
from complaints.index.unsur import KEYS
from complaints.models import Complaint, Tally
from tests.cast import make_office, make_staff
from tests.complaints.making import make_complaint
from tests.pages import soup
from tests.supervision.country import CENTRE, FAR, NEAR, OWN, PROVINCE, decided

BOARD = reverse("supervision")


def rows(client, **query):
    """{name: cells} of a board's page, without its heading."""
    page = soup(client.get(BOARD, query))
    return {
        row.select_one("th a").text: [cell.get_text(strip=True) for cell in row.select("td")]
        for row in page.select("table tbody tr")
    }


def figures(client, address, **query):
    page = soup(client.get(address, query))
    return {
        one.dt.get_text(strip=True): one.dd.get_text(strip=True)
        for one in page.select("dl.figures > div")
    }


def test_a_province_reads_its_own_offices_and_no_other(client, busy):
    client.force_login(busy.wati)
    month = busy.wati.office.today().replace(day=1)
    for days, late in ((3, False), (8, False), (12, True)):
        decided(busy.offices[OWN], days, month, late=late)
    decided(busy.offices[FAR], 25, month)

    assert rows(client) == {
        "BPS Kabupaten Daerah 6301": ["1", "0", "1", "0", "–", "–", "–", "–", "0"],
        "BPS Kabupaten Kotabaru": ["2", "1", "2", "3", "67 %", "8", "2", "–", "0"],
    }
    assert figures(client, BOARD)["Terbuka"] == "3"
    assert figures(client, BOARD)["Median hari kerja di BPS"] == "8"


def test_the_centre_reads_provinces_and_goes_down_to_an_office(client, busy):
    client.force_login(busy.adi)

    assert rows(client) == {
        "Provinsi Kalimantan Selatan": ["3", "1", "3", "0", "–", "–", "–", "–", "0"],
        "Provinsi Provinsi 71": ["1", "0", "1", "0", "–", "–", "–", "–", "0"],
    }
    page = soup(client.get(BOARD))
    down = page.find("a", string="Provinsi Kalimantan Selatan")["href"]
    offices = soup(client.get(down))
    office = offices.find("a", string="BPS Kabupaten Kotabaru")["href"]
    listed = soup(client.get(office)).find("dt", string="Lewat batas waktu").find_next("a")["href"]

    assert [one.text for one in offices.select("table tbody th a")] == [
        "BPS Kabupaten Daerah 6300",
        "BPS Kabupaten Daerah 6301",
        "BPS Kabupaten Kotabaru",
    ]
    assert listed == reverse("supervised_list", args=[OWN, "lewat"])


def test_an_office_that_has_closed_is_marked_and_gone_once_nothing_is_told_of_it(client, busy):
    closed = Office.objects.filter(pk__in=[OWN, PROVINCE])
    closed.update(closed_at=timezone.now(), successor=NEAR)
    client.force_login(busy.adi)
    names = [*rows(client, baris="kantor")]

    assert names[:2] == ["BPS Kabupaten Daerah 6301", "BPS Kabupaten Kotabaru (ditutup)"]
    assert figures(client, BOARD)["Terbuka"] == "4"
    assert "Kotabaru (ditutup)" in soup(client.get(reverse("supervised", args=[OWN]))).h1.text


def test_the_order_is_that_of_the_codes_unless_another_is_chosen(client, busy):
    client.force_login(busy.adi)

    assert list(rows(client, baris="kantor")) == [
        "BPS Kabupaten Daerah 6300",
        "BPS Kabupaten Daerah 6301",
        "BPS Kabupaten Kotabaru",
        "BPS Kabupaten Daerah 7101",
    ]
    assert next(iter(rows(client, baris="kantor", urut="lewat"))) == "BPS Kabupaten Kotabaru"
    assert "bukan peringkat mutu" in client.get(BOARD, {"urut": "lewat"}).text


def test_a_year_and_a_form_narrow_the_figures(client, busy):
    client.force_login(busy.wati)
    year = busy.wati.office.today().year
    decided(busy.offices[OWN], 4, busy.wati.office.today().replace(month=1, day=1, year=year - 1))

    assert rows(client, tahun=year - 1)["BPS Kabupaten Kotabaru"][2:6] == ["0", "1", "100 %", "4"]
    assert rows(client, tahun=year)["BPS Kabupaten Kotabaru"][2:6] == ["2", "0", "–", "–"]
    assert rows(client, jenis="compilation")["BPS Kabupaten Kotabaru"][:3] == ["0", "0", "0"]


def test_the_middle_of_an_even_number_lies_between_two(client, busy):
    client.force_login(busy.wati)
    today = busy.wati.office.today()
    decided(busy.offices[OWN], 5, today.replace(day=1), count=2)
    decided(busy.offices[OWN], 10, today.replace(day=1), count=2)
    decided(busy.offices[OWN], 99, today.replace(day=1))
    decided(busy.offices[OWN], 99, today.replace(day=1), count=-1)

    assert rows(client)["BPS Kabupaten Kotabaru"][5] == "7,5"


def test_late_complaints_and_satisfaction_are_told(client, busy, maya):
    client.force_login(busy.wati)
    make_complaint(office=busy.offices[OWN])
    make_staff(None, Role.COMPLAINT_HANDLER, office=busy.offices[FAR])
    make_complaint(office=busy.offices[FAR])
    Complaint.objects.update(verify_by="2020-01-01")
    today = busy.wati.office.today()
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    Tally.objects.create(
        office=busy.offices[OWN], quarter=quarter, count=10, sums=dict.fromkeys(KEYS, 36)
    )

    assert rows(client)["BPS Kabupaten Kotabaru"][7:] == ["90,00", "1"]
    assert figures(client, BOARD)["Indeks kepuasan"] == "90,00"
    assert figures(client, BOARD)["Pengaduan terlambat"] == "1"


def test_a_board_costs_the_same_queries_with_one_office_and_with_forty(
    client, busy, django_assert_max_num_queries
):
    client.force_login(busy.adi)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(12) as asked:
            assert client.get(BOARD, {"baris": "kantor"}).status_code == 200
        counts.append(len(asked))
        for number in range(40):
            make_office(f"33{number + 1:02}")
    with django_assert_max_num_queries(12):
        client.get(BOARD)

    assert counts[0] == counts[1]
    assert len(rows(client, baris="kantor")) == 44


def test_boards_leave_as_csv_xlsx_and_ods(client, busy):
    client.force_login(busy.wati)
    csv = b"".join(client.get(reverse("supervision_csv"))).decode().splitlines()

    assert csv[0].split(";")[:4] == ["Kode", "Satuan kerja", "Terbuka", "Lewat batas waktu"]
    assert csv[1] == "6301;BPS Kabupaten Daerah 6301;1;0;1;0;;;;;0"
    assert csv[-1] == ";Provinsi Kalimantan Selatan, seluruhnya;3;1;3;0;;;;;0"
    for ending in ("xlsx", "ods"):
        whole = b"".join(client.get(reverse(f"supervision_{ending}")))
        assert whole[:2] == b"PK"


def test_nobody_else_sees_a_board_or_its_menu(client, busy, hasan, dewi, quick_refusals):
    admin = make_staff("Admin Pusat", Role.ADMIN, office=busy.offices[CENTRE])
    for person in (hasan, dewi, busy.head, busy.members[OWN], admin):
        client.force_login(person)
        assert client.get(BOARD).status_code == 403
        assert "Pengawasan</a>" not in client.get(reverse("profile")).text

    client.force_login(busy.wati)
    assert soup(client.get(reverse("profile"))).find("a", string="Pengawasan")["href"] == BOARD
