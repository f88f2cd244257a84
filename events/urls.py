"""The demonstration's mailbox."""

from django.urls import path

from events import views

urlpatterns = [
    path("kotak-surat/", views.mailbox, name="mailbox"),
    path("kotak-surat/<int:pk>/", views.mail, name="mailbox_mail"),
    path("kotak-surat/<int:pk>/tampilan/", views.mail_html, name="mailbox_html"),
    path(
        "kotak-surat/<int:pk>/lampiran/<int:n>/",
        views.mail_attachment,
        name="mailbox_attachment",
    ),
]
