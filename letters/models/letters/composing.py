"""What a letter says: the frozen facts from which its pages are drawn."""

from django.conf import settings
from django.urls import reverse

from letters.models.certificate import Certificate
from letters.models.letter_template import LetterTemplate
from letters.page.pdf import LAYOUT
from letters.page.placeholders import kind_of

ACTIVITIES = {
    "survey": {
        "register": "V",
        "activity": "survei statistik sektoral",
        "instrument": "kuesioner",
    },
    "compilation": {
        "register": "K",
        "activity": "kompilasi produk administrasi",
        "instrument": "formulir dan lembar kerja",
    },
}


def compose(letter):
    """Everything the pages show, as JSON; who signs is known once the letter has a mandate."""
    submission, office, proposal = letter.submission, letter.office, letter.proposal
    words = ACTIVITIES[submission.kind]
    content = {
        "layout": LAYOUT,
        "office": office_facts(office),
        "number": letter.number,
        "identity": letter.identity,
        "dated_on": letter.dated_on.isoformat() if letter.dated_on else None,
        "purpose": letter.purpose,
        "about": _about(letter.about),
        "cause": letter.cause,
        "objection": letter.content.get("objection"),
        "agency": submission.agency.name,
        "title": submission.title,
        "form": submission.form.short_title,
        "activity": words["activity"],
        "instrument": words["instrument"],
        "submitted_on": submission.submitted_at.astimezone(office.zone).date().isoformat(),
        "verdict": letter.verdict,
        "reason": proposal.reason,
        "advice": proposal.advice,
        "signer": letter.mandate.snapshot() if letter.mandate else {"position": office.head_title},
        "issuer": Certificate.objects.issuer_for(letter.signer) if letter.signer else "",
        "is_trial": letter.is_trial,
        "code": letter.spoken_token,
        "verification_url": settings.PORTAL_URL
        + reverse("letter_verification", args=[letter.token]),
    }
    return content | _template_of(letter, kind_of(content)).write(content)


def office_facts(office):
    """What a letter shows of the office that issues it."""
    return {
        "name": office.name,
        "area": office.name.removeprefix("BPS "),
        "address": office.whole_address,
        "city": office.city,
        "phone": office.phones,
        "email": office.email,
        **({"website": office.website} if office.website else {}),
        **_emblem_of(office),
    }


def _emblem_of(office):
    """Named by its SHA-256, under which the picture is kept for as long as the letter."""
    if not office.emblem_id:
        return {}
    return {"emblem": {"sha256": office.emblem_id, "alt": office.emblem_alt}}


def _template_of(letter, kind):
    """The version in use; a letter that was read as a draft keeps the version that was read."""
    templates, read = LetterTemplate.objects, letter.content.get("template_version")
    kept = None
    if letter.is_numbered and read is not None:
        kept = templates.version(letter.office, kind, read)
    return kept or templates.in_use(letter.office, kind)


def _about(letter):
    """The letter that is withdrawn or replaced, as the new one names it."""
    if letter is None:
        return None
    return {
        "number": letter.number,
        "dated_on": letter.dated_on.isoformat(),
        "identity": letter.identity,
        "subject": letter.content["subject"],
    }


def register_of(submission):
    """The register of identities, V or K, that the submission's kind belongs to."""
    return ACTIVITIES[submission.kind]["register"]
