"""Looking at a page as a person does: what it says, where it leads, what it costs."""

from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def words(response):
    """What stands on the page itself, in one line."""
    return " ".join(soup(response).find("main").get_text(" ").split())


def told(response):
    """What the next page will say of what was done just now, earlier messages left out."""
    return [str(message) for message in get_messages(response.wsgi_request)._queued_messages]


def facts(page, where="dl div"):
    """The pairs of a list of facts: {heading: what it says}."""
    pairs = [(pair.dt, pair.dd) for pair in page.select(where)]
    return {" ".join(a.get_text(" ").split()): " ".join(b.get_text(" ").split()) for a, b in pairs}


def queries(client, url):
    """How many queries a page or file asks that opens, read to its end."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        b"".join(response)
    assert response.status_code == 200
    return len(captured)


def press(client, page, verb, **changes):
    """Press a button of a block of the form, with what the page holds; some of it changed."""
    form = soup(page).select_one("form#isian")
    typed = {}
    for field in form.select("[name]"):
        ticked = field.name == "input" and field.get("type") in ("checkbox", "radio")
        if field.name == "button" or (ticked and not field.has_attr("checked")):
            continue
        chosen = field.select_one("option[selected]") if field.name == "select" else None
        value = field.get("value", "")
        if field.name == "textarea":
            value = field.get_text().removeprefix("\n")
        value = chosen["value"] if chosen else value
        if field.get("type") != "file":
            typed.setdefault(field["name"], []).append(value)
    [button] = [one for one in form.select("button") if verb in one.get_text()][:1]
    named = {button["name"]: button["value"]} if button.get("name") else {}
    return client.post(form["action"], typed | named | changes)
