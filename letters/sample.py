"""An invented file, so that an office can see what its letters would look like."""

from datetime import timedelta

from letters import numbering
from letters.models.letters.composing import ACTIVITIES, office_facts
from letters.page.placeholders import EXAMINED, RULED, WITHDRAW

ADVICE = [
    {
        "number": "5.3",
        "label": "Wilayah kegiatan",
        "text": "Sebutkan setiap kecamatan yang dicakup.",
    },
    {"number": "6.2", "label": "Kerangka sampel", "text": "Gunakan kerangka sampel terbaru."},
]
TITLE = "Survei Kepuasan Pedagang Pasar Rakyat"


def sample_content(office, kind):
    """The content of an invented letter of that office, its words still to be written."""
    today, words = office.today(), ACTIVITIES["survey"]
    content = {
        "office": office_facts(office),
        "number": numbering.letter_number(office, 12, today),
        "identity": numbering.identity(words["register"], today.year, office, 7),
        "dated_on": today.isoformat(),
        "agency": "Dinas Perdagangan (contoh)",
        "title": TITLE,
        "form": "FS3",
        "activity": words["activity"],
        "instrument": words["instrument"],
        "submitted_on": (today - timedelta(days=18)).isoformat(),
        "verdict": _verdict_of(kind),
        "reason": "Kegiatan yang sama sudah dilaksanakan BPS pada tahun ini.",
        "advice": ADVICE if kind in EXAMINED else [],
        "signer": {"name": "", "nip": "", "position": office.head_title},
        "is_trial": False,
        "code": "",
        "verification_url": "",
    }
    if kind in RULED:
        return content | _ruling(office, kind)
    return content | (_withdrawing(office, content["identity"]) if kind == WITHDRAW else {})


def _verdict_of(kind):
    if kind in RULED:
        return "decline"
    return "recommend" if kind == WITHDRAW else kind


def _ruling(office, kind):
    """The answer to an objection to a letter of last week."""
    objection = {"code": "KBRT4N26", "made_on": office.today().isoformat()}
    subject = f"Hasil Pemeriksaan Rancangan Kegiatan Statistik “{TITLE}”"
    about = _withdrawing(office, "")["about"] | {"subject": subject}
    cause = "Perbedaan dengan kegiatan BPS sudah dijelaskan dalam rancangan."
    return {"purpose": kind, "about": about, "cause": cause, "objection": objection}


def _withdrawing(office, identity):
    about = {
        "number": numbering.letter_number(office, 3, office.today()),
        "dated_on": office.today().isoformat(),
        "identity": identity,
        "subject": f"Rekomendasi Kegiatan Statistik “{TITLE}”",
    }
    cause = "Keterangan dalam rancangan ternyata tidak benar."
    return {"purpose": "withdrawal", "about": about, "cause": cause}
