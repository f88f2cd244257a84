"""Which mandates may stand side by side, and the sentences that tell of it (domain.md §11).

*Definitif* holds a post, *Plt.* holds it while it is vacant, *Plh.* acts while the holder is away,
*a.n.* signs in the holder's name. In one post on one day: one holder, one who acts, one *a.n.*
"""

from django.utils.dateformat import format as formatted

from accounts.text import plain_line
from events.refusals import NotNow

PREFIXES = {"definitive": "", "plt": "Plt.", "plh": "Plh.", "an": "a.n."}
# What a kind of mandate does not stand beside in the same post.
APART = {
    "definitive": {"definitive", "plt"},
    "plt": {"definitive", "plt", "plh"},
    "plh": {"plt", "plh"},
    "an": {"an"},
}


def spoken(day):
    """A date as sentences say it: "2 Maret 2026"."""
    return formatted(day, "j F Y")


def spoken_days(mandate):
    """From when until when: "2 Maret 2026 – 6 Maret 2026", "sejak 2 Maret 2026"."""
    if mandate.ends_on is None:
        return f"sejak {spoken(mandate.starts_on)}"
    if mandate.ends_on < mandate.starts_on:
        return f"batal sebelum {spoken(mandate.starts_on)}"
    return f"{spoken(mandate.starts_on)} – {spoken(mandate.ends_on)}"


def same_post(one, other):
    """Do the words mean the same post, however they were typed?"""
    return plain_line(one.post).casefold() == plain_line(other.post).casefold()


def overlap(one, other):
    """Do the days of the two have one in common?"""
    return (other.ends_on is None or one.starts_on <= other.ends_on) and (
        one.ends_on is None or other.starts_on <= one.ends_on
    )


def stand_in(mandate, held):
    """The Plh. who signs in place of this holder, among the mandates of that day, or None."""
    if mandate.kind != "definitive":
        return None
    acting = (other for other in held if other.kind == "plh" and same_post(mandate, other))
    return next(acting, None)


def signing(held, day):
    """Those of these mandates under which letters are signed that day."""
    held = [mandate for mandate in held if mandate.covers(day)]
    return [mandate for mandate in held if stand_in(mandate, held) is None]


def require_sense(mandate):
    """Raises ``NotNow`` when the days or the person cannot be."""
    person = mandate.person
    if person.office_id != mandate.office_id or not person.is_active:
        raise NotNow(f"{person.name} bukan petugas aktif pada {mandate.office.name}.")
    if mandate.ends_on is not None and mandate.ends_on < mandate.starts_on:
        raise NotNow(
            f"Hari terakhir ({spoken(mandate.ends_on)}) lebih awal dari hari pertama "
            f"({spoken(mandate.starts_on)}). Periksa kembali salah satunya."
        )
    if (mandate.kind == "an") != bool(mandate.own_post):
        raise NotNow("Jabatan sendiri diisi untuk a.n., dan hanya untuk a.n.")


def require_room(mandate, others):
    """Raises ``NotNow`` when another mandate of these days does not stand beside it."""
    others = [other for other in others if overlap(mandate, other)]
    for other in others:
        if other.person_id == mandate.person_id:
            raise NotNow(f"{_told(other)} pada hari-hari itu. Seorang memegang satu penugasan.")
        if same_post(mandate, other) and other.kind in APART[mandate.kind]:
            raise NotNow(
                f"Bertumpang tindih: {_told(other)}. Akhiri penugasan itu lebih dulu, atau ubah "
                "tanggalnya."
            )
    if mandate.kind == "plh" and not any(
        other.kind == "definitive"
        and same_post(mandate, other)
        and other.starts_on <= mandate.starts_on
        for other in others
    ):
        raise NotNow(
            f"Plh. menggantikan pejabat definitif yang berhalangan, tetapi pada "
            f"{spoken(mandate.starts_on)} tidak ada {mandate.post} definitif. Pilih Plt."
        )


def why_not(mine, held, day):
    """The sentence for somebody who does not sign that day; `mine` is his own mandate, if any."""
    acting = stand_in(mine, held) if mine else None
    if acting:
        return (
            f"Hari ini {acting.person.name} menandatangani sebagai Plh. ({spoken_days(acting)}). "
            "Bila Anda sudah kembali, minta admin kantor mengakhiri penugasan Plh."
        )
    return (
        f"Anda tidak memegang penugasan untuk menandatangani surat pada {spoken(day)}. Minta admin "
        "kantor mencatatnya di Kantor → Penugasan, dengan nomor keputusannya."
    )


def _told(other):
    return f"{other.person.name} sudah bertugas sebagai {other.title} ({spoken_days(other)})"
