"""The admin reads what is to be done about the law, and enters the deed that he has read."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from events.models import Event
from norms import loading
from norms.models import Norm
from norms.reading import norm
from tests.cast import make_office
from tests.pages import queries, soup, words
from tests.submissions import at

DEED = {
    "deed_kind": "Peraturan Menteri PANRB",
    "deed_short": "PermenPANRB",
    "deed_number": "5",
    "deed_year": "2025",
    "deed_about": "SP4N",
    "article": "Pasal 12",
    "source": "jdih.menpan.go.id",
    "read_on": "2026-03-01",
    "note": "",
}


@pytest.fixture
def at_desk(client, dewi, time_machine):
    """Dewi, on a Monday, before the table as it comes with the portal."""
    time_machine.move_to(at(2026, 3, 2))
    loading.load()
    client.force_login(dewi)
    return client


def post(client, key, **changes):
    value = norm(key).value
    return client.post(reverse("office_norm", args=[key]), {"value": value} | DEED | changes)


def test_complaint_pages_call_the_limits_a_promise_until_the_deed_is_entered(at_desk):
    page = words(at_desk.get(reverse("complaint_new")))
    assert "Dasarnya: janji layanan kantor ini." in page
    assert "PANRB" not in page
    standard = words(at_desk.get(reverse("service_standard")))
    assert "pengawasan dalam 60 hari kerja (janji layanan kantor ini)" in standard

    assert post(at_desk, "complaint.complaint").status_code == 302

    page = words(at_desk.get(reverse("complaint_new")))
    assert "Dasarnya: PermenPANRB 5/2025 Pasal 12." in page
    standard = words(at_desk.get(reverse("service_standard")))
    assert "dalam 60 hari kerja (PermenPANRB 5/2025 Pasal 12)" in standard
    assert "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik" in standard


def test_the_page_shows_what_is_to_be_done_and_the_desk_leads_there(at_desk):
    assert "ketentuan yang perlu dibaca atau diganti" in words(at_desk.get(reverse("desk")))
    page = soup(at_desk.get(reverse("office_norms")))
    links = [link.get_text() for link in page.select("section[aria-labelledby=temuan] a")]

    assert "Verifikasi pengaduan: Peraturan Menteri PANRB Nomor 5 Tahun 2025." in links
    titles = [one.get_text() for one in page.select("section[aria-labelledby=temuan] h3")]
    assert titles[0] == "Peraturannya belum dibaca; sementara ini janji kantor"
    assert Norm.objects.filter(key="complaint.verify").get() in Norm.objects.due()

    post(at_desk, "complaint.verify")
    assert Norm.objects.get(key="complaint.verify") not in Norm.objects.due()


def test_a_form_sent_twice_is_one_deed_and_its_history_names_who(at_desk, dewi):
    for _ in range(2):
        assert post(at_desk, "complaint.verify").status_code == 302
    row = Norm.objects.get(key="complaint.verify")
    page = words(at_desk.get(reverse("office_norm", args=["complaint.verify"])))

    assert Event.objects.about(row).count() == 1
    assert f"1 Maret 2026, {dewi.name}" in page
    assert f"{dewi.name} menyatakan ketentuan “Verifikasi pengaduan” sudah diperiksa" in page
    assert "Peraturan Menteri PANRB Nomor 5 Tahun 2025 tentang SP4N" in page


def test_another_value_needs_its_day_and_loses_nothing_typed(at_desk):
    refused = post(at_desk, "complaint.information", value="7")
    assert "Isi sejak kapan nilai yang baru berlaku." in words(refused)
    assert soup(refused).select_one("[name=article]")["value"] == "Pasal 12"
    past = post(at_desk, "complaint.information", value="7", starts_on="2026-02-01")
    assert "hanya dapat berlaku mulai hari ini" in words(past)
    assert norm("complaint.information").value == 5

    post(at_desk, "complaint.information", value="7", starts_on="2026-03-02")
    page = words(at_desk.get(reverse("office_norm", args=["complaint.information"])))
    assert norm("complaint.information").value == 7
    assert "sejak semula sampai 1 Maret 2026 5 hari kerja" in page
    assert "sejak 2 Maret 2026 7 hari kerja" in page


def test_a_deed_is_entered_whole_and_not_before_it_was_read(at_desk):
    refused = words(post(at_desk, "complaint.verify", deed_number="", read_on="2026-03-03"))

    assert "Isi nomor peraturannya." in refused
    assert "Tanggal ini belum tiba." in refused
    assert norm("complaint.verify").is_promise


def test_a_promise_is_changed_without_a_deed(at_desk):
    nothing = dict.fromkeys(DEED, "")
    at_desk.post(
        reverse("office_norm", args=["keep.visitors"]),
        nothing | {"value": "6", "starts_on": "2026-03-02"},
    )

    assert (norm("keep.visitors").words, norm("keep.visitors").is_promise) == ("6 bulan", True)
    assert "6 bulan" in words(at_desk.get(reverse("privacy")))


def test_where_several_offices_live_only_the_centre_enters_the_law(at_desk):
    make_office("6371")
    page = words(at_desk.get(reverse("office_norm", args=["complaint.verify"])))

    assert "yang mengubahnya admin pusat" in page
    assert post(at_desk, "complaint.verify").status_code == 403
    assert "ketentuan yang perlu dibaca" not in words(at_desk.get(reverse("desk")))


def test_the_pages_cost_few_queries_however_long_the_table(at_desk):
    at_desk.get(reverse("office_norms"))
    few = queries(at_desk, reverse("office_norms"))
    assert few <= 8
    assert queries(at_desk, reverse("office_retention")) <= 8
    at_desk.logout()
    assert queries(at_desk, reverse("privacy")) <= 3


def test_reference_data_hold_the_law(db, capsys):
    call_command("reference")
    assert f"{len(loading.filed())} norms" in capsys.readouterr().out
    assert Norm.objects.count() == len(loading.filed())
