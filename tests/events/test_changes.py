"""Every edit says who, when, why, and what was there before: a walk through all that is edited."""

from datetime import date, time

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from time_machine import travel

from events.changes import changes, spoken
from events.models import Event
from letters.page.wording import DEFAULTS as LETTER
from requests_app.models import StandardNote
from tests.cast import make_staff
from tests.pages import soup
from tests.submissions import make_examined


def test_only_what_differs_is_told_in_words_and_in_order():
    labels = {"name": "Nama", "on": "Tanggal", "open": "Terbuka", "services": "Layanan"}
    before = {"name": "A", "on": date(2026, 3, 2), "open": True, "services": ["R"], "key": "x"}
    after = {"name": "A", "on": None, "open": False, "services": ["R", "K"], "key": "y"}

    assert changes(labels, before, after) == [
        {"label": "Tanggal", "old": "2 Maret 2026", "new": ""},
        {"label": "Terbuka", "old": "ya", "new": "tidak"},
        {"label": "Layanan", "old": "R", "new": "R, K"},
    ]
    assert spoken(time(8, 30)) == "08.30"


def told(page, what=""):
    """What the last history entry on the page says was changed."""
    lists = page.select(".timeline li li")
    return [" ".join(row.get_text(" ").split()) for row in lists if what in row.get_text()]


def edit(client, person, name, typed, args=()):
    client.force_login(person)
    answer = client.post(reverse(name, args=args), typed)
    assert answer.status_code == 302, answer.context["form"].errors


def read(client, person, name, args=()):
    client.force_login(person)
    return soup(client.get(reverse(name, args=args)))


def test_an_own_profile(client, sari):
    typed = {"name": "Sari Wulandari", "position": "Sekretaris", "phone": "0811-000-111"}
    edit(client, sari, "profile", typed)

    assert told(read(client, sari, "profile")) == [
        "Telepon: (kosong) → 0811-000-111",
        "Jabatan: Kepala Bidang Data → Sekretaris",
    ] or told(read(client, sari, "profile")) == [
        "Jabatan: Kepala Bidang Data → Sekretaris",
        "Telepon: (kosong) → 0811-000-111",
    ]


def test_a_colleague_and_his_roles(client, dewi, budi):
    typed = {"name": "Budi Hartono", "roles": ["front_desk", "examiner"]}
    edit(client, dewi, "office_person", typed, [budi.pk])

    assert told(read(client, dewi, "office_person", [budi.pk])) == [
        "Nama lengkap: Budi Santoso → Budi Hartono",
        "Peran: Petugas PST → Petugas PST, Petugas pemeriksa",
    ]


def test_an_agency(client, sari, budi, agency):
    typed = {
        "name": agency.name,
        "address": "Jalan Veteran 5",
        "region": "6302",
        "phone": agency.phone,
        "email": agency.email,
    }
    edit(client, sari, "agency", typed)

    changed = ["Alamat: Jalan Pangeran Hidayat 1, Kotabaru → Jalan Veteran 5"]
    assert told(read(client, sari, "agency")) == changed
    assert told(read(client, budi, "agency_approval", [agency.pk])) == changed


def test_a_standard_note(client, ratna, office):
    note = StandardNote.objects.write(by=ratna, office=office, name="Kerangka", text="Jelaskan.")
    typed = {"name": "Kerangka", "place": "FS3 6.2", "text": "Jelaskan kerangkanya."}
    edit(client, ratna, "office_standard_note", typed, [note.pk])
    edit(client, ratna, "office_standard_note_closing", {}, [note.pk])
    page = read(client, ratna, "office_standard_note", [note.pk])

    assert told(page) == [
        "Untuk rincian: (kosong) → FS3 6.2",
        "Teks catatan: Jelaskan. → Jelaskan kerangkanya.",
    ]
    assert "Ratna Dewanti tidak lagi menawarkan catatan baku “Kerangka”." in page.get_text()


def test_a_template_of_letters(client, dewi):
    typed = LETTER["decline"] | {"subject": "Hasil Pemeriksaan", "based_on": 0}
    edit(client, dewi, "office_letter_template", typed, ["decline"])

    assert told(read(client, dewi, "office_letter_template_version", ["decline", 1])) == [
        f"Hal: {LETTER['decline']['subject']} → Hasil Pemeriksaan"
    ]


def test_the_service_standard(client, dewi, office):
    from complaints.standard_words import DEFAULTS

    edit(client, dewi, "office_standard", DEFAULTS | {"cost": "Gratis.", "based_on": 0})

    page = read(client, dewi, "office_standard_version", [1])
    assert told(page, "Gratis") == [
        f"Biaya atau tarif: {' '.join(DEFAULTS['cost'].split())} → Gratis."
    ]


@travel("2026-11-30T02:00:00Z", tick=False)
def test_a_mandate_that_ends_early(client, dewi, hasan):
    mandate = hasan.mandates.get()
    typed = {"last_on": "2026-12-04", "reason": "Pindah tugas."}
    edit(client, dewi, "office_mandate_end", typed, [mandate.pk])

    assert told(read(client, dewi, "office_history")) == [
        "Hari terakhir: (kosong) → 4 Desember 2026"
    ]


def test_settings_of_the_office(client, dewi):
    edit(client, dewi, "office_sending", {"automatic": "no"})
    edit(client, dewi, "office_guestbook", {"services": ["K"], "devices_only": "yes"})
    edit(client, dewi, "office_column_headings", {"column": "name", "words": "nama karakteristik"})
    edit(
        client, dewi, "office_column_headings", {"column": "concept", "words": "nama karakteristik"}
    )

    assert told(read(client, dewi, "office_history")) == [
        "nama karakteristik: Nama peubah (variabel) → Konsep",
        "Layanan: Rekomendasi kegiatan statistik, Konsultasi statistik, Pustaka digital, Pustaka "
        "tercetak, Data mikro, Penjualan publikasi, Layanan lain → Konsultasi statistik",
        "Hanya dari perangkat kantor: tidak → ya",
        "Surat dikirim otomatis setelah ditandatangani: ya → tidak",
    ]


def test_choices_of_mails(client, ratna):
    page = read(client, ratna, "notice_choices")
    chosen = {box["name"]: box["value"] for box in page.select("main input[checked]")}
    edit(client, ratna, "notice_choices", chosen | {"work": "never"})

    assert told(read(client, ratna, "profile")) == ["Pekerjaan baru: Langsung → Tidak"]


def test_checklist_examiner_and_sector_of_a_file(client, sari, ratna, hasan):
    file = make_examined(sari, ratna)
    colleague = make_staff("Rina Wulan", "examiner", office=ratna.office)
    revision = file.revision
    item = revision.findings.as_checklist()[0]
    revision.findings.judge(by=ratna, findings={item["item"]: "unfit"})
    revision.findings.judge(by=ratna, findings={item["item"]: "fit"}, seen={item["item"]: "unfit"})
    file.classify(by=ratna, sector=1)
    file.assign(to=colleague, by=hasan, reason="Cuti.")

    assert told(read(client, ratna, "submission", [file.code])) == [
        "A. Administrasi: (kosong) → Perlu perbaikan",
        "A. Administrasi: Perlu perbaikan → Sesuai",
        "Sektor: (kosong) → Pertanian dan Perikanan",
        "Pemeriksa: Ratna Dewanti → Rina Wulan",
    ]
    assert told(read(client, sari, "submission", [file.code])) == []


def test_long_texts_are_folded():
    event = Event(particulars={"changes": changes({"t": "Teks"}, {"t": "a" * 700}, {"t": ""})})

    drawn = render_to_string("parts/changed.html", {"event": event})

    assert "<summary>Yang berubah (1)</summary>" in drawn


@pytest.mark.parametrize("action", ["user.correct"])
def test_no_secret_is_told(client, sari, action):
    """Passwords are no field of any of these forms."""
    sari.set_password("rahasia-lain-yang-panjang")
    sari.save()
    assert not Event.objects.filter(particulars__icontains="rahasia-lain").exists()
