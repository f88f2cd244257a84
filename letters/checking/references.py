"""What is to be said of a letter's number or identity: what the catalogue shows, and no more.

Numbers can be counted up. So by these only letters of recommended activities are found, which are
public anyway; whether there is any other letter of that number only its code tells.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import F

from letters.models import Letter


class ReferenceFinding(Enum):
    """What a number or identity leads to: tone of the verdict, its sentence, and what it means."""

    NOT_LISTED = (
        "quiet",
        "Tidak ditemukan di katalog",
        "Dengan nomor atau identitas hanya dapat dicari surat rekomendasi kegiatan yang ada di "
        "katalog. Periksa kembali ketikannya. Surat lain diperiksa dengan kode tiga kelompok yang "
        "tercetak di bagian bawah surat, atau dengan berkas PDF-nya.",
    )
    TRIAL = (
        "bad",
        "UJI – TIDAK BERLAKU",
        "Surat ini dibuat untuk peragaan dan tidak mempunyai kekuatan apa pun.",
    )
    WITHDRAWN = (
        "action",
        "Surat ini tercatat, tetapi sudah dicabut",
        "Surat rekomendasi kegiatan ini tidak berlaku lagi.",
    )
    LISTED = (
        "good",
        "Surat ini tercatat di katalog dan berlaku",
        "Nomor dan identitas mudah ditiru. Bandingkan keterangan di bawah dengan surat yang Anda "
        "pegang, lalu periksa juga kodenya atau berkas PDF-nya.",
    )

    def __init__(self, tone, sentence, text):
        self.tone, self.sentence, self.text = tone, sentence, text


@dataclass(frozen=True)
class ReferenceCheck:
    """The answer about one number or identity."""

    letter: Letter | None

    @property
    def activity(self):
        """The entry of the catalogue, or None."""
        return self.letter.submission.activity if self.letter else None

    @property
    def tone(self):
        return self.finding.tone

    @property
    def sentence(self):
        return self.finding.sentence

    @property
    def text(self):
        return self.finding.text

    @property
    def finding(self):
        if self.letter is None:
            return ReferenceFinding.NOT_LISTED
        if self.letter.is_trial:
            return ReferenceFinding.TRIAL
        if self.activity.is_withdrawn or not self.letter.is_in_force:
            return ReferenceFinding.WITHDRAWN
        return ReferenceFinding.LISTED


def check_reference(typed):
    """Say what a number or identity leads to; one question to the database, whatever comes."""
    named = {"number__in": typed.numbers}
    if typed.identity:
        named = {"submission__activity__code": typed.identity}
    letters = Letter.objects.published().filter(
        number=F("submission__activity__letter_number"), **named
    )
    return ReferenceCheck(letters.select_related("submission__activity").first())
