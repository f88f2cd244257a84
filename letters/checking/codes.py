"""What is to be said of a code that somebody typed or scanned."""

from dataclasses import dataclass
from enum import Enum

from letters import codes
from letters.checking.taking import letter_of_code
from letters.models import Letter


class CodeFinding(Enum):
    """What a code leads to: tone of the verdict, its sentence, what it means; what machines read.

    Machines read the sentence, unless it is another one.
    """

    MISTYPED = "quiet", "Kode ini salah ketik", ""
    UNKNOWN = (
        "quiet",
        "Kode ini tidak kami kenal",
        "Tidak ada surat yang terbit dengan kode ini. Periksa kembali huruf dan angkanya; bila "
        "tetap tidak dikenal, surat itu bukan dari kami.",
    )
    VOID = (
        "bad",
        "Surat ini batal",
        "Nomor surat ini pernah disiapkan, tetapi suratnya tidak pernah diterbitkan.",
        "Surat ini batal dan tidak pernah diterbitkan.",
    )
    TRIAL = (
        "bad",
        "UJI – TIDAK BERLAKU",
        "Surat ini dibuat untuk peragaan dan tidak mempunyai kekuatan apa pun.",
        "UJI – TIDAK BERLAKU",
    )
    REVOKED = (
        "action",
        "Surat ini asli, tetapi tidak berlaku lagi",
        "Bandingkan keterangan di bawah dengan surat yang Anda pegang; surat ini sudah dicabut "
        "atau diganti.",
    )
    IN_FORCE = (
        "good",
        "Surat ini asli dan berlaku",
        "Bandingkan keterangan di bawah dengan surat yang Anda pegang; keduanya harus sama.",
    )

    def __init__(self, tone, sentence, text, for_machines=""):
        self.tone, self.sentence, self.text = tone, sentence, text
        self.for_machines = for_machines or f"{sentence}."


@dataclass(frozen=True)
class CodeCheck:
    """The answer about one code."""

    typed: codes.TypedCode
    letter: Letter | None

    @property
    def finding(self):
        letter = self.letter
        if self.typed.problem:
            return CodeFinding.MISTYPED
        if letter is None:
            return CodeFinding.UNKNOWN
        if not letter.is_published:
            return CodeFinding.VOID
        if letter.is_trial:
            return CodeFinding.TRIAL
        return CodeFinding.IN_FORCE if letter.is_in_force else CodeFinding.REVOKED

    @property
    def text(self):
        """What it means; of a mistyped code, what is wrong with it."""
        return self.typed.problem or self.finding.text

    @property
    def for_machines(self):
        """The sentence in the answers for machines (docs/check-api.md)."""
        return self.typed.problem or self.finding.for_machines


def check_code(code):
    """Say what a code leads to."""
    return check_typed(codes.read(code))


def check_typed(typed):
    """Say what a code that was read leads to."""
    return CodeCheck(typed, letter_of_code(typed.token))
