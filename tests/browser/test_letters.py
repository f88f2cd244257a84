"""axe on the pages of a letter that was issued and then withdrawn, and of one that stays."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.urls import reverse

from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import make_proposed


def issue(letter, by):
    letter = letter.take_up(by=by)
    letter.attempts.sign(by=by, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)
    return letter


def acted_out(sari, ratna, hasan):
    """One letter that stays and one that is withdrawn."""
    equip(hasan)
    stays = issue(make_proposed(sari, ratna).letters.get(), hasan)
    goes = issue(make_proposed(sari, ratna).letters.get(), hasan)
    issue(goes.propose_act("withdrawal", by=ratna, cause="Kegiatan dibatalkan."), hasan)
    stays.mails().update(state="sent")
    connection.close()
    return stays, goes


def test_no_page_of_an_issued_letter_has_a_finding(
    sari, ratna, hasan, page, live_server, sign_in, accessible
):
    with ThreadPoolExecutor(1) as beside:  # signing has a loop of its own, as the browser has
        stays, goes = beside.submit(acted_out, sari, ratna, hasan).result()
    sign_in(ratna)

    names = ("letter", "delivery", "letter_handover", "letter_revocation")
    urls = [reverse(name, args=[stays.submission.code]) for name in names]
    urls += [reverse(name, args=[goes.submission.code]) for name in ("submission", "letter")]
    urls += [reverse("letter_issued", args=[goes.submission.code, goes.token])]
    urls += [reverse("letter_verification", args=[goes.token]), reverse("letter_register")]
    for url in urls:
        page.goto(f"{live_server.url}{url}")
        accessible()
