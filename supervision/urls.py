"""Addresses of this app."""

from django.urls import path, register_converter

from files.tables import AS_ODS
from supervision.views import boards, coachings, files, lists


class AreaConverter:
    """A part of the country: "00" all of it, "63" a province, "6302" an office."""

    regex = r"[0-9]{2}(?:[0-9]{2})?"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)


register_converter(AreaConverter, "area")
TOP, FILE, COACHING = "pengawasan/", "pengawasan/berkas/<code:code>/", "kantor/pembinaan/"
LIST = f"{TOP}<area:area>/<slug:figure>/"

urlpatterns = [
    path(TOP, boards.show, name="supervision"),
    path(f"{TOP}papan.csv", boards.as_csv, name="supervision_csv"),
    path(f"{TOP}papan.xlsx", boards.workbook, name="supervision_xlsx"),
    path(f"{TOP}papan.ods", boards.workbook, AS_ODS, name="supervision_ods"),
    path(FILE, files.show, name="supervised_file"),
    path(f"{FILE}surat/<int:pk>/", files.letter, name="supervised_letter"),
    path(f"{TOP}<area:area>/", boards.office, name="supervised"),
    path(LIST, lists.show, name="supervised_list"),
    path(f"{LIST}daftar.csv", lists.as_csv, name="supervised_list_csv"),
    path(f"{LIST}daftar.xlsx", lists.workbook, name="supervised_list_xlsx"),
    path(f"{LIST}daftar.ods", lists.workbook, AS_ODS, name="supervised_list_ods"),
    path(COACHING, coachings.index, name="coachings"),
    path(f"{COACHING}izin/", coachings.permit, name="coaching_permission"),
    path(f"{COACHING}keputusan/", coachings.order, name="coaching_order"),
    path(f"{COACHING}<int:pk>/pengakhiran/", coachings.end, name="coaching_end"),
]
