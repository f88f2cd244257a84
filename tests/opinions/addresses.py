"""Who may open the pages about opinions: rows of the table in tests/test_urls.py."""

from tests.answers_by_role import NOBODY

SEEN = "302 404 404 404 404 200 200 200 200"  # who sees the file at its office

ABOUT_OPINIONS = {
    "opinion_new": ("get", "302 404 404 404 403 403 200 200 403"),
    "opinions": ("get", "302 403 403 200 403 200 200 200 200"),
    "opinion_note": ("get", "302 404 404 404 403 403 404 403 403"),
    "opinion": ("get", SEEN),
    "opinion_withdrawal": ("post", SEEN.replace("200", "302")),
    "opinion_reminder": ("post", SEEN.replace("200", "302")),
    "opinion_link": ("get", NOBODY),
}
