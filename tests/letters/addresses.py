"""Addresses of letters, for the table in tests/test_urls.py."""

# These are walked with a file whose verdict has been proposed.
ABOUT_A_PROPOSAL = {
    "withdrawal",
    "letter",
    "letter_pdf",
    "letter_numbering",
    "issuance",
    "signing_queue",
    "letter_return",
    "delivery",
    "letter_revocation",
    "letter_revocation_removal",
}
