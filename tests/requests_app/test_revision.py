from django.urls import reverse

from tests.submissions import make_examined, make_returned


def test_two_people_never_overwrite_each_other_silently(draft, sari):
    revision = draft.revision
    base = revision.saves
    revision.store("cover", {"survey_title": "Judul dari tab pertama"}, by=sari, base=base)

    conflicts = revision.store("cover", {"survey_title": "Judul lain"}, by=sari, base=base)

    assert [(c.key, c.stored, c.typed) for c in conflicts] == [
        ("cover.survey_title", "Judul dari tab pertama", "Judul lain")
    ]
    draft.refresh_from_db()
    assert draft.title == "Judul dari tab pertama"


def test_a_page_made_from_the_returned_version_overwrites_nothing_in_the_next(sari, ratna):
    submission = make_returned(sari, ratna)
    base = submission.revisions.first().saves  # of a tab that was open all the time
    submission.revision.store("cover", {"survey_title": "Judul rekan"}, by=sari)

    conflicts = submission.revision.store("cover", {"survey_title": "Judul"}, by=sari, base=base)

    assert [conflict.stored for conflict in conflicts] == ["Judul rekan"]


def test_an_answer_that_changed_nothing_stands_among_the_changes_too(sari, ratna, client):
    file = make_examined(sari, ratna)
    note = file.notes.write(by=ratna, text="Berapa hari pelatihannya?", question="design.training")
    file.return_for_revision(by=ratna)
    note.answer(by=sari, text="Sudah tertulis di kuesioner.", outcome="kept")
    file.submit(by=sari)
    file.begin_examination(by=ratna)
    client.force_login(ratna)
    page = reverse("changes", args=[file.code, 2])

    shown = client.get(page).content.decode()
    assert "Catatan tanpa perubahan pada isiannya" in shown
    assert "Berapa hari pelatihannya?" in shown
    assert 'data-do="accept"' in shown

    note.refresh_from_db()
    note.accept(by=ratna)
    assert "Catatan tanpa perubahan" not in client.get(page).content.decode()
