"""The service standard: read by everybody, written by an admin, version by version."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from complaints.models import Standard
from complaints.standard_words import DEFAULTS, filled, pieces
from requests_app.board.usual_time import usual_time
from requests_app.models.board.ledger import Monthly


def test_everybody_reads_the_components_with_the_offices_own_facts(client, office):
    office.allowance_days = 20
    office.save()

    page = client.get(reverse("service_standard"))

    for word in ("Persyaratan", "Biaya atau tarif", "Maklumat pelayanan", "FP-KPA"):
        assert word in page.text
    assert "Paling lama 20 hari kerja" in page.text
    assert office.phone in page.text
    assert "belum cukup keputusan" in page.text


def test_an_admin_looks_first_then_keeps_a_version_and_takes_an_old_one_back(client, dewi):
    client.force_login(dewi)
    typed = DEFAULTS | {"cost": "Gratis.\n\n- sungguh <b>gratis</b>", "based_on": 0}

    seen = client.post(reverse("office_standard"), typed | {"pratinjau": "1"})
    assert "<li>sungguh &lt;b&gt;gratis&lt;/b&gt;</li>" in seen.text
    assert Standard.objects.count() == 0

    client.post(reverse("office_standard"), typed)
    assert "<p>Gratis.</p>" in client.get(reverse("service_standard")).text
    late = client.post(reverse("office_standard"), typed | {"cost": "Seribu rupiah."})
    assert "Orang lain baru saja menyimpan" in late.text
    assert "Seribu rupiah." in late.text

    client.post(reverse("office_standard_version", args=[0]))
    newest = Standard.objects.in_force(dewi.office)
    assert (newest.version, newest.taken_from, newest.texts) == (2, 0, DEFAULTS)
    page = client.get(reverse("office_standard")).text
    assert "dari bawaan portal" in page
    assert client.get(reverse("office_standard_version", args=[7])).status_code == 404


def test_a_version_is_written_once(office, dewi):
    kept = Standard.objects.in_force(office).succeed(DEFAULTS, by=dewi)

    with pytest.raises(IntegrityError), transaction.atomic():
        Standard.objects.filter(pk=kept.pk).update(texts={})


def test_lists_and_paragraphs_are_told_apart(office):
    text = "Siapkan:\n- surel\n- surat\n\n1. Daftar\n2) Ajukan\nSelesai {hari}"

    assert [(piece.kind, piece.lines) for piece in pieces(text, office)] == [
        ("p", ["Siapkan:"]),
        ("ul", ["surel", "surat"]),
        ("ol", ["Daftar", "Ajukan"]),
        ("p", ["Selesai 30"]),
    ]


def test_the_usual_time_is_read_from_the_figures_of_twelve_months(
    office, time_machine, django_assert_num_queries
):
    time_machine.move_to(date(2026, 11, 20))

    def decided(month, days, count=1):
        figure = {"office": office, "kind": "survey", "month": month}
        Monthly.objects.create(**figure, measure="office_days", value=days, count=count)
        if days > 30:
            Monthly.objects.create(**figure, measure="late", count=count)

    decided(date(2025, 11, 1), 90, 50)  # too long ago
    decided(date(2025, 12, 1), 5, 4)
    assert usual_time(office) is None

    decided(date(2026, 3, 1), 10, 4)
    decided(date(2026, 11, 1), 20)
    decided(date(2026, 11, 1), 35)

    with django_assert_num_queries(2):
        assert usual_time(office) == (10, 10, 20, 90)


def test_both_products_and_the_steps_of_the_service_standard_stand_in_their_order(office):
    office.opening_hours = "Senin–Kamis 08.00–15.30\nJumat 08.00–16.00"
    parts = {name: pieces for name, _, pieces in Standard.objects.in_force(office).parts}

    counter, online = (piece.lines for piece in parts["procedure"] if piece.kind == "ol")
    assert [line.split(" ")[0] for line in counter] == [
        *("Datang", "Isi", "Sampaikan", "Petugas", "Petugas", "Petugas", "Bila", "Bila"),
        *("Kepala", "Petugas", "Nilailah"),
    ]
    assert [line.split(" ")[0] for line in online] == [
        *("Masuk", "Cari", "Rekam", "Petugas", "Bila", "Bila", "Kepala", "Petugas", "Nilailah"),
    ]
    advice, letter = parts["product"][0].lines
    assert advice.startswith("Saran, masukan, pertimbangan, solusi, dan rekomendasi")
    assert letter.startswith("Surat rekomendasi kegiatan statistik")
    wanted = " ".join(parts["requirements"][1].lines)
    for paper in ("surat pengantar", "FS3", "FP-KPA", "kuesioner", "surel yang aktif"):
        assert paper in wanted


def test_a_line_about_what_an_office_lacks_is_left_out(office):
    text = "Jam: {jam}.\nSurel {surel}\nKotak saran: {kotak_saran}"
    assert filled(text, office) == f"Surel {office.email}"

    office.suggestion_box = "ruang pelayanan"
    assert filled(text, office) == f"Surel {office.email}\nKotak saran: ruang pelayanan"
