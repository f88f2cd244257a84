"""What an address answers, person by person: the words of the table in tests/test_urls.py."""

PEOPLE = ["anon", "pending", "stranger", "other", "sari", "budi", "ratna", "hasan", "dewi"]

OPEN = "200 200 200 200 200 200 200 200 200"  # everybody
ENTRANCE = "200 302 302 302 302 302 302 302 302"  # for who is not inside yet
NOBODY = "404 404 404 404 404 404 404 404 404"  # an unknown secret
ASKED = "302 200 200 200 200 200 200 200 200"  # guests of a country: for their region
INSIDE = "302 200 200 200 200 200 200 200 200"  # everybody with an account
FILE = "302 404 404 404 200 200 200 200 200"  # who sees the file
FILE_LED_ON = "302 404 404 404 302 302 302 302 302"  # who sees it, led to what he may do
ASSIGNED = "302 404 404 404 403 403 200 403 403"  # its examiner
ADMIN = "302 403 403 403 403 403 403 403 200"  # of the office
BOARD = "302 403 403 403 403 403 403 200 200"  # the head's, and the admin's
STAFF = "302 403 403 200 403 200 200 200 200"  # of any office, each its own
LED_ON = "302 302 302 302 302 302 302 302 302"  # to the log-in, or to what must come first
EXPIRED = "410 410 410 410 410 410 410 410 410"  # a link that never was, or is over
