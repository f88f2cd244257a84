"""Everybody of the demonstration, and the pages that each of them reaches."""

from functools import cache

from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tickets import MOST_KEYS
from complaints.keys import link_token
from complaints.models import Complaint
from events.models import Mail
from tests.walking import mailed, reached

OF_AGENCIES = ["sari", "laila", "nia"]  # open files, decided files, an agency that waits
OF_THE_OFFICE = ["budi", "ratna", "hasan", "maya", "dewi"]


def walkers():
    """(who, his browser, the addresses that he was given): everybody of the demonstration."""
    yield "anybody", Client(), mailed(Mail.objects.all())
    reporter = Client()
    links = [reverse("complaint_link", args=[link_token(each)]) for each in Complaint.objects.all()]
    yield "reporter", reporter, [reporter.get(link).url for link in links[-MOST_KEYS:]]
    people = [f"{key}@example.go.id" for key in OF_AGENCIES]
    people += [f"{key}@bps.example.go.id" for key in OF_THE_OFFICE]
    for email in people:
        browser = Client()
        browser.force_login(User.objects.get(email=email))
        yield email.partition("@")[0], browser, mailed(Mail.objects.filter(to=email))


@cache
def walked():
    """{who: the pages that he reaches}: one walk for every test that looks at them.

    The sessions of its browsers end with the test that walks; the next one takes `walkers()` anew.
    """
    return {who: list(reached(browser, given)) for who, browser, given in walkers()}
