"""How django-allauth behaves here: its mails go through the outbox, its words are ours."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from events.outbox import enqueue

from .brakes import LoginAttempt
from .devices import remember_device
from .links import absolute
from .middleware import needs_factor
from .models import User
from .sessions.watching import told_of_brake

SECOND_FACTOR = "accounts.providers.stages.SecondFactorStage"
WRONG_CODE = "Kode tidak cocok. Gunakan kode yang sedang tampil, lalu coba lagi."

# Mails with a link of their own; everything else that allauth tells is a short notice.
LETTERS = {
    "account/email/email_confirmation_signup": "account_confirmation",
    "account/email/email_confirmation": "account_confirmation",
    "account/email/password_reset_key": "account_password_reset",
    "account/email/account_already_exists": "account_exists",
    "account/email/unknown_account": "account_unknown",
}
NOTICES = {
    "account/email/password_changed": "Kata sandi akun Anda telah diubah.",
    "account/email/password_reset": "Kata sandi akun Anda telah dibuat ulang.",
    "account/email/password_set": "Kata sandi akun Anda telah dibuat.",
    "account/email/email_changed": "Alamat surel akun Anda telah diganti.",
    "account/email/email_confirm": "Alamat surel akun Anda telah dikonfirmasi.",
    "account/email/email_deleted": "Satu alamat surel telah dihapus dari akun Anda.",
    "mfa/email/recovery_codes_generated": "Kode pemulihan baru telah dibuat untuk akun Anda.",
    "mfa/email/totp_activated": "Aplikasi autentikator telah dipasang pada akun Anda.",
    "mfa/email/totp_deactivated": "Aplikasi autentikator telah dilepas dari akun Anda.",
    "mfa/email/webauthn_added": "Kunci keamanan telah ditambahkan pada akun Anda.",
    "mfa/email/webauthn_removed": "Kunci keamanan telah dihapus dari akun Anda.",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Akun ini dinonaktifkan. Hubungi kantor BPS atau admin instansi Anda.",
        "email_password_mismatch": "Alamat surel atau kata sandi tidak cocok. Periksa keduanya.",
        "email_taken": "Alamat surel ini sudah dipakai akun lain.",
        "duplicate_email": "Alamat surel ini sudah menjadi milik akun Anda.",
        "same_as_current": "Alamat ini sama dengan alamat Anda sekarang.",
        "enter_current_password": "Kata sandi sekarang tidak cocok. Ketik ulang.",
        "incorrect_password": "Kata sandi tidak cocok. Ketik ulang.",
        "incorrect_code": WRONG_CODE,
        "invalid_login": "Alamat surel atau kata sandi tidak cocok.",
        "invalid_password_reset": "Tautan ini tidak berlaku lagi.",
        "unverified_primary_email": "Konfirmasi dahulu alamat surel Anda.",
        "too_many_login_attempts": "Terlalu banyak percobaan. Tunggu 5 menit, lalu coba lagi.",
        "rate_limited": "Terlalu banyak permintaan. Tunggu beberapa menit, lalu coba lagi.",
    }

    def send_mail(self, template_prefix, email, context):
        """Write the mail into the outbox, with the words of templates/emails/."""
        user = context.get("user")
        if user is None:
            user = User.objects.filter(email=email.lower()).first()
        if template_prefix in LETTERS:
            kind, facts = LETTERS[template_prefix], self._links(context)
        else:
            facts = {"sentence": NOTICES[template_prefix], "at": context.get("timestamp")}
            kind = "account_notice"
        with transaction.atomic():
            enqueue(kind, to=email, context={"user": user, **facts}, about=user)

    def pre_authenticate(self, request, **credentials):
        """Count the attempt before it is looked at, so that many at once are no way around."""
        self._attempt = LoginAttempt(request, credentials["email"])
        if not self._attempt.begin():
            told_of_brake(request, credentials["email"])
            raise ValidationError(self._attempt.refusal, code="too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self):
        """The password was right: nothing to count."""
        self._attempt.take_back()

    def _delete_login_attempts_cached_email(self, request, **credentials):
        """A password made anew from the mailbox is proof enough."""
        LoginAttempt(request, credentials["email"]).forget_all()

    def get_login_stages(self):
        ours = {"allauth.mfa.stages.AuthenticateStage": SECOND_FACTOR}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        remember_device(request, response, user.email)
        return response

    def get_login_redirect_url(self, request):
        """Whoever still waits for approval is shown what is awaited."""
        if request.user.agency_id and not request.user.agency.is_approved:
            return reverse("agency")
        return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request):
        return reverse("profile")

    def is_reauthentication_required(self, *, app):
        """A log-in of the last minutes is proof enough; otherwise the person is asked again."""
        if not super().is_reauthentication_required(app=app):
            return False
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT

    def _links(self, context):
        return {
            "activate_url": self._own(context.get("activate_url")),
            "password_reset_url": self._own(context.get("password_reset_url")),
            "login_url": absolute("account_login"),
            "signup_url": absolute("account_signup"),
        }

    def _own(self, url):
        """The same address on the portal's own host, whatever host was asked for."""
        if not url:
            return ""
        return settings.PORTAL_URL + self.request.build_absolute_uri(url)[len(self._host()) :]

    def _host(self):
        return self.request.build_absolute_uri("/").rstrip("/")


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": "Faktor kedua wajib bagi Anda. Pasang yang lain dahulu.",
        "cannot_generate_recovery_codes": "Pasang faktor kedua dahulu, lalu buat kode pemulihan.",
    }

    def can_delete_authenticator(self, authenticator):
        """Whoever must have a second factor keeps one."""
        if not needs_factor(authenticator.user):
            return True
        factors = authenticator.user.authenticator_set.exclude(type="recovery_codes")
        return factors.exclude(pk=authenticator.pk).exists()
