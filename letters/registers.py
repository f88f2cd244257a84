"""The registers of an office: every number given out, with the letter or the void that bears it."""

from django.db.models import Count, F, Max, Q
from django.db.models.fields.json import KT

from letters.models import Counter, Letter
from letters.numbering import LETTER_REGISTER

LETTERS, IDENTITIES = "surat", "identitas"
SERIES = {LETTERS: "Nomor surat", IDENTITIES: "Identitas rekomendasi"}
MOST_WORDS = 6


def entries(office, series):
    """The letters of one series of this office, numbered and newest first."""
    numbered = Letter.objects.filter(office=office).annotate(
        title=KT("content__title"),
        addressee=KT("content__agency"),
        signed_by=KT("content__signer__name"),
    )
    numbered = numbered.defer("content").select_related("about", "submission")
    if series == IDENTITIES:
        return numbered.filter(identity_sequence__isnull=False).order_by(
            "-year", "-identity_register", "-identity_sequence"
        )
    return numbered.filter(sequence__isnull=False).order_by("-year", "-sequence")


def matching(found, words):
    """Those whose numbers, title or agency contain each of the words."""
    for word in words.split()[:MOST_WORDS]:
        found = found.filter(
            Q(number__icontains=word)
            | Q(identity__icontains=word)
            | Q(title__icontains=word)
            | Q(addressee__icontains=word)
        )
    return found


def with_successors(letters):
    """The letters as a list; each withdrawn or replaced one knows the newer; one query at most."""
    letters = list(letters)
    revoked = [letter.pk for letter in letters if letter.is_published and not letter.is_in_force]
    acts = Letter.objects.published().filter(about__in=revoked).defer("content") if revoked else ()
    newer = {act.about_id: act for act in acts}
    for letter in letters:
        letter.newer = newer.get(letter.pk)
    return letters


def faults():
    """What is wrong in any register: `[(office id, sentence)]`, empty when all is well.

    In each register the count of numbers equals the largest and the counter, and none is there
    twice; the letters are the only witnesses, so a counter without them is a fault too. Numbers
    that were given out before the portal are skipped; while none followed, the last one is such.
    """
    found = []
    counters = {
        (counter.office_id, counter.year, counter.register): counter
        for counter in Counter.objects.all()
    }
    given = _given()
    for key in sorted(counters.keys() | given.keys()):
        counter, figures = counters.get(key) or Counter(), given.get(key, (0, 0, 0))
        count, distinct, largest = figures
        own = counter.last - counter.skipped
        is_largest = largest == counter.last or (
            counter.raised_to == counter.last > largest and counter.skipped
        )
        if not (count == distinct == own and is_largest):
            found.append((key[0], _fault(*key[1:], own, *figures)))
    return found


def _fault(year, register, last, count, distinct, largest):
    return (
        f"Register {spoken(register)} tahun {year}: {last} nomor diberikan, tetapi {count} surat "
        f"tercatat ({distinct} nomor berbeda, terbesar {largest})."
    )


def spoken(register):
    """What people call a register."""
    return "nomor surat" if register == LETTER_REGISTER else f"identitas {register}"


def _given():
    """Count, count of different numbers and the largest of every register: two queries."""
    figures = {}
    letters = Letter.objects.filter(sequence__isnull=False).order_by()
    for row in letters.values("office_id", "year").annotate(
        count=Count("pk"), distinct=Count("sequence", distinct=True), largest=Max("sequence")
    ):
        key = row["office_id"], row["year"], LETTER_REGISTER
        figures[key] = row["count"], row["distinct"], row["largest"]
    identities = Letter.objects.filter(identity_sequence__isnull=False).order_by()
    for row in identities.values("office_id", "year", register=F("identity_register")).annotate(
        count=Count("pk"),
        distinct=Count("identity_sequence", distinct=True),
        largest=Max("identity_sequence"),
    ):
        key = row["office_id"], row["year"], row["register"]
        figures[key] = row["count"], row["distinct"], row["largest"]
    return figures
