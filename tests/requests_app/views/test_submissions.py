"""The page of a file, its printable pages, and the suggestions of agencies."""

import pytest
from django.urls import reverse

from tests.cast import make_agency, make_office
from tests.pages import facts, queries, soup, words
from tests.submissions import make_draft, make_examined, make_proposed, make_returned


def address(file, name="submission"):
    return reverse(name, args=[file.code])


def tasks(client, file):
    """The form as the page lists it: [(part, its state and notes, where it leads)]."""
    return [
        (row.a.get_text(), " ".join(row.get_text(" ").split()), row.a["href"])
        for row in soup(client.get(address(file))).select(".task")
    ]


def test_a_writer_is_led_to_each_block_and_told_how_far_it_is(client, sari):
    draft = make_draft(sari, sampling_frame=None)
    draft.revision.attachments.all().delete()
    client.force_login(sari)
    listed = tasks(client, draft)

    assert listed[0][2] == reverse("answers", args=[draft.code, "cover"])
    assert [said.removeprefix(title).strip() for title, said, _ in listed[:-1]] == [
        *["lengkap"] * 6,
        "9 dari 10 terisi",
        "lengkap",
    ]
    assert listed[-1][1:] == (
        "Lampiran belum ada surat pengantar",
        reverse("attachments", args=[draft.code]),
    )


def test_a_reader_is_led_to_what_was_answered(client, survey, ratna):
    client.force_login(ratna)
    listed = tasks(client, survey)

    assert listed[0][2] == f"{address(survey, 'resume')}#blok-cover"
    assert "1 berkas" in listed[-1][1]


def test_notes_are_counted_at_their_block(client, sari, ratna):
    file = make_examined(sari, ratna)
    for question in ("design.training", "design.areas", "cover.survey_title"):
        file.notes.write(by=ratna, text="Jelaskan.", question=question)
    file.return_for_revision(by=ratna)
    file.notes.first().answer(by=sari, text="Sudah.")
    client.force_login(sari)

    noted = [said for _, said, _ in tasks(client, file) if "catatan" in said]

    assert [" ".join(said.split()) for said in noted] == [
        "Sampul 1 belum dijawab 1 catatan",
        "Blok V. Rancangan Pengumpulan Data 1 belum dijawab, 1 dijawab 2 catatan",
    ]


def test_the_agency_learns_of_no_letter_before_it_is_signed(client, sari, ratna):
    file = make_proposed(sari, ratna)
    way = reverse("letter", args=[file.code])
    told = {}
    for person in (sari, ratna):
        client.force_login(person)
        told[person] = way in [link["href"] for link in soup(client.get(address(file))).select("a")]

    assert told == {sari: False, ratna: True}


def test_the_summary_holds_every_answer_and_the_files(client, survey, sari):
    client.force_login(sari)
    page = client.get(address(survey, "resume"))

    assert soup(page).h1.get_text(strip=True) == "Ringkasan isian FS3"
    for said in (survey.title, "Kepala Bidang Perikanan Tangkap", "surat-pengantar.pdf"):
        assert said in words(page)


def test_the_receipt_tells_code_office_and_promised_day(client, survey, sari):
    client.force_login(sari)
    page = client.get(address(survey, "receipt"))
    told = facts(soup(page).select_one("main"))

    assert f"Kode {survey.code}" in words(page)
    assert told["Kegiatan"] == survey.title
    assert told["Diajukan"].endswith("(versi 1), oleh Sari Wulandari")
    assert told["Diperiksa oleh"].startswith("BPS Kabupaten Kotabaru")
    assert f"({survey.office.allowance_days} hari kerja" in told["Hasil paling lambat"]
    assert soup(page).select("#untuk-tamu") == []


def test_at_the_counter_the_receipt_leads_on_to_the_slip(client, survey, budi):
    client.force_login(budi)
    ways = soup(client.get(address(survey, "receipt"))).select("[aria-labelledby=untuk-tamu] a")

    assert [way["href"] for way in ways] == [
        address(survey, "entry_statement"),
        address(survey, "slip_giving"),
    ]


def test_what_was_not_submitted_has_no_receipt(client, draft, sari):
    client.force_login(sari)

    assert client.get(address(draft, "receipt")).url == address(draft)


def test_while_it_is_corrected_the_receipt_is_that_of_the_version_before(client, sari, ratna):
    file = make_returned(sari, ratna)
    client.force_login(sari)

    assert "(versi 1)" in words(client.get(address(file, "receipt")))


@pytest.mark.parametrize("name", ["submission", "resume", "receipt"])
def test_a_stranger_learns_of_no_file(client, survey, stranger, name):
    client.force_login(stranger)

    assert client.get(address(survey, name)).status_code == 404


def suggested(client, **asked):
    page = client.get(reverse("agency_suggestions"), asked)
    return [option["value"] for option in soup(page).select("option")]


def test_approved_agencies_of_the_office_are_suggested(client, budi, agency, pending_member):
    make_agency("Dinas Perikanan Seberang", office=make_office("6301"))
    make_agency("Dinas Perkebunan <b>", office=agency.office)
    client.force_login(budi)

    assert (
        suggested(client, agency="perik") == suggested(client, instansi=" PERIK ") == [agency.name]
    )
    assert suggested(client, agency="dinas per") == [agency.name, "Dinas Perkebunan <b>"]
    assert suggested(client, agency="pariwisata") == []  # waits for approval
    assert suggested(client) == suggested(client, agency="\x00 ") == []


def test_eight_agencies_are_enough_and_cost_as_much_as_one(client, budi, office):
    make_agency("Dinas Satu", office=office)
    client.force_login(budi)
    address = f"{reverse('agency_suggestions')}?agency=dinas"
    one = queries(client, address)
    for number in range(9):
        make_agency(f"Dinas {number}", office=office)

    assert suggested(client, agency="dinas") == [f"Dinas {number}" for number in range(8)]
    assert queries(client, address) == one


def test_agencies_are_not_told_of_each_other(client, sari):
    client.force_login(sari)

    assert client.get(reverse("agency_suggestions"), {"agency": "dinas"}).status_code == 403


def test_the_page_of_a_file_stays_short_and_leads_to_the_rest(client, sari, ratna):
    """Ten notes and fifteen events stand on it, however many there are."""
    file = make_examined(sari, ratna)
    questions = file.form.keys()[:12]
    for question in questions:
        file.notes.write(by=ratna, text="Jelaskan.", question=question)
    file.return_for_revision(by=ratna)
    for note in file.notes.all():
        note.answer(by=sari, text="Sudah dijelaskan.")
    client.force_login(sari)

    page = soup(client.get(address(file)))
    whole = soup(client.get(address(file, "submission_history")))

    noted = page.select_one("[aria-labelledby=catatan]")
    assert noted.h2.get_text() == "12 catatan pemeriksa belum selesai"
    assert (len(noted.select("li")), noted.select_one(".hint:not(li *)").get_text()) == (
        10,
        "10 yang pertama tertulis di atas.",
    )
    happened = page.select_one("[aria-labelledby=riwayat]")
    every = [one.get_text(" ", strip=True) for one in whole.select(".timeline > li")]
    assert [one.get_text(" ", strip=True) for one in happened.select("ol > li")] == every[-15:]
    way = happened.select("a")[1]
    assert way["href"] == address(file, "submission_history")
    assert way.get_text() == f"Seluruh riwayat ({len(every)} kejadian)"
    assert len(every) > 15
