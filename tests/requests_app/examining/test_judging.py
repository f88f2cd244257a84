"""The office's checklist, its standard notes and its own talk."""

import pytest
from django.urls import reverse

from events.refusals import NotAllowed, NotNow, Refused
from requests_app.examining.checklist import items_for, verdict
from requests_app.models import Note, StandardNote
from tests.cast import make_office, make_staff
from tests.submissions import make_examined, make_submitted


@pytest.fixture
def survey(sari, ratna):
    return make_examined(sari, ratna)


def everything(survey, kind="fit"):
    return {item.code: kind for item in items_for(survey.kind)}


def test_the_verdict_follows_from_the_checklist(survey, ratna):
    findings = survey.revision.findings

    def told():
        return verdict(findings.by_item(), survey.kind)

    assert told() == ("Belum lengkap: 0 dari 10 butir dinilai", False)
    findings.judge(by=ratna, findings=everything(survey))
    assert told() == ("Layak: setiap butir sesuai atau tidak berlaku", True)
    findings.judge(by=ratna, findings={"sampling": "unfit"}, seen=everything(survey))
    assert told() == ("Perlu perbaikan: 1 butir", False)


def test_a_compilation_has_no_sampling_to_judge(sari, ratna):
    compilation = make_examined(sari, ratna, edition="fpkpa_2021")

    assert [item.letter for item in items_for(compilation.kind)] == list("ABCDEGHIJ")


def test_only_the_assigned_examiner_judges(sari, ratna, office):
    survey, colleague = make_submitted(sari), make_staff("Rekan", "examiner", office=office)
    with pytest.raises(NotNow):
        survey.revision.findings.judge(by=ratna, findings={"variables": "fit"})
    survey.begin_examination(by=ratna)
    with pytest.raises(NotAllowed):
        survey.revision.findings.judge(by=colleague, findings={})


def test_two_pages_do_not_overwrite_each_other(survey, ratna):
    findings = survey.revision.findings
    findings.judge(by=ratna, findings={"variables": "fit"})

    findings.judge(by=ratna, findings={"variables": "", "schedule": "unfit"})  # an older page
    with pytest.raises(NotNow, match="diubah di halaman lain"):
        findings.judge(by=ratna, findings={"variables": "unfit"})

    assert findings.by_item() == {"variables": "fit", "schedule": "unfit"}


def test_an_older_version_is_not_judged_any_more(survey, sari, ratna):
    first = survey.revision
    survey.return_for_revision(by=ratna, note="Perbaiki judul.")
    survey.notes.get().answer(by=sari)
    survey.submit(by=sari)
    survey.begin_examination(by=ratna)

    with pytest.raises(NotNow):
        first.findings.judge(by=ratna, findings={"variables": "fit"})
    assert first.findings.by_item() == survey.revision.findings.by_item() == {}


def test_the_head_reads_where_the_proposal_differs(client, survey, ratna, hasan):
    survey.revision.findings.judge(by=ratna, findings=everything(survey) | {"schedule": "unfit"})
    survey.propose_recommendation(by=ratna)
    client.force_login(hasan)

    page = client.get(reverse("issuance", args=[survey.code])).content.decode()

    assert "Daftar periksa: Perlu perbaikan: 1 butir" in page
    assert "Usulan ini berbeda dari daftar periksa." in page
    assert "I. Jadwal: Perlu perbaikan" in page


def test_the_checklist_is_saved_from_the_page(client, survey, ratna):
    client.force_login(ratna)

    client.post(reverse("findings", args=[survey.code]), {"variables": "fit", "title": "x"})

    assert survey.revision.findings.by_item() == {"variables": "fit"}


SECRETS = {
    "checklist": "Perlu perbaikan: 1 butir",
    "remark": "RAHASIA-PEMBICARAAN",
    "unsent": "RAHASIA-CATATAN",
    "give_back": "RAHASIA-LEPAS",
    "sent_back": "RAHASIA-KEPALA",
}


def test_what_is_internal_never_reaches_the_agency(client, sari, ratna, hasan, survey):
    survey.give_back(by=ratna, reason=SECRETS["give_back"])
    survey.begin_examination(by=ratna)
    survey.revision.findings.judge(by=ratna, findings={"variables": "unfit"})
    survey.remarks.write(by=ratna, text=SECRETS["remark"])
    survey.propose_decline(by=ratna, reason="Rangkap.")
    survey.send_back(by=hasan, note=SECRETS["sent_back"])
    survey.return_for_revision(by=ratna, note="Perbaiki judul.")
    survey.notes.get().answer(by=sari)
    survey.submit(by=sari)
    survey.begin_examination(by=ratna)
    survey.notes.write(by=ratna, question="purpose.variables", row=1, text=SECRETS["unsent"])
    survey.notes.write(
        by=ratna, attachment=survey.revision.attachments.get(), text=SECRETS["unsent"]
    )
    client.force_login(sari)

    opened = []
    for name, *more in (
        *(["submission"], ["resume"], ["receipt"], ["answers_review"], ["attachments"], ["notes"]),
        *(["revision", 1], ["revision", 2], ["changes", 2], ["advice"], ["examination"]),
        *(["desk"], ["submissions"], ["letter"], ["answers", "purpose"]),
        *(["return_preview"], ["note_new"], ["decision"], ["issuance"]),
    ):
        args = more if name in ("desk", "submissions") else [survey.code, *more]
        response = client.get(reverse(name, args=args), follow=True)
        text = b"".join(response) if response.streaming else response.content
        opened.append(response.status_code)
        leaked = [key for key, secret in SECRETS.items() if secret.encode() in text]
        assert leaked == [], (name, leaked)
    assert opened.count(200) >= 13
    from events.models import Mail

    mails = "".join(
        f"{mail.subject}{mail.text}{mail.html}" for mail in Mail.objects.filter(to=sari.email)
    )
    assert [key for key, secret in SECRETS.items() if secret in mails] == []


def test_strangers_to_the_office_neither_talk_nor_listen(survey, sari, stranger):
    for person in (sari, stranger, make_staff("Jauh", "examiner", office=make_office("6301"))):
        with pytest.raises(NotAllowed):
            survey.remarks.write(by=person, text="Halo.")


def test_a_standard_note_is_filled_from_the_file(client, survey, ratna, office):
    note = StandardNote.objects.create(
        office=office,
        name="Kerangka",
        edition="fs3_2021",
        question="sampling.sampling_frame",
        text="{rincian} pada {judul}: “{isian}”.",
        by=ratna,
    )
    client.force_login(ratna)
    typed = {"question": "sampling.sampling_frame", "standard": "kerangka", "text": "Bu Sari,"}

    page = client.post(reverse("notes", args=[survey.code]), typed | {"pakai": "1"})
    filled = page.context["form"]["text"].value()
    client.post(reverse("notes", args=[survey.code]), typed | {"text": filled})

    frame = survey.revision.answers["sampling"]["sampling_frame"]
    assert filled == f"Bu Sari,\n6.2 Kerangka sampel pada {survey.title}: “{frame}”."
    assert survey.notes.get().standard == note
    rows = client.get(reverse("office_standard_notes")).context["notes"]
    assert [(row.name, row.times_used, row.place) for row in rows] == [("Kerangka", 1, "FS3 6.2")]


def test_a_library_begins_with_samples_and_is_looked_after(client, dewi, office):
    client.force_login(dewi)
    client.post(reverse("office_standard_notes_samples"))
    client.post(reverse("office_standard_notes_samples"))
    note = StandardNote.objects.get(name="Kerangka sampel")
    edit = reverse("office_standard_note", args=[note.pk])

    wrong = client.post(
        edit, {"name": "Kerangka sampel", "text": "{judul} {nip}", "place": "FS3 6.2"}
    )
    client.post(edit, {"name": "Kerangka", "text": "{judul}?", "place": "FS3 6.2"})
    client.post(reverse("office_standard_note_closing", args=[note.pk]))

    assert "“{nip}” tidak dikenal." in wrong.content.decode()
    note.refresh_from_db()
    assert (note.name, note.text, note.question) == (
        "Kerangka",
        "{judul}?",
        "sampling.sampling_frame",
    )
    assert note.retired_at is not None
    assert StandardNote.objects.filter(office=office).count() == 13


def test_the_preview_of_a_return_is_the_agencys_page_and_leaves_no_trace(
    client, survey, sari, ratna
):
    survey.notes.write(by=ratna, question="purpose.variables", row=1, text="Jelaskan istilahnya.")
    client.force_login(ratna)

    page = client.get(reverse("return_preview", args=[survey.code]), {"note": "Salam dari kami."})

    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Pratinjau.", "Jelaskan istilahnya.", "Salam dari kami.", "Sari Wulandari"):
        assert words in text
    survey.refresh_from_db()
    assert (survey.state, survey.notes.count(), survey.revisions.count()) == (
        "under_examination",
        1,
        1,
    )


def test_a_colleagues_yes_lapses_when_the_examination_changes(client, survey, ratna, office):
    yoga = make_staff("Yoga", "examiner", office=office)
    with pytest.raises(NotAllowed):
        survey.second_looks.give(by=ratna)
    client.force_login(yoga)
    client.post(reverse("second_look", args=[survey.code]), {"text": "Rancangannya baik."})
    (look,) = survey.second_looks.newest_first()
    assert (look.by, look.is_current) == (yoga, True)

    note = survey.notes.write(by=ratna, text="Jelaskan pelatihan.", question="design.training")
    (look,) = survey.second_looks.newest_first()
    assert look.is_current is False
    page = client.get(reverse("examination", args=[survey.code])).content.decode()
    assert "gugur" in page

    note.withdraw(by=ratna)
    survey.revision.findings.judge(by=ratna, findings={"variables": "fit"})
    assert [one.is_current for one in survey.second_looks.newest_first()] == [False]


def test_a_yes_is_for_the_time_of_the_examination(survey, ratna, office):
    survey.propose_recommendation(by=ratna)

    with pytest.raises(NotNow):
        survey.second_looks.give(by=make_staff("Yoga", "examiner", office=office))


def test_what_the_head_reads_stands_still_until_it_is_decided_or_taken_back(sari, ratna):
    """Service.md decision 8: nobody changes what a proposal rests on; it is withdrawn first."""
    file = make_examined(sari, ratna)
    note = file.notes.write(by=ratna, text="Jelaskan.")
    note.close_as_advice(by=ratna)
    file.propose_recommendation(by=ratna)
    item = items_for(file.kind)[0].code

    for change in (
        lambda: file.revision.store("cover", {"survey_title": "Lain"}, by=sari),
        lambda: file.notes.write(by=ratna, text="Satu lagi."),
        lambda: note.reopen(by=ratna, text="Belum."),
        lambda: file.revision.findings.judge(by=ratna, findings={item: "unfit"}),
    ):
        with pytest.raises(Refused):
            change()
    file.withdraw_proposal(by=ratna)
    note.reopen(by=ratna, text="Belum.")

    assert file.open_proposal is None
    assert note.state == Note.State.REOPENED


def test_findings_that_another_page_overtook_are_shown_beside_the_stored_ones(
    survey, ratna, client
):
    client.force_login(ratna)
    survey.revision.findings.judge(by=ratna, findings={"variables": "fit"})
    address = reverse("findings", args=[survey.code])

    page = client.post(address, {"variables": "unfit", "dulu-variables": ""})
    shown = page.content.decode()
    assert page.status_code == 422
    assert "Pilihan Anda belum tersimpan. Yang tersimpan: Sesuai." in shown
    assert 'name="variables" value="unfit" checked' in shown

    client.post(address, {"variables": "unfit", "dulu-variables": "fit"})
    assert survey.revision.findings.by_item() == {"variables": "unfit"}
