"""What the signature of a letter proves, for how long, and what may stand in the way."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models


class Level(models.TextChoices):
    """The baseline levels of PAdES (ETSI EN 319 142-1)."""

    B = "b-b", "B-B (tanpa cap waktu)"
    T = "b-t", "B-T (dengan cap waktu)"
    LT = "b-lt", "B-LT (dengan keterangan pencabutan)"
    LTA = "b-lta", "B-LTA (arsip jangka panjang)"


class Trouble(models.TextChoices):
    """Why there is no timestamp, or no proof for the long term, in words for the office."""

    AWAY = "away", "Otoritas cap waktu tidak menjawab sebagaimana mestinya."
    REFUSED = "refused", "Otoritas cap waktu menolak permintaan."
    UNSOUND = "unsound", "Jawaban otoritas cap waktu tidak cocok dengan yang diminta."
    UNTRUSTED = (
        "untrusted",
        "Sertifikat otoritas cap waktu sudah habis atau tidak dipercaya di sini.",
    )
    NO_ROOM = "no_room", "Tidak ada tempat untuk cap waktu di dalam tanda tangan."
    NO_ANSWER = "no_answer", "Keterangan pencabutan sertifikat belum lengkap."
    NOBODY = (
        "nobody",
        "Sertifikat tidak menyebut siapa yang dapat ditanya soal pencabutannya; paling tinggi B-T.",
    )
    TOO_OLD = "too_old", "Menunggu keterangan pencabutan yang lebih baru daripada tanda tangan."
    REVOKED = "revoked", "Sertifikat penanda tangan atau otoritas cap waktu tercatat dicabut."
    BROKEN = "broken", "Berkas tidak dapat diperiksa; lihat catatan sistem."


class TroubleError(Exception):
    """What could not be done, as one of the troubles; `detail` is for the log."""

    def __init__(self, trouble, detail=""):
        super().__init__(f"{trouble.value}: {detail}" if detail else trouble.value)
        self.trouble = trouble


@dataclass(frozen=True)
class Stamp:
    """What a timestamp says: when, by whom, and until when its certificate lasts."""

    at: datetime
    authority: str
    ends_at: datetime
