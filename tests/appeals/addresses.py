"""Who may open the pages about objections to a decision: rows of tests/test_urls.py."""

from tests.answers_by_role import INSIDE

SEEN = "302 404 404 404 {0} {0} {1} {1} {0}"  # who sees the file; Ratna and Hasan decided it
SHUT = SEEN.format(403, 403)
SIGNERS_ALONE = "302 403 403 403 403 403 403 403 403"  # and Hasan, who decided, is no such one

ABOUT_APPEALS = {
    "appeal_new": ("get", "302 403 404 403 404 403 403 403 403"),
    "appeals": ("get", INSIDE),
    "appeal": ("get", SEEN.format(200, 200)),
    "appeal_submission": ("get", SHUT),
    "appeal_decision": ("get", SHUT),
    "appeal_dossier": ("get", SHUT),
    "appeal_file": ("get", SEEN.format(404, 404)),
    "appeal_letter": ("get", SIGNERS_ALONE),
    "appeal_letter_pdf": ("get", SEEN.format(404, 404)),
    "appeal_letter_numbering": ("post", SIGNERS_ALONE),
    "appeal_letter_return": ("get", SIGNERS_ALONE),
    "appeal_step": ("get", SEEN.format(302, 403)),
}
