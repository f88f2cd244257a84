"""Who may open the pages about earlier recommendations: rows of tests/test_urls.py."""

from tests.answers_by_role import ADMIN, BOARD

NONE_OF_THAT_NUMBER = "302 403 403 403 403 403 403 403 404"

ABOUT_EARLIER = {
    "earlier_imports": ("get", ADMIN),
    "earlier_import": ("get", NONE_OF_THAT_NUMBER),
    "earlier_columns": ("post", NONE_OF_THAT_NUMBER),
    "earlier_start": ("post", NONE_OF_THAT_NUMBER),
    "earlier_undo": ("post", NONE_OF_THAT_NUMBER),
    "earlier_discard": ("post", NONE_OF_THAT_NUMBER),
    "earlier_faults": ("get", NONE_OF_THAT_NUMBER),
    "earlier_records": ("get", NONE_OF_THAT_NUMBER),
    "earlier_years": ("get", BOARD),
    "office_next_numbers": ("get", ADMIN),
}
