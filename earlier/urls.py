from django.urls import path

from earlier.views import downloads, imports, years

urlpatterns = [
    path("kantor/rekomendasi-terdahulu/", imports.index, name="earlier_imports"),
    path("kantor/rekomendasi-terdahulu/<int:pk>/", imports.show, name="earlier_import"),
    path(
        "kantor/rekomendasi-terdahulu/<int:pk>/kolom/", imports.map_columns, name="earlier_columns"
    ),
    path("kantor/rekomendasi-terdahulu/<int:pk>/impor/", imports.start, name="earlier_start"),
    path("kantor/rekomendasi-terdahulu/<int:pk>/pembatalan/", imports.undo, name="earlier_undo"),
    path(
        "kantor/rekomendasi-terdahulu/<int:pk>/penghapusan/",
        imports.discard,
        name="earlier_discard",
    ),
    path(
        "kantor/rekomendasi-terdahulu/<int:pk>/catatan.csv", downloads.faults, name="earlier_faults"
    ),
    path(
        "kantor/rekomendasi-terdahulu/<int:pk>/rekaman.json",
        downloads.records,
        name="earlier_records",
    ),
    path("papan/menurut-tahun/", years.show, name="earlier_years"),
]
