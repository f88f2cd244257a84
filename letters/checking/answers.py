"""The answers of a check as JSON (docs/check-api.md): what the page shows, and nothing more."""

from django.conf import settings
from django.urls import reverse

from letters.checking.files import said_of
from letters.checking.references import ReferenceFinding


def about_code(check):
    """What the JSON interface says of a typed code; `groups` are those that were mistyped."""
    wrong = {"groups": list(check.typed.groups)} if check.typed.problem else {}
    return _answer(check.finding.name.lower(), check.for_machines, check.letter, **wrong)


def about_reference(check):
    """The answer to a number or identity: what the catalogue shows."""
    verdict = check.finding.name.lower()
    return _answer(verdict, f"{check.sentence}.", activity=_activity(check))


def about_file(check):
    """The answer to a file: the file, its signatures, the letter."""
    verdict = check.finding.name.lower()
    if check.is_unchanged and check.is_trial:
        verdict = "trial"
    elif check.is_unchanged and not check.letter.is_in_force:
        verdict = "revoked"
    facts = {
        "file": {
            "sha256": check.digest,
            "is_unchanged": check.is_genuine,
            "is_content_unchanged": check.is_unchanged,
            "explanation": check.text,
        },
        "signatures": [_signature(one) for one in check.inspection.signatures],
    }
    return _answer(verdict, check.sentence, check.letter, **facts)


def _answer(verdict, sentence, letter=None, **facts):
    return {
        "verdict": verdict,
        "sentence": sentence,
        **facts,
        "letter": _letter(letter) if letter else None,
        "portal": settings.PORTAL_URL,
    }


def _activity(check):
    activity = check.activity
    return activity and {
        "identity": activity.code,
        "title": activity.title,
        "kind": activity.kind_label,
        "agency": activity.agency_name,
        "year": activity.year,
        "number": activity.letter_number,
        "date": activity.letter_dated_on.isoformat(),
        "office": activity.office_name,
        "is_in_force": check.finding is ReferenceFinding.LISTED,
        "address": settings.PORTAL_URL + activity.get_absolute_url(),
    }


def _letter(letter):
    content = letter.content
    newer = letter.successor
    facts = {
        "code": letter.spoken_token,
        "address": settings.PORTAL_URL + reverse("letter_verification", args=[letter.token]),
        "state": letter.state,
        "is_in_force": letter.is_in_force and not letter.is_trial,
        "is_trial": letter.is_trial,
        "office": content["office"]["name"],
        "number": letter.number,
        "date": letter.dated_on.isoformat(),
        "subject": content["subject"],
        "agency": content["agency"],
        "verdict": "layak" if letter.is_recommendation else "tidak layak",
        "identity": letter.identity,
        "revoked_by": {"number": newer.number, "code": newer.spoken_token} if newer else None,
    }
    if not letter.says_verdict:
        del facts["verdict"]
    return facts | (_signed(letter) if letter.is_published else {})


def _signed(letter):
    signer = {
        "name": letter.content["signer"]["name"],
        "position": letter.content["signer"]["position"],
        "signed_at": letter.signed_at.isoformat(),
        "certificate_issuer": letter.issuer_name,
    }
    return {"signer": signer, "sha256": letter.signed_sha256}


def _signature(signature):
    stamped_at, signed_at = signature.stamped_at, signature.signed_at
    return {
        "name": signature.name,
        "certificate_issuer": signature.issuer,
        "is_intact": signature.intact,
        "is_issuer_trusted": signature.trusted,
        "covers_whole_file": signature.whole_file,
        "claimed_at": signed_at.isoformat() if signed_at else None,
        "timestamp": {"at": stamped_at.isoformat(), "issuer": signature.stamp_issuer}
        if stamped_at
        else None,
        "explanation": said_of(signature),
    }
