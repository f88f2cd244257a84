"""What an agency hands over after its activity: the publication, then the metadata."""

from requests_app.models import Result, Submission
from requests_app.workflow import State
from romantik.demonstration.arrivals import staff

PUBLICATION = "https://perikanan.example.go.id/publikasi/produksi-perikanan-tangkap.pdf"
METADATA = "https://perikanan.example.go.id/publikasi/ms-keg-ms-var.xlsx"


def deeds():
    """(working days ago, deed) of the one file whose results are here."""
    yield 9, lambda: _hand_over(Result.Kind.PUBLICATION, PUBLICATION)
    yield 7, lambda: _hand_over(Result.Kind.METADATA, METADATA)
    yield 5, lambda: _first().confirm_results(by=staff("budi"))


def _first():
    """The first file that was recommended."""
    decided = Submission.objects.filter(state=State.RECOMMENDED).select_related("office", "agency")
    return decided.order_by("decided_at").first()


def _hand_over(kind, link):
    file = _first()
    file.hand_over(by=file.created_by, kind=kind, link=link)
