"""The letter as a PDF.

A letter is archival and readable aloud: PDF/A-3A and PDF/UA-1 in one file. The bytes depend on
nothing but the content, so the file the head reads is the file that gets signed, and its digest
can be shown beside it.
"""

from datetime import date

from django.template.loader import render_to_string
from django.utils import translation

from requests_app.printing import print_pdf

TEMPLATE_VERSION = 1


def render(content, draft):
    """Return the letter's PDF for `content`; a draft carries the stamp KONSEP and no code."""
    with translation.override("id"):
        html = render_to_string("letters/pdf/letter.html", _page(content, draft))
    return print_pdf(html)


def _page(content, draft):
    from weasyprint import VERSION  # noqa: F401  (a missing Pango is told before any work)

    dated_on = content.get("dated_on")
    about = content.get("about")
    return {
        "letter": content,
        "draft": draft,
        "about_on": date.fromisoformat(about["dated_on"]) if about else None,
        "dated_on": date.fromisoformat(dated_on) if dated_on else None,
        "submitted_on": date.fromisoformat(content["submitted_on"]),
        "qr": "" if draft else _qr(content["verification_url"]),
        "stamp": "KONSEP" if draft else ("UJI – TIDAK BERLAKU" if content["is_trial"] else ""),
    }


def _qr(url):
    import segno

    return segno.make(url, error="m", micro=False).svg_data_uri(border=4, scale=4)
