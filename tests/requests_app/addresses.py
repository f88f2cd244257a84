"""Who may open the pages about results: rows of the table in tests/test_urls.py."""

from tests.answers_by_role import NOBODY

LOCKED = NOBODY.replace("404", "302", 1)  # the table's file is not recommended yet

OF_RESULTS = {
    "results": ("get", LOCKED),
    "results_confirmation": ("post", LOCKED),
    "result": ("get", LOCKED),
    "result_return": ("get", LOCKED),
    "metadata": ("get", LOCKED),
}
