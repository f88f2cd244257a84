"""Who may open the pages about ratings: and complaints: rows of the table in tests/test_urls.py."""

from tests.answers_by_role import ADMIN, ASKED, EXPIRED, LED_ON, NOBODY, OPEN

ALONE = "302 403 403 403 403 403 403 200 403"  # a head whom nobody else is left beside

OF_RATINGS = {
    "satisfaction": ("get", ASKED),
    "satisfaction_pdf": ("get", NOBODY.replace("404", "302", 1)),
    "satisfaction_xlsx": ("get", NOBODY.replace("404", "302", 1)),
    "satisfaction_ods": ("get", NOBODY.replace("404", "302", 1)),
    "rating_form_pdf": ("get", ASKED),
    "rating_thanks": ("get", OPEN),
    "rating_link": ("get", EXPIRED),
    "rating_paper": ("get", "302 403 403 403 403 200 403 403 403"),
    "rating": ("get", "302 403 404 403 302 403 403 403 403"),
    "office_satisfaction": ("get", "302 403 403 403 403 403 403 200 200"),
}

ABOUT_COMPLAINTS = {
    "service_standard": ("get", ASKED),
    "office_standard": ("get", ADMIN),
    "office_standard_version": ("get", ADMIN),
    "complaint_new": ("get", OPEN),
    "complaint_entry": ("get", OPEN),
    "complaint_summary": ("get", ASKED),
    "complaint_link": ("get", NOBODY),
    "complaint_desk": ("get", ALONE),
    "complaint_desk_new": ("get", "302 403 403 403 403 200 403 403 403"),
    "complaint_handling": ("get", ALONE),
    "complaint_handling_clock": ("get", ALONE),
    "complaint_handling_file": ("get", ALONE.replace("200", "404")),
    "complaint_remarks": ("get", ALONE),
    "complaint_step": ("get", ALONE),
    "complaint": ("get", LED_ON),
    "complaint_receipt": ("get", LED_ON),
    "complaint_clock": ("get", LED_ON),
    "complaint_reply": ("get", LED_ON),
    "complaint_withdrawal": ("get", LED_ON),
    "complaint_reopening": ("get", LED_ON),
    "complaint_grading": ("get", LED_ON),
    "complaint_leaving": ("post", LED_ON),
    "complaint_file": ("get", LED_ON),
}
