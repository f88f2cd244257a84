"""An agency that does not agree: an objection taken back, and a better one that is looked at."""

from functools import partial

from appeals.models import Appeal
from requests_app.models import Submission
from requests_app.workflow import State
from romantik.demonstration.arrivals import member, staff

WANTED = "Rancangan kami diperiksa kembali dengan jumlah sampel yang baru."


def deeds():
    """Everything that happens to the objections of the demonstration: (working days ago, deed)."""
    yield 22, partial(_file, "Kami tidak setuju dengan keputusan ini.")
    yield 21, partial(_do, "withdraw", member_key="anton")
    yield (
        9,
        partial(
            _file,
            "Data Susenas tidak menjawab kebutuhan kami menurut kecamatan. Anggaran tambahan sudah "
            "disetujui, sehingga sampel menjadi 900 rumah tangga dengan galat di bawah 10 persen.",
        ),
    )
    yield 6, partial(_do, "take", staff_key="yoga")
    yield (
        4,
        partial(
            _do,
            "ask_statement",
            staff_key="yoga",
            text="Apakah 900 rumah tangga cukup untuk estimasi menurut kecamatan?",
        ),
    )


def _file(reasons):
    anton = member("anton")
    declined = Submission.objects.get(agency=anton.agency, state=State.DECLINED)
    Appeal.objects.file(declined, by=anton, reasons=reasons, wanted=WANTED)


def _do(verb, *, member_key="", staff_key="", **words):
    by = member(member_key) if member_key else staff(staff_key)
    getattr(Appeal.objects.open().get(), verb)(by=by, **words)
