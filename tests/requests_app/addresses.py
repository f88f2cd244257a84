"""Who may open results, assisted entry, slips, objections and what an office keeps: rows of
tests/test_urls.py."""

from tests.answers_by_role import ADMIN, FILE, FILE_LED_ON, NOBODY, OPEN

LOCKED = NOBODY.replace("404", "302", 1)  # the table's file is not recommended yet

OF_RESULTS = {
    "results": ("get", LOCKED),
    "results_confirmation": ("post", LOCKED),
    "result": ("get", LOCKED),
    "result_return": ("get", LOCKED),
    "metadata": ("get", LOCKED),
}

OF_ASSISTED_ENTRY = {
    "counter_begin": ("get", "302 404 404 404 403 403 403 403 403"),
    "counter_entry": ("get", FILE_LED_ON),
    "scans": ("get", FILE),
    "entry_statement": ("get", FILE_LED_ON),
    "slip_giving": ("get", "302 404 404 404 403 200 200 403 200"),
    "slip_withdrawal": ("post", "302 404 404 404 302 302 302 302 302"),
    "slip_check": ("get", OPEN),
    "slip": ("get", NOBODY),
    "objection": ("get", NOBODY),
    "objection_settlement": ("get", "302 404 404 404 403 302 302 302 403"),
    "office_suggestions": ("get", "302 403 403 403 403 403 403 200 200"),
}

OF_OFFICE = {
    "office_standard_notes": ("get", "302 403 403 200 403 403 200 403 200"),
    "office_holidays": ("get", ADMIN),
    "office_holiday_new": ("get", ADMIN),
    "office_holidays_confirmation": ("get", ADMIN),
    "office_holiday_withdrawal": ("get", ADMIN),
    "office_standard_note_new": ("get", "302 403 403 200 403 403 200 403 200"),
    "office_standard_notes_samples": ("post", "302 403 403 302 403 403 302 403 302"),
    "office_standard_note": ("get", "302 403 403 404 403 403 200 403 200"),
    "office_standard_note_closing": ("post", "302 403 403 404 403 403 302 403 302"),
    "office_standard_note_handing": ("post", "302 403 403 403 403 403 403 403 302"),
    "office_standard_note_copy": ("post", "302 403 403 404 403 403 404 403 404"),
    "office_standard_note_above": ("get", "302 403 403 404 403 403 404 403 404"),
    "office_stand_ins": ("get", "302 403 403 200 403 403 200 200 200"),
    "office_stand_in_new": ("get", "302 403 403 403 403 403 403 200 200"),
    "office_stand_in": ("get", "302 403 403 404 403 403 200 200 200"),
    "office_stand_in_agreement": ("post", "302 403 403 403 403 403 403 302 302"),
    "office_stand_in_refusal": ("get", "302 403 403 403 403 403 403 200 200"),
    "office_stand_in_end": ("get", "302 403 403 403 403 403 403 200 200"),
}
