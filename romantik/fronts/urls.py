"""Addresses of the offices' fronts, and below each the public pages that are about one office."""

from functools import wraps

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from accounts.access import speak_for
from accounts.fronts.choosing import require_serving
from accounts.models import Office
from complaints.views import complaints, satisfaction, standards, summaries
from consultations.views import asking
from files.tables import AS_ODS
from guestbook.views import display, kiosk
from romantik.fronts import views


class OfficeCode(StringConverter):
    """Four digits; anything else is no office."""

    regex = "[0-9]{4}"


register_converter(OfficeCode, "office")

OF_OFFICES = "kantor-bps/"
HERE = f"{OF_OFFICES}<office:office>/"


def of_office(view, *, serving=False):
    """The same page, of the office in its address; where one is alone there is none.

    What needs an office that is ``serving`` leads to the front of one that has closed.
    """

    @wraps(view)
    def here(request, office, **kwargs):
        others = Office.objects.exclude(pk=OuterRef("pk"))
        found = get_object_or_404(Office.objects.filter(Exists(others)), pk=office)
        request.front_code = speak_for(request, found).code
        if serving:
            require_serving(found)
        return view(request, **kwargs)

    return here


def below(address, view, name, *, serving=False, **kwargs):
    here = of_office(view, serving=serving)
    return path(f"{HERE}{address}", here, kwargs, name=f"front_{name}")


urlpatterns = [
    path(OF_OFFICES, views.index, name="fronts"),
    path(f"{OF_OFFICES}saran/", views.suggestions, name="front_suggestions"),
    path(f"{OF_OFFICES}pilihan/", views.choice, name="front_choice"),
    path(HERE, of_office(views.front), name="office_front"),
    path(f"{HERE}nama-host/", views.host, name="front_host"),
    below("standar-pelayanan/", standards.show, "service_standard"),
    below("kepuasan/", satisfaction.show, "satisfaction"),
    below("kepuasan/laporan.pdf", satisfaction.as_pdf, "satisfaction_pdf"),
    below("kepuasan/laporan.xlsx", satisfaction.as_workbook, "satisfaction_xlsx"),
    below("kepuasan/laporan.ods", satisfaction.as_workbook, "satisfaction_ods", **AS_ODS),
    below("kepuasan/kuesioner.pdf", satisfaction.questionnaire, "rating_form_pdf"),
    below("pengaduan/", complaints.new, "complaint_new", serving=True),
    below("pengaduan/ringkasan/", summaries.show, "complaint_summary"),
    below("konsultasi/", asking.new, "consultation_new", serving=True),
    below("buku-tamu/", kiosk.new, "guestbook"),
    below("buku-tamu/nomor/<uuid:once>/", kiosk.ticket, "guestbook_ticket"),
    below("antrean/layar/", display.show, "queue_display"),
    below("antrean/layar/papan/", display.board, "queue_board"),
]
