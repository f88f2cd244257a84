"""Files of Sari's agency in every standing that the table of next steps knows: each a function
of the cast."""

from events.models import Mail
from events.outbox import enqueue_message
from requests_app.models import Submission
from tests.submissions import (
    at,
    make_draft,
    make_examined,
    make_proposed,
    make_recommended,
    make_returned,
    make_submitted,
)

TODAY = at(2026, 3, 2)


def started(cast):
    return Submission.objects.start(edition="fs3_2021", agency=cast.sari.agency, by=cast.sari)


def copied(cast):
    """A draft begun from last year's file, in which nobody has typed yet."""
    source, agency = make_submitted(cast.sari), cast.sari.agency
    return Submission.objects.start(agency=agency, by=cast.sari, source=source)


def begun(cast):
    file = started(cast)
    answers = make_draft(cast.sari).revision.answers
    for block in ("cover", "organizer"):
        file.revision.store(block, answers[block], by=cast.sari)
    return file


def without_letter(cast):
    file = make_draft(cast.sari)
    file.revision.attachments.all().delete()
    return file


def returned(cast):
    file = make_examined(cast.sari, cast.ratna)
    for text in ("Satu.", "Dua."):
        file.notes.write(by=cast.ratna, text=text, question="design.training")
    file.return_for_revision(by=cast.ratna, note="Tiga.")
    file.notes.first().answer(by=cast.sari, text="Sudah.")
    return file


def answered(cast):
    file = make_returned(cast.sari, cast.ratna)
    file.notes.get().answer(by=cast.sari, text="Sudah.")
    return file


def unfinished(cast):
    file = answered(cast)
    file.revision.store("purpose", {"survey_purpose": ""}, by=cast.sari)
    return file


def silent(cast):
    file = make_returned(cast.sari, cast.ratna)
    cast.today.move_to(at(2026, 6, 3))
    return file


def revised(cast):
    file = answered(cast)
    file.submit(by=cast.sari)
    return file


def sent_back(cast):
    file = make_proposed(cast.sari, cast.ratna)
    file.send_back(by=cast.hasan, note="Jelaskan sampelnya.")
    return file


def taken_over(cast):
    file = sent_back(cast)
    file.assign(to=cast.yoga, by=cast.hasan, reason="Ratna cuti.")
    return file


def objected(cast):
    file = make_examined(cast.budi, cast.ratna, agency=cast.sari.agency)
    file.objections.raise_for(file.revision, reason="Bukan kami.")
    return file


def recommended(cast):
    return make_recommended(cast.sari, cast.ratna, cast.hasan)


def undelivered(cast):
    file = recommended(cast)
    letter = ("a", "surat.pdf", "application/pdf")
    mail = enqueue_message(
        "letter_issued", cast.sari.email, "Surat", "…", about=file, attachments=[letter]
    )
    Mail.objects.filter(pk=mail.pk).update(state="failed")
    return file


def owing(cast):
    file = recommended(cast)
    Submission.objects.filter(pk=file.pk).update(available_on=at(2026, 3, 1).date())
    return file


def withdrawn(cast):
    file = recommended(cast)
    file.withdraw_letter(by=cast.hasan, letter_number=file.letter_number, dated_on=TODAY.date())
    return file


def declined(cast):
    file = make_examined(cast.sari, cast.ratna)
    file.propose_decline(by=cast.ratna, reason="Tidak memadai.")
    file.decline(by=cast.hasan, letter_number="B-001", dated_on=TODAY.date())
    return file


def cancelled(cast):
    file = make_submitted(cast.sari)
    file.cancel(by=cast.sari)
    return file


def submitted(cast):
    return make_submitted(cast.sari)


def examined(cast):
    return make_examined(cast.sari, cast.ratna)


def proposed(cast):
    return make_proposed(cast.sari, cast.ratna)


def drafted(cast):
    return make_draft(cast.sari)


def entered(cast):
    return Submission.objects.start(edition="fs3_2021", agency=cast.sari.agency, by=cast.budi)
