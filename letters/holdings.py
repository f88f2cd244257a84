"""Letters, mandates and the certificate of a person, told to himself."""

from django.db.models import Q

from accounts.privacy.holdings import MOST, Holding, tells
from letters.models import Certificate, Letter, Mandate


@tells
def letters(person):
    """What he drafted or signed: his name and post stand on it, and stay."""
    mine = Letter.objects.filter(Q(drafted_by=person) | Q(signer=person)).order_by("-pk")[:MOST]
    yield Holding("Surat yang Anda susun atau tandatangani", [_of_letter(one) for one in mine])
    mandates = Mandate.objects.filter(person=person)[:MOST]
    yield Holding("Penugasan penanda tangan", [_of_mandate(one) for one in mandates])
    held = Certificate.objects.filter(person=person)
    facts = [(one.name, f"{one.issuer}, nomor {one.serial}") for one in held]
    yield Holding("Sertifikat tanda tangan", facts)


def _of_letter(letter):
    said = letter.number or "Tanpa nomor"
    return f"{said}: {letter.get_state_display()}", letter.signed_at or letter.drafted_at


def _of_mandate(mandate):
    ends = f" sampai {mandate.ends_on:%d-%m-%Y}" if mandate.ends_on else ""
    days = f"{mandate.starts_on:%d-%m-%Y}{ends}"
    return f"{mandate.get_kind_display()} {mandate.post}", f"sejak {days}, {mandate.deed}"
