"""Addresses of this app."""

from django.urls import path

from complaints.views import ratings, satisfaction

urlpatterns = [
    path("kepuasan/", satisfaction.show, name="satisfaction"),
    path("kepuasan/laporan.pdf", satisfaction.as_pdf, name="satisfaction_pdf"),
    path("kepuasan/laporan.xlsx", satisfaction.as_xlsx, name="satisfaction_xlsx"),
    path("kepuasan/kuesioner.pdf", satisfaction.questionnaire, name="rating_form_pdf"),
    path("penilaian/terima-kasih/", ratings.thanks, name="rating_thanks"),
    path("penilaian/kertas/", ratings.on_paper, name="rating_paper"),
    path("penilaian/<str:token>/", ratings.by_link, name="rating_link"),
    path("pengajuan/<str:code>/penilaian/", ratings.by_member, name="rating"),
    path("kantor/kepuasan/", satisfaction.office, name="office_satisfaction"),
]
