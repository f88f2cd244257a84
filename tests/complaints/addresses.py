"""Who may open the pages about ratings: rows of the table in tests/test_urls.py."""

from tests.answers_by_role import EXPIRED, NOBODY, OPEN

OF_RATINGS = {
    "satisfaction": ("get", OPEN),
    "satisfaction_pdf": ("get", NOBODY),
    "satisfaction_xlsx": ("get", NOBODY),
    "rating_form_pdf": ("get", OPEN),
    "rating_thanks": ("get", OPEN),
    "rating_link": ("get", EXPIRED),
    "rating_paper": ("get", "302 403 403 403 403 200 403 403 403"),
    "rating": ("get", "302 403 404 403 302 403 403 403 403"),
    "office_satisfaction": ("get", "302 403 403 403 403 403 403 200 200"),
}
