"""Who may open the pages about consultations: rows of the table in tests/test_urls.py."""

from tests.answers_by_role import ADMIN, NOBODY, OPEN

READ = "302 404 404 404 200 200 200 200 404"  # its agency, and who advises at its office

ABOUT_CONSULTATIONS = {
    "consultation_new": ("get", OPEN),
    "consultation_entry": ("get", OPEN),
    "consultation_link": ("get", NOBODY),
    "consultations": ("get", "302 200 200 200 200 200 200 200 403"),
    "consultation": ("get", READ),
    "consultation_receipt": ("get", READ),
    "consultation_leaving": ("post", READ.replace("200", "302")),
    "consultation_calendar": ("get", "302 404 404 404 404 404 404 404 404"),
    "office_hours": ("get", ADMIN),
    "office_hours_removal": ("post", "302 403 403 403 403 403 403 403 404"),
    "consultation_file": ("get", "302 404 404 404 404 404 404 404 404"),
    "consultation_step": ("get", "302 404 404 404 302 200 200 200 404"),
}
