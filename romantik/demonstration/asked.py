"""What examiners ask their colleagues about a file, and what they are told."""

from functools import partial

from norms.reading import value
from opinions.words import Whom
from requests_app.models import Submission
from requests_app.workflow import State
from romantik.demonstration.arrivals import office, staff
from workdays.calendar import calendar_for

SEAWEED, PALM = "Survei Pendapatan Pembudidaya Rumput Laut", "Survei Kesiapan Peremajaan Sawit"


def deeds():
    """(working days ago, deed): one colleague has answered, the other is still asked."""
    words = "Apakah galat yang disebutkan cukup, atau selang kepercayaannya perlu ditulis?"
    yield 5, partial(_ask, SEAWEED, "ratna", "yoga", "sampling.sampling_error", words)
    words = (
        "Galat 5 persen baru berarti bila selang kepercayaannya disebut. Minta ditulis, misalnya "
        "95 persen."
    )
    yield 4, partial(_answer, SEAWEED, "yoga", words)
    words = "Cakupannya mirip pendataan pekebun tahun lalu. Menurut Anda perlu dibandingkan?"
    yield 2, partial(_ask, PALM, "yoga", "ratna", "", words)


def _ask(title, asker, to, question, words):
    here = office()
    due_on = calendar_for(here).add_workdays(here.today(), value("opinion.answer"))
    facts = {"whom": Whom.COLLEAGUE, "colleague": staff(to), "due_on": due_on}
    _file(title).opinions.ask(by=staff(asker), question=question, text=words, **facts)


def _answer(title, by, words):
    _file(title).opinions.open().get().answer(by=staff(by), text=words)


def _file(title):
    files = Submission.objects.select_related("office")
    return files.get(title__startswith=title, state=State.UNDER_EXAMINATION)
