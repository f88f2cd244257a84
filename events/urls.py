"""What people are told, and the demonstration's mailbox."""

from django.urls import path

from events.views import mailbox, notices

urlpatterns = [
    path("pemberitahuan/", notices.index, name="notices"),
    path("pemberitahuan/dibaca/", notices.readings, name="notice_readings"),
    path("pemberitahuan/<int:pk>/", notices.show, name="notice"),
    path("akun/pemberitahuan/", notices.choices, name="notice_choices"),
    path("kotak-surat/", mailbox.mailbox, name="mailbox"),
    path("kotak-surat/<int:pk>/", mailbox.mail, name="mailbox_mail"),
    path("kotak-surat/<int:pk>/tampilan/", mailbox.mail_html, name="mailbox_html"),
    path(
        "kotak-surat/<int:pk>/lampiran/<int:n>/",
        mailbox.mail_attachment,
        name="mailbox_attachment",
    ),
]
