"""Rows of the table in tests/test_urls.py: guest book, queue, visits."""

from tests.answers_by_role import ADMIN, ASKED, NOBODY

DESK = "302 403 403 403 403 200 403 403 403"  # the front desk of the office
DESK_POSTS = DESK.replace("200", "302")
COUNTER = "302 403 403 403 403 200 403 403 200"  # the front desk and the admin

OF_THE_COUNTER = {
    "guestbook": ("get", ASKED),
    "guestbook_ticket": ("get", NOBODY),
    "guestbook_device": ("get", NOBODY),
    "queue": ("get", DESK),
    "queue_call": ("post", DESK_POSTS),
    "queue_place": ("post", DESK_POSTS),
    "queue_display": ("get", ASKED),
    "queue_board": ("get", ASKED),
    "visits": ("get", COUNTER),
    "visits_csv": ("get", COUNTER),
    "visits_xlsx": ("get", COUNTER),
    "visits_ods": ("get", COUNTER),
    "visit_new": ("get", DESK),
    "visit": ("get", "302 403 403 404 403 200 404 404 200"),
    "visit_call": ("post", DESK_POSTS),
    "visit_serving": ("post", DESK_POSTS),
    "visit_absence": ("post", DESK_POSTS),
    "visit_ending": ("get", DESK_POSTS),
    "visit_account": ("get", DESK),
    "visit_link": ("post", DESK.replace("200", "404")),
    "visit_unlink": ("post", DESK.replace("200", "404")),
    "office_guestbook": ("get", ADMIN),
    "office_guestbook_key": ("post", ADMIN.replace("200", "302")),
}
