"""An admin keeps the facts of his office in the browser: checked, looked at first, told."""

import json
import re
import subprocess

import pytest
from django.urls import reverse

from accounts.models import Role
from events.models import Event
from letters.models import Counter
from letters.page import pdf
from romantik.offices import previews
from tests.cast import make_office, make_staff
from tests.pages import soup, words

CONTACT = {
    "phone": "0856-1116-302",
    "other_phones": "",
    "email": "bps6302@bps.example.go.id",
    "website": "http://kotabarukab.bps.example.go.id",
    "complaint_link": "https://lapor.example.go.id/kotabaru",
    "suggestion_box": "unit Pelayanan Statistik Terpadu",
    "opening_hours": "Senin–Kamis 08.00–15.30\nJumat 08.00–16.00",
}


@pytest.fixture
def send(client, dewi):
    """Sends a group's form as its page would: what stands in it, changed by what is typed."""
    client.force_login(dewi)

    def sent(group, /, *, page=None, **typed):
        href = reverse("office_fact", args=[group])
        fields = page or fields_of(client.get(href))
        return client.post(href, fields | typed)

    return sent


def fields_of(response):
    """What the form on that page would send."""
    form = soup(response).select_one("form[data-guard]")
    chosen = "input[type=radio][checked], input[type=hidden], input[type=text], input[type=tel]"
    chosen += ", input[type=email], input[type=url], input:not([type])"
    found = {field["name"]: field.get("value", "") for field in form.select(chosen)}
    found |= {area["name"]: area.get_text().lstrip("\n") for area in form.select("textarea")}
    return found


def changes_told():
    return Event.objects.filter(action="office.keep_facts").last().particulars["changes"]


def test_facts_are_kept_and_stand_at_once_where_everybody_reads_them(send, client, office):
    answer = send("kontak", **CONTACT)

    assert answer.status_code == 302
    assert changes_told() == [
        {"label": "Situs web", "old": "", "new": "http://kotabarukab.bps.example.go.id"},
        {"label": "Tautan pengaduan", "old": "", "new": "https://lapor.example.go.id/kotabaru"},
        {"label": "Letak kotak saran", "old": "", "new": "unit Pelayanan Statistik Terpadu"},
        {"label": "Jam pelayanan", "old": "", "new": CONTACT["opening_hours"]},
    ]
    client.logout()
    foot = soup(client.get(reverse("home"))).select_one("footer").get_text(" ", strip=True)
    for said in ("kotabarukab.bps.example.go.id", "lapor.example.go.id/kotabaru", "Jumat 08.00"):
        assert said in foot
    standard = client.get(reverse("service_standard")).text
    assert "Senin–Kamis 08.00–15.30; Jumat 08.00–16.00" in standard
    assert "kotak saran: unit Pelayanan Statistik Terpadu" in standard
    assert "lapor.example.go.id/kotabaru" in client.get(reverse("complaint_new")).text


def test_a_way_that_an_office_does_not_have_is_left_out_of_its_standard(client, office):
    office.phone = office.email = ""
    office.save()

    ways = soup(client.get(reverse("service_standard"))).select("#complaints li")
    lines = [line.get_text(" ", strip=True) for line in ways]

    assert [line for line in lines if "–" in line] == []
    assert lines[-1] == "SP4N-LAPOR!, https://www.lapor.go.id"


def test_a_look_first_shows_letter_pages_and_standard_and_keeps_nothing(send, client, office):
    seen = send("nama", name="BPS Kabupaten Tanah Bumbu", pratinjau="1")

    preview = soup(seen).select_one("[aria-labelledby=pratinjau]").get_text(" ", strip=True)
    assert "Kabupaten Tanah Bumbu" in preview
    assert "Kepala BPS Kabupaten Tanah Bumbu menerbitkan surat rekomendasi." in preview
    href = reverse("office_letterhead", args=["nama"])
    paper = client.post(href, fields_of(seen))
    assert paper.content.startswith(b"%PDF-")
    office.refresh_from_db()
    assert office.name == "BPS Kabupaten Kotabaru"
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("group", "typed", "said"),
    [
        ("nama", {"name": ""}, "Isi nama kantor; tercetak pada setiap surat."),
        ("nama", {"name": "BPS \U00017000"}, "huruf surat"),
        ("alamat", {"postal_code": "7211"}, "Kode pos terdiri dari lima angka."),
        ("alamat", {"address": "a\nb\nc\nd"}, "Paling banyak 3 baris, sedangkan isian ini 4."),
        ("alamat", {"address": "a" * 91}, "terlalu panjang: 91 huruf, paling banyak 90."),
        ("alamat", {"time_zone": "Europe/Paris"}, "Pilih salah satu zona waktu Indonesia."),
        ("kontak", {"website": "javascript:alert(1)"}, "Tulis alamat lengkap"),
        ("kontak", {"complaint_link": "ftp://bps.example.go.id"}, "Tulis alamat lengkap"),
        ("kontak", {"phone": "telepon saya"}, "Nomor telepon hanya berisi angka"),
        ("kontak", {"email": "bps6302"}, "Tuliskan alamat surel yang lengkap"),
        ("janji", {"allowance_days": "31"}, "Paling banyak 30 hari kerja"),
        ("janji", {"allowance_days": "0"}, "Paling sedikit satu hari kerja."),
        ("janji", {"allowance_days": "tiga puluh"}, "Isi dengan angka bulat"),
    ],
)
def test_what_cannot_be_kept_is_told_and_stays_in_the_field(send, office, group, typed, said):
    answer = send(group, **typed)

    assert said in soup(answer).select_one("#galat").get_text(" ", strip=True)
    name, words = next(iter(typed.items()))
    if name != "time_zone":
        assert fields_of(answer)[name] == words
    assert Event.objects.count() == 0


def test_sent_twice_it_changes_once(send, client, office):
    page = fields_of(client.get(reverse("office_fact", args=["janji"])))

    for _ in range(2):
        assert send("janji", page=page, allowance_days="20").status_code == 302

    office.refresh_from_db()
    assert office.allowance_days == 20
    assert Event.objects.filter(action="office.keep_facts").count() == 1


def test_of_two_admins_the_second_learns_what_the_first_changed(send, client, office):
    ira = make_staff("Ira Lestari", Role.ADMIN, office=office)
    page = fields_of(client.get(reverse("office_fact", args=["kontak"])))
    office.keep_facts({"phone": "0518-000009"}, by=ira, about="kontak")

    late = send("kontak", page=page, email="baru@bps.example.go.id")

    assert (
        "Ira Lestari baru saja mengubah bagian ini: Telepon dari “0856-1116-302” menjadi "
        "“0518-000009”."
    ) in soup(late).select_one("#galat").get_text(" ", strip=True)
    fields = fields_of(late)
    assert (fields["phone"], fields["email"]) == ("0518-000009", "baru@bps.example.go.id")
    assert send("kontak", page=fields).status_code == 302
    office.refresh_from_db()
    assert (office.phone, office.email) == ("0518-000009", "baru@bps.example.go.id")


def test_nonsense_in_the_hidden_field_upsets_nothing(send, office):
    for nonsense in ("", "[]", "{", json.dumps({"allowance_days": 7}), "[" * 9999):
        send("janji", seen=nonsense, allowance_days="25")

    office.refresh_from_db()
    assert office.allowance_days == 25


def test_the_admin_of_another_office_changes_his_own(client, office):
    other = make_office("6301")
    client.force_login(make_staff("Admin Lain", Role.ADMIN, office=other))

    client.post(reverse("office_fact", args=["janji"]), {"allowance_days": "10"})

    office.refresh_from_db(), other.refresh_from_db()
    assert (office.allowance_days, other.allowance_days) == (30, 10)
    assert client.get(reverse("office_fact", args=["lainnya"])).status_code == 404


def test_a_shorter_promise_moves_the_days_of_open_files(
    send, sari, ratna, django_capture_on_commit_callbacks, time_machine
):
    from tests.submissions import make_submitted

    time_machine.move_to("2026-03-02T02:00Z")
    survey = make_submitted(sari)
    assert str(survey.due_on) == "2026-04-21"

    with django_capture_on_commit_callbacks(execute=True):
        send("janji", allowance_days="20")

    survey.refresh_from_db()
    assert str(survey.due_on) == "2026-04-07"


def test_the_page_of_all_facts_costs_few_queries(client, dewi, django_assert_max_num_queries):
    client.force_login(dewi)

    with django_assert_max_num_queries(8):
        page = client.get(reverse("office_facts"))

    assert "Pelayanan Statistik Terpadu (PST)" in words(page)


# The number of the letter


def numbers(response):
    return [each.get_text() for each in soup(response).select("dd strong")]


def test_the_next_number_is_shown_while_one_types(client, dewi, office, time_machine):
    time_machine.move_to("2026-03-02T02:00Z")
    Counter.objects.create(office=office, year=2026, register="letter", last=11)
    client.force_login(dewi)

    shown = client.post(
        reverse("office_number"),
        {"letter_number_pattern": "{seq}/BPS-{office}/{year}", "classification": "KS.000"},
    )

    assert numbers(shown) == [
        "12/BPS-6302/2026",
        "13/BPS-6302/2026",
        "1000/BPS-6302/2026",
        "1/BPS-6302/2027",
    ]
    assert Counter.objects.get().last == 11


def test_a_head_with_a_title_of_one_endless_word_stays_on_the_letter(office):
    office.head_title = "K" * 254
    letter = pdf.render(previews.letter_of(office), draft=True)

    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=letter, capture_output=True, check=True
    ).stdout.decode()
    found = re.findall(r'xMin="([-0-9.]+)" .* xMax="([0-9.]+)".*>(K+),?<', boxes)
    assert "".join(word for _, _, word in found) == "K" * 254
    assert min(float(left) for left, _, _ in found) > 70  # the margin of 25 mm is 71 points
    assert max(float(right) for _, right, _ in found) < 540  # of 595, less 20 mm
