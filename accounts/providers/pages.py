"""What a person reads when a provider's word was not enough, and how pages lead to a provider."""

from enum import Enum
from functools import wraps

from django.conf import settings
from django.shortcuts import render

from accounts.sessions.watching import told_of_refusal

from .lines import Away
from .linking import name_of
from .tokens import Untrue


class Trouble(Enum):
    """Why nobody gets in this time: status, heading, what happened."""

    AWAY = (
        503,
        "{name} tidak dapat dihubungi",
        "Layanan itu tidak menjawab, jadi Anda belum masuk. Coba beberapa menit lagi.",
    )
    UNTRUE = (
        403,
        "Masuk dengan {name} tidak berhasil",
        "Jawaban dari layanan itu tidak lengkap, sudah pernah dipakai, atau bukan untuk permintaan "
        "ini. Mulai sekali lagi dari halaman Masuk.",
    )
    BRAKED = (
        429,
        "Terlalu banyak percobaan",
        "Dari jaringan Anda terlalu sering dicoba masuk dengan {name}. Tunggu 15 menit.",
    )
    UNKNOWN = (
        403,
        "Akun {name} Anda belum dikenal di sini",
        "Akun itu belum tertaut dengan akun di portal ini. Portal tidak membuat akun baru darinya.",
    )
    NOT_FOR = (
        403,
        "{name} bukan untuk akun Anda",
        "Akun Anda di portal ini tidak dibuka lewat layanan itu.",
    )

    def page(self, request, listed, problem=""):
        """Tell it to the person, and in a line of the log, without what was said of him."""
        status, title, sentence = self.value
        told_of_refusal(request, listed.key, self.name.lower(), _why(problem))
        words = {
            "title": title.format(name=listed.name),
            "sentence": sentence.format(name=listed.name),
        }
        words |= {"listed": listed, "is_unknown": self is Trouble.UNKNOWN}
        if isinstance(problem, str) and problem:
            words["sentence"] = problem
        return render(request, "accounts/providers/trouble.html", words, status=status)


def _why(problem):
    """Our own words about it; those of others may hold what the provider said of the person."""
    if isinstance(problem, (Untrue, Away)):
        return f"{type(problem).__name__} {problem}"
    return type(problem).__name__ if problem else ""


def leads_out(view):
    """Decorator of a page whose buttons lead to providers: browsers look at forms' ways, too."""

    @wraps(view)
    def leading(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if targets := sorted(
            {each for one in settings.SIGN_IN_PROVIDERS for each in one.form_targets}
        ):
            response._csp_update = {"form-action": targets}
        return response

    return leading


def own_accounts(person):
    """One row a provider that is for him, with his link if there is one; then links without one."""
    links = {link.provider: link for link in person.socialaccount_set.order_by("pk")}
    listed = [each for each in settings.SIGN_IN_PROVIDERS if each.is_for(person)]
    rows = [
        {"listed": each, "name": each.name, "link": links.pop(each.key, None)} for each in listed
    ]
    return rows + [{"name": name_of(key), "link": link} for key, link in links.items()]
