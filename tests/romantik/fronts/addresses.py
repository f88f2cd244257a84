"""Rows of the table in tests/test_urls.py: the offices of a country, and what is below each."""

from tests.answers_by_role import ADMIN, NOBODY, OPEN

OF_FRONTS = {
    "fronts": ("get", OPEN),
    "front_suggestions": ("get", OPEN),
    "front_choice": ("post", NOBODY),  # of no office
    "office_front": ("get", OPEN),
    "front_host": ("get", ADMIN),
    "front_service_standard": ("get", OPEN),
    "front_satisfaction": ("get", OPEN),
    "front_satisfaction_pdf": ("get", NOBODY),
    "front_satisfaction_xlsx": ("get", NOBODY),
    "front_satisfaction_ods": ("get", NOBODY),
    "front_rating_form_pdf": ("get", OPEN),
    "front_complaint_new": ("get", OPEN),
    "front_complaint_summary": ("get", OPEN),
    "front_consultation_new": ("get", OPEN),
    "front_guestbook": ("get", OPEN),
    "front_guestbook_ticket": ("get", NOBODY),
    "front_queue_display": ("get", OPEN),
    "front_queue_board": ("get", OPEN),
}
