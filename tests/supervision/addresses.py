"""Who may open the pages of supervision: rows of tests/test_urls.py, where nobody supervises."""

from tests.answers_by_role import BOARD

NONE = "302 403 403 403 403 403 403 403 403"  # no Pengawas is among them
GIVERS = BOARD.replace("200", "404")  # an office with none above it and none beneath
OF_ADMIN = "302 403 403 403 403 403 403 403 404"

OF_SUPERVISION = {
    "supervision": ("get", NONE),
    "supervision_csv": ("get", NONE),
    "supervision_xlsx": ("get", NONE),
    "supervision_ods": ("get", NONE),
    "supervised": ("get", NONE),
    "supervised_list": ("get", NONE),
    "supervised_list_csv": ("get", NONE),
    "supervised_list_xlsx": ("get", NONE),
    "supervised_list_ods": ("get", NONE),
    "supervised_file": ("get", NONE),
    "supervised_letter": ("get", NONE),
    "coachings": ("get", GIVERS),
    "coaching_permission": ("get", GIVERS),
    "coaching_order": ("get", OF_ADMIN),
    "coaching_end": ("get", GIVERS),
}
