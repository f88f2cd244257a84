"""Addresses about people. The names of the entrance are allauth's, its paths are ours."""

from allauth.account import views as account
from allauth.account.models import EmailConfirmationHMAC
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.conf import settings
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache

from .providers.pages import leads_out
from .views import (
    agencies,
    approvals,
    arrivals,
    looking,
    members,
    norms,
    offices,
    own_data,
    people,
    profiles,
    regions,
    rooms,
)
from .views import sessions as lasting
from .views.mailed import mailed

entrance = [
    path("masuk/", leads_out(account.login), name="account_login"),
    path("keluar/", lasting.logout, name="account_logout"),
    path("sesi/", lasting.show, name="session"),
    path("daftar/", account.signup, name="account_signup"),
    path(
        "daftar/konfirmasi/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^daftar/konfirmasi/(?P<key>[-:\w]+)/$",
        never_cache(mailed(EmailConfirmationHMAC.from_key)(account.confirm_email)),
        name="account_confirm_email",
    ),
    path("masuk/nonaktif/", account.account_inactive, name="account_inactive"),
    path("lupa-kata-sandi/", account.password_reset, name="account_reset_password"),
    path(
        "lupa-kata-sandi/terkirim/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "lupa-kata-sandi/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^lupa-kata-sandi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("masuk/faktor-kedua/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/kunci/", keys.login_webauthn, name="mfa_login_webauthn"),
]

own_account = [
    path("akun/", profiles.show, name="profile"),
    path("akun/data/", own_data.show, name="own_data"),
    path("akun/data/data-saya.json", own_data.download, name="own_data_json"),
    path("akun/data/data-saya.txt", own_data.text, name="own_data_text"),
    path("akun/surel/", account.email, name="account_email"),
    path("akun/kata-sandi/", account.password_change, name="account_change_password"),
    path("akun/kata-sandi/baru/", account.password_set, name="account_set_password"),
    path("akun/konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/konfirmasi/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "akun/konfirmasi/kunci/",
        keys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("akun/sesi/", lasting.own_sessions, name="usersessions_list"),
    path("akun/faktor-kedua/", mfa.index, name="mfa_index"),
    path("akun/faktor-kedua/aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("akun/faktor-kedua/aplikasi/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/faktor-kedua/kode/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "akun/faktor-kedua/kode/baru/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/faktor-kedua/kode/unduh/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("akun/faktor-kedua/kunci/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("akun/faktor-kedua/kunci/baru/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("akun/faktor-kedua/kunci/<int:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "akun/faktor-kedua/kunci/<int:pk>/hapus/",
        keys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
]

agency = [
    path("instansi/", agencies.show, name="agency"),
    path("instansi/pengajuan-ulang/", agencies.apply_again, name="agency_reapplication"),
    path("instansi/baru/", approvals.new, name="agency_new"),
    path("instansi/persetujuan/", approvals.index, name="agency_approvals"),
    path("instansi/persetujuan/<int:pk>/", approvals.show, name="agency_approval"),
    path("instansi/persetujuan/<int:pk>/penolakan/", approvals.refusal, name="agency_refusal"),
    path("instansi/persetujuan/<int:pk>/gabungan/", approvals.merger, name="agency_merger"),
    path("instansi/persetujuan/<int:pk>/sambutan/", approvals.welcome, name="agency_welcome"),
    path("instansi/anggota/", members.index, name="agency_members"),
    path("instansi/anggota/undangan/<int:pk>/", members.withdrawal, name="agency_withdrawal"),
    path("instansi/anggota/<int:pk>/admin/", members.handover, name="agency_handover"),
    path("instansi/anggota/<int:pk>/penutupan/", members.closing, name="agency_closing"),
]

office = [
    path("kantor/", offices.show, name="office"),
    path("kantor/riwayat/", offices.history, name="office_history"),
    path("kantor/data-pribadi/", own_data.index, name="office_data_requests"),
    path("kantor/data-pribadi/<int:pk>/", own_data.answer, name="office_data_request"),
    path("kantor/ketentuan/", norms.index, name="office_norms"),
    path("kantor/ketentuan/<str:key>/", norms.edit, name="office_norm"),
    path("kantor/masa-simpan/", norms.retention, name="office_retention"),
    path("kantor/ruang-berkas/", rooms.index, name="office_rooms"),
    path("kantor/ruang-berkas/<int:pk>/", rooms.show, name="office_room"),
    path("kantor/orang/", people.index, name="office_people"),
    path("kantor/orang/baru/", people.new, name="office_person_new"),
    path("kantor/orang/<int:pk>/", people.show, name="office_person"),
    path("kantor/orang/<int:pk>/sambutan/", people.welcome, name="office_person_welcome"),
    path("kantor/orang/<int:pk>/penutupan/", people.closing, name="office_person_closing"),
    path("kantor/orang/<int:pk>/pembukaan/", people.reopening, name="office_person_reopening"),
    path("kantor/orang/<int:pk>/faktor-kedua/", people.factor, name="office_person_factor"),
    path("kantor/orang/<int:pk>/sesi/", people.showing_out, name="office_person_sessions"),
]

others = [path("", include("accounts.providers.urls"))] if settings.SIGN_IN_PROVIDERS else []

urlpatterns = [
    *entrance,
    *others,
    *own_account,
    *agency,
    *office,
    path("data-pribadi/", norms.privacy, name="privacy"),
    path("lihat-sebagai/", looking.begin, name="looking"),
    path("lihat-sebagai/selesai/", looking.end, name="looking_end"),
    path("undangan/<str:token>/", arrivals.invitation, name="invitation"),
    path("selamat-datang/<str:token>/", arrivals.welcome, name="welcome"),
    path("awal/<str:token>/", arrivals.first_admin, name="first_admin"),
    path("wilayah/", regions.suggestions, name="region_suggestions"),
]
