"""What the portal makes of the archive: likenesses, new drafts, figures, numbers."""

import pytest
from django.urls import reverse

from earlier.models import Import
from events.models import Event
from events.refusals import NotAllowed, NotNow
from letters.models import Counter
from letters.registers import faults
from requests_app.models import Activity, Earlier, Submission
from requests_app.models.activities.like import Wanted
from tests.cast import make_agency, make_office, make_staff
from tests.earlier.making import FISHERS, HEADINGS, PATIENTS, as_csv, imported, said
from tests.pages import words
from tests.submissions import make_examined


@pytest.fixture
def archive(dewi, agency):
    return imported(as_csv(FISHERS, PATIENTS), dewi)


def test_an_agency_begins_like_last_year_from_the_archive(client, sari, archive):
    client.force_login(sari)
    listed = client.get(reverse("submission_source"), {"milik": "sendiri"})
    assert "Dari arsip" in words(listed)
    assert "V-24.6302.001" in words(listed)
    assert "K-24.6302.007" not in words(listed)

    address = f"{reverse('submission_new')}?dari=V-24.6302.001"
    assert FISHERS[3] in words(client.get(address))
    client.post(address, {})

    draft = Submission.objects.get()
    assert draft.began_from == Earlier.objects.get(identity="V-24.6302.001")
    assert draft.form.answer(draft.revision.answers, "purpose.survey_purpose") == FISHERS[8]
    assert "tahun lalu" in str(draft.earlier(sari, draft.revision.answers))
    assert client.get(reverse("submission", args=[draft.code])).status_code == 200


def test_an_examiner_holds_a_file_beside_the_archive(client, sari, ratna, archive):
    file = make_examined(sari, ratna)
    client.force_login(ratna)
    address = reverse("similar_one", args=[file.code, "V-24.6302.001"])
    assert "(arsip)" in words(client.get(address))

    client.post(address, {"verdict": "continues", "reason": "Tahun sebelumnya."})

    (one,) = file.resemblances.both_ways().own
    assert (one.beside.identity, one.verdict) == ("V-24.6302.001", "continues")
    found = Activity.objects.similar(Wanted(FISHERS[3]))
    assert [like.activity.code for like in found] == ["V-24.6302.001"]
    assert "V-24.6302.001" in words(client.get(reverse("submission", args=[file.code])))


def test_an_undone_import_leaves_what_the_portal_builds_upon(client, sari, dewi, archive):
    client.force_login(sari)
    client.post(f"{reverse('submission_new')}?dari=V-24.6302.001", {})
    draft = Submission.objects.get()

    archive.undo(by=dewi)
    archive.work()

    assert list(Earlier.objects.values_list("identity", flat=True)) == ["V-24.6302.001"]
    sentence = f"Pengajuan {draft.code} dimulai dari kegiatan ini."
    assert said(archive) == [(2, "kept", [sentence])]
    client.force_login(dewi)
    assert sentence in words(client.get(archive.get_absolute_url()))


def brought_this_year(dewi, letter_number="B-040/63020/KS.000/01/{year}"):
    year = dewi.office.today().year
    row = [*FISHERS, letter_number.format(year=year)]
    row[1], row[5], row[6] = f"V-{year % 100}.6302.012", str(year), f"{year}-01-01"
    return imported(as_csv(row, headings=[*HEADINGS, "Nomor Surat"]), dewi)


def test_no_letter_takes_a_number_before_the_admin_has_confirmed_it(
    client,
    letter,
    hasan,
    key,
    dewi,
):
    brought_this_year(dewi)
    year = dewi.office.today().year
    with pytest.raises(NotNow, match="Nomor berikutnya belum dipastikan"):
        letter.take_up(by=hasan)
    client.force_login(hasan)
    page = client.post(reverse("letter_numbering", args=[letter.submission.code]), follow=True)
    assert "Mintalah admin satuan kerja memastikannya pada Kantor" in words(page)

    client.force_login(dewi)
    address = reverse("office_next_numbers")
    assert f"V-{year % 100}.6302.013" in words(client.get(address))
    waiting = {one.register: one for one in Counter.objects.to_confirm(dewi.office)}
    low = client.post(address, {"counter": waiting["letter"].pk, "following": "40"})
    assert "Nomor 40 sudah dipakai. Nomor terkecil ialah 41." in words(low)
    for register, following in (("letter", 45), ("V", 13)):
        client.post(address, {"counter": waiting[register].pk, "following": following})

    taken = letter.take_up(by=hasan)
    assert (taken.sequence, taken.identity) == (45, f"V-{year % 100}.6302.013")
    assert faults() == []
    told = Event.objects.filter(action="office.confirm_number")
    assert [event.particulars["following"] for event in told.order_by("pk")] == [45, 13]


def test_only_the_offices_own_admin_confirms_its_numbers(dewi, hasan):
    brought_this_year(dewi)
    counter = Counter.objects.to_confirm(dewi.office).first()
    centre = make_staff("Pusat", "admin", office=make_office("0000"))

    for other in (hasan, centre):
        with pytest.raises(NotAllowed):
            counter.confirm(by=other, following=99)
    counter.confirm(by=dewi, following=counter.last + 1)
    with pytest.raises(NotNow, match="sudah dipastikan"):
        counter.confirm(by=dewi, following=99)


def test_registers_stay_whole_over_what_was_given_out_before(dewi, letter, hasan, key):
    made = brought_this_year(dewi, letter_number="tanpa pola")
    assert faults() == []
    counter = Counter.objects.get(register="V")
    counter.confirm(by=dewi, following=20)
    letter.take_up(by=hasan)
    assert faults() == []
    made.undo(by=dewi)
    made.work()
    assert faults() == []
    Counter.objects.filter(register="V").update(last=21)
    assert len(faults()) == 1


def test_figures_tell_the_archive_from_the_portal(client, hasan, archive):
    client.force_login(hasan)
    page = client.get(reverse("earlier_years"))

    cells = [row["archive"] for row in page.context["years"]]
    assert (cells, page.context["total"]["portal"]) == ([2], 0)
    assert "2024" in words(page)


def test_an_import_of_another_office_does_not_exist(client, archive):
    other = make_staff("Tetangga", "admin", office=make_office("6301"))
    make_agency(office=other.office)
    client.force_login(other)

    for name in ("earlier_import", "earlier_records", "earlier_faults"):
        assert client.get(reverse(name, args=[archive.pk])).status_code == 404
    for name in ("earlier_columns", "earlier_start", "earlier_undo", "earlier_discard"):
        assert client.post(reverse(name, args=[archive.pk])).status_code == 404
    assert Import.objects.get().state == Import.State.DONE
