"""The letter as a PDF.

A letter is archival and readable aloud: PDF/A-3A and PDF/UA-1 in one file. The bytes depend on
nothing but the content, so the file the head reads is the file that gets signed, and its digest
can be shown beside it.
"""

import logging
from datetime import date
from math import ceil

from django.template.loader import render_to_string
from django.utils import translation

from accounts.models.emblems import Damaged, Emblem
from letters.page.placeholders import RULED
from letters.page.wording import completed
from paper import qr
from paper.printing import MissingImageError, print_pdf

logger = logging.getLogger(__name__)
LAYOUT = 2
ROOM = 28  # lines that a page holds in the ordinary size


def render(content, draft):
    """Return the letter's PDF for `content`; a draft carries the stamp KONSEP and no code."""
    code = None if draft else code_of(content)
    return print_pdf(page_of(content, code), images={code.address: code} if code else {})


def code_of(content):
    """The code that leads from the paper to the page of the letter."""
    return qr.Code(content["verification_url"], content.get("statement"))


def page_of(content, code=None):
    """The HTML that is printed; without a code it is a draft's."""
    with translation.override("id"):
        return render_to_string("letters/pdf/letter.html", _page(completed(content), code))


def _page(content, code):
    from weasyprint import VERSION  # noqa: F401  (a missing Pango is told before any work)

    draft = code is None
    dated_on, about = content.get("dated_on"), content.get("about")
    purpose = content.get("purpose")
    is_withdrawal, is_ruling = purpose == "withdrawal", purpose in RULED
    objection = content.get("objection")
    return {
        "letter": content,
        "emblem": emblem_of(content["office"]),
        "draft": draft,
        "is_fit": content["verdict"] == "recommend",
        "is_withdrawal": is_withdrawal,
        "is_replacement": purpose == "replacement",
        "is_ruling": is_ruling,
        "objected_on": date.fromisoformat(objection["made_on"]) if objection else None,
        "is_annexed": bool(content["advice"]) and not (is_withdrawal or is_ruling),
        "close": _lines_of(content) > ROOM,
        "dated_on": date.fromisoformat(dated_on) if dated_on else None,
        "about_on": date.fromisoformat(about["dated_on"]) if about else None,
        "code": code,
        "stamp": "KONSEP" if draft else ("UJI – TIDAK BERLAKU" if content["is_trial"] else ""),
    }


def emblem_of(office):
    """The picture beside the office's name; "" for none, or while it is not kept yet.

    Raises MissingImageError where the letter names one that is not there, or not the same any more.
    """
    named = office.get("emblem")
    if not named:
        return ""
    if "source" in named:  # of a preview
        return named["source"]
    try:
        return Emblem.objects.get(pk=named["sha256"]).source
    except (Emblem.DoesNotExist, Damaged) as error:
        raise MissingImageError("The emblem of the letter is gone.") from error


def prints(emblem):
    """Can a letter carry this picture? It is drawn once, on a head without its letter."""
    office = {"name": "BPS", "area": "Contoh", "emblem": {"alt": "Lambang"}}
    head = {"office": office, "emblem": emblem.source}
    drawn = render_to_string("letters/pdf/head.html", head)
    try:
        print_pdf(f'<html lang="id"><title>Lambang</title>{drawn}')
    except Exception:  # whatever a drawing from anywhere may upset in whoever draws it
        logger.warning("An emblem cannot be printed", exc_info=True)
        return False
    return True


def _lines_of(content):
    """About how many lines the letter takes without its annex: a long one is set closer.

    Reckoned from the text alone, so that a letter is drawn once.
    """
    words = [*content["opening"], *content["body"], *content["closing"]]
    texts = [(line, 95) for part in words for line in part["lines"]]
    texts += [(line, 95) for line in content["addressee"]]
    texts += [(content["subject"], 66), (content["agency"], 68), (content["title"], 68)]
    if content.get("purpose") == "replacement":
        texts.append((" " * 150 + content["cause"], 95))  # the sentence that leads to it, and it
    lines = sum(ceil(len(text) / width) for text, width in texts)
    copies = len(content["copies"])
    return lines + 0.5 * (len(words) + len(texts)) + (copies + 1.5 if copies else 0)
