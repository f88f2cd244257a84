"""Who may open the pages about Walidata: rows of the table in tests/test_urls.py.

Nobody of the cast belongs to one; what its members open is told in test_sight.py.
"""

from tests.answers_by_role import ADMIN

NOBODY_IS_ONE = "302 403 403 403 403 403 403 403 403"
HIDDEN = "302 404 404 404 404 404 404 404 404"
OF_AN_UNKNOWN_NOTE = "302 404 404 404 403 403 404 403 403"

ABOUT_WALIDATA = {
    "walidata_marking": ("get", ADMIN),
    "walidata_ending": ("get", ADMIN.replace("200", "404")),
    "walidata": ("get", NOBODY_IS_ONE),
    "walidata_csv": ("get", NOBODY_IS_ONE),
    "walidata_xlsx": ("get", NOBODY_IS_ONE),
    "walidata_ods": ("get", NOBODY_IS_ONE),
    "walidata_file": ("get", HIDDEN),
    "walidata_note_new": ("get", HIDDEN),
    "walidata_note": ("get", HIDDEN),
    "walidata_note_removal": ("post", HIDDEN),
    "walidata_opinion": ("get", HIDDEN),
    "walidata_results": ("get", HIDDEN),
    "walidata_answer": ("get", OF_AN_UNKNOWN_NOTE),
    "walidata_taking": ("get", OF_AN_UNKNOWN_NOTE),
}
