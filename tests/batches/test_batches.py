"""Several files at once: what it would mean is seen first, each file is done by its own verb."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Office
from batches.forms import WhereForm
from batches.models import Batch
from events.models import Event, Mail
from events.outbox import enqueue_message
from requests_app.models import Submission
from tests.cast import make_member, make_office, make_staff
from tests.pages import soup, told, words
from tests.submissions import make_examined, make_returned, make_submitted


def test_what_can_be_no_code_is_passed_over(client, ratna, survey):
    client.force_login(ratna)
    for method in (client.get, client.post):
        chosen = {"tindakan": "ambil", "berkas": ["\0A", "../../x", "A" * 9]}
        assert method(reverse("batch_new"), chosen).url == reverse("submissions")


def anew(file):
    return Submission.objects.get(pk=file.pk)


def lines(response):
    """Each file of the page and what is said of it."""
    return {
        item.select_one(".code").get_text(): " ".join(item.select("p")[1].get_text().split())
        for item in soup(response).select("main li.task")
    }


def test_the_everyday_list_has_no_boxes_and_a_link_that_brings_them(client, survey, ratna):
    client.force_login(ratna)
    for name in ("desk", "submissions"):
        page = soup(client.get(reverse(name)))
        assert page.select("[name=berkas]") == []
        picking = soup(client.get(page.find("a", string="Pilih beberapa")["href"]))
        (box,) = picking.select("[name=berkas]")
        assert (box["value"], box.has_attr("checked")) == (survey.code, False)
        all_of_them = soup(
            client.get(picking.find("a", string="Pilih semua di halaman ini")["href"])
        )
        assert [box.has_attr("checked") for box in all_of_them.select("[name=berkas]")] == [True]


@pytest.mark.parametrize(
    ("who", "deeds"),
    [
        ("ratna", ["ambil", "alihkan", "ingatkan", "kirim-ulang", "kirim-lagi"]),
        ("hasan", ["alihkan", "ingatkan", "kirim-ulang", "kirim-lagi"]),
        ("budi", ["ingatkan", "kirim-ulang", "kirim-lagi"]),
        ("dewi", []),
        ("sari", []),
    ],
)
def test_each_is_offered_what_his_work_knows(who, deeds, client, survey, request):
    client.force_login(request.getfixturevalue(who))
    page = soup(client.get(reverse("submissions"), {"pilih": "1"}))

    offered = [button["value"] for button in page.select("table ~ p [name=tindakan]")]
    assert offered == deeds
    assert bool(page.select("[name=berkas]")) == bool(deeds)


def test_the_preview_says_what_happens_to_each_and_why_not_and_does_nothing(
    ticking, sari, ratna, office
):
    rina = make_staff("Rina Kartika", "examiner", office=office)
    free, hers, back = make_submitted(sari), make_examined(sari, rina), make_returned(sari, rina)
    events = Event.objects.count()

    page = ticking(ratna, "ambil", free, hers, back)

    over = "Langkah “Mulai memeriksa” tidak dapat dilakukan lagi: pengajuan ini sekarang “{}”. "
    over += "Muat ulang halaman untuk melihat status terakhir."
    assert lines(page) == {
        free.code: "Pemeriksa: Ratna Dewanti. Status: Dalam proses validasi.",
        hers.code: over.format("Dalam proses validasi"),
        back.code: over.format("Dalam proses perbaikan"),
    }
    assert "Ambil (1 pengajuan)" in words(page)
    assert anew(free).state == "submitted"
    assert Event.objects.count() == events


def test_one_button_does_those_that_can_be_done(ticking, pressing, sari, ratna):
    files = [make_submitted(sari) for _ in range(3)]

    outcome = pressing(ticking(ratna, "ambil", *files))

    assert "3 dari 3 pengajuan diambil." in words(outcome)
    assert {anew(file).examiner for file in files} == {ratna}
    assert Event.objects.filter(action="submission.begin_examination", by=ratna).count() == 3


def test_one_that_has_changed_meanwhile_is_told_and_the_others_are_done(
    ticking, pressing, sari, ratna, office
):
    first, second = make_submitted(sari), make_submitted(sari)
    preview = ticking(ratna, "ambil", first, second)
    anew(first).begin_examination(by=make_staff("Rina", "examiner", office=office))

    outcome = pressing(preview)

    assert "1 dari 2 pengajuan diambil." in words(outcome)
    assert "tidak dapat dilakukan lagi" in lines(outcome)[first.code]
    assert anew(second).examiner == ratna


def test_sent_twice_it_is_done_once(ticking, pressing, sari, ratna):
    file = make_submitted(sari)
    preview = ticking(ratna, "ambil", file)

    first, second = pressing(preview), pressing(preview)

    assert first.request["PATH_INFO"] == second.request["PATH_INFO"]
    assert "1 dari 1 pengajuan diambil." in words(second)
    assert Batch.objects.count() == 1


def test_files_are_handed_to_a_colleague_with_a_reason(
    ticking, pressing, sari, ratna, hasan, office
):
    joko = make_staff("Joko Susilo", "examiner", office=office)
    files = [make_examined(sari, ratna), make_examined(sari, joko)]

    asked = ticking(hasan, "alihkan", *files)
    assert soup(asked).select("main form[method=post]") == []
    preview = ticking(hasan, "alihkan", *files, kepada=joko.pk)

    assert lines(preview) == {
        files[0].code: f"Pemeriksa: Joko Susilo (sebelumnya Ratna Dewanti). "
        f"Surel kepada {joko.email}.",
        files[1].code: "Pengajuan ini sudah ditugaskan kepada Joko Susilo.",
    }
    assert "Alasan" in words(pressing(preview, reason=" "))
    assert anew(files[0]).examiner == ratna
    pressing(preview, reason="Ratna pindah tugas.")
    assert anew(files[0]).examiner == joko
    event = Event.objects.get(action="submission.assign")
    assert (event.by, event.particulars["reason"]) == (hasan, "Ratna pindah tugas.")


def test_agencies_and_examiners_are_reminded(ticking, pressing, sari, ratna, hasan):
    back, hers, untold = make_returned(sari, ratna), make_examined(sari, ratna), None
    untold = make_returned(sari, ratna)
    untold.remind_agency(by=ratna)

    preview = ticking(hasan, "ingatkan", back, hers, untold)

    assert lines(preview) == {
        hers.code: f"Pemeriksa (Ratna Dewanti) diingatkan. Surel kepada {ratna.email}.",
        back.code: "Instansi diingatkan untuk menjawab paling lambat 2 Juni 2026. "
        f"Surel kepada {sari.email}.",
        untold.code: "Instansi sudah diingatkan hari ini. Ingatkan lagi besok bila perlu.",
    }
    pressing(preview)
    assert Mail.objects.filter(kind="submission_reminded").count() == 2
    assert Mail.objects.filter(kind="examination_reminded").count() == 1


def test_mails_that_failed_are_sent_again(ticking, pressing, sari, budi):
    lost, fine = make_submitted(sari), make_submitted(sari)
    mail = enqueue_message("submission_received", sari.email, "Tanda terima", "Isi", about=lost)
    Mail.objects.filter(pk=mail.pk).update(state="failed")

    preview = ticking(budi, "kirim-ulang", lost, fine)

    assert lines(preview) == {
        lost.code: f"“Tanda terima” dikirim ulang kepada {sari.email}.",
        fine.code: "Tidak ada surel yang gagal, dan tidak ada surat yang menunggu dikirim.",
    }
    assert Mail.objects.get(pk=mail.pk).state == "failed"
    pressing(preview)
    assert Mail.objects.get(pk=mail.pk).state == "sent"


def test_at_most_fifty_and_it_says_so(ticking, sari, ratna):
    make_submitted(sari)
    first = Submission.objects.get()
    copies = [
        Submission(
            edition=first.edition,
            title=f"Survei {number}",
            state="submitted",
            agency=first.agency,
            office=first.office,
            created_by=sari,
            submitted_at=first.submitted_at,
        )
        for number in range(51)
    ]
    files = Submission.objects.bulk_create(copies)

    page = ticking(ratna, "ingatkan", *files)

    assert "Paling banyak 50 pengajuan sekaligus. 1 lainnya tidak ikut" in words(page)
    assert len(lines(page)) == 50


def test_without_a_tick_one_is_told(ticking, client, ratna):
    assert told(ticking(ratna, "ambil")) == [
        "Pilih dulu pengajuannya: beri tanda di depan judulnya."
    ]


def test_a_stranger_s_file_is_not_there(ticking, sari, ratna, official_of_another_office):
    file = make_submitted(sari)
    official = official_of_another_office

    assert ticking(make_member(), "ambil", file).status_code == 403
    page = ticking(make_staff("Nur", "examiner", office=official.office), "ambil", file)
    assert told(page) == ["Pilih dulu pengajuannya: beri tanda di depan judulnya."]


def test_only_who_began_it_reads_what_became_of_it(ticking, pressing, client, sari, ratna, hasan):
    outcome = pressing(ticking(ratna, "ambil", make_submitted(sari)))
    client.force_login(hasan)

    assert client.get(outcome.request["PATH_INFO"]).status_code == 404


def test_a_deed_that_is_not_his_work_is_not_there(ticking, budi, survey):
    assert ticking(budi, "ambil", survey).status_code == 404
    assert ticking(budi, "hapus", survey).status_code == 404


def test_all_that_an_examiner_has_is_handed_over_from_his_page(client, sari, ratna, dewi, office):
    files = [make_examined(sari, ratna), make_examined(sari, ratna)]
    make_returned(sari, ratna)
    umar = make_staff("Umar", "admin", "head", office=office)
    page = reverse("office_person", args=[ratna.pk])

    client.force_login(dewi)
    assert "mintalah Kepala atau petugas pemeriksa" in words(client.get(page))
    client.force_login(umar)
    way = soup(client.get(page)).find("a", string="Alihkan semuanya")

    assert set(lines_of_choice(client.get(way["href"]))) == {file.code for file in files}


def lines_of_choice(response):
    """The files on the page that asks to whom."""
    return [item.get_text() for item in soup(response).select("main li.task .code")]


def test_one_that_breaks_off_holds_up_no_other(ticking, pressing, sari, ratna, monkeypatch):
    broken, fine = make_submitted(sari), make_submitted(sari)
    preview = ticking(ratna, "ambil", broken, fine)
    begin = Submission.begin_examination

    def fail_once(file, *, by):
        begin(file, by=by)
        if file == broken:
            raise RuntimeError

    monkeypatch.setattr(Submission, "begin_examination", fail_once)
    outcome = pressing(preview)

    assert lines(outcome)[broken.code].startswith("Terjadi gangguan di sistem.")
    assert (anew(broken).state, anew(fine).state) == ("submitted", "under_examination")


def test_an_office_that_has_closed_is_not_offered(office):
    near, closed = make_office("6301"), make_office("6310")
    Office.objects.filter(pk=closed.pk).update(closed_at=timezone.now(), successor=near)
    assert list(WhereForm(office=office).fields["kepada"].queryset) == [near]
