"""What is to be said of a file that somebody handed in: three answers, never one lamp.

The file: only bytes that equal a stored letter are genuine. The signature: whose it is, and how far
it can be believed. The letter: whether it is in force, which only the register knows.
"""

from dataclasses import dataclass
from enum import Enum

from letters import archive, codes
from letters.checking.endings import is_meaningless
from letters.models import Letter
from letters.signing.reading.inspection import Inspection, Signature, inspect
from letters.signing.roots import timestamp_roots, trusted_roots


class FileFinding(Enum):
    """What a file is: tone of the verdict, its sentence, and what it means."""

    GENUINE = (
        "good",
        "Asli, tidak berubah",
        "Berkas ini sama persis dengan surat yang kami terbitkan.",
    )
    ARCHIVED = (
        "good",
        "Asli: salinan arsip",
        "Berkas ini salinan arsip kami: surat yang kami terbitkan, tidak berubah, dan di "
        "belakangnya bukti waktu untuk jangka panjang.",
    )
    PADDED = (
        "action",
        "Isi surat tidak berubah, ada tambahan tanpa arti sesudah akhir berkas",
        "Surat yang kami terbitkan ada di dalam berkas ini tanpa perubahan. Di belakangnya ada "
        "tambahan yang tidak dibaca aplikasi PDF mana pun, biasanya dari pengiriman surel. "
        "Sebaiknya simpan berkas aslinya.",
    )
    EXTENDED = (
        "bad",
        "Diubah sesudah ditandatangani",
        "Berkas ini berawal dengan surat kami, tetapi ada yang ditambahkan sesudah surat itu "
        "ditandatangani. Yang berlaku hanya berkas aslinya.",
    )
    ALTERED = (
        "bad",
        "Bukan berkas yang kami terbitkan: isinya berbeda",
        "Berkas ini menyebut surat di bawah, tetapi tidak sama dengan berkas yang terbit: diubah "
        "sesudah ditandatangani, rusak, atau disimpan ulang. Mintalah berkas aslinya.",
    )
    UNSIGNED = (
        "bad",
        "Naskah tanpa tanda tangan",
        "Berkas ini naskah surat di bawah tanpa tanda tangan elektroniknya, jadi bukan surat.",
    )
    DRAFT = (
        "bad",
        "Konsep, bukan surat",
        "Berkas ini konsep yang belum ditandatangani dan tidak berlaku.",
    )
    FOREIGN = (
        "action",
        "Bukan surat dari portal ini",
        "Berkas ini ditandatangani secara elektronik, tetapi tidak kami terbitkan.",
    )
    UNKNOWN = (
        "bad",
        "Bukan berkas yang kami terbitkan",
        "Berkas ini tidak sama dengan surat mana pun yang kami terbitkan dan tidak bertanda tangan "
        "elektronik. Surat yang dipindai, dicetak ulang, atau disimpan ulang dengan aplikasi lain "
        "juga tidak sama; periksa surat itu dengan kodenya.",
    )
    NOT_PDF = (
        "bad",
        "Bukan berkas PDF yang utuh",
        "Surat kami selalu berupa PDF. Berkas ini tidak kami terbitkan dan tidak dapat dibaca.",
    )
    ENCRYPTED = (
        "bad",
        "Berkas ini dikunci dengan kata sandi",
        "Surat kami tidak pernah dikunci. Berkas ini tidak kami terbitkan dan tidak dapat dibaca.",
    )
    HEAVY = (
        "bad",
        "Bukan berkas yang kami terbitkan",
        "Berkas ini tidak sama dengan surat mana pun yang kami terbitkan, dan terlalu rumit untuk "
        "diperiksa lebih jauh.",
    )
    BUSY = (
        "quiet",
        "Belum diperiksa seluruhnya",
        "Berkas ini tidak sama dengan surat mana pun yang kami terbitkan. Tanda tangan di dalamnya "
        "belum sempat diperiksa karena pemeriksaan sedang ramai; coba lagi sebentar lagi.",
    )
    TOO_LARGE = (
        "quiet",
        "Berkas terlalu besar",
        "Surat kami tidak pernah lebih besar dari 10 MB. Berkas ini tidak diperiksa.",
    )
    MISSING = (
        "quiet",
        "Belum ada berkas",
        "Pilih berkas PDF surat yang ingin diperiksa, atau ketik kodenya.",
    )

    def __init__(self, tone, sentence, text):
        self.tone, self.sentence, self.text = tone, sentence, text


PROBLEMS = {
    "encrypted": FileFinding.ENCRYPTED,
    "unreadable": FileFinding.NOT_PDF,
    "heavy": FileFinding.HEAVY,
    "busy": FileFinding.BUSY,
}


NOT_READ = Inspection()


@dataclass(frozen=True)
class FileCheck:
    """The answers about one file."""

    finding: FileFinding
    letter: Letter | None = None
    inspection: Inspection = NOT_READ
    digest: str = ""

    @property
    def is_genuine(self):
        return self.finding is FileFinding.GENUINE or self.is_archived

    @property
    def is_unchanged(self):
        """Is it a letter of ours, unchanged, with at most something meaningless behind it?"""
        return self.is_genuine or self.is_padded

    @property
    def is_padded(self):
        return self.finding is FileFinding.PADDED

    @property
    def is_archived(self):
        """Is it an archival revision: our letter, with our proofs behind it?"""
        return self.finding is FileFinding.ARCHIVED

    @property
    def is_trial(self):
        """Does the letter, or a certificate in the file, belong to a demonstration?"""
        if self.letter is not None:
            return self.letter.is_trial
        return any(one.is_trial for one in self.inspection.signatures)

    @property
    def tone(self):
        """The colour of the verdict; good only for the very bytes of a real letter in force."""
        if not self.is_unchanged:
            return self.finding.tone
        if self.is_trial:
            return "bad"
        return self.finding.tone if self.letter.is_in_force else "action"

    @property
    def sentence(self):
        """The verdict in one sentence."""
        if self.is_unchanged and self.is_trial:
            return "UJI – TIDAK BERLAKU"
        if self.is_unchanged and not self.letter.is_in_force:
            return "Asli, tetapi tidak berlaku lagi"
        return self.finding.sentence

    @property
    def text(self):
        """What the verdict means."""
        if self.is_genuine and self.is_trial:
            return (
                "Berkas ini sama persis dengan surat peragaan kami. "
                "Surat peragaan tidak mempunyai kekuatan apa pun."
            )
        if self.is_padded and self.sentence != self.finding.sentence:
            return f"{self.finding.sentence}. {self.finding.text}"
        if self.finding is FileFinding.FOREIGN:
            return f"{self.finding.text} {self._whose()}"
        return self.finding.text

    def _whose(self):
        names = " dan ".join(one.name for one in self.inspection.signatures)
        whose = f"Menurut sertifikatnya, penanda tangannya {names}."
        if self.inspection.count > 1:
            whose += f" Ada {self.inspection.count} tanda tangan; surat kami memuat tepat satu."
        return whose

    @property
    def signatures(self):
        """Each signature in the file with what is to be said of it."""
        return [(one, said_of(one)) for one in self.inspection.signatures]

    @property
    def was_checked_anew(self):
        """Has the genuine file's signature just been found sound once more?"""
        seals = self.inspection.signatures
        return len(seals) == 1 and seals[0].intact and seals[0].whole_file and seals[0].trusted

    @property
    def stamp(self):
        """The signature with a trusted time in a genuine file, or None."""
        stamped = [one for one in self.inspection.signatures if one.stamped_at]
        return stamped[0] if stamped else None


def check_file(document):
    """Say what a file is. Whatever parses it runs in a process of its own, for ten seconds."""
    digest = archive.digest_of(document)
    if letter := letter_of_digest(digest):
        seen = inspect(document, trusted_roots(), letter.signed_at, timestamp_roots())
        return FileCheck(FileFinding.GENUINE, letter, seen, digest)
    if letter := _issued().filter(revisions__sha256=digest).first():
        return FileCheck(FileFinding.ARCHIVED, letter, NOT_READ, digest)
    seen, issued = inspect(document, trusted_roots()), _issued()
    if letter := issued.filter(signed_sha256__in=seen.prefixes).first():
        if is_meaningless(document[_end_of(letter, seen) :]):
            seen = inspect(letter.document(), trusted_roots(), letter.signed_at, timestamp_roots())
            return FileCheck(FileFinding.PADDED, letter, seen, digest)
        return FileCheck(FileFinding.EXTENDED, letter, seen, digest)
    if letter := issued.filter(unsigned_sha256=digest).first():
        return FileCheck(FileFinding.UNSIGNED, letter, seen, digest)
    if letter := _letter_mentioned(issued, seen):
        return FileCheck(FileFinding.ALTERED, letter, seen, digest)
    return FileCheck(_stranger(seen), None, seen, digest)


def _end_of(letter, seen):
    """Where our own bytes end in a file that begins with the letter or an archival copy of it."""
    ours = {letter.signed_sha256, *letter.revisions.values_list("sha256", flat=True)}
    places = zip(seen.prefixes, seen.places, strict=True)
    return max(place for digest, place in places if digest in ours)


def letter_of_digest(digest):
    """The published letter whose signed file has exactly these bytes."""
    return _issued().filter(signed_sha256=digest).first() if digest else None


def said_of(signature: Signature):
    """How far a signature can be believed, in one sentence."""
    if not signature.intact:
        return "Tanda tangan ini rusak: isi berkas bukan lagi yang ditandatangani."
    if signature.is_trial:
        return "Sertifikatnya dibuat untuk peragaan."
    if signature.expired:
        return "Masa berlaku sertifikatnya sudah habis, jadi nama itu tidak terbukti."
    if not signature.trusted:
        return "Penerbit sertifikatnya tidak kami kenal, jadi nama itu tidak terbukti."
    if not signature.whole_file:
        return "Tanda tangan ini tidak meliputi seluruh berkas: ada yang ditambahkan sesudahnya."
    return (
        "Utuh, dan penerbit sertifikatnya kami kenal. "
        "Apakah sertifikat itu pernah dicabut tidak diperiksa di sini."
    )


def _issued():
    return Letter.objects.published().select_related("office", "submission", "about")


def _letter_mentioned(issued, seen):
    """The letter that a changed file was: by our own bytes, else by a code it carries."""
    if letter := issued.filter(unsigned_sha256__in=seen.prefixes).first():
        return letter
    tokens = [codes.read(code).token for code in seen.codes]
    return issued.filter(token__in=[token for token in tokens if token]).first()


def _stranger(seen):
    """What a file is that has nothing to do with any letter of ours."""
    if seen.is_draft:
        return FileFinding.DRAFT
    if seen.count:
        return FileFinding.FOREIGN
    return PROBLEMS.get(seen.problem, FileFinding.UNKNOWN)
